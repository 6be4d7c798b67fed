"""The tables of written reasons. A reason may be edited until somebody marks it; a mark is never changed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Base, UtcDateTime, choice


class Judged(StrEnum):
    """What a marker makes of a reason."""

    CONVINCING = "convincing"
    THIN = "thin"
    NOT_DEFENSIBLE = "not_defensible"


class Reason(Base):
    """Why somebody chose as they did, at the finding that says they had the choice. An empty text: they did not say."""

    __tablename__ = "reasons"
    __table_args__ = (sa.UniqueConstraint("play_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    play_id: Mapped[int] = mapped_column(sa.ForeignKey("plays.id", ondelete="CASCADE"))
    place: Mapped[int]
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())

    marks: Mapped[list[ReasonMark]] = relationship(order_by="ReasonMark.id", cascade="all, delete-orphan")


class ReasonMark(Base):
    """One person's mark on a reason, made without knowing whose it is or what anyone else made of it."""

    __tablename__ = "reason_marks"
    __table_args__ = (sa.UniqueConstraint("reason_id", "marked_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reason_id: Mapped[int] = mapped_column(sa.ForeignKey("reasons.id", ondelete="CASCADE"))
    marked_by: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    marked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    judged: Mapped[Judged] = mapped_column(choice(Judged, "judged"))
    comment: Mapped[str] = mapped_column(sa.Text)
