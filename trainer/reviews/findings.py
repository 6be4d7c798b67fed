"""What released reviews found, one criterion at a time: the same kind of finding as practice gives, for progress.

Only random samples and targeted ones, each marked as what it is; self-reviews and calibrations are nobody's record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from trainer.reviews import lists, standing
from trainer.reviews.card.model import NOT_APPLICABLE
from trainer.reviews.ledger import day_of
from trainer.reviews.models import Review
from trainer.reviews.scorecards import card_of


@dataclass(frozen=True)
class LiveFinding:
    """One judged criterion of a released review.

    share: what the answer earns, 0 to 1, as it stands after disputes. weight: the criterion's part of the card, 0 to 1.
    competencies: such as D5, A8. disputed: somebody has yet to settle it.
    """

    review: int
    interaction: int
    reviewer_id: int
    day: dt.date
    released_at: dt.datetime
    targeted: bool
    criterion: str
    title: str
    rule: str
    share: Fraction
    weight: Fraction
    critical: bool
    competencies: tuple[str, ...]
    disputed: bool


def live_findings(session: Session, person_id: int) -> list[LiveFinding]:
    """Everything released about a person, the latest review first; what did not apply is no finding."""
    return [finding for one in lists.released_to(session, person_id) for finding in _of(one)]


def _of(one: Review) -> Iterator[LiveFinding]:
    released = one.released_at
    if released is None:
        return
    chosen = standing.chosen(one)
    total = sum(Fraction(criterion.weight) for criterion in card_of(one.version).criteria if not criterion.bonus)
    pending = {dispute.criterion for dispute in one.disputes if dispute.settled_at is None}
    for criterion in standing.shown_criteria(one):
        value = chosen.get(criterion.id, NOT_APPLICABLE)
        if value != NOT_APPLICABLE and not criterion.bonus:
            yield LiveFinding(
                one.id, one.interaction_id, one.reviewer_id, day_of(one.interaction), released, one.targeted,
                criterion.id, criterion.title, criterion.rule, criterion.share(value),
                Fraction(criterion.weight) / total, criterion.critical, criterion.competencies,
                criterion.id in pending,
            )  # fmt: skip
