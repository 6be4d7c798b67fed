"""The team view: how each criterion goes month by month, how sure that is, why things go wrong, whose reviews stand.

Random samples only: what was targeted was chosen for a reason and says nothing of the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from trainer.measure.resampling import Figure, Interval
from trainer.reviews import coaching, disputes, ledger
from trainer.reviews.ledger import day_of
from trainer.reviews.models import Cause, Purpose, Review
from trainer.reviews.scorecards import card_of
from trainer.reviews.sheet import Sheet

LEAST = 5  # samples in a month before an interval is told
COLUMNS = ("Card", "Item", "Month", "Samples", "Mean of 100", "From", "To")


@dataclass(frozen=True)
class Month:
    """One criterion in one month: the mean share of its weight, 0 to 1, with its interval; None where too few."""

    month: str
    samples: int
    mean: float
    interval: Interval | None


@dataclass(frozen=True)
class Trend:
    """One criterion of one card over the months."""

    card: str
    title: str
    months: tuple[Month, ...]

    @property
    def samples(self) -> int:
        return sum(month.samples for month in self.months)


def trends(session: Session, viewer_id: int, person_id: int | None = None) -> list[Trend]:
    """Every criterion that was judged in a random sample, by card, in the order of the latest version.

    The reviews are those that “Reviewed” shows the viewer, so that its export says what these figures rest on.
    """
    wanted = ledger.matching(session, ledger.Filters(person_id, purpose=Purpose.RANDOM), viewer_id)
    names = dict.fromkeys(one.version.scorecard.name for one in wanted)
    return [trend for name in names for trend in _of_card([r for r in wanted if r.version.scorecard.name == name])]


def _of_card(reviews: Sequence[Review]) -> list[Trend]:
    latest = max((one.version for one in reviews), key=lambda version: version.number)
    judged = [(f"{day_of(one.interaction):%Y-%m}", coaching.shares(one)) for one in reviews]
    found = []
    for criterion in card_of(latest).criteria:
        by: dict[str, list[float]] = {}
        for month, shares in judged:
            if criterion.id in shares:
                by.setdefault(month, []).append(shares[criterion.id])
        months = tuple(_month(month, shares, criterion.id) for month, shares in sorted(by.items()))
        if months:
            found.append(Trend(latest.title, criterion.title, months))
    return found


def _month(month: str, shares: Sequence[float], seed: str) -> Month:
    parts = np.column_stack([shares, np.ones(len(shares))])
    figure = Figure(parts, lambda sums: sums[:, 0] / sums[:, 1])
    interval = figure.interval(f"{seed}:{month}") if len(shares) >= LEAST else None
    return Month(month, len(shares), figure.value() or 0.0, interval)


def causes(session: Session, person_id: int | None = None) -> list[tuple[Cause, int]]:
    """How often each root cause stands on a coaching note, the commonest first."""
    return Counter(note.cause for note in coaching.notes(session, person_id)).most_common()


def upheld(session: Session) -> dict[int, tuple[int, int]]:
    """Reviewer → disputes accepted at least in part, and settled."""
    return disputes.upheld(disputes.all_of(session))


def sheet(found: Sequence[Trend]) -> Sheet:
    """What the page shows, one row for each criterion and month."""
    rows = [_cells(trend, month) for trend in found for month in trend.months]
    return Sheet("team", COLUMNS, rows)


def _cells(trend: Trend, month: Month) -> tuple[str, ...]:
    ends = (month.interval.low, month.interval.high) if month.interval else (None, None)
    low, high = ("" if end is None else f"{end * 100:.1f}" for end in ends)
    return trend.card, trend.title, month.month, str(month.samples), f"{month.mean * 100:.1f}", low, high
