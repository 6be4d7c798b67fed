"""The tables of progress: evidence, cohorts and their criteria, time in class, signatures, questions, views, decisions.

What was recorded is never changed. A signature withdrawn, a piece of evidence set aside and an end of leave are added
with their day, so that any day can be looked at as it was.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from trainer.db import Base, Json, UtcDateTime, choice
from trainer.measure.severity import Against


class Outcome(StrEnum):
    """What became of a question about a piece of evidence."""

    STANDS = "stands"
    SET_ASIDE = "set aside"


class Decided(StrEnum):
    """What HR decided."""

    ADVANCE = "advance"
    NOT_YET = "not yet"

    @property
    def words(self) -> str:
        return "advance to level II" if self is Decided.ADVANCE else self.value


class Cohort(Base):
    """People who started together, and the criteria that hold for them, fixed on that day as they were stated."""

    __tablename__ = "cohorts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80), unique=True)
    starts_on: Mapped[dt.date]
    criteria: Mapped[Any] = mapped_column(Json)
    criteria_hash: Mapped[str] = mapped_column(sa.String(64))
    pack_digest: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())


class InClass(Base):
    """Someone's time as a Representative I, from a day to a day; and whether the file of it is on legal hold."""

    __tablename__ = "in_class"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohorts.id"), index=True)
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    held: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    held_why: Mapped[str] = mapped_column(sa.String(400), default="", server_default="")


class Leave(Base):
    """Days away. Why is nobody's business here, and is not kept."""

    __tablename__ = "leaves"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    from_on: Mapped[dt.date]
    to_on: Mapped[dt.date | None]


class EvidenceRow(Base):
    """One piece of evidence, as it was handed in. `recorded_on` is the day from which it is known.

    speaks_to: the competencies it is evidence of, such as `D5 K6 A3`.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        sa.UniqueConstraint("occasion", "place"),
        sa.Index("ix_evidence_person_id_day", "person_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    source: Mapped[str] = mapped_column(sa.String(12))
    occasion: Mapped[str] = mapped_column(sa.String(40))
    place: Mapped[int]
    day: Mapped[dt.date]
    recorded_on: Mapped[dt.date]
    right: Mapped[float] = mapped_column(sa.Float())
    rule: Mapped[str] = mapped_column(sa.String(80))
    severity: Mapped[str] = mapped_column(sa.String(12))
    duty: Mapped[int]
    part: Mapped[str] = mapped_column(sa.String(40))
    speaks_to: Mapped[str] = mapped_column(sa.String(120), server_default="")
    shown: Mapped[str] = mapped_column(sa.String(400))
    where: Mapped[str] = mapped_column(sa.String(160))
    answer: Mapped[bool]
    whole: Mapped[bool]
    reviewer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))


class EvidenceColumns(Base):
    """All evidence about one person once more, in columns: see `columns`, which alone writes and reads it."""

    __tablename__ = "evidence_columns"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), primary_key=True)
    pieces: Mapped[int]
    last_id: Mapped[int]
    words: Mapped[Any] = mapped_column(Json)
    numbers: Mapped[bytes] = mapped_column(sa.LargeBinary())


class Question(Base):
    """A piece of evidence questioned by the person it is about, and answered by somebody who had no part in it."""

    __tablename__ = "evidence_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(sa.ForeignKey("evidence.id"), unique=True)
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    reason: Mapped[str] = mapped_column(sa.String(1000))
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    answered_on: Mapped[dt.date | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome, "outcome"))
    answer: Mapped[str | None] = mapped_column(sa.String(1000))


class Attestation(Base):
    """A statement about someone, signed: the words as they were signed, by whom, in which role."""

    __tablename__ = "attestations"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    criterion: Mapped[str] = mapped_column(sa.String(40))
    statement: Mapped[str] = mapped_column(sa.String(600))
    note: Mapped[str] = mapped_column(sa.String(1000))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(sa.String(120))
    by_role: Mapped[str] = mapped_column(sa.String(24))
    signed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    signed_on: Mapped[dt.date]
    withdrawn_on: Mapped[dt.date | None]
    withdrawn_why: Mapped[str | None] = mapped_column(sa.String(400))


class KnownSeverity(Base):
    """By how many points in a hundred a reviewer marks low, as calibration knew it on a day, and against what."""

    __tablename__ = "known_severities"

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    points: Mapped[float] = mapped_column(sa.Float())
    against: Mapped[Against] = mapped_column(choice(Against, "against"), server_default=Against.OTHERS.value)
    recorded_on: Mapped[dt.date]


class ReaderView(Base):
    """What someone saw in the evidence, recorded before the dossier showed its estimate, with the picture as it stood.

    It says nothing of the grid, which shows estimates too: that is in the audit trail.
    """

    __tablename__ = "reader_views"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    as_of: Mapped[dt.date]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    view: Mapped[str] = mapped_column(sa.String(2000))
    verdict: Mapped[str] = mapped_column(sa.String(12))
    picture_hash: Mapped[str] = mapped_column(sa.String(64))


class Decision(Base):
    """What was decided on a day, why, and the whole dossier it was decided on, with the hash of both."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(sa.String(120))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    as_of: Mapped[dt.date]
    decided: Mapped[Decided] = mapped_column(choice(Decided, "decided"))
    reason: Mapped[str] = mapped_column(sa.String(2000))
    dossier: Mapped[Any] = mapped_column(Json)
    dossier_hash: Mapped[str] = mapped_column(sa.String(64))
