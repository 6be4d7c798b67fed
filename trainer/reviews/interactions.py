"""The tables of live interactions: what was said and done, the plans that sample them, and what was thought of marks.

An interaction outlives its words: when a transcript is purged its lines go, and the row, its scores and its place in
the statistics stay. No line of a transcript is ever changed: reviews point at lines by number.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Base, Json, UtcDateTime, choice
from trainer.reviews.words import Channel, Judged, Speaker

_PART_OF_INTERACTION = "interactions.id"


class Interaction(Base):
    """One live contact as its source gave it, numbers masked. `source_id` is unique in its source.

    `seconds` is how long it took, None for what is written and answered. `maskings` counts what was masked, by kind.
    `content_hash` is of what was kept, so that the same record is known again, and a changed one as changed.
    """

    __tablename__ = "interactions"
    __table_args__ = (
        sa.UniqueConstraint("source", "source_id"),
        sa.Index("ix_interactions_started_at", "started_at"),
        sa.Index("ix_interactions_representative_id_started_at", "representative_id", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(sa.String(40))
    source_id: Mapped[str] = mapped_column(sa.String(120))
    channel: Mapped[Channel] = mapped_column(choice(Channel, "channel"))
    reason: Mapped[str] = mapped_column(sa.String(80), default="")
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    seconds: Mapped[int | None]
    representative_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    audio: Mapped[str | None] = mapped_column(sa.String(200))
    maskings: Mapped[Any] = mapped_column(Json)
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    imported_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    held: Mapped[bool] = mapped_column(default=False)
    held_why: Mapped[str] = mapped_column(sa.String(200), default="")
    purged_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())

    turns: Mapped[list[Turn]] = relationship(order_by="Turn.number", cascade="all, delete-orphan")
    actions: Mapped[list[ActionTaken]] = relationship(order_by="ActionTaken.number", cascade="all, delete-orphan")

    @property
    def masked(self) -> bool:
        """Whether anything was masked on the way in."""
        return bool(self.maskings)

    @property
    def maskings_count(self) -> int:
        return sum(self.maskings.values())


class Turn(Base):
    """One line of a transcript, numbered from 1; times in milliseconds from the start, None where none are known."""

    __tablename__ = "interaction_turns"

    interaction_id: Mapped[int] = mapped_column(
        sa.ForeignKey(_PART_OF_INTERACTION, ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    speaker: Mapped[Speaker] = mapped_column(choice(Speaker, "speaker"))
    start_ms: Mapped[int | None]
    end_ms: Mapped[int | None]
    text: Mapped[str] = mapped_column(sa.Text)


class ActionTaken(Base):
    """Something done in a system during the interaction, as its source told it, numbered from 1."""

    __tablename__ = "interaction_actions"

    interaction_id: Mapped[int] = mapped_column(
        sa.ForeignKey(_PART_OF_INTERACTION, ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(60))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    at_ms: Mapped[int | None]


class MarkJudged(Base):
    """What somebody made of one mark of the reading aid. The marks themselves are computed, and only suggest."""

    __tablename__ = "interaction_marks"

    interaction_id: Mapped[int] = mapped_column(
        sa.ForeignKey(_PART_OF_INTERACTION, ondelete="CASCADE"), primary_key=True
    )
    turn: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    judged: Mapped[Judged] = mapped_column(choice(Judged, "judged"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class SamplingPlan(Base):
    """One draw of interactions for review, and everything needed to draw it again.

    A targeted plan chose its interactions by what is known of them (`wanted`, with the reason `why`), so its reviews
    are never counted with those of random plans. `drawn_from` counts what there was to draw from.
    """

    __tablename__ = "sampling_plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    targeted: Mapped[bool]
    why: Mapped[str] = mapped_column(sa.String(300), default="")
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    per_person: Mapped[int]
    seed: Mapped[str] = mapped_column(sa.String(40))
    wanted: Mapped[Any] = mapped_column(Json)
    drawn_from: Mapped[int]
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())

    draws: Mapped[list[Draw]] = relationship(order_by="Draw.place", cascade="all, delete-orphan")


class Draw(Base):
    """One interaction that a plan drew: why it was, who reviews it, and in which week (its Monday)."""

    __tablename__ = "sampling_draws"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "interaction_id"),
        sa.Index("ix_sampling_draws_reviewer_id_week", "reviewer_id", "week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("sampling_plans.id", ondelete="CASCADE"))
    place: Mapped[int]
    interaction_id: Mapped[int] = mapped_column(sa.ForeignKey(_PART_OF_INTERACTION))
    reviewer_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    week: Mapped[dt.date]
    why: Mapped[str] = mapped_column(sa.String(300))

    interaction: Mapped[Interaction] = relationship()


# What loading writes in bulk, parents first.
LOADED: tuple[type[Base], ...] = (Interaction, Turn, ActionTaken)
