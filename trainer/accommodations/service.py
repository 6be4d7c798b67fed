"""What may be done with accommodations, and the only writer of their table. Every change is told in the audit trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.accommodations.models import LABELS, Accommodation, Lifted
from trainer.audit import service as audit
from trainer.people import service as people

__all__ = ["LABELS", "Accommodation", "Lifted", "arrange", "everyone", "history", "in_force"]


def in_force(session: Session, person_id: int) -> frozenset[Lifted]:
    """The limits lifted for a person now, as a bare set: what a play is begun with."""
    rows = session.scalars(_current().where(Accommodation.person_id == person_id))
    return frozenset(row.lifts for row in rows)


def everyone(session: Session) -> Mapping[int, frozenset[Lifted]]:
    """Who has any in force, by the person's id."""
    found: dict[int, set[Lifted]] = {}
    for row in session.scalars(_current()):
        found.setdefault(row.person_id, set()).add(row.lifts)
    return {person: frozenset(lifted) for person, lifted in found.items()}


def history(session: Session, person_id: int) -> Sequence[Accommodation]:
    """All that was ever arranged for a person, the latest first."""
    mine = sa.select(Accommodation).where(Accommodation.person_id == person_id)
    return session.scalars(mine.order_by(Accommodation.since.desc(), Accommodation.id.desc())).all()


def arrange(
    session: Session, by: audit.Actor, person: people.Person, wanted: Iterable[Lifted], now: dt.datetime
) -> None:
    """Let exactly these be in force from now on; plays under way keep what they were begun with."""
    wanted = set(wanted)
    rows = session.scalars(_current().where(Accommodation.person_id == person.id)).all()
    ended = [row for row in rows if row.lifts not in wanted]
    begun = wanted - {row.lifts for row in rows}
    for row in ended:
        row.ended_at = now
    session.add_all(Accommodation(person_id=person.id, lifts=one, since=now) for one in sorted(begun))
    if begun or ended:
        told = {"begun": sorted(begun), "ended": sorted(row.lifts for row in ended)}
        audit.record(session, by, "arranged", audit.subject("accommodations", person.id), told, now)
    session.commit()


def _current() -> sa.Select[Any]:
    return sa.select(Accommodation).where(Accommodation.ended_at.is_(None))
