"""What several reviewers answered to the same things: a table with holes, on a scale that is known beforehand."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Level(StrEnum):
    """What the steps of a scale mean: mere names, an order, or equal distances."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class ScaleError(ValueError):
    """Answers that do not fit their scale; the message names the answer and the remedy."""


@dataclass(frozen=True)
class Ratings:
    """Answers as places on a scale. Build one with `tabulate`.

    codes: shape (units, raters), the place of each answer in `scale`, −1 where nobody answered. `points` are the
    values of the scale's steps, of shape (steps,): the numbers themselves, or their places where they are words.
    """

    scale: tuple[Hashable, ...]
    codes: Ints
    points: Floats = field(repr=False)

    @property
    def units(self) -> int:
        return len(self.codes)

    @property
    def counts(self) -> Floats:
        """How many raters gave each unit each answer, of shape (units, steps)."""
        return np.asarray((self.codes[:, :, None] == np.arange(len(self.scale))).sum(axis=1), dtype=np.float64)

    @property
    def shared(self) -> int:
        """Units that at least two rated: only these can say anything about agreement."""
        return int(((self.codes >= 0).sum(axis=1) >= 2).sum())

    @property
    def commonest(self) -> float:
        """The share of all answers that the commonest one has, from 0 to 1."""
        total = self.counts.sum(axis=0)
        return float(total.max() / total.sum()) if total.sum() else 0.0


def tabulate(rows: Sequence[Sequence[Hashable | None]], scale: Sequence[Hashable]) -> Ratings:
    """A table from one row of answers for each unit, None where a rater gave none; raises ScaleError.

    `scale` lists every answer that could be given, in order, and not only those that were: coefficients depend on it.
    """
    place = {step: number for number, step in enumerate(scale)}
    if len(place) < 2 or len(place) != len(scale):
        raise ScaleError("A scale has two steps or more, each once. List every answer that could be given.")
    if len({len(row) for row in rows}) > 1:
        raise ScaleError("Every row has one place for each rater. Write None where a rater gave no answer.")
    codes = np.array([[_code(place, answer) for answer in row] for row in rows], dtype=np.int64)
    return Ratings(tuple(scale), codes.reshape(len(rows), len(rows[0]) if rows else 0), _points(scale))


def _code(place: dict[Hashable, int], answer: Hashable | None) -> int:
    if answer is None:
        return -1
    if answer not in place:
        raise ScaleError(
            f"The answer “{answer}” is not on the scale {', '.join(map(str, place))}. Add it or correct it."
        )
    return place[answer]


def _points(scale: Sequence[Hashable]) -> Floats:
    numbers = [step for step in scale if isinstance(step, int | float) and not isinstance(step, bool)]
    if len(numbers) != len(scale):
        return np.arange(len(scale), dtype=np.float64)
    if numbers != sorted(numbers):
        raise ScaleError("The numbers of a scale go from the lowest to the highest. Put them in order.")
    return np.array(numbers, dtype=np.float64)
