"""Writing the simulated office through the services, month by month, as it would have happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.district.advancement import Advancement
from trainer.district.dates import months_ahead
from trainer.district.pack import Pack
from trainer.measure.resampling import generator
from trainer.measure.severity import Scored, severities
from trainer.people import service as people
from trainer.people.passwords import temporary
from trainer.people.service import Details, Level, Person, RefusedError, Role
from trainer.progress import service
from trainer.progress.models import Cohort, EvidenceRow, Outcome
from trainer.progress.office.truth import Member, members
from trainer.progress.office.year import INDEX, Office, checklist

_REVIEWERS = ("Grace Okafor", "Owen Marsh", "Nadia Petrov", "Tomas Reyes")
_HR = "Miriam Stein"
_DISPUTED = 0.03  # of what a reviewer found wrong
_UPHELD = 0.5


@dataclass(frozen=True)
class Filled:
    """The office as it was made: who is who, the password they share, told this once, and the last day of the year."""

    password: str
    members: dict[int, Member]
    reviewers: tuple[int, ...]
    last_day: dt.date


def fill(
    session: Session, pack: Pack, seed: str, number: int, months: int, last_day: dt.date,
    advance: Callable[[], None] = lambda: None,
) -> Filled:  # fmt: skip
    """Fill an empty database; raises RefusedError where anybody is there, or where the pack states no criteria."""
    if people.anyone_exists(session):
        raise RefusedError("There are people in this database. An office is made in an empty one: name another.")
    if pack.advancement is None:
        raise RefusedError("This District pack states no criteria: add advancement.yaml to it.")
    first, office = months_ahead(last_day, -months), Office.of(seed, pack.rules, pack.rubric, pack.advancement)
    password = temporary()
    add = partial(_add, session, password, first)
    staff, hr = [add(name, Role.SUPERVISOR) for name in _REVIEWERS], add(_HR, Role.HR)
    duties = sorted(office.rules)
    made = _join(session, members(seed, number, duties, first), pack, pack.advancement, add)
    cards: list[Scored] = []
    for month in (months_ahead(first, place) for place in range(months)):
        _live(session, office, made, staff, month)
        cards += office.calibration(month, [one.id for one in staff])
        _calibrate(session, staff, cards, months_ahead(month, 1))
        _dispute(session, seed, made, staff, month)
        advance()
    _sign(session, made, staff, hr, pack.advancement, last_day)
    known = {person.id: member for person, member in made}
    return Filled(password, known, tuple(one.id for one in staff), last_day)


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(20), dt.UTC)


def _add(session: Session, password: str, day: dt.date, name: str, role: Role, email: str = "") -> Person:
    level = Level.ONE if role is Role.REPRESENTATIVE else None
    address = email or f"{name.partition(' ')[0].lower()}@example.com"
    return people.add(session, Details(name, address, frozenset({role}), level), password, _moment(day))


def _join(
    session: Session, who: Sequence[Member], pack: Pack, stated: Advancement, add: Callable[..., Person]
) -> list[tuple[Person, Member]]:
    """Everyone with their start, in the cohort of those who started that day, and with their leave."""
    cohorts: dict[dt.date, Cohort] = {}
    made = []
    for member in who:
        day = member.starts_on
        if day not in cohorts:
            cohorts[day] = service.start_cohort(session, None, f"{day:%B %Y}", day, stated, pack.digest, _moment(day))
        person = add(member.name, Role.REPRESENTATIVE, member.email)
        service.join(session, None, person, cohorts[day], day, _moment(day))
        if member.leave:
            service.begin_leave(session, None, person, member.leave[0], _moment(member.leave[0]))
            service.end_leave(session, None, person, member.leave[1], _moment(member.leave[1]))
        made.append((person, member))
    return made


def _live(
    session: Session, office: Office, made: Sequence[tuple[Person, Member]], staff: Sequence[Person], month: dt.date
) -> None:
    """A month's evidence, handed in on the last day of the month."""
    reviewers = [one.id for one in staff]
    for person, member in made:
        pieces = office.month(member, month, reviewers)
        service.add_evidence(session, person.id, pieces, months_ahead(month, 1) - dt.timedelta(days=1))


def _calibrate(session: Session, staff: Sequence[Person], cards: Sequence[Scored], day: dt.date) -> None:
    """What the cards so far show of each reviewer."""
    known = severities(cards, index=INDEX)
    for one in staff:
        found = known[str(one.id)]
        if found.points is not None:
            service.note_severity(session, one, found.points, day, found.against)


def _dispute(
    session: Session, seed: str, made: Sequence[tuple[Person, Member]], staff: Sequence[Person], month: dt.date
) -> None:
    """A few of the month's findings are questioned; another supervisor answers, and half are set aside."""
    wrong = sa.select(EvidenceRow).where(
        EvidenceRow.reviewer_id.is_not(None), EvidenceRow.right == 0, EvidenceRow.day >= month,
        EvidenceRow.day < months_ahead(month, 1),
    )  # fmt: skip
    draws, day = generator(f"{seed}:disputes:{month}"), _moment(months_ahead(month, 1))
    known = {person.id: person for person, _ in made}
    for row in session.scalars(wrong.order_by(EvidenceRow.id)).all():
        asked, upheld = draws.random() < _DISPUTED, draws.random() < _UPHELD
        if asked:
            question = service.question(session, known[row.person_id], row.id, "I think this was right.", day)
            by = next(one for one in staff if one.id != row.reviewer_id)
            outcome = Outcome.SET_ASIDE if upheld else Outcome.STANDS
            service.answer(session, by, question, outcome, "I looked at it again.", day)


def _sign(
    session: Session, made: Sequence[tuple[Person, Member]], staff: Sequence[Person], hr: Person, stated: Advancement,
    last_day: dt.date,
) -> None:  # fmt: skip
    """In the last week all that people mark and attest is signed, so that verdicts rest on what was measured."""
    day = last_day - dt.timedelta(days=3)
    now = _moment(day)
    for person, _ in made:
        service.add_evidence(session, person.id, checklist(person.id, stated, staff[0].id, day), day)
        for one in stated.criteria:
            if one.attested:
                signers = [hr] if one.attested.by == "hr" else staff[: one.attested.readers]
                for signer in signers:
                    service.attest(session, signer, person, one, "", now)
