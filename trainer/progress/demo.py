"""The demo's readiness: a cohort a year old with invented evidence, so that where people stand can be looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.district.advancement import Advancement
from trainer.district.dates import months_ahead
from trainer.people import demo
from trainer.people import service as people
from trainer.people.service import Details, Level, Person, Role
from trainer.progress import service
from trainer.progress.office.truth import Member
from trainer.progress.office.year import Office, checklist
from trainer.web.clock import office_day
from trainer.web.content import load_content

SEED, AGE, SIGNED_BEFORE = "demo", 13, dt.timedelta(days=3)


@dataclass(frozen=True)
class Colleague:
    """Somebody on the way: since how many months, how often they do right, and whether others have signed for them.

    key: of the demo's people, for one of those; whoever is not among them is added, with the demo's password.
    """

    name: str
    months: int
    right: float
    signed: bool = False
    key: str = ""


WHO = (
    Colleague("Hannah Whitfield", 13, 0.98, signed=True),
    Colleague("Luis Ortega", 10, 0.85),
    Colleague("Tessa Bauer", 8, 0.62),
    Colleague("Jordan Ames", 4, 0.8, key="jordan"),
    Colleague("Mai Tran", 0, 0.8, key="mai"),
)


def fill(session: Session, now: dt.datetime) -> None:
    """Put them on record, each with the months they have behind them; nothing where a cohort is or somebody missing."""
    known = {one.key: people.by_email(session, one.email) for one in demo.read().people}
    content, today = load_content(), office_day(now)
    stated, staff = content.pack.advancement, [one for key in ("grace", "owen") if (one := known.get(key))]
    hr = known.get("miriam")
    if stated is None or len(staff) < 2 or hr is None or service.cohorts(session):
        return
    began = months_ahead(today, -AGE)
    cohort = service.start_cohort(session, None, f"{began:%B %Y}", began, stated, content.pack.digest, now)
    office = Office.of(SEED, content.pack.rules, content.pack.rubric, stated)
    for each in WHO:
        person = known.get(each.key) or _added(session, each, now)
        start = months_ahead(today, -each.months)
        service.join(session, None, person, cohort, start, now)
        _lived(session, office, each, person, start, [reviewer.id for reviewer in staff])
        if each.signed:
            _signed(session, person, stated, staff, hr, now - SIGNED_BEFORE)


def _added(session: Session, one: Colleague, now: dt.datetime) -> Person:
    email = f"{one.name.partition(' ')[0].lower()}@example.com"
    details = Details(one.name, email, frozenset({Role.REPRESENTATIVE}), Level.ONE)
    return people.add(session, details, demo.read().password, now)


def _lived(
    session: Session, office: Office, one: Colleague, person: Person, start: dt.date, reviewers: Sequence[int]
) -> None:
    """Every month's evidence, known from the month's last day on."""
    member = Member(one.name, "demo", dict.fromkeys(office.rules, one.right), start, None)
    for number in range(one.months):
        first, then = months_ahead(start, number), months_ahead(start, number + 1)
        service.add_evidence(session, person.id, office.month(member, first, reviewers), then - dt.timedelta(days=1))


def _signed(
    session: Session, person: Person, stated: Advancement, staff: Sequence[Person], hr: Person, at: dt.datetime
) -> None:
    """All that others mark and attest."""
    day = office_day(at)
    service.add_evidence(session, person.id, checklist(person.id, stated, staff[0].id, day), day)
    for one in stated.criteria:
        if one.attested:
            for signer in [hr] if one.attested.by == "hr" else staff[: one.attested.readers]:
                service.attest(session, signer, person, one, "", at)
