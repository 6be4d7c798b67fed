"""What may be done with assignments, and the only writer of their table.

Whatever finds a weakness may ask for practice: `assign(session, by, [person], [scenario], due, why, now)`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.plays.assigning.models import Assignment
from trainer.plays.models import Mode, Play
from trainer.plays.refusing import NotFoundError, RefusedError

__all__ = ["Assignment", "NotFoundError", "RefusedError", "assign", "find", "open_for", "played", "recent", "take_back"]

LONGEST_WHY = 300


def assign(
    session: Session, by: audit.Actor, people: Iterable[int], scenarios: Iterable[str], due: dt.date, why: str,
    now: dt.datetime,
) -> list[Assignment]:  # fmt: skip
    """Ask each person, by id, to play each scenario by a day; one who has it open already gets the new day.

    Raises RefusedError where nobody or nothing is chosen.
    """
    people, scenarios = list(dict.fromkeys(people)), list(dict.fromkeys(scenarios))
    if not people or not scenarios:
        raise RefusedError("Choose whom to assign it to." if scenarios else "Choose at least one scenario.")
    made = [_one(session, by, person, scenario, due, why, now) for person in people for scenario in scenarios]
    told = {"scenarios": scenarios, "due": due.isoformat(), "why": why}
    for person in people:
        audit.record(session, by, "assigned", audit.subject("person", person), told, now)
    session.commit()
    return made


def _one(
    session: Session, by: audit.Actor, person: int, scenario: str, due: dt.date, why: str, now: dt.datetime
) -> Assignment:
    already = session.scalars(_open().where(Assignment.person_id == person, Assignment.scenario == scenario)).first()
    row = already or Assignment(person_id=person, scenario=scenario)
    row.due, row.why, row.assigned_by, row.assigned_at = due, why.strip()[:LONGEST_WHY], by.id, now
    session.add(row)
    session.flush()
    return row


def open_for(session: Session, person_id: int) -> Sequence[Assignment]:
    """What a person is still to play, the most pressing first."""
    mine = _open().where(Assignment.person_id == person_id)
    return session.scalars(mine.order_by(Assignment.due, Assignment.id)).all()


def recent(session: Session, limit: int = 200) -> Sequence[Assignment]:
    """Everyone's, those still open first and among them the most pressing, then the latest done."""
    kept = sa.select(Assignment).where(Assignment.taken_back_at.is_(None))
    order = (Assignment.done_at.is_not(None), sa.case((Assignment.done_at.is_(None), Assignment.due)))
    return session.scalars(kept.order_by(*order, Assignment.done_at.desc(), Assignment.id).limit(limit)).all()


def find(session: Session, assignment_id: int) -> Assignment:
    """Raises NotFoundError."""
    row = session.get(Assignment, assignment_id)
    if row is None:
        raise NotFoundError(str(assignment_id))
    return row


def take_back(session: Session, by: audit.Actor, row: Assignment, now: dt.datetime) -> None:
    """Raises RefusedError when it was played already."""
    if not row.open:
        raise RefusedError("It was played already.")
    row.taken_back_at = now
    audit.record(session, by, "took back", audit.subject("person", row.person_id), {"scenario": row.scenario}, now)
    session.commit()


def played(session: Session, play: Play, now: dt.datetime) -> None:
    """A whole play of one's own settles what was asked; a fork does not, nor one begun before, nor an assessment."""
    if play.parent_id is not None or play.mode is Mode.ASSESS:
        return
    mine = _open().where(Assignment.person_id == play.person_id, Assignment.scenario == play.scenario)
    for row in session.scalars(mine.where(Assignment.assigned_at <= play.started_at)):
        row.done_at, row.play_id = now, play.id


def _open() -> sa.Select[Assignment]:
    return sa.select(Assignment).where(Assignment.done_at.is_(None), Assignment.taken_back_at.is_(None))
