"""What is on record about people as of a day, read in columns, and the pictures it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.district.advancement import Advancement
from trainer.district.dates import months_back, months_between
from trainer.people.service import Person
from trainer.progress.body import reviewers_of
from trainer.progress.columns import bodies
from trainer.progress.models import (
    Attestation,
    Cohort,
    InClass,
    KnownSeverity,
    Leave,
)
from trainer.progress.picture import Known, Picture, Reviewer, Service, Signature, Verdict, picture


@dataclass(frozen=True)
class Subject:
    """Someone who is on the way: who, since when, with whom, and against which criteria."""

    person: Person
    in_class: InClass
    cohort: Cohort
    stated: Advancement


@dataclass(frozen=True)
class Standing:
    """A subject, what is known of them on a day, and the picture it gives."""

    subject: Subject
    known: Known
    picture: Picture


def subjects(session: Session, as_of: dt.date, people: Iterable[int] | None = None) -> list[Subject]:
    """Everyone who is a Representative I on that day, by name; or of those named, whoever is."""
    wanted = (
        sa.select(Person, InClass, Cohort).join(InClass, InClass.person_id == Person.id)
        .join(Cohort, Cohort.id == InClass.cohort_id)
        .where(InClass.starts_on <= as_of, sa.or_(InClass.ends_on.is_(None), InClass.ends_on > as_of))
        .order_by(Person.name, Person.id)
    )  # fmt: skip
    if people is not None:
        wanted = wanted.where(Person.id.in_([*people]))
    criteria: dict[int, Advancement] = {}
    found = []
    for person, in_class, cohort in session.execute(wanted):
        if cohort.id not in criteria:
            criteria[cohort.id] = Advancement.model_validate(cohort.criteria)
        found.append(Subject(person, in_class, cohort, criteria[cohort.id]))
    return found


def standings(
    session: Session, as_of: dt.date, duties: Mapping[int, str], people: Sequence[int] | None = None
) -> list[Standing]:
    """The pictures of everyone on the way, as known on that day."""
    who = subjects(session, as_of, people)
    ids = [one.person.id for one in who]
    known_of, signed = bodies(session, as_of, ids), _signatures(session, as_of, ids)
    marking = {who for body in known_of.values() for who in reviewers_of(body)}
    leaves, known_reviewers = _leaves(session, as_of, ids), reviewers(session, as_of, marking)
    found = []
    for one in who:
        served = Service(one.in_class.starts_on, leaves.get(one.person.id, 0))
        known = Known(known_of[one.person.id], signed.get(one.person.id, ()), served, known_reviewers, duties)
        found.append(Standing(one, known, picture(one.stated, known, as_of)))
    return found


def _signatures(session: Session, as_of: dt.date, people: Sequence[int]) -> dict[int, list[Signature]]:
    standing = sa.or_(Attestation.withdrawn_on.is_(None), Attestation.withdrawn_on > as_of)
    rows = session.scalars(
        sa.select(Attestation)
        .where(Attestation.person_id.in_(people), Attestation.signed_on <= as_of, standing)
        .order_by(Attestation.id)
    )
    found: dict[int, list[Signature]] = {}
    for one in rows:
        found.setdefault(one.person_id, []).append(Signature(one.criterion, one.by_id, one.by_name, one.signed_on))
    return found


def _leaves(session: Session, as_of: dt.date, people: Sequence[int]) -> dict[int, int]:
    """Days of leave until that day, by person; the day of return is a day at work."""
    found: dict[int, int] = {}
    for one in session.scalars(sa.select(Leave).where(Leave.person_id.in_(people), Leave.from_on <= as_of)):
        back = min(one.to_on or as_of, as_of)
        found[one.person_id] = found.get(one.person_id, 0) + (back - one.from_on).days
    return found


def reviewers(session: Session, as_of: dt.date, marking: Collection[int] = ()) -> dict[int, Reviewer]:
    """Everyone who is calibrated, and those named, by name: with their severity as last known by that day."""
    known = sa.select(KnownSeverity).where(KnownSeverity.recorded_on <= as_of)
    rows = session.scalars(known.order_by(KnownSeverity.recorded_on, KnownSeverity.id))
    last = {one.reviewer_id: one for one in rows}
    who = sa.select(Person.id, Person.name).where(Person.id.in_({*marking, *last}))
    return {
        number: Reviewer(name, one.points, one.against) if (one := last.get(number)) else Reviewer(name)
        for number, name in session.execute(who.order_by(Person.name, Person.id))
    }


def months_to_ready(
    session: Session, as_of: dt.date, duties: Mapping[int, str], ready: Sequence[Standing]
) -> dict[int, int]:
    """Whole months from the start to the first of the unbroken month's ends on which somebody ready now was ready."""
    since = {one.subject.person.id: as_of for one in ready}
    still, back = set(since), 1
    while still:
        day = months_back(as_of, back)
        looked = {one.subject.person.id: one.picture.verdict for one in standings(session, day, duties, [*still])}
        still = {who for who in still if looked.get(who) is Verdict.READY}
        since |= dict.fromkeys(still, day)
        back += 1
    starts = {one.subject.person.id: one.subject.in_class.starts_on for one in ready}
    return {who: months_between(starts[who], day) for who, day in since.items()}
