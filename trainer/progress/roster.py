"""Who is on the way and since when: cohorts with their criteria, time in the class, leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.audit.service import Actor
from trainer.district.advancement import Advancement
from trainer.people.service import Person, RefusedError
from trainer.progress.hashing import content_hash
from trainer.progress.models import Cohort, InClass, Leave


def start_cohort(
    session: Session, by: Actor | None, name: str, starts_on: dt.date, stated: Advancement, pack_digest: str,
    now: dt.datetime,
) -> Cohort:  # fmt: skip
    """Fix the criteria of those who start together, as they are stated now; raises RefusedError.

    `by` is None, here and below, for what the program does by itself.
    """
    if not name.strip():
        raise RefusedError("Give the cohort a name, such as January 2026.", "name")
    if session.scalar(sa.select(Cohort).where(Cohort.name == name.strip())):
        raise RefusedError(f"There is a cohort “{name.strip()}” already. Give it another name.", "name")
    criteria = stated.model_dump(mode="json")
    cohort = Cohort(
        name=name.strip(), starts_on=starts_on, criteria=criteria, criteria_hash=content_hash(criteria),
        pack_digest=pack_digest, made_at=now,
    )  # fmt: skip
    session.add(cohort)
    session.flush()
    about = audit.subject("cohort", cohort.id)
    audit.record(session, by, "started a cohort", about, {"name": cohort.name, "criteria": cohort.criteria_hash}, now)
    session.commit()
    return cohort


def cohorts(session: Session) -> list[Cohort]:
    """All cohorts, the latest first."""
    return [*session.scalars(sa.select(Cohort).order_by(Cohort.starts_on.desc(), Cohort.id.desc()))]


def as_fixed(cohort: Cohort) -> bool:
    """Whether a cohort's criteria are those that were fixed at its start: they still have their hash."""
    return content_hash(cohort.criteria) == cohort.criteria_hash


def join(
    session: Session, by: Actor | None, person: Person, cohort: Cohort, starts_on: dt.date, now: dt.datetime
) -> InClass:
    """Put someone's start as a Representative I on record; raises RefusedError where another start is."""
    if session.get(InClass, person.id):
        raise RefusedError(f"{person.name} has a start on record already.")
    entry = InClass(person_id=person.id, cohort_id=cohort.id, starts_on=starts_on)
    session.add(entry)
    _told(session, by, "put a start on record", person, {"on": starts_on.isoformat(), "cohort": cohort.name}, now)
    session.commit()
    return entry


def leave_class(session: Session, by: Actor | None, person: Person, last_day: dt.date, now: dt.datetime) -> None:
    """End someone's time in the class: advanced, moved or gone. What was recorded stays."""
    _in_class(session, person).ends_on = last_day
    _told(session, by, "put an end on record", person, {"on": last_day.isoformat()}, now)
    session.commit()


def begin_leave(session: Session, by: Actor | None, person: Person, from_on: dt.date, now: dt.datetime) -> None:
    """Someone is away from that day; raises RefusedError when they are away already."""
    _in_class(session, person)
    if open_leave(session, person):
        raise RefusedError(f"{person.name} is on leave already.")
    session.add(Leave(person_id=person.id, from_on=from_on, to_on=None))
    _told(session, by, "began a leave", person, {"on": from_on.isoformat()}, now)
    session.commit()


def end_leave(session: Session, by: Actor | None, person: Person, back_on: dt.date, now: dt.datetime) -> None:
    """Someone is back on that day; raises RefusedError when they were not away, or not yet."""
    leave = open_leave(session, person)
    if leave is None or back_on < leave.from_on:
        raise RefusedError(f"{person.name} is not on leave before {back_on}.")
    leave.to_on = back_on
    _told(session, by, "ended a leave", person, {"on": back_on.isoformat()}, now)
    session.commit()


def _in_class(session: Session, person: Person) -> InClass:
    entry = session.get(InClass, person.id)
    if entry is None:
        raise RefusedError(f"{person.name} has no start as a Representative I on record.")
    return entry


def open_leave(session: Session, person: Person) -> Leave | None:
    """The leave somebody is on, that has no end yet."""
    return session.scalar(sa.select(Leave).where(Leave.person_id == person.id, Leave.to_on.is_(None)))


def on_record(session: Session) -> frozenset[int]:
    """Everyone whose start is on record."""
    return frozenset(session.scalars(sa.select(InClass.person_id)))


def away(session: Session) -> frozenset[int]:
    """Everyone on a leave that has no end yet."""
    return frozenset(session.scalars(sa.select(Leave.person_id).where(Leave.to_on.is_(None))))


def was_away(session: Session, person: Person, from_on: dt.date) -> bool:
    """Whether a leave from that day is on record."""
    away = sa.select(Leave.id).where(Leave.person_id == person.id, Leave.from_on == from_on)
    return session.scalar(away) is not None


def _told(
    session: Session, by: Actor | None, verb: str, person: Person, detail: Mapping[str, str], now: dt.datetime
) -> None:
    audit.record(session, by, verb, audit.subject("person", person.id), detail, now)
