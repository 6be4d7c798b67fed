"""Agreement between reviewers beyond what chance would give.

Percent, Cohen's kappa (1960; weighted 1968), Fleiss' kappa (1971), Krippendorff's alpha (2011) and Gwet's AC1 and AC2
(2008), the last three with answers missing. Each is sums over units and a function of the sums, so that its interval
comes from the same code as the figure.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from trainer.measure.ratings import Floats, Level, Ratings
from trainer.measure.resampling import Figure
from trainer.measure.weights import Weights, weights


def percent(ratings: Ratings, kind: Weights = Weights.IDENTITY) -> Figure:
    """How often two reviewers of the same unit agree, from 0 to 1."""
    return Figure(_agreed(ratings, kind), lambda sums: _share(sums[:, 0], sums[:, 1]))


def fleiss(ratings: Ratings, kind: Weights = Weights.IDENTITY) -> Figure:
    """Fleiss' kappa: chance is that two answers drawn from all answers are the same."""
    near = weights(kind, ratings.points)

    def chance(used: Floats) -> Floats:
        return np.asarray(np.einsum("sj,jk,sk->s", used, near, used))

    return _against_chance(ratings, kind, chance)


def gwet(ratings: Ratings, kind: Weights = Weights.IDENTITY) -> Figure:
    """Gwet's AC1, with weights AC2: chance is an answer given at random, as likely as answers vary at all."""
    near, steps = weights(kind, ratings.points), len(ratings.scale)

    def chance(used: Floats) -> Floats:
        return np.asarray(near.sum() * (used * (1 - used)).sum(axis=1) / (steps * (steps - 1)))

    return _against_chance(ratings, kind, chance)


def _against_chance(ratings: Ratings, kind: Weights, chance: Callable[[Floats], Floats]) -> Figure:
    """(agreed − chance) / (1 − chance), where chance follows from how often each answer is used."""
    parts = np.hstack([_agreed(ratings, kind), _used(ratings)])

    def told(sums: Floats) -> Floats:
        agreed, used = _share(sums[:, 0], sums[:, 1]), _share(sums[:, 3:], sums[:, 2:3])
        expected = chance(used)
        return _share(agreed - expected, 1 - expected)

    return Figure(parts, told)


def cohen(ratings: Ratings, first: int = 0, second: int = 1, kind: Weights = Weights.IDENTITY) -> Figure:
    """Cohen's kappa of two raters, by their places: chance is each one's own use of the answers."""
    near, steps = weights(kind, ratings.points), len(ratings.scale)
    one, other = (ratings.codes[:, rater, None] == np.arange(steps) for rater in (first, second))
    parts = (one[:, :, None] & other[:, None, :]).reshape(-1, steps * steps).astype(np.float64)

    def told(sums: Floats) -> Floats:
        table = _share(sums, sums.sum(axis=1, keepdims=True)).reshape(-1, steps, steps)
        agreed = (table * near).sum(axis=(1, 2))
        expected = np.einsum("sj,jk,sk->s", table.sum(axis=2), near, table.sum(axis=1))
        return _share(agreed - expected, 1 - expected)

    return Figure(parts, told)


def krippendorff(ratings: Ratings, level: Level) -> Figure:
    """Krippendorff's alpha: disagreement seen, of what answers paired at random would show."""
    counts, steps = ratings.counts, len(ratings.scale)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(steps)
    answers = counts.sum(axis=1)
    parts = np.where(answers >= 2, 1 / np.maximum(answers - 1, 1), 0)[:, None] * pairs.reshape(-1, steps * steps)

    def told(sums: Floats) -> Floats:
        table = sums.reshape(-1, steps, steps)
        used = table.sum(axis=2)
        apart = _apart(level, ratings.points, used)
        seen = (table * apart).sum(axis=(1, 2)) * (used.sum(axis=1) - 1)
        return 1 - _share(seen, np.einsum("sj,sjk,sk->s", used, apart, used))

    return Figure(parts, told)


def _apart(level: Level, points: Floats, used: Floats) -> Floats:
    """Squared distances between answers, of shape (samples, steps, steps); those of ranks depend on the answers."""
    if level is Level.NOMINAL:
        return np.broadcast_to(1 - np.eye(len(points)), (len(used), len(points), len(points)))
    at = np.cumsum(used, axis=1) - used / 2 if level is Level.ORDINAL else np.broadcast_to(points, used.shape)
    return np.asarray((at[:, :, None] - at[:, None, :]) ** 2)


def _agreed(ratings: Ratings, kind: Weights) -> Floats:
    """For each unit the share of pairs of raters who agree, and 1; both 0 where fewer than two rated it."""
    counts = ratings.counts
    raters, close = counts.sum(axis=1), counts @ weights(kind, ratings.points)
    pairs = raters * (raters - 1)
    shared = pairs > 0
    agreed = (counts * (close - 1)).sum(axis=1) / np.where(shared, pairs, 1)
    return np.column_stack([np.where(shared, agreed, 0), shared])


def _used(ratings: Ratings) -> Floats:
    """For each unit 1, and the share of its raters who gave each answer; all 0 where nobody rated it."""
    counts = ratings.counts
    raters = counts.sum(axis=1, keepdims=True)
    return np.hstack([raters > 0, counts / np.maximum(raters, 1)])


def _share(part: Floats, whole: Floats) -> Floats:
    """`part` of `whole`, undefined where there is nothing to have a part of."""
    defined = np.abs(whole) > 1e-12
    return np.where(defined, part / np.where(defined, whole, 1), np.nan)
