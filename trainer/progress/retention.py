"""How long files of readiness are kept: until their time has come after somebody left the class, unless held.

A file is all that was on record of someone’s way: evidence, questions, leave, signatures, views, decisions with their
dossiers. It stays whole while they are on the way, so that any of its days can be shown as it was, and goes whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.district.dates import months_back
from trainer.district.keeping import READINESS
from trainer.district.pack import Pack
from trainer.district.parameters import Value
from trainer.people.service import Person, RefusedError
from trainer.progress.models import (
    Attestation,
    Decision,
    EvidenceColumns,
    EvidenceRow,
    InClass,
    Leave,
    Question,
    ReaderView,
)
from trainer.web.clock import OFFICE


@dataclass(frozen=True)
class Purge:
    """What was purged, or would be: every file in which nothing happened from `before` on, but for those held."""

    before: dt.date
    limit: Value
    purged: int
    held: int


def purge(session: Session, pack: Pack, as_of: dt.date, now: dt.datetime, *, dry_run: bool = False) -> Purge:
    """Delete the files whose time has come, in one transaction. Raises KeepingError."""
    limit = READINESS.limit_of(pack, as_of)
    before = months_back(as_of, int(limit.value))
    going, held = (session.scalars(_closed(before).where(InClass.held.is_(kept))).all() for kept in (False, True))
    if going and not dry_run:
        _delete(session, going)
        detail = {"before": before.isoformat(), "people": [*going], "held": len(held)}
        audit.record(session, None, "deleted files of readiness", "people", detail, now)
        session.commit()
    return Purge(before, limit, len(going), len(held))


def _closed(before: dt.date) -> sa.Select[int]:
    """Whoever left the class before that day, and of whom nothing was put on record since."""
    begins = dt.datetime.combine(before, dt.time(), OFFICE)
    since = (
        sa.select(EvidenceRow.person_id).where(EvidenceRow.recorded_on >= before),
        sa.select(Attestation.person_id).where(Attestation.signed_at >= begins),
        sa.select(ReaderView.person_id).where(ReaderView.at >= begins),
        sa.select(Decision.person_id).where(Decision.at >= begins),
    )
    left = sa.select(InClass.person_id).where(InClass.ends_on < before)
    return left.where(*(InClass.person_id.not_in(one) for one in since)).order_by(InClass.person_id)


def _delete(session: Session, people: Sequence[int]) -> None:
    theirs = sa.select(EvidenceRow.id).where(EvidenceRow.person_id.in_(people))
    session.execute(sa.delete(Question).where(Question.evidence_id.in_(theirs)))
    for table in (EvidenceColumns, EvidenceRow, Attestation, ReaderView, Decision, Leave, InClass):
        session.execute(sa.delete(table).where(table.person_id.in_(people)))


def hold(session: Session, by: Person, person: Person, why: str, now: dt.datetime) -> None:
    """Keep somebody's file whatever its age, because of a complaint or a claim; raises RefusedError without a why."""
    if not why.strip():
        raise RefusedError("Say why it is held, for whoever releases it.", "why")
    entry = session.get_one(InClass, person.id)
    entry.held, entry.held_why = True, why.strip()
    audit.record(session, by, "held a file", audit.subject("person", person.id), {"why": entry.held_why}, now)
    session.commit()


def release(session: Session, by: Person, person: Person, now: dt.datetime) -> None:
    """Let the file go when its time comes."""
    entry = session.get_one(InClass, person.id)
    entry.held, entry.held_why = False, ""
    audit.record(session, by, "let go of a hold", audit.subject("person", person.id), {}, now)
    session.commit()
