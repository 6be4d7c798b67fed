"""The table of assignments."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Base, UtcDateTime


class Assignment(Base):
    """One scenario for one person. Done by the first whole play after it was assigned; taken back, it stays told."""

    __tablename__ = "assignments"
    __table_args__ = (sa.Index("ix_assignments_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    scenario: Mapped[str] = mapped_column(sa.String(80))
    due: Mapped[dt.date]
    why: Mapped[str] = mapped_column(sa.String(300))
    assigned_by: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    assigned_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    play_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plays.id"))
    taken_back_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())

    @property
    def open(self) -> bool:
        return self.done_at is None and self.taken_back_at is None
