"""The audit trail: rows follow from each other, and whoever touches one is found out."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from trainer.audit import service, wording
from trainer.audit.models import AuditRow
from trainer.audit.service import Asked, Break, Seal
from trainer.db import Database
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


class Grace:
    id, name = 3, "Grace Okafor"


def fill(database: Database, rows: int = 4) -> Seal:
    with database.session() as session:
        for n in range(rows):
            when = NOW + dt.timedelta(minutes=n)
            service.record(session, Grace(), "assigned", f"person:{n}", {"scenario": "before-five"}, when)
        session.commit()
        return service.seal(session)


def touch(database: Database, statement: Any) -> None:
    with database.session() as session:
        session.execute(statement)
        session.commit()


def verdict(database: Database, known: Seal | None = None) -> Break | None:
    with database.session(writes=False) as session:
        return service.verify(session, known)


def test_an_untouched_trail_holds(database: Database) -> None:
    sealed = fill(database)
    assert sealed.number == 4
    assert verdict(database, sealed) is None
    fill(database, 2)
    assert verdict(database, sealed) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor", "Nobody"), ("detail", {"scenario": "x"}), ("at", NOW), ("subject", "person:9"), ("verb", "saw")],
)
def test_a_row_that_was_changed_shows(database: Database, column: str, value: Any) -> None:
    fill(database)
    touch(database, sa.update(AuditRow).where(AuditRow.number == 3).values({column: value}))
    found = verdict(database)
    assert found is not None
    assert found.number == 3


def test_a_row_that_was_changed_with_its_own_hash_shows_at_the_next(database: Database) -> None:
    fill(database)
    with database.session() as session:
        row = session.get_one(AuditRow, 2)
        row.actor = "Nobody"
        row.hash = service.digest(row)
        session.commit()
    found = verdict(database)
    assert found is not None
    assert found.number == 3


def test_rows_that_were_taken_out_show(database: Database) -> None:
    sealed = fill(database)
    touch(database, sa.delete(AuditRow).where(AuditRow.number == 2))
    found = verdict(database)
    assert found is not None
    assert found.number == 3
    touch(database, sa.delete(AuditRow).where(AuditRow.number > 2))
    assert verdict(database) is None  # what is cut off at the end shows only to who wrote the seal down
    found = verdict(database, sealed)
    assert found is not None
    assert "gone" in found.why


def test_a_row_is_kept_exactly_when_what_it_tells_of_is(database: Database) -> None:
    with database.session() as session:
        service.record(session, None, "closed", "sitting:1", {}, NOW)
        session.rollback()
    with database.session(writes=False) as session:
        assert service.seal(session).number == 0


def test_writers_take_turns(database: Database) -> None:
    threads = [threading.Thread(target=fill, args=(database, 5)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdict(database) is None
    with database.session(writes=False) as session:
        assert service.seal(session).number == 20


def test_it_is_searched_by_words_verb_and_day(database: Database) -> None:
    fill(database)
    with database.session() as session:
        service.record(session, None, "closed", "sitting:1", {"why": "50% idle"}, NOW + dt.timedelta(days=2))
        session.commit()

        def found(**asked: Any) -> list[int]:
            return [row.number for row in service.search(session, Asked(**asked))]

        assert found(words="grace BEFORE-five") == [4, 3, 2, 1]
        assert found(words="person:2") == [3]
        assert found(words="50% i") == [5]
        assert found(words="person_2") == []
        assert found(verb="closed") == [5]
        assert found(since=NOW + dt.timedelta(days=1)) == [5]
        assert found(until=NOW + dt.timedelta(minutes=2)) == [2, 1]
        service.record(session, None, "opened", "page:records", {"people": [12, 2]}, NOW)
        named = service.search(session, Asked(words="WHIT"), names={2: "Hannah Whitfield", 1: "Jordan Ames"})
        assert [row.number for row in named] == [6, 3]


def test_four_years_are_kept_and_the_rest_still_holds(database: Database) -> None:
    fill(database)
    later = NOW.replace(year=2030) + dt.timedelta(minutes=2)
    with database.session() as session:
        with pytest.raises(service.RefusedError, match="4 years"):
            service.forget(session, NOW + dt.timedelta(minutes=3), later)
        assert service.forget(session, NOW + dt.timedelta(minutes=2), later) == 2
    assert verdict(database) is None
    assert service.years_back(dt.datetime(2028, 2, 29, tzinfo=dt.UTC), 1) == dt.datetime(2027, 2, 28, tzinfo=dt.UTC)


def test_hr_reads_it_and_sees_whether_it_holds(client: FlaskClient, sign_in: Callable[..., Any], app: Any) -> None:
    sign_in(Role.HR)
    assert "Nothing is recorded yet" in client.get("/audit").text
    fill(app.extensions["database"])
    page = client.get("/audit?q=person:2&since=2026-03-10").text
    assert "The trail holds" in page
    assert "Grace Okafor" in page
    assert "person:3" not in page
    assert "Nothing matches" in client.get("/audit?q=nobody").text
    touch(app.extensions["database"], sa.update(AuditRow).where(AuditRow.number == 2).values(actor="Else"))
    assert "Row 2 does not say what it said" in client.get("/audit?since=nonsense").text


def test_a_row_is_told_in_words() -> None:
    def said(**detail: Any) -> str:
        return wording.told(detail, {7: "Hannah Whitfield"})

    assert said(scenarios=["by-friday"], due="2026-03-12", why="") == "scenarios: by-friday; due: 2026-03-12"
    assert said(begun=["extra_time", "pause"], ended=[]) == "begun: extra time and pause"
    assert said(person=7, blind=False, whole=True) == "person: Hannah Whitfield; blind: no; whole: yes"
    assert said(people=[7, 8], finding=0) == "people: Hannah Whitfield and 8; finding: 0"
    assert said(so="set aside", opened=None) == "outcome: set aside"


def test_a_name_finds_rows_about_a_person_and_by_them(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Any], app: Any
) -> None:
    hannah = add_person(name="Hannah Whitfield")
    her, like = hannah.id, hannah.id * 10 + 1  # a number that begins with hers is somebody else's
    told: list[tuple[str, dict[str, Any]]] = [
        (f"person:{her}", {}), ("page:records", {"people": [like, her]}), ("play:1", {"person": her, "why": "asked"}),
        (f"person:{like}", {}), ("page:records", {"people": [like]}), (f"play:{her}", {"person": like}),
        (f"accommodations:{her}", {}),
    ]  # fmt: skip
    with app.extensions["database"].session() as session:
        for about, detail in told:
            service.record(session, Grace(), "saw", about, detail, NOW)
        service.record(session, hannah, "saw", "play:9", {}, NOW)
        session.commit()
    sign_in(Role.HR)
    page = client.get("/audit?q=hannah+whitfield").text
    assert re.findall(r'<tr><th scope="row" class="support">(\d+)', page) == ["8", "7", "3", "2", "1"]
    assert f'Hannah Whitfield <span class="label d-block">person:{her}</span>' in page
    assert "person: Hannah Whitfield; why: asked" in page
