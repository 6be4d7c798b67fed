"""On what terms a play is played: how it counts, which limits hold, and which are lifted for its player."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from trainer.accommodations.service import Lifted
from trainer.plays.models import Mode, Play
from trainer.scenarios.engine import MAX_SECONDS
from trainer.scenarios.format import Scenario
from trainer.scenarios.world import Move


@dataclass(frozen=True)
class Terms:
    """What a sitting says of one of its plays. `idle_minutes` is None where nothing ends for being left alone."""

    sitting_id: int
    place: int
    fresh: bool
    ends_by: dt.datetime
    idle_minutes: int | None


def lifted(play: Play) -> frozenset[Lifted]:
    """The limits that were lifted for its player when the play began."""
    return frozenset(Lifted(one) for one in play.accommodations)


def may_pause(play: Play) -> bool:
    """Learning and practice may stand still; a sitting may not, unless that was lifted."""
    return play.mode is not Mode.ASSESS or Lifted.PAUSE in lifted(play)


def may_pick(play: Play, scenario: Scenario | None) -> bool:
    """Sentences may be picked, but for a sitting whose author asks for words of one's own."""
    asked = play.mode is Mode.ASSESS and scenario is not None and scenario.typing == "required"
    return not asked or Lifted.PICKING in lifted(play)


def picked(data: Any) -> bool:
    """Whether a move as it was sent is a sentence picked, not typed."""
    return isinstance(data, Mapping) and isinstance(data.get("say"), Mapping)


def timed(play: Play, move: Move) -> Move:
    """The move with the seconds that count: never more than the engine counts, half with twice the time.

    Without a clock nothing was measured, and each act takes what its kind takes.
    """
    if move.seconds is None or Lifted.NO_CLOCK in lifted(play):
        return replace(move, seconds=None)
    seconds = (move.seconds + 1) // 2 if Lifted.EXTRA_TIME in lifted(play) else move.seconds
    return replace(move, seconds=min(MAX_SECONDS, seconds))


def standing(play: Play) -> str:
    """Whether and how a play counts, in a few words."""
    if play.mode is Mode.ASSESS:
        return "Assessment, counts" if play.fresh else "Assessment, a repeat: kept, and no new evidence"
    if play.mode is Mode.LEARN:
        return "Learning, does not count"
    return "Practice, does not count" if play.parent_id is None else "Practice from an earlier play, does not count"
