"""How far the words of a run, taken together, speak for each meaning: naive Bayes over what the meanings are taught.

A paraphrase shares few words with any one example, but many with all the examples of its meaning. The nearest example
tells how something is said; this tells what it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_SMOOTHING = 3.0
_SHARPNESS = 6.0
_NOTHING = 1e-6
_SUPPOSED = "if:"


@dataclass(frozen=True)
class Evidence:
    """Log likelihood ratios against the common run of words, for each feature and meaning.

    Most features are taught for few meanings. So `untaught` is the ratio of each meaning for a feature that is none of
    its own; `places` and `above` tell which meanings a feature is taught for and how far above that they stand, those
    of one feature from `cuts` of its number up to the next.
    """

    untaught: Vector
    numbers: Mapping[str, int]
    cuts: tuple[int, ...]
    places: Places
    above: Vector

    def speaks(self, told: Iterable[str]) -> Vector:
        """For each meaning the log of how far the features of a run speak for it."""
        known = [self.numbers[one] for feature in told if (one := feature.removeprefix(_SUPPOSED)) in self.numbers]
        summed: Vector = len(known) * self.untaught
        if known:
            spans = [slice(self.cuts[n], self.cuts[n + 1]) for n in known]
            places = np.concatenate([self.places[one] for one in spans])
            above = np.concatenate([self.above[one] for one in spans])
            summed = summed + np.bincount(places, above, minlength=len(summed))
        return summed


def shares(summed: Vector) -> Vector:
    """For each meaning its share of the belief, of one in all."""
    belief: Vector = np.exp((summed - summed.max(initial=0.0)) / _SHARPNESS)
    return np.asarray(belief / belief.sum())


def learn(means: Sequence[int], told: Iterable[Iterable[str]], meanings: int) -> Evidence:
    """Count the features of every example. `means` is the number of its meaning, `told` its features, each once.

    Rare features count for more (inverse document frequency), long examples for no more than short ones.
    """
    numbers, feature, example = numbered(told)
    rarity = np.log(len(means) / np.bincount(feature, minlength=len(numbers)).clip(min=1))
    length = np.sqrt(np.bincount(example, rarity[feature] ** 2, minlength=len(means)))
    weight = rarity[feature] / np.where(length > 0, length, 1.0)[example]
    meaning = np.array(means, dtype=np.int64)[example]
    return _smoothed(numbers, feature * meanings + meaning, weight, meanings)


class Numbered(NamedTuple):
    """The number of each feature, and for every time one is told its number and that of its example."""

    numbers: Mapping[str, int]
    feature: Places
    example: Places


def numbered(told: Iterable[Iterable[str]]) -> Numbered:
    """Features as numbers, in the order in which they are first told."""
    numbers: dict[str, int] = defaultdict(count().__next__)
    rows = [list(map(numbers.__getitem__, features)) for features in told]
    feature = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    return Numbered(dict(numbers), feature, np.repeat(np.arange(len(rows)), list(map(len, rows))))


def _smoothed(numbers: Mapping[str, int], taught_as: Places, weight: Vector, meanings: int) -> Evidence:
    """Ratios of counts smoothed by the common run, as if each meaning had been taught a little of every feature."""
    pairs, where = np.unique(taught_as, return_inverse=True)
    counts = np.bincount(where, weight, minlength=len(pairs))
    feature, places = np.divmod(pairs, meanings)
    taught = np.bincount(places, counts, minlength=meanings)
    common = (np.bincount(feature, counts, minlength=len(numbers)) + _NOTHING) / (counts.sum() + _NOTHING)
    above = np.log1p(counts / (_SMOOTHING * common[feature]))
    cuts = np.searchsorted(feature, np.arange(len(numbers) + 1))
    return Evidence(np.log(_SMOOTHING / (taught + _SMOOTHING)), numbers, tuple(map(int, cuts)), places, above)
