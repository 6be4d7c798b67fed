"""How a contact takes silence, and how they go: in peace, cut off, fed up, or because nobody is there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.district.rules.conduct import unanswered
from trainer.record.case import WRITTEN
from trainer.scenarios.case_of import case_of, mood_of
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.contact_state import UPSET, actor_of, moved
from trainer.scenarios.contact_words import lines_for, voiced, voiced_by_channel
from trainer.scenarios.world import World

WORDLESS = (*WRITTEN, "voicemail")  # who has said everything already, or is not there


@dataclass(frozen=True)
class Turn:
    """What a contact does in answer to one act. `passing` words are a mere reaction: one is enough for a move."""

    world: World
    says: tuple[str, ...] = ()
    passing: bool = False


def waiting(world: World) -> bool:
    """Whether something the contact asked for is still without an answer, by the rule that owes them one."""
    case = case_of(world)
    contact = case.contact(world.attending)
    return contact is not None and bool(unanswered(case, contact))


def farewell(world: World) -> tuple[str, ...]:
    """The contact's last words when the representative ends the call."""
    spec = world.spec
    if spec is None or spec.channel in WORDLESS:
        return ()
    if waiting(world):
        return voiced(world, spec, "cut_off")
    if mood_of(world, actor_of(world).heat) in UPSET:
        return voiced(world, spec, "goodbye_upset")
    return lines_for(world, spec.farewell, "farewell") if spec.farewell else voiced(world, spec, "goodbye")


def wait(world: World, seconds: int) -> Turn:
    """What silence does: temper rises with it, by the channel's pace, and in the end the contact goes."""
    actor, spec = world.actor, world.spec
    if actor is None or spec is None or not actor.open or spec.channel in WORDLESS:
        return Turn(world)
    if not actor.spoke:
        return _unanswered(world, spec, seconds)
    pace = world.setting.library.moods.pace(spec.channel).stretched(spec.temper.patience)
    if actor.held_since is not None and actor.asked_to_hold:
        pace = pace.stretched(world.setting.library.moods.asked_to_hold)
    before, after = world.second - actor.last_spoken_to, world.second + seconds - actor.last_spoken_to
    times = after // pace.silence_seconds - before // pace.silence_seconds
    if times <= 0:
        return Turn(world)
    world = moved(world, spec, times * pace.silence)
    if after >= pace.goes_after:
        return hung_up(world, voiced_by_channel(world, spec, "hang_up_silence"))
    return or_hang_up(world, spec, voiced_by_channel(world, spec, "silence"))


def _unanswered(world: World, spec: ContactSpec, seconds: int) -> Turn:
    """A call that nobody answers rings out; who waits for their turn gives up."""
    patience = spec.waits or world.setting.library.moods.pace(spec.channel).goes_after
    if world.second + seconds - actor_of(world).arrived < patience:
        return Turn(world)
    return hung_up(world, ())


def or_hang_up(world: World, spec: ContactSpec, says: tuple[str, ...]) -> Turn:
    if actor_of(world).heat < 100:
        return Turn(world, says)
    last = lines_for(world, spec.hangs_up, "hangs up") if spec.hangs_up else voiced(world, spec, "hang_up")
    return hung_up(world, (*says, *last))


def hung_up(world: World, says: tuple[str, ...]) -> Turn:
    return Turn(world.with_actor(replace(actor_of(world), open=False, ended_by=actor_of(world).id)), says)
