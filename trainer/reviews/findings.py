"""What released reviews found, one criterion at a time: the same kind of finding as practice gives, for progress.

Only random samples and targeted ones, each marked as what it is; self-reviews and calibrations are nobody's record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.reviews import lists, standing
from trainer.reviews.card.model import NOT_APPLICABLE
from trainer.reviews.interactions import Interaction
from trainer.reviews.ledger import day_of
from trainer.reviews.models import Dispute, Purpose, Review
from trainer.web.clock import office_day


@dataclass(frozen=True)
class LiveFinding:
    """One judged criterion of a released review.

    share: what the answer earns, 0 to 1, as it stands after disputes. weight: the criterion's part of the card, 0 to 1.
    competencies: such as D5, A8.
    """

    review: int
    interaction: int
    reviewer_id: int
    day: dt.date
    criterion: str
    title: str
    rule: str
    share: Fraction
    weight: Fraction
    critical: bool
    competencies: tuple[str, ...]


@dataclass(frozen=True)
class Settled:
    """A released review of a random sample in which nothing is in dispute; `day` is that of the contact.

    Targeted ones were chosen for what was expected of them, and would tell of the choice.
    """

    review: int
    person_id: int
    released_at: dt.datetime
    day: dt.date


def settled(session: Session) -> list[Settled]:
    """Every such review, in one look: what is asked for with every page of readiness."""
    pending = sa.select(Dispute.review_id).where(Dispute.settled_at.is_(None))
    random = sa.select(Review.id, Interaction.representative_id, Review.released_at, Interaction.started_at).where(
        Review.purpose == Purpose.RANDOM, Review.released_at.is_not(None), Review.id.not_in(pending)
    )
    rows = session.execute(random.join(Interaction, Interaction.id == Review.interaction_id).order_by(Review.id))
    return [Settled(number, whom, at, office_day(began)) for number, whom, at, began in rows if at]


def live_findings(session: Session, review_id: int) -> list[LiveFinding]:
    """What a released review found, as it stands after disputes; what did not apply is no finding."""
    one = session.get(Review, review_id)
    return [*_of(one)] if one and one.released_at and one.purpose in lists.LIVE else []


def _of(one: Review) -> Iterator[LiveFinding]:
    chosen = standing.chosen(one)
    total = sum(Fraction(criterion.weight) for criterion in standing.card(one).criteria if not criterion.bonus)
    for criterion in standing.shown_criteria(one):
        value = chosen.get(criterion.id, NOT_APPLICABLE)
        if value != NOT_APPLICABLE and not criterion.bonus:
            yield LiveFinding(
                one.id, one.interaction_id, one.reviewer_id, day_of(one.interaction), criterion.id, criterion.title,
                criterion.rule, criterion.share(value), Fraction(criterion.weight) / total, criterion.critical,
                criterion.competencies,
            )  # fmt: skip
