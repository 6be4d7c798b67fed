"""The engine: step(world, move) gives the next world and what came of it. Pure; the same moves give the same play."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from trainer.desk.actions import RefusedError, perform
from trainer.record.act import Act
from trainer.record.case import Case, Deed
from trainer.record.kinds import KINDS, Way
from trainer.scenarios import arrivals, caller
from trainer.scenarios.case_of import case_of
from trainer.scenarios.labels import GREETS, HOLDS, over
from trainer.scenarios.leaving import Turn, wait
from trainer.scenarios.office_acts import ENGINE, say
from trainer.scenarios.resolving import resolved
from trainer.scenarios.scenes import is_last, next_scene
from trainer.scenarios.state import REP
from trainer.scenarios.telling import contact_lines, desk_line
from trainer.scenarios.understanding import wording
from trainer.scenarios.world import Line, Move, Outcome, Step, World

# What a person reacts to first, where one sentence does several of these.
REACTIONS = (
    "argue", "refuse", "set_boundary", "tell_done", "instruct", "promise", "offer", "explain", "state",
    "ask_anything_else", "apologise", "acknowledge", "hold_please", "small_talk", "assure", "thank", "greet",
    "unclear",
)  # fmt: skip
VERSION = "2"
MAX_SECONDS = 600


class EndedError(Exception):
    """The play has ended: nothing can be added to it."""


def step(world: World, move: Move) -> tuple[World, Outcome]:
    """Play one move; raises EndedError. An act the desk refuses takes its time and changes nothing else."""
    if world.ended:
        raise EndedError("This play has ended. Its debrief tells what came of it.")
    if not move.acts:
        raise ValueError("a move has at least one act")
    world = replace(world, move=world.move + 1)
    lines: list[Line] = []
    steps: list[Step] = []
    if move.text is not None:
        lines.append(Line(REP, move.text, world.second, world.move, move.acts, place=world.attending))
    for number, act in enumerate(move.acts):
        world, said, judged = _one(world, act, _seconds(act, move, number), typed=move.text is not None)
        lines.extend(said)
        steps.append(judged)
    if move.text is not None and not world.ended:
        turn = caller.jargon(world, move.text)
        world = turn.world
        lines.extend(contact_lines(world, turn.says))
    return world, Outcome(_one_reaction(lines, steps), tuple(steps))


def _one_reaction(lines: list[Line], steps: list[Step]) -> tuple[Line, ...]:
    """A person reacts to a sentence once: of several passing reactions in a move the weightiest is said."""
    kinds = [step.act.kind for step in steps]
    passing = [line for line in lines if line.reacts_to]
    if len(passing) < 2:
        return tuple(lines)
    weighty = min(passing, key=lambda line: _weight(line.reacts_to, kinds))
    return tuple(line for line in lines if not line.reacts_to or line is weighty)


def _weight(kind: str, kinds: list[str]) -> tuple[int, int]:
    rank = REACTIONS.index(kind) if kind in REACTIONS else len(REACTIONS)
    return (rank, -kinds.index(kind))


def _seconds(act: Act, move: Move, number: int) -> int:
    """Measured seconds belong to the move as a whole; unmeasured acts take what their kind takes.

    What one waits for others to do takes as long as they take, or as long as was measured.
    """
    if act.kind == "wait":
        waited = act.get("seconds")
        return min(MAX_SECONDS, waited) if isinstance(waited, int) else 0
    kind = KINDS[act.kind]
    if move.seconds is not None:
        measured = min(MAX_SECONDS, max(0, move.seconds)) if number == 0 else 0
        return max(measured, kind.seconds) if kind.others else measured
    return kind.seconds


def _one(world: World, act: Act, seconds: int, *, typed: bool) -> tuple[World, list[Line], Step]:
    act = resolved(world, act)
    earlier = world
    waited = wait(world, seconds) if act.kind == "wait" else Turn(world)
    world, away = arrivals.waits(waited.world, seconds)
    world = replace(world, second=world.second + seconds)
    lines = [] if typed else _own_line(world, act)
    world, effect, desk_lines = _done(world, act)
    before = case_of(earlier, at=world.attending)
    world = world.in_matter(history=(*world.history, Deed(act, world.move, world.second, effect, before.account or "")))
    turn = caller.react(world, act, effect)
    world = _spoken_to(turn.world, act)
    reacts_to = act.kind if turn.passing else ""
    lines += [*desk_lines, *contact_lines(world, waited.says), *contact_lines(world, turn.says, reacts_to), *away]
    lines += _ending(world, act) if before.talking is not None else []
    judged_at, mine = world.attending, world.matter.id
    world, came = arrivals.comings(world, act if effect else Act("wait"), earlier.second)
    judged = Step(
        act, world.move, world.second, effect, before, partial(case_of, earlier, at=judged_at, all_open=True),
        case_of(world, at=judged_at), mine, world.scene, _others(earlier, world, mine),
    )  # fmt: skip
    if act.kind == "finish" and effect:
        world, opened = _over(world)
        came += opened
    return world, [*lines, *came], judged


def _others(earlier: World, world: World, mine: str) -> tuple[tuple[str, Case], ...]:
    """The cases of the other matters that this act changed, or the time it took."""
    found = {}
    for name, actor in world.actors.items():
        matter = world.setting.matter_of(name)
        if matter != mine and actor != earlier.actors.get(name):
            found[matter] = case_of(world, at=name)
    return tuple(found.items())


def _over(world: World) -> tuple[World, list[Line]]:
    """The play ends with its last scene; before that, the next one begins."""
    return (replace(world, ended=True), []) if is_last(world) else next_scene(world)


def _own_line(world: World, act: Act) -> list[Line]:
    """What the representative said by picking, in words."""
    if KINDS[act.kind].way is not Way.SAY:
        return []
    setting = world.setting
    names = {"district": setting.pack.identity.name, "clerk": setting.clerk}
    own = _by_channel(world, act)
    words = own.format(**names) if own else wording(act, setting.library.lexicon, world.move, names=names)
    return [Line(REP, words, world.second, world.move, (act,), place=world.attending)]


def _by_channel(world: World, act: Act) -> str:
    """What is said otherwise than in the phrases: a greeting by its channel, and a hold with how long it will be."""
    if act.kind == "greet" and world.spec:
        return GREETS.get(world.spec.channel, "")
    waits = any(one.open and not one.met for one in world.actors.values())
    return HOLDS if act.kind == "hold_please" and waits else ""


def _done(world: World, act: Act) -> tuple[World, bool, list[Line]]:
    """Carry out the act, or say clearly why not."""
    kind = KINDS[act.kind]
    try:
        if kind.way is Way.WAIT:
            return world, True, []
        if kind.way is Way.SAY:
            return say(world, act)
        if act.kind in ENGINE:
            return ENGINE[act.kind](world, act)
        if any(arrivals.called_by(world, name, act) for name, spec in world.setting.specs.items() if spec.called):
            return world, True, [desk_line(world, "You call. It rings.")]
        desk, events = perform(world.desk, act, world.setting.systems)
    except RefusedError as error:
        return world, False, [desk_line(world, str(error), "care")]
    receipts = [desk_line(world, event.receipt, _state(event)) for event in events if event.receipt]
    return replace(world, desk=desk), True, receipts


def _state(event: object) -> str:
    ok = getattr(event, "ok", None)
    return "" if ok is None else "good" if ok else "care"


def _spoken_to(world: World, act: Act) -> World:
    if world.actor is None or KINDS[act.kind].way is not Way.SAY:
        return world
    return world.with_actor(replace(world.actor, last_spoken_to=world.second))


def _ending(world: World, act: Act) -> list[Line]:
    """Say that the contact is over, once."""
    actor = world.actor
    if actor is None or actor.open:
        return []
    owed = "" if act.kind == "finish" else " Wrap-up is still owed."
    return [desk_line(world, f"{over(world, actor)}{owed}", "care" if actor.ended_by != REP else "")]
