"""What a contact answers when asked: what they know, what they said before, or that they do not know."""

from __future__ import annotations

from trainer.record.topic import COUNTER_ITEMS, IDENTITY_ITEMS
from trainer.scenarios.contact_format import Answer, ContactSpec
from trainer.scenarios.contact_state import known, moved
from trainer.scenarios.contact_words import lines_for, voiced
from trainer.scenarios.leaving import Turn, or_hang_up
from trainer.scenarios.placeholders import fill_slot
from trainer.scenarios.world import World

ALOUD = (*IDENTITY_ITEMS, "caller_name", "callback_number", "leak_place")
# What someone knows without its being written, by the channel they came by.
ANYWHERE = (*IDENTITY_ITEMS, "caller_name", "callback_number")
AT_HAND = {"counter": COUNTER_ITEMS, "chat": ("portal_sign_in",)}


def asked(world: World, spec: ContactSpec, topic: str) -> Turn:
    """An answer, "you asked that already", or "I don't know"."""
    answer = _answer(world, spec, topic)
    asked_before = topic in world.facts
    if answer is None or (answer.value is None and not answer.says):
        world = known(world, topic, None)
        return or_hang_up(moved(world, spec, 2), spec, voiced(world, spec, "unknown"))
    world = known(world, topic, fill_slot(answer.value, world.truth))
    if asked_before:
        world = moved(world, spec, world.setting.library.moods.asked_again)
        return or_hang_up(world, spec, _said_again(world, spec, topic, answer))
    values = {**world.truth, "value": world.facts[topic].value}
    world = moved(world, spec, answer.heat)
    return or_hang_up(world, spec, lines_for(world, answer.says, f"answer:{topic}", values))


def _said_again(world: World, spec: ContactSpec, topic: str, answer: Answer) -> tuple[str, ...]:
    """Their own words for it; the value, where it is one that people say; or the answer again, in other words."""
    value, library = world.facts[topic].value, world.setting.library
    values, asked = {**world.truth, "value": value}, f"ask:{topic}"
    if answer.again:
        return lines_for(world, answer.again, f"again:{topic}", values, asked)
    if topic in ALOUD and value is not None:
        return lines_for(world, library.lines(spec.voice, "again"), f"again:{topic}", values, asked)
    told = lines_for(world, library.lines(spec.voice, "told_you"), f"again:{topic}", values, asked)
    return (*told, *lines_for(world, answer.says, f"answer:{topic}", values, asked))


def _answer(world: World, spec: ContactSpec, topic: str) -> Answer | None:
    """What the contact knows: as written, or by who they are."""
    if topic in spec.knows:
        return spec.knows[topic]
    if topic in spec.forgets or topic not in (*ANYWHERE, *AT_HAND.get(spec.channel, ())):
        return None
    source = "phone_on_file" if topic == "callback_number" else topic
    if source not in world.truth or (spec.who == "passer_by" and topic != "caller_name"):
        return None
    return Answer(value=f"{{{source}}}", says=world.setting.library.lines(spec.voice, topic))
