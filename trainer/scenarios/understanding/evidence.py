"""How far the words of a run, taken together, speak for each meaning: naive Bayes over what the meanings are taught.

A paraphrase shares few words with any one example, but many with all the examples of its meaning. The nearest example
tells how something is said; this tells what it is about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_SMOOTHING = 3.0
_SHARPNESS = 2.0
_NOTHING = 1e-6
_SUPPOSED = "if:"


@dataclass(frozen=True)
class Evidence:
    """Log likelihood ratios against the common run of words, for each feature and meaning.

    Most features are taught for few meanings. So `untaught` is the ratio of each meaning for a feature that is none of
    its own, and `gains` tells, for each feature, which meanings it is taught for and how far above that they stand.
    """

    untaught: Vector
    gains: Mapping[str, tuple[Places, Vector]]

    def shares(self, told: Iterable[str]) -> Vector:
        """For each meaning its share of the belief, of one in all, given the features of a run."""
        known = [gain for feature in told if (gain := self.gains.get(feature.removeprefix(_SUPPOSED))) is not None]
        summed = len(known) * self.untaught
        for places, above in known:
            summed[places] += above
        summed /= _SHARPNESS
        belief: Vector = np.exp(summed - summed.max(initial=0.0))
        return np.asarray(belief / belief.sum())


def learn(said: Iterable[tuple[int, Iterable[str]]], meanings: int) -> Evidence:
    """Count the features of every example. `said` pairs the number of its meaning with its features.

    Rare features count for more (inverse document frequency), long examples for no more than short ones.
    """
    examples = [(n, list(dict.fromkeys(told))) for n, told in said]
    used = Counter(feature for _, told in examples for feature in told)
    rarity = {feature: math.log(len(examples) / count) for feature, count in used.items()}
    counts: dict[str, dict[int, float]] = {feature: {} for feature in used}
    for n, told in examples:
        length = math.sqrt(math.fsum(rarity[one] ** 2 for one in told)) or 1.0
        for one in told:
            counts[one][n] = counts[one].get(n, 0.0) + rarity[one] / length
    return _smoothed(counts, meanings)


def _smoothed(counts: Mapping[str, Mapping[int, float]], meanings: int) -> Evidence:
    """Ratios of counts smoothed by the common run, as if each meaning had been taught a little of every feature."""
    places = np.array([n for counted in counts.values() for n in counted], dtype=np.int64)
    flat = np.array([count for counted in counts.values() for count in counted.values()])
    taught = np.bincount(places, flat, minlength=meanings)
    ends = list(accumulate(map(len, counts.values())))
    starts = [0, *ends][: len(ends)]
    common = (np.add.reduceat(flat, starts) + _NOTHING) / (flat.sum() + _NOTHING)
    above = np.log1p(flat / (_SMOOTHING * np.repeat(common, np.diff([0, *ends]))))
    cuts = zip(counts, starts, ends, strict=True)
    gains = {feature: (places[start:end], above[start:end]) for feature, start, end in cuts}
    return Evidence(np.log(_SMOOTHING / (taught + _SMOOTHING)), gains)
