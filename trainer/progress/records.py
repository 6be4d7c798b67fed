"""Records for HR: what was decided, what readers saw in the evidence, and what was signed, searchable together.

Nothing of them is taken out by itself: a whole file goes when its time has come, see `retention`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.people.service import Person
from trainer.progress.models import Attestation, Decision, ReaderView
from trainer.web.clock import OFFICE

__all__ = ["Kind", "Record", "Wanted", "records"]


class Kind(StrEnum):
    """What is on record."""

    DECISION = "decision"
    VIEW = "view"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Wanted:
    """What to look for; what is left out does not matter. name: part of a person's name; both days belong to it."""

    name: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    kind: Kind | None = None


@dataclass(frozen=True)
class Record:
    """One entry: when, about whom, by whom, what was said, and as of which day; `id` is its number among its kind."""

    kind: Kind
    id: int
    at: dt.datetime
    person_id: int
    person: str
    by: str
    what: str
    words: str
    as_of: dt.date


def records(session: Session, wanted: Wanted, most: int) -> list[Record]:
    """The latest entries that match, the newest first."""
    readers = {Kind.DECISION: _decisions, Kind.VIEW: _views, Kind.SIGNATURE: _signatures}
    kinds = [wanted.kind] if wanted.kind else [*Kind]
    found = [one for kind in kinds for one in readers[kind](session, wanted, most)]
    return sorted(found, key=lambda one: (one.at, one.kind, one.id), reverse=True)[:most]


def _decisions(session: Session, wanted: Wanted, most: int) -> list[Record]:
    return [
        Record(
            Kind.DECISION, one.id, one.at, one.person_id, name, one.by_name, one.decided.value, one.reason, one.as_of
        )
        for one, name in _rows(session, wanted, most, Decision, Decision.at)
    ]


def _views(session: Session, wanted: Wanted, most: int) -> list[Record]:
    names = {person.id: person.name for person in session.scalars(sa.select(Person))}
    return [
        Record(Kind.VIEW, one.id, one.at, one.person_id, name, names[one.by_id], f"estimate then: {one.verdict}",
               one.view, one.as_of)
        for one, name in _rows(session, wanted, most, ReaderView, ReaderView.at)
    ]  # fmt: skip


def _signatures(session: Session, wanted: Wanted, most: int) -> list[Record]:
    return [
        Record(Kind.SIGNATURE, one.id, one.signed_at, one.person_id, name, one.by_name, _stands(one),
               " ".join(filter(None, (f"“{one.statement}”", one.note))), one.signed_on)
        for one, name in _rows(session, wanted, most, Attestation, Attestation.signed_at)
    ]  # fmt: skip


def _stands(one: Attestation) -> str:
    return f"withdrawn {one.withdrawn_on.isoformat()}: {one.withdrawn_why}" if one.withdrawn_on else "signed"


def _rows(session: Session, wanted: Wanted, most: int, table: Any, at: Any) -> list[tuple[Any, str]]:
    """Rows of one table with the name of whom they are about."""
    chosen = sa.select(table, Person.name).join(Person, Person.id == table.person_id)
    if wanted.name.strip():
        chosen = chosen.where(sa.func.lower(Person.name).contains(wanted.name.strip().lower(), autoescape=True))
    if wanted.since:
        chosen = chosen.where(at >= _begins(wanted.since))
    if wanted.until:
        chosen = chosen.where(at < _begins(wanted.until + dt.timedelta(days=1)))
    return [(row[0], row[1]) for row in session.execute(chosen.order_by(at.desc(), table.id.desc()).limit(most))]


def _begins(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OFFICE)
