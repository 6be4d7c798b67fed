"""The tables of sittings. What came of each part is its play; a part without one was never begun."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Base, UtcDateTime


class Sitting(Base):
    """One assessment of one person, with the pack's limits as they were when it was opened."""

    __tablename__ = "sittings"
    __table_args__ = (sa.Index("ix_sittings_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    opened_by: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    opened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    closes_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    idle_minutes: Mapped[int]
    retest_days: Mapped[int]
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())

    parts: Mapped[list[SittingPart]] = relationship(order_by="SittingPart.place", cascade="all, delete-orphan")


class SittingPart(Base):
    """One scenario of the form. Its seed is drawn when it is begun, and stands only in the play."""

    __tablename__ = "sitting_parts"

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    scenario: Mapped[str] = mapped_column(sa.String(80))
