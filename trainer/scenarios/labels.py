"""What a contact is called at the desk before they have a name: Line 1, Chat 2, the counter; and how they go."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.record.case import Channel
from trainer.scenarios.state import REP, Actor
from trainer.scenarios.world import Setting, World

_WORDS: Mapping[Channel, str] = {
    "telephone": "Line", "outbound": "Your call", "voicemail": "Your call", "chat": "Chat", "email": "E-mail",
    "letter": "Letter", "counter": "Counter",
}  # fmt: skip
COMES: Mapping[Channel, str] = {
    "telephone": "{} is ringing.", "chat": "{} is waiting.", "email": "{} has come in.", "letter": "{} is in the mail.",
    "counter": "{}: someone steps up.", "outbound": "{}: somebody answers.", "voicemail": "{}: a machine answers.",
}  # fmt: skip
# How one begins where nobody has called: the phrases say “thank you for calling”.
GREETS: Mapping[Channel, str] = {
    "outbound": "Hello, this is {clerk} with {district}.",
    "voicemail": "Hello, this is {clerk} with {district}.",
    "chat": "Hello, this is {clerk} at {district}. How can I help you?",
    "counter": "Good day, welcome to {district}. I’m {clerk}. How can I help you?",
    "email": "Thank you for writing to {district}. This is {clerk}.",
    "letter": "Thank you for your letter to {district}. This is {clerk}.",
}
# How one asks to hold because somebody else waits.
HOLDS = "Somebody else is waiting. May I put you on hold for about two minutes, please?"
_OVER: Mapping[Channel, tuple[str, str]] = {
    "chat": ("They left the chat.", "The chat has ended."),
    "counter": ("They walked out.", "They have left the counter."),
    "email": ("", "The reply is sent."),
    "letter": ("", "The reply is in the mail."),
    "voicemail": ("", "The machine has your message."),
    "outbound": ("They hung up.", "The call has ended."),
}
_CALL = ("The caller hung up.", "The call has ended.")


def label_of(world: World, place: str) -> str:
    """A contact's label among those of this scene that came the same way; a matter without anyone is office work."""
    spec = world.setting.specs.get(place)
    if spec is None or place not in world.actors:
        return "Office work"
    same = [one for one in world.actors if _WORDS[world.setting.specs[one].channel] == _WORDS[spec.channel]]
    alone = len(same) == 1 and spec.channel != "telephone"
    return _WORDS[spec.channel] if alone else f"{_WORDS[spec.channel]} {same.index(place) + 1}"


def named(setting: Setting, place: str) -> str:
    """What a contact is called once the play is over: how they came, and their name where they have one."""
    spec, name = setting.specs.get(place), setting.truths.get(place, {}).get("caller_name")
    if spec is None:
        return "Office work"
    return f"{_WORDS[spec.channel]}: {name}" if name else _WORDS[spec.channel]


def over(world: World, actor: Actor) -> str:
    """In a sentence, that a contact is gone."""
    left, ended = _OVER.get(world.setting.specs[actor.id].channel, _CALL)
    return ended if actor.ended_by == REP else left
