"""Whether a reviewer grows stricter or milder with time, beside the others who scored the same interactions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from trainer.measure.resampling import CONFIDENCE, Interval
from trainer.measure.severity import Scored, circles, fit

LEAST_SHARED = 8
LEAST_DAYS = 28
MONTH = 30


@dataclass(frozen=True)
class Drift:
    """Points of severity gained in a month of 30 days; None where there is too little, or too short a time."""

    reviewer: str
    points: float | None
    interval: Interval | None
    words: str


def drifts(cards: Sequence[Scored], confidence: float = CONFIDENCE) -> dict[str, Drift]:
    """Every reviewer's drift by name. The others' steady severity is taken out; that they drift, too, is not."""
    found = {}
    for circle in circles(cards):
        steps = _steps(circle)
        for name in sorted({card.reviewer for card in circle}):
            found[name] = _of(name, steps.get(name, []), confidence)
    return found


def _steps(cards: Sequence[Scored]) -> dict[str, list[tuple[int, float]]]:
    """For each reviewer and shared interaction: the day, and how far below what the others lead one to expect."""
    fitted, by, steps = fit(cards), dict[str, list[Scored]](), dict[str, list[tuple[int, float]]]()
    if fitted is None:
        return steps
    steady = dict(zip(fitted.reviewers, fitted.effects, strict=True))
    for card in cards:
        by.setdefault(card.interaction, []).append(card)
    for card in cards:
        others = [one.score - steady[one.reviewer] for one in by[card.interaction] if one.reviewer != card.reviewer]
        if others:
            steps.setdefault(card.reviewer, []).append((card.day, float(np.mean(others)) - card.score))
    return steps


def _of(name: str, steps: Sequence[tuple[int, float]], confidence: float) -> Drift:
    days = {day for day, _ in steps}
    if len(steps) < LEAST_SHARED or max(days) - min(days) < LEAST_DAYS:
        return Drift(name, None, None, f"Too little to say: {LEAST_SHARED} shared over {LEAST_DAYS} days are needed.")
    day, gap = np.array(steps, dtype=np.float64).T
    centred = day - day.mean()
    slope = float(centred @ gap / (centred @ centred))
    left = gap - gap.mean() - slope * centred
    free = len(steps) - 2
    error = float(left @ left) / free * (free / max(free - 2, 1))
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * float(np.sqrt(error / (centred @ centred)))
    interval = Interval(MONTH * (slope - reach), MONTH * (slope + reach), confidence)
    return Drift(name, MONTH * slope, interval, _words(slope, interval))


def _words(slope: float, interval: Interval) -> str:
    if interval.low <= 0 <= interval.high:
        return "Steady, as far as these interactions show."
    low, high = sorted((abs(interval.low), abs(interval.high)))
    return f"Growing {'stricter' if slope > 0 else 'milder'} by {low:.1f} to {high:.1f} points a month."
