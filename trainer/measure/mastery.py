"""Mastery: how often someone does right when there is an opportunity to, with an interval that may be looked at daily.

In words, for the person judged: every opportunity is right, partly right or not. A recent one and a grave one speak
louder; five in one call tell less than five calls. The estimate is the share that was right. The interval holds every
level of skill that the evidence does not clearly speak against: a level falls out at the lower end when the evidence
is 1/risk times likelier for better skills than for it. A bound made like this is right on every day together
(Ville 1939; Robbins 1970), so that looking often makes nobody ready by luck. docs/mastery.md has the formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from trainer.measure.opportunities import Opportunities, Opportunity
from trainer.measure.ratings import Floats, Ints
from trainer.measure.resampling import Interval

_LOGITS = np.linspace(-9, 9, 1201)  # skill from 0.0001 to 0.9999
_SKILLS = 1 / (1 + np.exp(-_LOGITS))
_BEFOREHAND = np.sqrt(_SKILLS * (1 - _SKILLS))  # Jeffreys' prior, as a density over logits
_MOST_MORE = 400


@dataclass(frozen=True)
class Model:
    """The figures of the model, as the pack states them.

    half_life: days in which an opportunity comes to speak half as loud. alike: the correlation of opportunities within
    one occasion, 0 to 1. risk: of either end of the interval being wrong, on any day.
    """

    half_life: float = 180.0
    alike: float = 0.1
    risk: float = 0.05

    @property
    def confidence(self) -> float:
        return 1 - 2 * self.risk


@dataclass(frozen=True)
class Mastery:
    """An estimate from 0 to 1 with its interval.

    `worth`: how many independent, ordinary opportunities the evidence is worth; `estimate` is None without any.
    """

    opportunities: int
    occasions: int
    worth: float
    estimate: float | None
    interval: Interval


def mastery(given: Sequence[Opportunity] | Opportunities, model: Model) -> Mastery:
    """What the evidence says. Opportunities of weight 0 say nothing."""
    told = given if isinstance(given, Opportunities) else Opportunities.of(given)
    told = told.where(told.weight > 0)
    if not len(told):
        return Mastery(0, 0, 0.0, None, Interval(0.0, 1.0, model.confidence))
    weight = told.weight * 0.5 ** (told.age / model.half_life)
    worth = _worth(weight, told.occasion, model.alike)
    likely = _likelihood(told, weight * worth / weight.sum())
    estimate = _SKILLS[int(np.argmax(likely))] if told.harder.any() else weight @ told.right / weight.sum()
    return Mastery(len(told), len(np.unique(told.occasion)), worth, float(estimate), _interval(likely, model))


def _worth(weight: Floats, occasion: Ints, alike: float) -> float:
    """The effective number: as many equal, independent ones would leave as much to chance (Kish 1965)."""
    together = np.bincount(occasion, weight)
    return float(weight.sum() ** 2 / ((1 - alike) * (weight @ weight) + alike * (together @ together)))


def _likelihood(told: Opportunities, weight: Floats) -> Floats:
    """The logarithm of how likely the evidence is at each level of skill."""
    total = np.zeros(len(_LOGITS))
    for offset in np.unique(told.harder):
        here = told.harder == offset
        well, badly = weight[here] @ told.right[here], weight[here] @ (1 - told.right[here])
        right, wrong = _logarithms(float(offset))
        total += well * right + badly * wrong
    return total


@lru_cache(maxsize=512)
def _logarithms(offset: float) -> tuple[Floats, Floats]:
    """How likely right and wrong are at each level of skill, as logarithms, when it is so much harder than ordinary."""
    return -np.log1p(np.exp(offset - _LOGITS)), -np.log1p(np.exp(_LOGITS - offset))


def _interval(likely: Floats, model: Model) -> Interval:
    height = np.log(1 / model.risk)
    mixed = np.exp(likely - likely.max()) * _BEFOREHAND
    low = _first(np.log(_mean_beyond(mixed)) + likely.max() - likely < height)
    high = _first(np.log(_mean_beyond(mixed[::-1])) + likely.max() - likely[::-1] < height)
    return Interval(float(_SKILLS[low]), float(_SKILLS[len(_SKILLS) - 1 - high]), model.confidence)


def _mean_beyond(mixed: Floats) -> Floats:
    """How likely the evidence is on average over the skills from each level on."""
    return np.asarray(np.maximum(np.cumsum(mixed[::-1])[::-1] / np.cumsum(_BEFOREHAND[::-1])[::-1], 1e-300))


def _first(inside: Floats) -> int:
    return int(np.argmax(inside))


def more_needed(given: Sequence[Opportunity] | Opportunities, model: Model, bar: float, least: int = 0) -> int | None:
    """How many more opportunities, done as well as those so far, would settle on which side of `bar` someone stands.

    0 when it is settled; None when so far they are done so near the bar that hundreds would not settle it.
    """
    so_far = given if isinstance(given, Opportunities) else Opportunities.of(given)
    found = mastery(so_far, model)
    if found.estimate is None:
        return least or None
    low, high = max(least - found.opportunities, 0), _MOST_MORE
    if not _settled(so_far, found.estimate, high, model, bar):
        return None
    while low < high:  # what more of the same settles, still more of it does
        middle = (low + high) // 2
        settled = _settled(so_far, found.estimate, middle, model, bar)
        low, high = (low, middle) if settled else (middle + 1, high)
    return low


def _settled(so_far: Opportunities, share: float, more: int, model: Model, bar: float) -> bool:
    """Whether it would be after so many more, each on an occasion of its own, today, and of ordinary difficulty."""
    ones, last = np.ones(more), so_far.occasion.max() + 1
    interval = mastery(
        Opportunities(
            np.append(so_far.right, share * ones),
            np.append(so_far.weight, so_far.weight[so_far.weight > 0].mean() * ones),
            np.append(so_far.age, 0 * ones),
            np.append(so_far.occasion, last + np.arange(more)),
            np.append(so_far.harder, 0 * ones),
        ),
        model,
    ).interval
    return interval.low >= bar or interval.high < bar


def logits(points: float, at: float) -> float:
    """A reviewer's severity of so many points in a hundred, in logits, for someone who does right with chance `at`."""
    lower = min(max(at - points / 100, 0.01), 0.99)
    return float(np.log(at / (1 - at)) - np.log(lower / (1 - lower)))
