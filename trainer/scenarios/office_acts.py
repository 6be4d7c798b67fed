"""Acts that the play itself carries out: turning to someone, ending a contact, asking a supervisor, finishing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trainer.desk.actions import RefusedError, approve
from trainer.record.act import Act
from trainer.record.case import WRITTEN
from trainer.record.ruling import Verdict
from trainer.record.topic import OFFICES
from trainer.scenarios import arrivals
from trainer.scenarios.case_of import case_of, mid_talk
from trainer.scenarios.contact_state import moved
from trainer.scenarios.labels import label_of
from trainer.scenarios.leaving import farewell
from trainer.scenarios.state import REP
from trainer.scenarios.telling import contact_lines, desk_line
from trainer.scenarios.world import Line, World

Came = tuple[World, bool, list[Line]]


def say(world: World, act: Act) -> Came:
    actor = world.actor
    if actor is None or not actor.open:
        raise RefusedError("Nobody is on the line.")
    if act.kind == "goodbye" and (world.spec is None or world.spec.channel not in WRITTEN):
        return hang_up(world)
    return world, True, []


def hang_up(world: World) -> Came:
    actor = world.actor
    if actor is None or not actor.open:
        raise RefusedError("The call has ended already.")
    lines = contact_lines(world, farewell(world)) if actor.spoke else []
    return world.with_actor(replace(actor, open=False, ended_by=REP)), True, lines


def _end_contact(world: World, act: Act) -> Came:
    return hang_up(world)


def _send_reply(world: World, act: Act) -> Came:
    if world.spec is None or world.spec.channel not in WRITTEN:
        raise RefusedError("Only an e-mail or a letter is answered by a reply. End the contact instead.")
    return hang_up(world)


def _finish(world: World, act: Act) -> Came:
    """Whoever is still there is left there."""
    for actor in world.actors.values():
        if actor.open:
            world = world.with_actor(replace(actor, open=False, ended_by=REP))
    return world, True, []


def _ask_supervisor(world: World, act: Act) -> Came:
    """A supervisor decides by the same rules, with a supervisor's authority and the desk open."""
    case = case_of(world)
    request = case.request(act.text("request"))
    if request is None:
        raise RefusedError("There is nothing to ask a supervisor about yet.")
    senior = replace(case_of(world, all_open=True), level="supervisor")
    decision = world.setting.pack.rulebook.decide(senior, request.act.to(request.contact))
    if decision.verdict is Verdict.PERMITTED:
        line = desk_line(world, f"Supervisor: yes, go ahead with {request.words}.", "good")
        world, posted = _posted(world, request.act)
        return world.in_matter(approved=world.matter.approved | {request.id}), True, [line, *posted]
    why = decision.leading.why if decision.leading else ""
    return world, True, [desk_line(world, f"Supervisor: not as it stands. {why}", "care")]


def _posted(world: World, asked: Act) -> tuple[World, list[Line]]:
    """An adjustment that was recommended already waits for this very word: the supervisor posts it."""
    account, bill = world.desk.account, asked.text("bill")
    if asked.kind != "recommend_adjustment" or account is None:
        return world, []
    if not any(one.bill == bill for one in account.recommendations):
        return world, []
    desk, told = approve(world.desk, str(bill), world.setting.systems)
    return replace(world, desk=desk), [desk_line(world, text, "good") for text in told]


def _transfer(world: World, act: Act) -> Came:
    world, effect, lines = hang_up(world)
    return world, effect, [*lines, desk_line(world, f"Transferred to {OFFICES[str(act.text('to'))].label}.")]


def _switch_to(world: World, act: Act) -> Came:
    """Whoever is put aside without being asked to hold takes it amiss."""
    place = act.text("contact") or ""
    if place not in world.places:
        raise RefusedError("There is nobody of that name to turn to.")
    if place == world.attending:
        raise RefusedError("You are with them already.")
    world = arrivals.turn_to(_put_aside(world), place)
    world, said = arrivals.read(world)
    return world, True, [desk_line(world, f"With {label_of(world, place)} now."), *said]


def _put_aside(world: World) -> World:
    """In mid-talk somebody holds from now on; not having been asked to, they take it amiss."""
    actor, spec = world.actor, world.spec
    if actor is None or spec is None or not mid_talk(world, actor):
        return world
    asked = world.matter.asked_to_hold
    world = world.with_actor(replace(actor, held_since=world.second, asked_to_hold=asked))
    return world if asked else moved(world, spec, world.setting.library.moods.left_without_a_word)


ENGINE: dict[str, Callable[[World, Act], Came]] = {
    "end_contact": _end_contact, "send_reply": _send_reply, "finish": _finish, "ask_supervisor": _ask_supervisor,
    "transfer": _transfer, "switch_to": _switch_to,
}  # fmt: skip
