"""An agreement in words: how sure it is, how it is usually named, and when there is too little to say anything.

The names are those of Landis and Koch (1977), who called them arbitrary; so a name never stands without its interval,
and where the interval reaches over several names, all of them are said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trainer.measure.agreement import cohen, fleiss, gwet, krippendorff, percent
from trainer.measure.ratings import Level, Ratings
from trainer.measure.resampling import CONFIDENCE, Figure, Interval
from trainer.measure.weights import Weights

LEAST_UNITS = 10
_LOPSIDED = 0.9  # of all answers the same: kappa and alpha then punish every miss
_NAMES = (
    (0.0, "poor"),
    (0.2, "slight"),
    (0.4, "fair"),
    (0.6, "moderate"),
    (0.8, "substantial"),
    (1.0, "almost perfect"),
)


class Measure(StrEnum):
    """Which figure of agreement."""

    PERCENT = "percent"
    COHEN = "cohen"
    FLEISS = "fleiss"
    ALPHA = "alpha"
    AC = "ac"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Measure.PERCENT: "Percent agreement", Measure.COHEN: "Cohen’s kappa", Measure.FLEISS: "Fleiss’ kappa",
    Measure.ALPHA: "Krippendorff’s alpha", Measure.AC: "Gwet’s AC",
}  # fmt: skip


@dataclass(frozen=True)
class Agreement:
    """One figure of agreement among reviewers.

    `value` is None where it is undefined, `interval` where there are too few units or samples to give one; `units` are
    those at least two rated, `enough` whether they suffice; `words` is one sentence, or two. Where all agree there is
    nothing to draw again, and only percent has an interval, the exact one.
    """

    measure: Measure
    value: float | None
    interval: Interval | None
    units: int
    enough: bool
    words: str

    @property
    def told(self) -> float | None:
        """The value as pages and files give it: none where the words say that there is too little to tell."""
        return self.value if self.enough else None


def agreements(ratings: Ratings, level: Level, seed: str, least: int = LEAST_UNITS) -> dict[Measure, Agreement]:
    """Every figure that fits the table, Cohen's kappa only for two raters.

    On a scale with an order near misses count in part: linearly for an order, by their square for equal distances.
    """
    return {
        measure: _told(measure, ratings, figure(), f"{seed}:{measure.value}", least)
        for measure, figure in _figures(ratings, level).items()
    }


def _figures(ratings: Ratings, level: Level) -> Mapping[Measure, Callable[[], Figure]]:
    kind = {Level.NOMINAL: Weights.IDENTITY, Level.ORDINAL: Weights.LINEAR, Level.INTERVAL: Weights.QUADRATIC}[level]
    figures: dict[Measure, Callable[[], Figure]] = {
        Measure.PERCENT: lambda: percent(ratings),
        Measure.COHEN: lambda: cohen(ratings, kind=kind),
        Measure.FLEISS: lambda: fleiss(ratings, kind),
        Measure.ALPHA: lambda: krippendorff(ratings, level),
        Measure.AC: lambda: gwet(ratings, kind),
    }
    if ratings.codes.shape[1] != 2:
        del figures[Measure.COHEN]
    return figures


def _told(measure: Measure, ratings: Ratings, figure: Figure, seed: str, least: int) -> Agreement:
    units = ratings.shared
    value = figure.value() if units else None
    enough = units >= least
    interval = _interval(measure, figure, value, units, seed) if value is not None and enough else None
    return Agreement(measure, value, interval, units, enough, _words(measure, ratings, value, interval, least))


def _interval(measure: Measure, figure: Figure, value: float, units: int, seed: str) -> Interval | None:
    if not _full(value):
        return figure.interval(seed)
    return Interval(1 - _unseen(units), 1.0) if measure is Measure.PERCENT else None


def _full(value: float) -> bool:
    return value > 1 - 1e-9


def _unseen(units: int) -> float:
    """How often reviewers may part who agreed on so many units: the exact bound of Clopper and Pearson."""
    return float(1 - ((1 - CONFIDENCE) / 2) ** (1 / units))


def _words(measure: Measure, ratings: Ratings, value: float | None, interval: Interval | None, least: int) -> str:
    units = ratings.shared
    if units < least:
        more = least - units
        return f"Too few to say: {units} scored by at least two, and {least} are needed. Score {more} more together."
    if value is None:
        return "Everybody gave the same answer throughout: that is agreement, and no test of it."
    if _full(value):
        return f"Full agreement on all {units}; they might still part on up to {round(100 * _unseen(units))} in 100."
    if interval is None:
        return "Too few differing answers to say how sure this is."
    if measure is Measure.PERCENT:
        return f"Two reviewers agree {round(100 * value)} times in 100, somewhere from {_hundred(interval)}."
    named = f"{name(value).capitalize()} agreement; {_reach(interval)}."
    if measure is not Measure.AC and ratings.commonest >= _LOPSIDED:
        named += " Nearly all answers are the same, where this figure says little: read percent and Gwet’s AC."
    return named


def name(value: float) -> str:
    """Landis and Koch's name for a figure of agreement, each band with its upper end."""
    return next(word for upper, word in _NAMES if value <= upper + 1e-12 or upper == 1.0) if value >= 0 else "poor"


def _hundred(interval: Interval) -> str:
    return f"{round(100 * interval.low)} to {round(100 * interval.high)}"


def _reach(interval: Interval) -> str:
    low, high = name(interval.low), name(interval.high)
    return f"the sample bears out {low}" if low == high else f"the sample allows anything from {low} to {high}"
