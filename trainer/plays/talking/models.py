"""The tables of what is said about a play. Rows are answered once and never taken out."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Base, UtcDateTime


class Contest(Base):
    """A finding, or the understanding of words, that its player says is wrong; and how that was settled.

    One of `place` (the finding's) and `move` (of the words) is given. `upheld`: the player was right.
    """

    __tablename__ = "contests"
    __table_args__ = (sa.Index("ix_contests_play_id", "play_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("plays.id", ondelete="CASCADE"))
    place: Mapped[int | None]
    move: Mapped[int | None]
    raised_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    why: Mapped[str] = mapped_column(sa.Text, default="")
    upheld: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    settled_by: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class Question(Base):
    """Something the player asks a supervisor about a line, and the answer."""

    __tablename__ = "questions"
    __table_args__ = (sa.Index("ix_questions_play_id", "play_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("plays.id", ondelete="CASCADE"))
    move: Mapped[int]
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    text: Mapped[str] = mapped_column(sa.Text)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    answered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())


class SelfNote(Base):
    """What the player writes down for themselves. Nobody else reads it."""

    __tablename__ = "self_notes"

    play_id: Mapped[int] = mapped_column(sa.ForeignKey("plays.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
