"""The tables of judging: versions of scorecards, reviews and their answers, disputes, calibrations, coaching.

Answers, scores, disputes and checklist marks are only ever added: what was released and what became of it both stand.
The tables of what is judged are in `interactions`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Base, Json, UtcDateTime, choice
from trainer.reviews.interactions import Draw, Interaction


class State(StrEnum):
    """Where a version of a card stands. Only a draft can be edited."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Purpose(StrEnum):
    """Why a review was made. Random and targeted ones are never counted together."""

    RANDOM = "random"
    TARGETED = "targeted"
    SELF = "self"
    CALIBRATION = "calibration"

    @property
    def label(self) -> str:
        return {"random": "Random sample", "targeted": "Targeted", "self": "Self-review", "calibration": "Calibration"}[
            self
        ]


class Moment(StrEnum):
    """At what a score was put on record."""

    FINISHED = "finished"
    RELEASED = "released"
    SETTLED = "settled"


class Settled(StrEnum):
    """What an arbiter decided about a dispute."""

    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    REJECTED = "rejected"


class Cause(StrEnum):
    """Why something went wrong, as person and coach see it together."""

    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    ATTENTION = "attention"
    TOOLS = "tools"
    POLICY = "policy"

    @property
    def label(self) -> str:
        return {
            "knowledge": "Did not know the rule", "skill": "Knew it, and could not yet do it",
            "attention": "Could do it, and it slipped", "tools": "The system or the time stood in the way",
            "policy": "The rule itself is unclear",
        }[self]  # fmt: skip


class Step(StrEnum):
    """How far someone is with a duty on the job."""

    SAW = "saw"
    HELPED = "helped"
    ALONE = "alone"

    @property
    def label(self) -> str:
        return {"saw": "Saw it done", "helped": "Did it with help", "alone": "Did it alone"}[self]


class Scorecard(Base):
    """One card through all its versions."""

    __tablename__ = "scorecards"
    __table_args__ = (sa.UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())

    versions: Mapped[list[CardVersion]] = relationship(order_by="CardVersion.number", back_populates="scorecard")


class CardVersion(Base):
    """One version: `body` is the card in the exchange format. `revision` counts edits, so that two never collide."""

    __tablename__ = "scorecard_versions"
    __table_args__ = (sa.UniqueConstraint("scorecard_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scorecard_id: Mapped[int] = mapped_column(sa.ForeignKey("scorecards.id"))
    number: Mapped[int]
    state: Mapped[State] = mapped_column(choice(State, "state"))
    title: Mapped[str] = mapped_column(sa.String(160))
    body: Mapped[Any] = mapped_column(Json)
    digest: Mapped[str] = mapped_column(sa.String(64))
    report: Mapped[Any] = mapped_column(Json)
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    changed_by: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    published_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())

    scorecard: Mapped[Scorecard] = relationship(back_populates="versions")


class Review(Base):
    """One reviewer's filled-in copy of one version of a card, of one interaction.

    `revision` counts changes, so that a second window is told of the first. Finished: complete, and no longer edited.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        sa.Index("ix_reviews_interaction_id", "interaction_id"),
        sa.Index("ix_reviews_reviewer_id_finished_at", "reviewer_id", "finished_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    interaction_id: Mapped[int] = mapped_column(sa.ForeignKey("interactions.id"))
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("scorecard_versions.id"))
    reviewer_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose, "purpose"))
    draw_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sampling_draws.id"))
    calibration_id: Mapped[int | None] = mapped_column(sa.ForeignKey("calibrations.id"))
    revision: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    released_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    acknowledged_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())

    interaction: Mapped[Interaction] = relationship()
    version: Mapped[CardVersion] = relationship()
    draw: Mapped[Draw | None] = relationship()
    answers: Mapped[list[ReviewAnswer]] = relationship(order_by="ReviewAnswer.number")
    scores: Mapped[list[ReviewScore]] = relationship(order_by="ReviewScore.number")
    disputes: Mapped[list[Dispute]] = relationship(order_by="Dispute.id", back_populates="review")

    @property
    def targeted(self) -> bool:
        return self.purpose is Purpose.TARGETED


class ReviewAnswer(Base):
    """One answer as it was given at one moment; the latest to a criterion holds. `value` None: taken back.

    `evidence` is a list of [first, last] lines of the transcript.
    """

    __tablename__ = "review_answers"

    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    criterion: Mapped[str] = mapped_column(sa.String(40))
    value: Mapped[str | None] = mapped_column(sa.String(40))
    comment: Mapped[str] = mapped_column(sa.Text, default="")
    evidence: Mapped[Any] = mapped_column(Json)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    dispute_id: Mapped[int | None] = mapped_column(sa.ForeignKey("disputes.id"))


class ReviewScore(Base):
    """The score as it stood when something happened: finished, released, or a dispute was settled."""

    __tablename__ = "review_scores"

    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    why: Mapped[str] = mapped_column(sa.String(24))
    score: Mapped[Any] = mapped_column(Json)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))


class Dispute(Base):
    """One criterion of a released review that the representative sees otherwise, and what another arbiter decided."""

    __tablename__ = "disputes"
    __table_args__ = (sa.UniqueConstraint("review_id", "criterion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"))
    criterion: Mapped[str] = mapped_column(sa.String(40))
    reason: Mapped[str] = mapped_column(sa.Text)
    raised_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    arbiter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    outcome: Mapped[Settled | None] = mapped_column(choice(Settled, "outcome"))
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    value_before: Mapped[str | None] = mapped_column(sa.String(40))
    value_after: Mapped[str | None] = mapped_column(sa.String(40))

    review: Mapped[Review] = relationship(back_populates="disputes")


class Calibration(Base):
    """Several reviewers, the same interactions, blind until the deadline or until all are in."""

    __tablename__ = "calibrations"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(120))
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("scorecard_versions.id"))
    deadline: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    expert_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    opened_by: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    opened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())

    version: Mapped[CardVersion] = relationship()
    interactions: Mapped[list[CalibrationInteraction]] = relationship(order_by="CalibrationInteraction.place")
    reviewers: Mapped[list[CalibrationReviewer]] = relationship(order_by="CalibrationReviewer.person_id")
    reviews: Mapped[list[Review]] = relationship(order_by="Review.id")


class CalibrationInteraction(Base):
    """One interaction of a calibration, in its place."""

    __tablename__ = "calibration_interactions"

    calibration_id: Mapped[int] = mapped_column(sa.ForeignKey("calibrations.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    interaction_id: Mapped[int] = mapped_column(sa.ForeignKey("interactions.id"))

    interaction: Mapped[Interaction] = relationship()


class CalibrationReviewer(Base):
    """One reviewer of a calibration. `shared_at`: when they let others see how severe they were in it."""

    __tablename__ = "calibration_reviewers"

    calibration_id: Mapped[int] = mapped_column(sa.ForeignKey("calibrations.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), primary_key=True)
    shared_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class CoachingNote(Base):
    """What person and coach agreed after a review: what happened, why, what to practice; both sign."""

    __tablename__ = "coaching_notes"
    __table_args__ = (sa.Index("ix_coaching_notes_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    coach_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"))
    criterion: Mapped[str] = mapped_column(sa.String(40))
    cause: Mapped[Cause] = mapped_column(choice(Cause, "cause"))
    seen: Mapped[str] = mapped_column(sa.Text)
    agreed: Mapped[str] = mapped_column(sa.Text)
    scenarios: Mapped[Any] = mapped_column(Json)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    coach_signed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    person_signed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())

    review: Mapped[Review] = relationship()


class ChecklistMark(Base):
    """That someone saw, helped with or did a duty on the job, on a day, before a witness; both sign."""

    __tablename__ = "checklist_marks"
    __table_args__ = (sa.Index("ix_checklist_marks_person_id_duty", "person_id", "duty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    witness_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    duty: Mapped[int]
    step: Mapped[Step] = mapped_column(choice(Step, "step"))
    on: Mapped[dt.date]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    witness_signed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    person_signed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
