"""How near one reviewer's card is to an index card, weighed as the card weighs its criteria."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

Answer = Hashable | None


@dataclass(frozen=True)
class Criterion:
    """What alignment needs of a criterion: its weight on the card, and the ends of its scale where it has one."""

    weight: float
    ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class Alignment:
    """From 0 to 1, on each criterion and on the card; `card` is None where no criterion with a weight was compared."""

    card: float | None
    by_criterion: Mapping[str, float]


def alignment(given: Mapping[str, Answer], index: Mapping[str, Answer], criteria: Mapping[str, Criterion]) -> Alignment:
    """Compare two cards. None stands for “not applicable”, which is an answer; criteria missing from one are left out.

    On a scale the distance counts as its share of the whole scale; elsewhere an answer is the same or it is not.
    """
    near = {
        name: _near(given[name], index[name], criterion.ends)
        for name, criterion in criteria.items()
        if name in given and name in index
    }
    weight = sum(criteria[name].weight for name in near)
    total = sum(criteria[name].weight * value for name, value in near.items())
    return Alignment(total / weight if weight else None, near)


def _near(one: Answer, other: Answer, ends: tuple[float, float] | None) -> float:
    if ends is None or not isinstance(one, int | float) or not isinstance(other, int | float):
        return float(one == other)
    low, high = ends
    return 1 - abs(one - other) / (high - low)
