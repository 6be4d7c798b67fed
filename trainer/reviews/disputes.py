"""Disputes: the representative says why, another arbiter answers, and both the released and the settled score stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.reviews import reviewing, standing
from trainer.reviews.card.model import Criterion
from trainer.reviews.models import Dispute, Review, Settled
from trainer.reviews.refusals import NotFoundError, RefusedError
from trainer.reviews.reviewing import Given
from trainer.reviews.scorecards import card_of
from trainer.reviews.trail import told_of


def ends(one: Review, days: int) -> dt.datetime | None:
    """When the window to dispute closes: so many whole days after the release; None before it."""
    return one.released_at + dt.timedelta(days=days) if one.released_at else None


def open_to(one: Review, now: dt.datetime, days: int) -> bool:
    closes = ends(one, days)
    return closes is not None and now < closes


def dispute(
    session: Session, one: Review, criterion: str, reason: str, by: int, now: dt.datetime, days: int
) -> Dispute:
    """Dispute one criterion of one's own released review; raises RefusedError."""
    reviewing.take_turn(session, one)
    if one.interaction.representative_id != by:
        raise RefusedError("Only the person reviewed can dispute a review.")
    if not open_to(one, now, days):
        raise RefusedError(f"A review can be disputed for {days} days after its release, and that time is over.")
    if any(known.criterion == criterion for known in one.disputes):
        raise RefusedError("This item has been disputed already.")
    value = standing.chosen(one).get(criterion)
    if value is None:
        raise RefusedError("Only an item that was answered can be disputed.")
    if len(reason.strip()) < 10:
        raise RefusedError("Say in a sentence why you see it otherwise, best with the line it rests on.")
    made = Dispute(criterion=criterion, reason=reason.strip(), raised_at=now, value_before=value)
    one.disputes.append(made)
    told_of(session, one, by, "disputed", now, item=criterion)
    session.commit()
    return made


def find(session: Session, dispute_id: int) -> Dispute:
    """One dispute; raises NotFoundError."""
    found = session.get(Dispute, dispute_id)
    if found is None:
        raise NotFoundError(f"dispute {dispute_id}")
    return found


def may_settle(one: Dispute, person_id: int) -> bool:
    """Another one than the reviewer and the person reviewed."""
    return person_id not in (one.review.reviewer_id, one.review.interaction.representative_id)


def waiting(session: Session, person_id: int) -> list[Dispute]:
    """The open disputes that this person may settle, the oldest first."""
    wanted = sa.select(Dispute).where(Dispute.settled_at.is_(None)).order_by(Dispute.raised_at, Dispute.id)
    return [one for one in session.scalars(wanted) if may_settle(one, person_id)]


def all_of(session: Session) -> Sequence[Dispute]:
    """Every dispute, the latest first."""
    return session.scalars(sa.select(Dispute).order_by(Dispute.raised_at.desc(), Dispute.id.desc())).all()


def settle(
    session: Session, one: Dispute, outcome: Settled, value: str | None, answer: str, by: int, now: dt.datetime,
    more: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Answer a dispute; raises RefusedError. `value` is what holds from now on; a rejected one keeps what was.

    `more` answers the items that the card asks only with that value. The arbiter's reason is their comment, too.
    """
    reviewing.take_turn(session, one.review)  # of two arbiters the second is told; of two disputes the second waits
    session.refresh(one)
    if not may_settle(one, by):
        raise RefusedError("Somebody else than the reviewer and the person reviewed settles a dispute.")
    if one.settled_at is not None:
        raise RefusedError("This dispute has been settled already.")
    if len(answer.strip()) < 10:
        raise RefusedError("Give your reason in a sentence. Both the representative and the reviewer read it.")
    _check_value(one, outcome, value)
    if outcome is not Settled.REJECTED and value is not None:
        also = {name: Given(chosen, answer.strip()) for name, chosen in (more or {}).items()}
        reviewing.overrule(one.review, one.criterion, value, also, by, now, one.id)
    one.outcome, one.answer, one.arbiter_id, one.settled_at = outcome, answer.strip(), by, now
    one.value_after = one.value_before if outcome is Settled.REJECTED else value
    told_of(session, one.review, by, "settled a dispute", now, item=one.criterion, so=outcome.value)
    session.commit()


def _check_value(one: Dispute, outcome: Settled, value: str | None) -> None:
    if outcome is Settled.REJECTED:
        return
    criterion = card_of(one.review.version).criterion(one.criterion)
    if value is None or criterion is None:
        raise RefusedError("Choose the answer that holds from now on.")
    if value == one.value_before:
        raise RefusedError("That is the answer that was disputed. Choose another, or reject the dispute.")


def follow_ups(one: Dispute) -> list[Criterion]:
    """The items that are not asked now, and would be with some answer to the disputed one: the arbiter answers them."""
    shown, held = standing.shown_criteria(one.review), standing.chosen(one.review)
    found: list[Criterion] = []
    for criterion in standing.card(one.review).criteria:
        sources, when = {one.criterion, *(known.id for known in found)}, criterion.shown_when
        if criterion not in shown and criterion.id not in held and when is not None and when.criterion in sources:
            found.append(criterion)
    return found


def upheld(found: Sequence[Dispute]) -> dict[int, tuple[int, int]]:
    """Reviewer → how many of their settled disputes were accepted at least in part, and how many were settled."""
    counts: dict[int, tuple[int, int]] = {}
    for one in found:
        if one.outcome is not None:
            right, settled = counts.get(one.review.reviewer_id, (0, 0))
            counts[one.review.reviewer_id] = (right + (one.outcome is not Settled.REJECTED), settled + 1)
    return counts
