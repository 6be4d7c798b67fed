"""Water lost in a leak: from the first word of it until somebody dealt with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.district.rules.emergencies import dealt_with, leak_at
from trainer.scenarios.world import Step


@dataclass(frozen=True)
class Lost:
    """`gallons` ran in `seconds`, so many a minute; `stopped` is False when nobody dealt with it before the end."""

    gallons: int
    seconds: int
    stopped: bool
    gallons_per_minute: int


def lost(steps: Iterable[Step], gallons_per_minute: int) -> Lost | None:
    """What ran out; None where no leak was told of, or none is measured."""
    start, last, matter = None, 0, None
    for step in steps:
        if matter is not None and step.matter != matter:
            continue
        last = step.after.second
        start = leak_at(step.after) if start is None else start
        matter = step.matter if start is not None else None
        if start is not None and dealt_with(step.after):
            return _lost(last - start, gallons_per_minute, stopped=True)
    if start is None:
        return None
    return _lost(last - start, gallons_per_minute, stopped=False)


def _lost(seconds: int, gallons_per_minute: int, *, stopped: bool) -> Lost | None:
    gallons = round(seconds * gallons_per_minute / 60)
    return Lost(gallons, seconds, stopped, gallons_per_minute) if gallons_per_minute else None
