"""Randomness for a block of accounts: for each purpose one stream of its own, drawn in arrays.

Only plain draws from 0 to 1 are taken from numpy, whose bits are the same on every machine and in every version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from trainer.customers.streams import Seed

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Draws:
    """The draws of one block of `size` accounts. A draw added for one purpose never moves another."""

    seed: Seed
    block: int
    size: int

    def unit(self, purpose: str, *more: int) -> Floats:
        """Numbers from 0 to below 1, of shape (size, *more)."""
        named = hashlib.sha256(f"{self.seed}:{self.block}:{purpose}".encode()).digest()
        bits = np.random.PCG64(int.from_bytes(named[:16], "big"))
        return np.random.Generator(bits).random((self.size, *more))

    def between(self, purpose: str, ends: tuple[Any, Any], *more: int) -> Floats:
        """Numbers evenly from the one end to the other, of shape (size, *more)."""
        low, high = float(ends[0]), float(ends[1])
        return low + (high - low) * self.unit(purpose, *more)

    def whole(self, purpose: str, number: int) -> Ints:
        """Whole numbers from 0 to below `number`."""
        return np.asarray(self.unit(purpose) * number).astype(np.int64)

    def pick(self, purpose: str, weights: Mapping[Any, Decimal | int]) -> Ints:
        """Places in `weights`, each as often as its weight says."""
        return pick(self.unit(purpose), weights)

    def holds(self, purpose: str, percent: Decimal, *more: int) -> npt.NDArray[np.bool_]:
        """True for so many in a hundred."""
        return self.unit(purpose, *more) < float(percent) / 100


def pick(drawn: Floats, weights: Mapping[Any, Decimal | int]) -> Ints:
    """For each draw from 0 to 1 the place in `weights` that it falls on."""
    edges = np.cumsum([float(weight) for weight in weights.values()])
    return np.searchsorted(edges / edges[-1], drawn, side="right").astype(np.int64)


def triangular(drawn: Floats, low: Any, high: Any, mode: float) -> Floats:
    """For each draw from 0 to 1 a number from `low` to `high`, most often at the part `mode` of the way."""
    below = low + (high - low) * np.sqrt(drawn * mode)
    above = high - (high - low) * np.sqrt((1 - drawn) * (1 - mode))
    return np.asarray(np.where(drawn < mode, below, above))
