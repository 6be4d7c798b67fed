"""Calibration: several reviewers, the same interactions, blind until the deadline or until all are in.

What a session shows afterwards is in `calibration_figures`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.reviews import reviewing
from trainer.reviews.interactions import Interaction
from trainer.reviews.models import (
    Calibration,
    CalibrationInteraction,
    CalibrationReviewer,
    CardVersion,
    Purpose,
    Review,
    State,
)
from trainer.reviews.refusals import NotFoundError, RefusedError
from trainer.reviews.trail import told


def everything(session: Session) -> Sequence[Calibration]:
    """All sessions, the latest first."""
    return session.scalars(sa.select(Calibration).order_by(Calibration.opened_at.desc(), Calibration.id.desc())).all()


def find(session: Session, calibration_id: int) -> Calibration:
    """One session; raises NotFoundError."""
    found = session.get(Calibration, calibration_id)
    if found is None:
        raise NotFoundError(f"calibration {calibration_id}")
    return found


def open_session(
    session: Session, title: str, version: CardVersion, interactions: Sequence[Interaction], reviewers: Sequence[int],
    deadline: dt.datetime, expert: int | None, by: int, now: dt.datetime,
) -> Calibration:  # fmt: skip
    """Begin a calibration; raises RefusedError saying what is missing."""
    _check(title, version, interactions, reviewers, deadline, now)
    people = dict.fromkeys([*reviewers, *([expert] if expert else [])])
    made = Calibration(
        title=title.strip()[:120], version=version, deadline=deadline, expert_id=expert, opened_by=by, opened_at=now,
        interactions=[CalibrationInteraction(place=n, interaction=one) for n, one in enumerate(interactions, 1)],
        reviewers=[CalibrationReviewer(person_id=one) for one in people],
    )  # fmt: skip
    for one in interactions:
        if one.representative_id in people:
            raise RefusedError("One of the reviewers took one of these calls, and nobody scores their own.")
    session.add(made)
    session.flush()
    told(session, by, "opened a calibration", "calibration", made.id, now, title=made.title, reviewers=list(people))
    session.commit()
    return made


def _check(
    title: str, version: CardVersion, interactions: Sequence[Interaction], reviewers: Sequence[int],
    deadline: dt.datetime, now: dt.datetime,
) -> None:  # fmt: skip
    if not title.strip():
        raise RefusedError("Give the calibration a title.")
    if version.state is not State.PUBLISHED:
        raise RefusedError("Choose a published card.")
    if not interactions:
        raise RefusedError("Choose at least one interaction.")
    if any(not one.turns for one in interactions):
        raise RefusedError("The words of one of these interactions are gone. Choose another.")
    if len(set(reviewers)) < 2:
        raise RefusedError("Choose at least two reviewers.")
    if deadline <= now:
        raise RefusedError("The deadline must lie ahead.")


def takes_part(one: Calibration, person_id: int) -> bool:
    return any(each.person_id == person_id for each in one.reviewers)


def begin(session: Session, one: Calibration, interaction_id: int, by: int, now: dt.datetime) -> Review:
    """Begin one's own blind review of one interaction of it; raises RefusedError."""
    if not takes_part(one, by):
        raise RefusedError("You are not among the reviewers of this calibration.")
    if is_open(one, now):
        raise RefusedError("The calibration is open, and blind reviews are over.")
    chosen = next((each.interaction for each in one.interactions if each.interaction_id == interaction_id), None)
    if chosen is None:
        raise RefusedError("That interaction is not part of this calibration.")
    return reviewing.begin(session, chosen, one.version, by, Purpose.CALIBRATION, now, calibration_id=one.id)


def own_reviews(one: Calibration, person_id: int) -> dict[int, Review]:
    """Interaction → this person's review of it."""
    return {each.interaction_id: each for each in one.reviews if each.reviewer_id == person_id}


def all_in(one: Calibration) -> bool:
    """Whether every reviewer has handed in every interaction."""
    finished = {(each.reviewer_id, each.interaction_id) for each in one.reviews if each.finished_at is not None}
    return all((r.person_id, i.interaction_id) in finished for r in one.reviewers for i in one.interactions)


def is_open(one: Calibration, now: dt.datetime) -> bool:
    """Whether everyone who took part may see what the others gave."""
    return now >= one.deadline or all_in(one)


def handed_in(one: Calibration) -> list[Review]:
    """The finished reviews, which are all that counts."""
    return [each for each in one.reviews if each.finished_at is not None]


def opened_on(one: Calibration, now: dt.datetime) -> dt.datetime | None:
    """When it opened: with the last review handed in, or by the deadline; None while it is blind."""
    if not is_open(one, now):
        return None
    last = max((each.finished_at for each in handed_in(one) if each.finished_at), default=one.deadline)
    return min(last, one.deadline) if all_in(one) else one.deadline


def share(session: Session, one: Calibration, by: int, now: dt.datetime) -> None:
    """Let others see how severe one was in this calibration, before they would anyway. Raises RefusedError."""
    entry = next((each for each in one.reviewers if each.person_id == by), None)
    if entry is None or not is_open(one, now):
        raise RefusedError("There is nothing of yours to share here yet.")
    if entry.shared_at is None:
        entry.shared_at = now
        told(session, by, "shared their severity", "calibration", one.id, now)
        session.commit()


def severity_is_seen(one: Calibration, of: int, by: int, now: dt.datetime, private_days: int) -> bool:
    """Whether `by` may see how severe `of` was: oneself at once, others when shared or after so many days."""
    opened = opened_on(one, now)
    if opened is None:
        return False
    if of == by:
        return True
    entry = next((each for each in one.reviewers if each.person_id == of), None)
    shared = entry is not None and entry.shared_at is not None
    return shared or now >= opened + dt.timedelta(days=private_days)
