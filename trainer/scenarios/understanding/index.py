"""The examples by their features, as arrays, so that a run of words is held against all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from trainer.scenarios.understanding.evidence import Numbered, Places, Vector
from trainer.scenarios.understanding.features import bare

Flags = npt.NDArray[np.bool_]

_CONFLICT = 1.6
_NOWHERE, _NOTHING = np.empty(0, dtype=np.int64), np.empty(0)
_LIKE, _DEAF, _SUPPOSED = 0.9, 0.8, 0.85


@dataclass(frozen=True)
class Index:
    """For each feature the examples that have it; for each example what it weighs.

    `deaf` marks examples of kinds that a "not" in a question leaves as they are ("don't you have the number?"), and
    `general` those that an "if" leaves so ("if you miss a payment, the plan ends").
    """

    postings: Mapping[str, Places]
    weight: Vector
    deaf: Flags
    general: Flags

    def matched(self, told: Iterable[str], asked: bool, weights: Mapping[str, float]) -> tuple[Vector, Vector]:
        """For each example, the weight of what it shares with a run, and of what one affirms and the other denies."""
        shared: list[tuple[Places, Vector]] = [(_NOWHERE, _NOTHING)]
        denied = shared.copy()
        for feature in told:
            own = self.postings.get(feature, _NOWHERE)
            shared.append((own, np.full(len(own), weights.get(feature, 0.0))))
            for other, places in self._unlike(feature, own):
                credit = self._credit(feature, other, asked, places)
                shared.append((places, weights[other] * credit))
                denied.append((places, np.where(credit < 0, weights[other], 0.0)))
        return self._summed(shared), self._summed(denied)

    def _unlike(self, feature: str, own: Places) -> Iterator[tuple[str, Places]]:
        """The same word under other marks, and the examples that have it so and not as it is."""
        if "+" in feature:
            return
        word = bare(feature)
        lacks = np.ones(len(self.weight), dtype=bool)
        lacks[own] = False
        for other in (word, f"not:{word}", f"if:{word}", f"reported:{word}", f"if:not:{word}"):
            if other != feature and other in self.postings:
                places = self.postings[other]
                yield other, places[lacks[places]]

    def _summed(self, parts: Sequence[tuple[Places, Vector]]) -> Vector:
        """For each example the sum of what stands at its place."""
        places, worth = (np.concatenate(one) for one in zip(*parts, strict=True))
        return np.bincount(places, worth, minlength=len(self.weight)).astype(np.float64, copy=False)

    def _credit(self, feature: str, other: str, asked: bool, places: Places) -> Vector:
        """What the same word under another mark is worth."""
        if ("not:" in feature) != ("not:" in other):
            return np.where(self.deaf[places] & asked, _DEAF, -_CONFLICT)
        shade = feature.partition(":")[0] if ":" in feature else ""
        if shade == "if":
            return np.where(self.general[places], _SUPPOSED, 0.0)
        return np.full(len(places), 0.0 if shade in ("reported", "unreal", "quoted") else _LIKE)


def indexed(told: Numbered, weight: Sequence[float], deaf: Sequence[bool], general: Sequence[bool]) -> Index:
    """Index examples by the features of each."""
    places = told.example[np.argsort(told.feature, kind="stable")]
    ends = np.cumsum(np.bincount(told.feature, minlength=len(told.numbers))).tolist()
    postings = {one: places[start:end] for one, (start, end) in zip(told.numbers, pairwise([0, *ends]), strict=True)}
    return Index(postings, np.array(weight), np.array(deaf, dtype=bool), np.array(general, dtype=bool))
