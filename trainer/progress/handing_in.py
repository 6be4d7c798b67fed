"""Evidence handed in, questioned and answered. It is known from the day it came, so earlier days stay as they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.measure.severity import Against
from trainer.people.service import Person, RefusedError
from trainer.progress import columns
from trainer.progress.evidence import Piece
from trainer.progress.models import EvidenceRow, KnownSeverity, Outcome, Question
from trainer.web.clock import office_day


def add_evidence(session: Session, person_id: int, pieces: Iterable[Piece], recorded_on: dt.date) -> int:
    """Hand in evidence about one person; how much of it was new. Handing in again adds nothing."""
    given = list(pieces)
    occasions = {one.occasion for one in given}
    there = sa.select(EvidenceRow.occasion, EvidenceRow.place).where(EvidenceRow.occasion.in_(occasions))
    known = {tuple(row) for row in session.execute(there)}
    new = [one for one in given if (one.occasion, one.place) not in known]
    if new:
        session.add_all(_row(person_id, one, recorded_on) for one in new)
        session.flush()
        columns.keep(session, person_id)
    session.commit()
    return len(new)


def _row(person_id: int, one: Piece, recorded_on: dt.date) -> EvidenceRow:
    return EvidenceRow(
        person_id=person_id, source=one.source, occasion=one.occasion, place=one.place, day=one.day,
        recorded_on=recorded_on, right=one.right, rule=one.rule, severity=one.severity.value, duty=one.duty,
        part=one.part, speaks_to=" ".join(one.speaks_to)[:120], shown=one.shown[:400], where=one.where[:160],
        answer=one.answer, whole=one.whole, reviewer_id=one.reviewer_id,
    )  # fmt: skip


def note_severity(
    session: Session, reviewer: Person, points: float, recorded_on: dt.date, against: Against = Against.OTHERS
) -> None:
    """What calibration knows of a reviewer from that day on, in points of a hundred marked low."""
    session.add(KnownSeverity(reviewer_id=reviewer.id, points=points, against=against, recorded_on=recorded_on))
    session.commit()


def evidence(session: Session, ids: Iterable[int]) -> list[EvidenceRow]:
    """Pieces of evidence by number, the latest first."""
    chosen = sa.select(EvidenceRow).where(EvidenceRow.id.in_([*ids]))
    return [*session.scalars(chosen.order_by(EvidenceRow.day.desc(), EvidenceRow.occasion, EvidenceRow.place))]


def question(session: Session, person: Person, evidence_id: int, reason: str, now: dt.datetime) -> Question:
    """Question a piece of evidence about oneself; raises RefusedError."""
    piece = session.get(EvidenceRow, evidence_id)
    if piece is None or piece.person_id != person.id:
        raise RefusedError("That is not evidence about you.")
    if not reason.strip():
        raise RefusedError("Say in a sentence what is wrong with it.", "reason")
    if session.scalar(sa.select(Question).where(Question.evidence_id == evidence_id)):
        raise RefusedError("You have questioned this already.")
    asked = Question(evidence_id=evidence_id, asked_at=now, reason=reason.strip())
    session.add(asked)
    audit.record(session, person, "questioned evidence", audit.subject("evidence", evidence_id), {}, now)
    session.commit()
    return asked


def questions(session: Session, ids: Iterable[int] | None = None) -> list[tuple[Question, EvidenceRow]]:
    """Questions with what they are about: of these pieces of evidence, or all, those without an answer first."""
    chosen = sa.select(Question, EvidenceRow).join(EvidenceRow, EvidenceRow.id == Question.evidence_id)
    if ids is not None:
        chosen = chosen.where(Question.evidence_id.in_([*ids]))
    rows = session.execute(chosen.order_by(Question.answered_at.is_not(None), Question.id))
    return [(row[0], row[1]) for row in rows]


def answer(session: Session, by: Person, asked: Question, outcome: Outcome, words: str, now: dt.datetime) -> None:
    """Answer a question; raises RefusedError. Whoever made the evidence, or is its subject, may not."""
    piece = session.get_one(EvidenceRow, asked.evidence_id)
    if by.id in (piece.person_id, piece.reviewer_id):
        raise RefusedError("Somebody who had no part in it has to answer this.")
    if asked.answered_at is not None:
        raise RefusedError("It has an answer already.")
    if not words.strip():
        raise RefusedError("Say why, in a sentence.", "answer")
    asked.answered_at, asked.answered_on, asked.answered_by_id = now, office_day(now), by.id
    asked.outcome, asked.answer = outcome, words.strip()
    about = audit.subject("evidence", piece.id)
    audit.record(session, by, "answered a question", about, {"person": piece.person_id, "so": outcome.value}, now)
    session.commit()
