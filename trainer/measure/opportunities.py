"""Opportunities to do right, one by one and in columns: what mastery is told from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trainer.measure.ratings import Floats, Ints


@dataclass(frozen=True)
class Opportunity:
    """One chance to do right. `right` from 0 to 1; `weight` by severity; `occasion` is the play or review it was in.

    `age` in days. `harder`: how much harder than ordinary it was, in logits, a strict reviewer included (0: ordinary).
    """

    right: float
    weight: float = 1.0
    age: int = 0
    occasion: str = ""
    harder: float = 0.0


@dataclass(frozen=True)
class Opportunities:
    """Many opportunities in columns of one length; `occasion` numbers the plays and reviews they were in."""

    right: Floats
    weight: Floats
    age: Floats
    occasion: Ints
    harder: Floats

    @classmethod
    def of(cls, many: Sequence[Opportunity]) -> Opportunities:
        names = [one.occasion or f"#{n}" for n, one in enumerate(many)]
        _, place = np.unique(names, return_inverse=True) if names else (None, np.zeros(0, np.int64))
        columns = np.array([(one.right, one.weight, one.age, one.harder) for one in many]).reshape(-1, 4).T
        return cls(columns[0], columns[1], columns[2], place.astype(np.int64), columns[3])

    def where(self, kept: npt.NDArray[np.bool_]) -> Opportunities:
        return Opportunities(
            self.right[kept], self.weight[kept], self.age[kept], self.occasion[kept], self.harder[kept]
        )

    def __len__(self) -> int:
        return len(self.right)
