"""How strict each reviewer is, told from interactions that several of them scored.

The model: score = interaction + reviewer + error. Only what reviewers say about the same interaction is compared, so
nobody looks strict for having been given the worse calls. Few scores pull an estimate towards the average reviewer
(shrinkage), as far as the scores themselves bear out that reviewers differ at all: how far is itself uncertain, and is
averaged over by its restricted likelihood (Patterson and Thompson 1971). Only reviewers that shared interactions, or
are linked by others who did, are comparable; each such circle is its own average. Where an index card, an expert's, is
among what they scored, it says where the middle lies, and severity is told against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np

from trainer.measure.ratings import Floats, Ints
from trainer.measure.resampling import CONFIDENCE, Interval

LEAST_SHARED = 5
_RATIOS = np.exp(np.linspace(np.log(0.1), np.log(100), 60))  # error variance to reviewer variance


class Against(StrEnum):
    """What a severity is told against: an index card, or the average of the reviewers themselves."""

    INDEX = "index"
    OTHERS = "others"

    @property
    def label(self) -> str:
        return {"index": "the index", "others": "the others"}[self]


@dataclass(frozen=True)
class Scored:
    """One card: which interaction, by whom, the score in points, and the day as a number of days."""

    interaction: str
    reviewer: str
    score: float
    day: int = 0


@dataclass(frozen=True)
class Severity:
    """Points a reviewer scores below the index, or the average reviewer, of the same interactions; negative is mild.

    `shared`: interactions that someone else scored too. `points` and `interval` are None where these are too few.
    """

    reviewer: str
    points: float | None
    interval: Interval | None
    shared: int
    words: str
    against: Against = Against.OTHERS


def severities(
    cards: Sequence[Scored], confidence: float = CONFIDENCE, index: str | None = None
) -> dict[str, Severity]:
    """Every reviewer's severity by name. `index`: the name that index cards go by, which is no reviewer's."""
    if index is not None and _shared(cards).get(index, 0) < LEAST_SHARED:
        cards, index = [card for card in cards if card.reviewer != index], None
    found: dict[str, Severity] = {}
    for circle in circles(cards):
        found |= _of_circle(circle, confidence, index)
    return dict(sorted(found.items()))


def circles(cards: Sequence[Scored]) -> list[list[Scored]]:
    """The cards, split where no shared interaction links one reviewer with another."""
    led = {card.reviewer: card.reviewer for card in cards}

    def head(name: str) -> str:
        while led[name] != name:
            name = led[name]
        return name

    first: dict[str, str] = {}
    for card in cards:
        led[head(card.reviewer)] = head(first.setdefault(card.interaction, card.reviewer))
    heads = sorted({head(name) for name in led})
    return [[card for card in cards if head(card.reviewer) == one] for one in heads]


@dataclass(frozen=True)
class Fitted:
    """What each reviewer adds to a score beyond the average reviewer, with the covariance of these estimates."""

    reviewers: tuple[str, ...]
    effects: Floats
    covariance: Floats


def fit(cards: Sequence[Scored]) -> Fitted | None:
    """The model over one circle; None where no interaction leaves a degree of freedom."""
    reviewers = tuple(sorted({card.reviewer for card in cards}))
    who = np.array([reviewers.index(card.reviewer) for card in cards])
    _, which = np.unique([card.interaction for card in cards], return_inverse=True)
    score = np.array([card.score for card in cards], dtype=np.float64)
    free = len(cards) - which.max() - 1
    if free < 3 or len(reviewers) < 2:
        return None
    within = score - (np.bincount(which, score) / np.bincount(which))[which]
    normal, right = _equations(who, which, within, len(reviewers))
    return _averaged(reviewers, normal, right, float(within @ within), int(free))


def _equations(who: Ints, which: Ints, within: Floats, number: int) -> tuple[Floats, Floats]:
    """Normal equations of the reviewers with the interactions swept out."""
    cards = np.zeros((which.max() + 1, number))
    np.add.at(cards, (which, who), 1)
    normal = np.diag(cards.sum(axis=0)) - cards.T @ (cards / cards.sum(axis=1, keepdims=True))
    return normal, np.bincount(who, within, minlength=number).astype(np.float64)


def _averaged(reviewers: tuple[str, ...], normal: Floats, right: Floats, squares: float, free: int) -> Fitted:
    """The estimates for each ratio of variances, averaged by how well it explains the scores."""
    inverses = np.linalg.inv(normal + _RATIOS[:, None, None] * np.eye(len(right)))
    effects = inverses @ right
    error = np.maximum(squares - effects @ right, 1e-9) / free
    likely = -0.5 * (free * np.log(error) - np.linalg.slogdet(inverses)[1] - len(right) * np.log(_RATIOS))
    likely -= 0.5 * np.log(_RATIOS)  # beforehand, every standard deviation among reviewers is as likely (Gelman 2006)
    weight = np.exp(likely - likely.max())
    weight /= weight.sum()
    mean = weight @ effects
    spread = free / max(free - 2, 1)  # what Student's t is wider than the normal
    around = (effects - mean)[:, :, None] * (effects - mean)[:, None, :]
    covariance = np.einsum("r,rij->ij", weight, spread * error[:, None, None] * inverses + around)
    from_average = np.eye(len(mean)) - 1 / len(mean)  # scores tell how reviewers differ, not where all of them stand
    return Fitted(reviewers, mean, from_average @ covariance @ from_average)


def _of_circle(cards: Sequence[Scored], confidence: float, index: str | None) -> dict[str, Severity]:
    fitted, shared = fit(cards), _shared(cards)
    middle = index if index in shared else None
    return {name: _told(name, fitted, shared[name], confidence, middle) for name in shared if name != index}


def _shared(cards: Sequence[Scored]) -> dict[str, int]:
    """For each reviewer the interactions that another scored too."""
    by = {
        card.interaction: {other.reviewer for other in cards if other.interaction == card.interaction} for card in cards
    }
    names = {card.reviewer for card in cards}
    return {name: sum(1 for who in by.values() if name in who and len(who) > 1) for name in names}


def _told(name: str, fitted: Fitted | None, shared: int, confidence: float, index: str | None) -> Severity:
    if shared < LEAST_SHARED or fitted is None:
        words = f"Too few to say: {shared} scored by others too, and {LEAST_SHARED} are needed."
        return Severity(name, None, None, shared, words)
    below = np.array([float(who == index) - float(who == name) for who in fitted.reviewers])
    points = float(below @ fitted.effects)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * float(np.sqrt(below @ fitted.covariance @ below))
    interval, against = Interval(points - reach, points + reach, confidence), _against(index)
    return Severity(name, points, interval, shared, _words(points, interval, against), against)


def _against(index: str | None) -> Against:
    return Against.OTHERS if index is None else Against.INDEX


def _words(points: float, interval: Interval, against: Against) -> str:
    if interval.low <= 0 <= interval.high:
        return f"No stricter or milder than {against.label}, as far as these interactions show."
    low, high = sorted((abs(interval.low), abs(interval.high)))
    return f"{'Stricter' if points > 0 else 'Milder'} than {against.label} by {low:.1f} to {high:.1f} points."
