"""Files of readiness: kept whole as long as the pack says, and the law; gone whole after; never while held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from progress.made import criteria, pieces
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.db import Base, Database
from trainer.district.keeping import READINESS, KeepingError
from trainer.district.pack import Pack
from trainer.people import service as people
from trainer.people.models import Level, Person
from trainer.progress import retention, service
from trainer.progress.service import Decided, Outcome
from trainer.web.roles import Role

START, END = dt.date(2021, 1, 4), dt.date(2021, 12, 31)
NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
TABLES = ("evidence_columns", "evidence", "evidence_questions", "leaves", "attestations", "reader_views", "decisions",
          "in_class")  # fmt: skip


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        yield opened


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(20), dt.UTC)


@pytest.fixture
def people_of_2021(session: Session) -> tuple[Person, Person, Person]:
    """Hannah, of whom there is everything, and Jordan, both gone with 2021; and Miriam, who decided about Hannah."""
    cohort = service.start_cohort(session, None, "January 2021", START, criteria(), "d" * 64, noon(START))
    miriam = _add(session, "Miriam Stein", Role.HR)
    grace = _add(session, "Grace Okafor", Role.SUPERVISOR)
    hannah, jordan = (_add(session, name, Role.REPRESENTATIVE) for name in ("Hannah Whitfield", "Jordan Ames"))
    for each, duty in ((hannah, 4), (jordan, 6)):
        service.join(session, None, each, cohort, START, noon(START))
        service.add_evidence(session, each.id, pieces(duty, 5, 1, day=END - dt.timedelta(days=30)), END)
    service.begin_leave(session, None, hannah, dt.date(2021, 5, 3), NOW)
    service.end_leave(session, None, hannah, dt.date(2021, 6, 1), NOW)
    asked = service.question(session, hannah, 1, "The fee was owed.", noon(END))
    service.answer(session, grace, asked, Outcome.STANDS, "It was not.", noon(END))
    spoken = criteria().criterion("spoken")
    service.attest(session, grace, hannah, spoken, "", noon(END))
    [standing] = service.standings(session, END, {}, [hannah.id])
    service.record_view(session, miriam, standing, "Too little of everything so far.", noon(END))
    service.decide(session, miriam, standing, Decided.NOT_YET, "Too little of everything so far.", noon(END))
    for each in (hannah, jordan):
        service.leave_class(session, None, each, END, noon(END))
    return hannah, jordan, miriam


def _add(session: Session, name: str, role: Role) -> Person:
    level = Level.ONE if role is Role.REPRESENTATIVE else None
    details = people.Details(name, f"{name.replace(' ', '.')}@example.org", frozenset({role}), level)
    return people.add(session, details, "seven quiet reservoirs", NOW)


def counts(session: Session) -> dict[str, int]:
    return {name: session.execute(sa.select(sa.func.count()).select_from(Base.metadata.tables[name])).scalar_one()
            for name in TABLES}  # fmt: skip


def test_a_file_goes_whole_four_years_after_its_last_day_and_no_sooner(
    session: Session, pack: Pack, people_of_2021: tuple[Person, Person, Person]
) -> None:
    before = counts(session)
    assert all(before.values())
    assert retention.purge(session, pack, dt.date(2025, 12, 31), NOW).purged == 0
    assert retention.purge(session, pack, dt.date(2026, 1, 1), NOW, dry_run=True).purged == 2
    assert counts(session) == before
    assert retention.purge(session, pack, dt.date(2026, 1, 1), NOW).purged == 2
    assert not any(counts(session).values())
    [told] = audit.search(session, audit.Asked(verb="deleted files of readiness"))
    assert told.detail["people"] == sorted(one.id for one in people_of_2021[:2])


def test_what_is_held_still_on_the_way_or_added_to_stays(
    session: Session, pack: Pack, people_of_2021: tuple[Person, Person, Person]
) -> None:
    hannah, jordan, miriam = people_of_2021
    service.hold(session, miriam, hannah, "Complaint 2026-11", NOW)
    mai = _add(session, "Mai Tran", Role.REPRESENTATIVE)
    service.join(session, None, mai, service.cohorts(session)[0], START, NOW)
    service.add_evidence(session, jordan.id, pieces(7, 1, 0, day=END), dt.date(2024, 2, 1))
    done = retention.purge(session, pack, dt.date(2027, 1, 1), NOW)
    assert (done.purged, done.held) == (0, 1)
    service.release(session, miriam, hannah, NOW)
    assert retention.purge(session, pack, dt.date(2027, 1, 1), NOW).purged == 1
    assert service.on_record(session) == {jordan.id, mai.id}


def test_a_limit_under_the_laws_least_is_refused(session: Session, pack: Pack) -> None:
    entry = pack.parameters.entries[READINESS.limit]
    short = entry.model_copy(update={"values": (entry.values[0].model_copy(update={"value": 47}),)})
    entries = {**pack.parameters.entries, READINESS.limit: short}
    shorter = replace(pack, parameters=replace(pack.parameters, entries=entries))
    with pytest.raises(KeepingError, match="48 months is the least"):
        retention.purge(session, shorter, dt.date(2026, 1, 1), NOW)
