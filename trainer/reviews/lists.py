"""Lists of reviews: what waits for a reviewer, what is finished, and what somebody was shown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from trainer.reviews import paging
from trainer.reviews.interactions import Draw, Interaction
from trainer.reviews.models import CardVersion, Purpose, Review, Scorecard
from trainer.reviews.paging import Page

LIVE = (Purpose.RANDOM, Purpose.TARGETED)
# What a list of reviews needs of each, in a few queries for all of them: their scores on record, or all their answers.
_LISTED = (
    joinedload(Review.interaction), selectinload(Review.version).joinedload(CardVersion.scorecard),
    selectinload(Review.disputes),
)  # fmt: skip
SCORED = (*_LISTED, selectinload(Review.scores))
WHOLE = (*_LISTED, selectinload(Review.answers))


def queue(session: Session, reviewer_id: int, until: dt.date) -> list[Draw]:
    """What was drawn for a reviewer up to the week of `until` and is not finished yet, the oldest week first."""
    wanted = sa.select(Draw).where(Draw.reviewer_id == reviewer_id, Draw.week <= until)
    draws = session.scalars(wanted.order_by(Draw.week, Draw.plan_id, Draw.place)).all()
    finished = sa.select(Review.draw_id).where(Review.reviewer_id == reviewer_id, Review.finished_at.is_not(None))
    over = set(session.scalars(finished))
    return [draw for draw in draws if draw.id not in over]


def coming(session: Session, reviewer_id: int, after: dt.date) -> list[tuple[dt.date, int]]:
    """The weeks after that of `after` for which something was drawn for a reviewer, and how much of it is left."""
    later = queue(session, reviewer_id, dt.date.max)
    return sorted(Counter(draw.week for draw in later if draw.week > after).items())


def begun(session: Session, reviewer_id: int) -> dict[int, Review]:
    """Draw → the review begun of it, by this reviewer."""
    mine = session.scalars(sa.select(Review).where(Review.reviewer_id == reviewer_id, Review.draw_id.is_not(None)))
    return {one.draw_id: one for one in mine if one.draw_id is not None}


def finished_only(wanted: sa.Select[Any]) -> sa.Select[Any]:
    """What `wanted` selects of finished reviews of samples, their interactions and their cards."""
    joined = wanted.select_from(Review).join(Interaction).join(CardVersion).join(Scorecard)
    return joined.where(Review.finished_at.is_not(None), Review.purpose.in_(LIVE))


def finished(
    session: Session, load: Sequence[ExecutableOption], *conditions: sa.ColumnElement[bool]
) -> Sequence[Review]:
    """Finished reviews of samples with what is to be loaded of them, the latest first."""
    order = finished_only(sa.select(Review)).where(*conditions).order_by(Review.finished_at.desc(), Review.id.desc())
    return session.scalars(order.options(*load)).all()


def released_to(session: Session, person_id: int) -> Sequence[Review]:
    """A representative's released reviews, the latest first."""
    return session.scalars(_released_to(person_id).options(*WHOLE)).all()


def page_released_to(session: Session, person_id: int, number: int) -> Page[Review]:
    """One page of the same."""
    return paging.asked(session, _released_to(person_id), number, *WHOLE)


def unread(session: Session, person_id: int) -> Sequence[Review]:
    """Those of them that the representative has not said to have read, with their interactions."""
    wanted = _released_to(person_id).where(Review.acknowledged_at.is_(None))
    return session.scalars(wanted.options(joinedload(Review.interaction))).all()


def _released_to(person_id: int) -> sa.Select[Review]:
    wanted = sa.select(Review).join(Interaction).where(Interaction.representative_id == person_id)
    live = wanted.where(Review.released_at.is_not(None), Review.purpose.in_(LIVE))
    return live.order_by(Review.released_at.desc(), Review.id.desc())


def own(session: Session, one: Review) -> Review | None:
    """The representative's self-review of the same interaction, once it is finished."""
    wanted = sa.select(Review).where(
        Review.interaction_id == one.interaction_id, Review.purpose == Purpose.SELF, Review.finished_at.is_not(None)
    )
    return session.scalars(wanted).first()
