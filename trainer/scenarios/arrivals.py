"""Who comes, who waits, who goes: the contacts of a scene beside the one that is attended to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trainer.record.act import Act
from trainer.record.case import WRITTEN
from trainer.scenarios import caller
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.labels import COMES, label_of, over
from trainer.scenarios.leaving import wait
from trainer.scenarios.placeholders import fill_slot
from trainer.scenarios.state import OFFICE, Actor, Matter
from trainer.scenarios.telling import contact_lines, desk_line
from trainer.scenarios.world import Line, World


def enter(world: World) -> World:
    """The matters that lie ready as a scene begins, and whoever is there already; the first of them is attended to.

    What came in writing lies there until it is opened.
    """
    for name, spec in _of_scene(world):
        if spec.called or _there_from_the_start(spec):
            world = _prepared(world, name)
    for name, spec in _of_scene(world):
        if _there_from_the_start(spec):
            world = _arrived(world, name)
    first = next((one for one in world.actors if world.setting.specs[one].channel not in WRITTEN), None)
    if first is not None:
        return turn_to(world, first)
    unread = {world.setting.matter_of(name) for name in world.actors}
    matters = [name for name in world.matters if name not in unread and (name != OFFICE or world.requests)]
    return world.at(matters[0] if matters else OFFICE)


def _of_scene(world: World) -> Iterator[tuple[str, ContactSpec]]:
    return ((name, spec) for name, spec in world.setting.specs.items() if spec.arrives.scene == world.scene)


def _there_from_the_start(spec: ContactSpec) -> bool:
    return not spec.called and spec.arrives.when is None and spec.arrives.after == 0


def _prepared(world: World, contact: str) -> World:
    """The matter that a contact comes about, as earlier scenes have left it."""
    name, setting = world.setting.matter_of(contact), world.setting
    if name in world.matters:
        return world
    given = setting.given.get(contact, "")
    before = world.past.get(name)
    account = "" if setting.to_find and not setting.specs[contact].account else given
    fresh = Matter(name, account=account, given=account, to_find=setting.to_find and not account)
    return replace(world, matters={**world.matters, name: before.later() if before else fresh})


def _arrived(world: World, contact: str) -> World:
    world, spec = _prepared(world, contact), world.setting.specs[contact]
    return world.with_actor(Actor(contact, spec.temper.start, arrived=world.second, met=False))


def turn_to(world: World, contact: str) -> World:
    """Attend to a contact or a matter. Who was waiting is waited for no longer."""
    world = world.at(contact)
    actor = world.actor
    if actor is None:
        return world
    began = actor.began if actor.met else world.second
    return world.with_actor(replace(actor, met=True, began=began, last_spoken_to=world.second, held_since=None))


def comings(world: World, act: Act, since: int) -> tuple[World, list[Line]]:
    """Whoever comes now: their time has come since second `since`, or the act is what they wait for."""
    lines: list[Line] = []
    for name, spec in _of_scene(world):
        if name in world.actors or not (_due(world, spec, since) or called_by(world, name, act)):
            continue
        joins = spec.called or (world.setting.matter_of(name) == world.matter.id)
        world = _arrived(world, name)
        told = COMES[spec.channel].format(label_of(world, name))
        world, said = _answered(world, name) if joins else (world, [])
        lines += [desk_line(world, told), *said]
    return world, lines


def _due(world: World, spec: ContactSpec, since: int) -> bool:
    """Whether the time of a contact who comes by themselves has come."""
    by_clock = spec.arrives.when is None and not spec.called
    return by_clock and since - world.scene_second < spec.arrives.after <= world.second - world.scene_second


def called_by(world: World, contact: str, act: Act) -> bool:
    """Whether an act is what this contact waits for: the one named, or of one who is called, the call."""
    spec = world.setting.specs[contact]
    wanted = spec.arrives.when or ({"act": "contact_customer", "how": "phone"} if spec.called else None)
    if wanted is None or spec.arrives.scene != world.scene or contact in world.actors:
        return False
    if spec.called and world.setting.matter_of(contact) != world.matter.id:
        return False
    truth = world.setting.truths.get(contact, world.setting.truth)
    slots = {name: fill_slot(value, truth) for name, value in wanted.items() if name != "act"}
    return act.kind == wanted.get("act") and all(act.get(name) == value for name, value in slots.items())


def _answered(world: World, contact: str) -> tuple[World, list[Line]]:
    """Somebody, or a machine, picks up; the representative is with them."""
    world = turn_to(world, contact)
    spec = world.setting.specs[contact]
    actor = world.actors[contact]
    world = world.with_actor(replace(actor, spoke=spec.channel == "voicemail"))
    return world, contact_lines(world, caller.first_of(world, spec.picks_up, "picks up"))


def read(world: World) -> tuple[World, list[Line]]:
    """An e-mail or a letter says everything at once when it is opened."""
    spec, actor = world.spec, world.actor
    if spec is None or actor is None or actor.spoke or spec.channel not in WRITTEN:
        return world, []
    turn = caller.begin(world, spec)
    return turn.world, contact_lines(turn.world, turn.says)


def waits(world: World, seconds: int) -> tuple[World, list[Line]]:
    """What so many seconds do to everybody who is there and not attended to."""
    lines: list[Line] = []
    for name in [one for one, actor in world.actors.items() if actor.open and one != world.attending]:
        here = world.attending
        turn = wait(world.at(name), seconds)
        there = turn.world
        lines += contact_lines(there, turn.says)
        gone = there.actors[name]
        if not gone.open:
            lines.append(replace(desk_line(there, f"{label_of(there, name)}: {over(there, gone)}", "care"), place=here))
        world = there.at(here)
    return world, lines
