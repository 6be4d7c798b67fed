"""Whom a player without a person turns to: who presses most, else who there is something to do for."""

from __future__ import annotations

from collections.abc import Callable

from trainer.record.act import Act, act
from trainer.record.case import Case, Elsewhere
from trainer.scenarios.case_of import case_of
from trainer.scenarios.world import World

# How long anyone is left before they are turned back to, by how they came, in seconds.
PACE = {"telephone": 15, "chat": 75, "counter": 45}
AT_EASE = 10_000  # a letter does not mind


def next_act(world: World, bot: Callable[[Case], Act | None]) -> Act | None:
    """The next act of `bot`, which sees one matter at a time; None when nothing is left to do in this scene."""
    here = case_of(world)
    pressing = _pressing(here)
    if pressing is not None and bot(case_of(world, at=pressing)) is not None:
        return act("switch_to", contact=pressing)
    chosen = bot(here)
    if chosen is not None:
        return chosen
    others = (place for place in world.places if place != world.attending)
    wanted = next((place for place in others if _apart(world, place) and bot(case_of(world, at=place))), None)
    return act("switch_to", contact=wanted) if wanted else None


def _apart(world: World, place: str) -> bool:
    """Whether there is another matter: who is gone from the same one has no business of their own."""
    return world.setting.matter_of(place) != world.matter.id


def _pressing(case: Case) -> str | None:
    """Who has been left the longest beyond the pace of their channel."""
    late = [(_left(case, one), one.id) for one in case.elsewhere if one.open and _left(case, one) >= 0]
    return max(late)[1] if late else None


def _left(case: Case, one: Elsewhere) -> int:
    return case.second - one.since - PACE.get(one.channel, AT_EASE)
