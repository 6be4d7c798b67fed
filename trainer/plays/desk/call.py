"""The call as the left pane shows it: who is on the line as far as they said, what was said, what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from trainer.district.rules.conduct import granted
from trainer.district.rules.identity import enough, items_wanted
from trainer.plays.desk.queue import ICONS
from trainer.plays.desk.words import Chip, chips, clock
from trainer.plays.models import Play
from trainer.record.act import pattern
from trainer.record.case import WRITTEN, Case, Contact, Mood, Request
from trainer.scenarios.scenes import DIVIDER
from trainer.scenarios.state import REP
from trainer.scenarios.world import World

MOODS = tuple(Mood)
UNASKED = (*WRITTEN, "voicemail")
_LINES = ("telephone", "outbound", "voicemail")
_ENDED: Mapping[str, tuple[str, str]] = {
    "chat": ("Chat ended", "They left the chat"), "counter": ("They have left", "They walked out"),
    "email": ("Reply sent", ""), "letter": ("Reply sent", ""), "voicemail": ("Message left", ""),
}  # fmt: skip
_CALL_ENDED = ("Call ended", "Caller hung up")
_ENDS = {"chat": "End chat", "counter": "Let them go"}
_FRESH = {"chat": "A chat opens.", "counter": "Someone steps up to the counter.", "outbound": "Somebody picks up."}
_RINGING = {"chat": "Waiting for you", "counter": "Waiting for you", "outbound": "On the line"}
_NAMES = {"outbound": "Your call", "email": "E-mail"}
# What the box asks for, and the word on its button.
_BOX: Mapping[str, tuple[str, str]] = {
    "chat": ("Write to them", "Send"), "email": ("Write the reply", "Add it"), "letter": ("Write the reply", "Add it"),
    "voicemail": ("Leave a message", "Say it"),
}  # fmt: skip


@dataclass(frozen=True)
class State:
    """A word with its shape: kind is good, care, bad or quiet; icon names one of Bootstrap's."""

    word: str
    kind: str
    icon: str
    more: str = ""


@dataclass(frozen=True)
class Turn:
    """One line of the transcript as it is shown; `who` is caller, rep or event."""

    who: str
    text: str
    at: str
    move: int
    chips: Sequence[Chip] = ()
    typed: bool = False
    contested: bool = False
    past: bool = False
    state: str = ""


@dataclass(frozen=True)
class Call:
    """The head of the call pane."""

    name: str
    kind: str
    channel: str
    icon: str
    box: str
    verb: str
    open: bool
    ringing: str
    fresh: str
    written: bool
    ends: str
    ended: str
    verified: State | None
    mood: Mood | None
    trend: str
    began: int


def call(case: Case, play: Play) -> Call | None:
    """The contact who is attended to, as the representative knows them; None where no one is there."""
    contact = next(iter(case.contacts.values()), None)
    if contact is None:
        return None
    name = case.told("caller_name")
    heard = [mood for mood in map(_mood, _lines(play, contact.id)) if mood is not None]
    fresh, machine = contact.open and not contact.spoke, contact.channel == "voicemail"
    box, verb = _BOX.get(contact.channel, ("What you say", "Say it"))
    return Call(
        name=str(name) if name is not None else "",
        kind=contact.channel,
        box="Answer the call" if fresh and contact.channel == "telephone" else box,
        verb=verb,
        channel=_NAMES.get(contact.channel, contact.channel.capitalize()),
        icon=ICONS[contact.channel] if contact.open else "telephone-x" if contact.channel in _LINES else "x-circle",
        open=contact.open,
        ringing=_RINGING.get(contact.channel, "Ringing") if fresh else "",
        fresh=_FRESH.get(contact.channel, "The telephone rings.") if fresh else "",
        written=contact.channel in WRITTEN,
        ends=_ENDS.get(contact.channel, "End call"),
        ended="" if contact.open else _ENDED.get(contact.channel, _CALL_ENDED)[contact.ended_by != REP],
        verified=_verified(case, contact),
        mood=contact.mood if heard and not machine else None,
        trend="" if machine else _trend(heard),
        began=contact.began,
    )


def _verified(case: Case, contact: Contact) -> State | None:
    """How far the caller is verified: never more than what was tried and came out.

    Nobody asks a letter or a machine for items.
    """
    if contact.channel in UNASKED:
        return None
    wanted = items_wanted(case, contact)
    matched = len(contact.matched)
    failed = len([item for item in contact.tried if item not in contact.matched])
    wrong = f"{failed} did not match" if failed else ""
    if enough(contact, contact.matched, wanted):
        return State("Verified", "good", "shield-check", f"{matched} of {wanted} matched")
    if matched:
        return State(f"{matched} of {wanted} matched", "care", "shield-minus", wrong)
    return State("Not verified", "care", "shield-exclamation", wrong)


def _lines(play: Play, who: str) -> Iterator[Mapping[str, Any]]:
    return (line for stored in play.moves for line in stored.lines if line["who"] == who)


def _mood(line: Mapping[str, Any]) -> Mood | None:
    return Mood(line["mood"]) if line.get("mood") else None


def _trend(heard: Sequence[Mood]) -> str:
    """Whether the last change of mood was for the better; nothing while it never changed."""
    steps = [MOODS.index(mood) for mood in heard]
    changes = [after - before for before, after in pairwise(steps) if after != before]
    if not changes or steps[-1] == steps[-2]:
        return ""
    return "easing" if changes[-1] < 0 else "rising"


def turns(play: Play, world: World, since: int = 1) -> list[Turn]:
    """The transcript of the matter attended to, from move `since` on. The newest words are the only ones not past."""
    setting, mine, requests = world.setting, world.matter.id, world.requests
    stored = [
        (one, line)
        for one in play.moves if one.number >= since
        for line in one.lines if line["state"] == DIVIDER or setting.matter_of(line["place"]) == mine
    ]  # fmt: skip
    spoken = [one.number for one, line in stored if _who(line) == "caller"]
    newest = spoken[-1] if spoken else 0
    return [
        Turn(
            who=_who(line), text=line["text"], at=clock(line["second"]), move=one.number,
            chips=chips(line["acts"], requests) if _who(line) == "rep" else (),
            typed=one.move.get("text") is not None, contested=one.contested,
            past=one.number < newest, state=line.get("state") or "",
        )
        for one, line in stored
    ]  # fmt: skip


def _who(line: Mapping[str, Any]) -> str:
    return {"rep": "rep", "desk": "event"}.get(line["who"], "caller")


@dataclass(frozen=True)
class Asked:
    """One thing asked for, and where it stands."""

    id: str
    words: str
    state: State
    task: bool


_ANSWERS = (
    ("refuse", State("refused", "quiet", "slash-circle")),
    ("tell_done", State("told it is done", "good", "check-circle-fill")),
)


def asked(case: Case) -> list[Asked]:
    return [Asked(one.id, one.words, _answer(case, one), one.contact is None) for one in case.requests]


def _answer(case: Case, request: Request) -> State:
    """The last answer given; what was done and not yet told stands as done."""
    given = [
        (index, state)
        for kind, state in _ANSWERS
        for index, _ in case.deeds(pattern(kind, request=request.id))
    ]  # fmt: skip
    if given:
        return max(given, key=lambda one: one[0])[1]
    if granted(case, request):
        return State("done" if request.contact is None else "done, not told", "care", "check-circle")
    return State("not done yet" if request.contact is None else "not answered", "care", "circle-half")
