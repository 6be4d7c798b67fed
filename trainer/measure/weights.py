"""How near two answers are to one another: 1 for the same, 0 for the farthest apart. Gwet 2014, chapter 3."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from trainer.measure.ratings import Floats


class Weights(StrEnum):
    """How much of an agreement a near miss is."""

    IDENTITY = "identity"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def weights(kind: Weights, points: Floats) -> Floats:
    """The weights of a scale whose steps stand at `points`, of shape (steps, steps)."""
    if kind is Weights.IDENTITY:
        return np.eye(len(points))
    apart = np.abs(points[:, None] - points[None, :]) / (points.max() - points.min())
    return np.asarray(1 - (apart if kind is Weights.LINEAR else apart**2), dtype=np.float64)
