"""Whom a player without a person turns to: who presses most, else who there is something to do for."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from trainer.proof.habits import Bot
from trainer.record.act import Act, act
from trainer.record.case import LISTENING, Case, Elsewhere
from trainer.scenarios.case_of import case_of
from trainer.scenarios.world import World

# How long anyone is left before they are turned back to, by how they came, in seconds.
PACE = {"telephone": 15, "chat": 75, "counter": 45}
HOLDING = 75  # who is on hold listens to music, and knows that someone is coming back
PARTING = ("ask_anything_else", "end_contact")  # nobody is put on hold to say goodbye to later
AT_EASE = 10_000  # a letter does not mind


@runtime_checkable
class Considerate(Protocol):
    """A player who minds whoever is left when turning to somebody else."""

    def turning(self, case: Case, wanted: Act) -> Act | None: ...


def next_act(world: World, bot: Bot) -> Act | None:
    """The next act of `bot`, which sees one matter at a time; None when nothing is left to do in this scene."""
    here = case_of(world)
    pressing, chosen = _pressing(here), bot(here)
    parting = chosen is not None and chosen.kind in PARTING
    if pressing is not None and not parting and (pressing.fresh or bot(case_of(world, at=pressing.id)) is not None):
        chosen = _turn(world, bot, pressing.id) or chosen
    if chosen is not None:
        return chosen
    others = (place for place in world.places if place != world.attending)
    wanted = next((place for place in others if _apart(world, place) and bot(case_of(world, at=place))), None)
    return _turn(world, bot, wanted) if wanted else None


def _turn(world: World, bot: Bot, place: str) -> Act | None:
    """Turn to someone, or what comes before that."""
    wanted = act("switch_to", contact=place)
    return bot.turning(case_of(world, at=place), wanted) if isinstance(bot, Considerate) else wanted


def _apart(world: World, place: str) -> bool:
    """Whether there is another matter: who is gone from the same one has no business of their own."""
    return world.setting.matter_of(place) != world.matter.id


def _pressing(case: Case) -> Elsewhere | None:
    """Who has been left the longest beyond the pace of their channel."""
    late = [one for one in case.elsewhere if one.open and _left(case, one) >= 0]
    return max(late, key=lambda one: (_left(case, one), one.id), default=None)


def _left(case: Case, one: Elsewhere) -> int:
    holds = not one.fresh and one.channel in LISTENING
    return case.second - one.since - (HOLDING if holds else PACE.get(one.channel, AT_EASE))
