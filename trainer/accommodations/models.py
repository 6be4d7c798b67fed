"""The table of accommodations. It holds what is lifted and since when, and nothing of why."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Base, UtcDateTime, choice


class Lifted(StrEnum):
    """What an accommodation lifts."""

    EXTRA_TIME = "extra_time"
    NO_CLOCK = "no_clock"
    PICKING = "picking"
    SPELLING = "spelling"
    PAUSE = "pause"


LABELS = {
    Lifted.EXTRA_TIME: "Twice the time: each second counts half",
    Lifted.NO_CLOCK: "No clock: time never counts",
    Lifted.PICKING: "Picking sentences where typing is asked for",
    Lifted.SPELLING: "Spelling is not looked at",
    Lifted.PAUSE: "Pausing while being assessed",
}


class Accommodation(Base):
    """One limit lifted for one person, from a day until it is ended."""

    __tablename__ = "accommodations"
    __table_args__ = (sa.Index("ix_accommodations_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    lifts: Mapped[Lifted] = mapped_column(choice(Lifted, "lifts"))
    since: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
