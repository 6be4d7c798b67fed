"""The tables of plays. The record is what was stored: opening, moves as they were understood, what came of them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Base, Json, UtcDateTime, choice


class Mode(StrEnum):
    """How a play counts. Learn never counts; practice counts for nothing; assess is evidence, when it is fresh."""

    LEARN = "learn"
    PRACTICE = "practice"
    ASSESS = "assess"


class Play(Base):
    """One person's run of a scenario, with the hashes of everything it was played with.

    A play that was forked shares its first `shared` moves with its `parent`; one that was rewound is set aside, and
    what follows goes on in its child. One of a sitting has a place in it, a moment by which it ends, and how long it
    may be left alone; `fresh` says whether it is new evidence. `accommodations` is the bare set that was in force.
    """

    __tablename__ = "plays"
    __table_args__ = (
        sa.Index("ix_plays_person_id_started_at", "person_id", "started_at"),
        sa.UniqueConstraint("sitting_id", "sitting_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    scenario: Mapped[str] = mapped_column(sa.String(80))
    title: Mapped[str] = mapped_column(sa.String(120))
    mode: Mapped[Mode] = mapped_column(choice(Mode, "mode"))
    seed: Mapped[int]
    level: Mapped[str] = mapped_column(sa.String(12))
    clerk: Mapped[str] = mapped_column(sa.String(120))
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    opening: Mapped[Any] = mapped_column(Json)
    scenario_digest: Mapped[str] = mapped_column(sa.String(64))
    pack_digest: Mapped[str] = mapped_column(sa.String(64))
    engine_version: Mapped[str] = mapped_column(sa.String(12))
    score: Mapped[int | None]
    passed: Mapped[bool | None]
    critical: Mapped[int | None]
    pass_mark: Mapped[int | None]
    parts: Mapped[Any | None] = mapped_column(Json)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plays.id"))
    shared: Mapped[int] = mapped_column(default=0)
    set_aside_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    sitting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sittings.id"))
    sitting_place: Mapped[int | None]
    fresh: Mapped[bool] = mapped_column(default=False)
    ends_by: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    idle_minutes: Mapped[int | None]
    accommodations: Mapped[Any] = mapped_column(Json, default=list)

    moves: Mapped[list[PlayMove]] = relationship(order_by="PlayMove.number", cascade="all, delete-orphan")
    findings: Mapped[list[PlayFinding]] = relationship(order_by="PlayFinding.place", cascade="all, delete-orphan")

    @property
    def ended(self) -> bool:
        return self.ended_at is not None

    @property
    def last_moved_at(self) -> dt.datetime:
        """When its player last did something here: a fork brings its first moves along from another time."""
        return max(self.started_at, self.moves[-1].at) if self.moves else self.started_at


class PlayMove(Base):
    """One move, unique in its play by number: a double click is one move. `token` tells a repeat from a rival."""

    __tablename__ = "play_moves"

    play_id: Mapped[int] = mapped_column(sa.ForeignKey("plays.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    move: Mapped[Any] = mapped_column(Json)
    lines: Mapped[Any] = mapped_column(Json)
    second: Mapped[int]
    contested: Mapped[bool] = mapped_column(default=False)


class PlayFinding(Base):
    """One finding as it was judged when the play ended."""

    __tablename__ = "play_findings"

    play_id: Mapped[int] = mapped_column(sa.ForeignKey("plays.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(sa.String(80))
    verdict: Mapped[str] = mapped_column(sa.String(24))
    severity: Mapped[str] = mapped_column(sa.String(12))
    move: Mapped[int | None]
    duty: Mapped[int]
    finding: Mapped[Any] = mapped_column(Json)
