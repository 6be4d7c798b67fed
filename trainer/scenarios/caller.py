"""The caller: reacts to what is said and done, discloses what they are rightly asked, and can hang up.

Pure: given the world and an act, says what the contact says, what becomes known, and how their temper moves.
"""

from __future__ import annotations

from dataclasses import replace

from trainer.record.act import Act
from trainer.record.case import Heard, Mood
from trainer.record.kinds import KINDS, Way
from trainer.scenarios.answers import asked
from trainer.scenarios.case_of import mood_of
from trainer.scenarios.contact_format import ContactSpec, Reaction
from trainer.scenarios.contact_state import actor_of, moved, raise_requests, tell, told
from trainer.scenarios.contact_words import lines_for, voiced
from trainer.scenarios.leaving import WORDLESS, Turn, hung_up, or_hang_up, waiting
from trainer.scenarios.placeholders import fill_slot
from trainer.scenarios.state import REP
from trainer.scenarios.world import World

OPENERS = ("greet", "thank")  # said in one breath with what a contact has just answered: no second answer


def react(world: World, act: Act, effect: bool) -> Turn:
    """The contact's answer to an act of the representative. Nothing, if nobody is there or it was not for them."""
    actor, spec = world.actor, world.spec
    if actor is None or spec is None or not actor.open:
        return Turn(world)
    if spec.channel in WORDLESS:
        return _on_tape(world, act, effect) if spec.channel == "voicemail" else Turn(_counted(world, act))
    heard = KINDS[act.kind].way is Way.SAY
    if heard and not actor.spoke:
        return begin(world, spec)
    world = _counted(world, act)
    special = _special(world, spec, act)
    if special is not None:
        return _by_reaction(world, spec, special)
    if not heard or not effect:
        return Turn(world)
    if act.kind == "ask":
        return asked(world, spec, str(act.text("topic")))
    return _usual(world, spec, act)


def _counted(world: World, act: Act) -> World:
    """Remember that this kind of act, and this very one, was met once more."""
    actor = actor_of(world)
    counts = dict(actor.counts)
    for key in {act.kind, situation(act)}:
        counts[key] = counts.get(key, 0) + 1
    return world.with_actor(replace(actor, counts=counts))


def situation(act: Act) -> str:
    """The name a situation is counted under: the kind, with its subject where it has one."""
    for slot in ("topic", "step", "offer", "request", "panel", "what", "figure", "work"):
        if act.text(slot):
            return f"{act.kind}:{act.text(slot)}"
    return act.kind


def _on_tape(world: World, act: Act, effect: bool) -> Turn:
    """A machine takes one message, and that is the end of it."""
    left = act.kind == "leave_message" and effect
    return Turn(world.with_actor(replace(actor_of(world), open=False, ended_by=REP)) if left else world)


def begin(world: World, spec: ContactSpec) -> Turn:
    """Whatever the representative says first, the contact says why they are there."""
    actor = replace(actor_of(world), spoke=True, spoke_at_move=world.move)
    world = tell(world.with_actor(actor), spec.opening.tells)
    world = raise_requests(world, spec, spec.opening.wants)
    world = moved(world, spec, 0)
    return Turn(world, lines_for(world, spec.opening.says, "opening"))


def _special(world: World, spec: ContactSpec, act: Act) -> Reaction | None:
    return next((one for one in spec.reacts if _fits(world, one, act)), None)


def _fits(world: World, reaction: Reaction, act: Act) -> bool:
    actor = actor_of(world)
    wanted = {name: fill_slot(value, world.truth) for name, value in reaction.to.items() if name != "act"}
    if act.kind != reaction.to.get("act") or any(act.get(name) != value for name, value in wanted.items()):
        return False
    key = situation(act) if wanted else act.kind
    if reaction.nth is not None and actor.counts.get(key) != reaction.nth:
        return False
    if reaction.hotter_than is not None and actor.heat <= reaction.hotter_than:
        return False
    if any(not told(world, topic) for topic in reaction.knows) or any(told(world, topic) for topic in reaction.unless):
        return False
    return reaction.cooler_than is None or actor.heat < reaction.cooler_than


def _by_reaction(world: World, spec: ContactSpec, reaction: Reaction) -> Turn:
    world = tell(world, reaction.tells)
    world = raise_requests(world, spec, reaction.wants)
    if reaction.heard:
        actor = actor_of(world)
        heard = Heard(reaction.heard, len(world.history), world.second)
        world = world.with_actor(replace(actor, heard=(*actor.heard, heard)))
    world = moved(world, spec, reaction.heat)
    says = lines_for(world, reaction.says, f"reaction {reaction.to}", counted=str(reaction.to.get("act")))
    return hung_up(world, says) if reaction.ends else or_hang_up(world, spec, says)


def _usual(world: World, spec: ContactSpec, act: Act) -> Turn:
    """How any act of this kind is taken, by the moods' rules and in the contact's voice."""
    actor, moods = actor_of(world), world.setting.library.moods
    taken = _taken(world, act)
    change = moods.acts.get(taken, moods.acts.get(act.kind))
    times = actor.counts.get(situation(act), 1)
    heat = 0 if change is None else change.first if times == 1 else change.again
    if act.kind == "refuse" and act.text("reason") is None:
        heat += moods.refused_without_reason
    if spec.temper.wary and heat < 0 and act.kind in moods.mere_words:
        heat = -(-heat // 2)
    world = moved(world, spec, heat)
    if act.kind in OPENERS and actor.spoke_at_move == world.move:
        return or_hang_up(world, spec, ())
    pressing = _presses(world, spec, act, times) if taken == "refuse" else ()
    turn = or_hang_up(world, spec, pressing or voiced(world, spec, taken))
    return replace(turn, passing=turn.world.actor is not None and turn.world.actor.open)


def _taken(world: World, act: Act) -> str:
    """How an act is taken, where its kind alone does not say: a bare no, a warning that nothing called for."""
    if act.kind == "refuse" and act.text("reason") is None:
        return "refuse_bare"
    if act.kind == "set_boundary" and not actor_of(world).heard:
        return "boundary_unearned"
    if contradicts(world, act):
        return "contradicted"
    if act.kind == "explain" and world.spec and world.spec.temper.slow:
        return "not_understood" if actor_of(world).counts.get(situation(act), 1) == 1 else "understood"
    return "more_open" if act.kind == "ask_anything_else" and waiting(world) else act.kind


def contradicts(world: World, act: Act) -> bool:
    """Whether another value was said before for the same figure, or another day for the same promise."""
    if act.kind not in ("state", "promise"):
        return False
    about, values = ("figure", ("amount", "on")) if act.kind == "state" else ("what", ("by",))
    said = (
        deed.act for deed in world.history[:-1]
        if deed.effect and deed.act.kind == act.kind and deed.act.text(about) == act.text(about)
    )  # fmt: skip
    return any(earlier.get(name) not in (None, act.get(name)) for earlier in said for name in values if act.get(name))


def jargon(world: World, text: str) -> Turn:
    """A trade word in a typed sentence is not known to who hears it; they ask, once for each word."""
    actor, spec, moods = world.actor, world.spec, world.setting.library.moods
    if actor is None or spec is None or not actor.open or not actor.spoke or spec.channel in WORDLESS:
        return Turn(world)
    words = {word.strip(".,;:!?").lower() for word in text.split()}
    new = [one for one in moods.jargon if one in words and not actor.counts.get(f"jargon:{one}")]
    if not new:
        return Turn(world)
    world = world.with_actor(replace(actor, counts={**actor.counts, **{f"jargon:{one}": 1 for one in new}}))
    return or_hang_up(moved(world, spec, moods.not_plain), spec, voiced(world, spec, "jargon"))


def _presses(world: World, spec: ContactSpec, act: Act, times: int) -> tuple[str, ...]:
    """A no is pressed against once; whoever is angry goes on."""
    if times > 1 and mood_of(world, actor_of(world).heat) is not Mood.ANGRY:
        return ()
    want = spec.wants.get(act.text("request") or "")
    return lines_for(world, want.presses, f"refuse:{act.text('request')}") if want else ()


def first_of(world: World, wordings: tuple[str, ...], name: str) -> tuple[str, ...]:
    """What is said once, as somebody picks up."""
    return lines_for(world, wordings, name)
