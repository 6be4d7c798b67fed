"""Intervals by drawing the units again: which ones a sample holds is chance, and so is every figure made from it.

A figure is told as sums over units and a function of these sums, so that a thousand samples are one product of
matrices. Only plain draws from 0 to 1 are taken from numpy, whose bits are the same on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from trainer.measure.ratings import Floats

SAMPLES = 1000
CONFIDENCE = 0.95
_MOST_UNDEFINED = 0.1  # of the samples; beyond it the interval would tell of the rest only


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, of which the truth lies inside so often as `confidence` says."""

    low: float
    high: float
    confidence: float = CONFIDENCE


@dataclass(frozen=True)
class Figure:
    """Something that can be told from sums over units.

    parts: shape (units, parts); `told` turns sums of shape (samples, parts) into the figure, of shape (samples,), NaN
    where it is undefined.
    """

    parts: Floats
    told: Callable[[Floats], Floats]

    def value(self) -> float | None:
        """The figure itself; None where it is undefined."""
        found = float(self.told(self.parts.sum(axis=0)[None, :])[0])
        return None if np.isnan(found) else found

    def interval(self, seed: str, samples: int = SAMPLES, confidence: float = CONFIDENCE) -> Interval | None:
        """The percentile bootstrap over units; None where too many samples leave the figure undefined."""
        found = self.told(drawn_again(len(self.parts), seed, samples) @ self.parts)
        known = found[~np.isnan(found)]
        if len(known) < (1 - _MOST_UNDEFINED) * samples:
            return None
        low, high = np.quantile(known, [(1 - confidence) / 2, (1 + confidence) / 2])
        return Interval(float(low), float(high), confidence)


def drawn_again(units: int, seed: str, samples: int) -> Floats:
    """How often each unit is in each sample of as many, of shape (samples, units)."""
    picked = (generator(seed).random((samples, units)) * units).astype(np.int64)
    offset = np.arange(samples)[:, None] * units
    return np.bincount((picked + offset).ravel(), minlength=samples * units).reshape(samples, units).astype(np.float64)


def generator(seed: str) -> np.random.Generator:
    """The stream of one seed, the same on every machine."""
    return np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:16], "big")))
