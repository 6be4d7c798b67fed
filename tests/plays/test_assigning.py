"""Assignments: asked for in two clicks, shown at home, done by a whole play."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plays.conftest import FINISH, GREET, NOW

from trainer.db import Database
from trainer.people.models import Person
from trainer.plays import service as plays
from trainer.plays.assigning import service
from trainer.plays.models import Mode, Play
from trainer.web.content import Content
from trainer.web.roles import Role

DUE = dt.date(2026, 3, 17)
LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def grace(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.SUPERVISOR, name="Grace Okafor")


def assigned(database: Database, by: Person, *people: Person, scenarios: tuple[str, ...] = ("the-last-notice",)) -> int:
    with database.session() as session:
        made = service.assign(session, by, [one.id for one in people], scenarios, DUE, "after Monday", NOW)
        return made[0].id


def state(database: Database, assignment: int) -> tuple[bool, int | None]:
    with database.session() as session:
        row = service.find(session, assignment)
        return row.done_at is not None, row.play_id


def test_several_scenarios_go_to_several_people(
    database: Database, grace: Person, add_person: Callable[..., Person]
) -> None:
    people = [add_person(name=name) for name in ("Mai Tran", "Jordan Ames")]
    assigned(database, grace, *people, scenarios=("the-last-notice", "before-five"))
    with database.session() as session:
        for person in people:
            assert {row.scenario for row in service.open_for(session, person.id)} == {"the-last-notice", "before-five"}


def test_asking_again_only_moves_the_day(database: Database, grace: Person, add_person: Callable[..., Person]) -> None:
    jordan = add_person()
    assigned(database, grace, jordan)
    with database.session() as session:
        service.assign(session, grace, [jordan.id], ["the-last-notice"], DUE + dt.timedelta(days=1), "", NOW)
        (row,) = service.open_for(session, jordan.id)
        assert row.due == DUE + dt.timedelta(days=1)


def test_a_whole_play_after_it_settles_it(
    database: Database, content: Content, grace: Person, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    jordan = add_person()
    before = play_for(jordan, [GREET], at=NOW - dt.timedelta(hours=1))
    row = assigned(database, grace, jordan)
    with database.session() as session:
        plays.take(session, content, session.get_one(Play, before), 2, "end", FINISH, LATER)
    assert state(database, row) == (False, None)  # begun before it was asked for
    play_for(jordan, at=LATER, scenario="before-five", moves=[FINISH])
    assert state(database, row) == (False, None)  # another scenario
    done = play_for(jordan, at=LATER, mode=Mode.LEARN)
    assert state(database, row) == (True, done)


def test_a_fork_settles_nothing(
    database: Database, content: Content, grace: Person, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    jordan = add_person()
    first = play_for(jordan, [GREET, FINISH])
    row = assigned(database, grace, jordan)
    with database.session() as session:
        child = plays.fork(session, content, session.get_one(Play, first), 2, LATER)
        plays.take(session, content, child, 2, "end", FINISH, LATER)
    assert state(database, row) == (False, None)


def test_two_clicks_from_the_practice_page(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Person], app: Flask
) -> None:
    jordan, mai = add_person(), add_person(name="Mai Tran")
    sign_in(Role.SUPERVISOR)
    assert "/assign?scenario=before-five" in client.get("/practice").text
    page = client.get("/assign?scenario=before-five").text
    assert f'name="only" value="{jordan.id}"' in page
    sent = {"scenario": "before-five", "due": "2026-03-17", "only": jordan.id, "why": "<b>after</b> Monday"}
    answer = client.post("/assign", data=sent, follow_redirects=True)
    assert "1 scenario to Jordan Ames" in answer.text
    assert "take-back" in answer.text
    client.post("/sign-out")
    sign_in(jordan)
    home = client.get("/").text
    assert "Assigned to you:" in home
    assert "Due Tuesday, 17 March." in home
    assert "&lt;b&gt;after&lt;/b&gt; Monday" in home
    client.post("/sign-out")
    sign_in(mai)
    assert "Assigned to you" not in client.get("/").text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"scenario": "before-five", "due": "2026-03-09", "only": "1"}, "not over yet"),
        ({"scenario": "before-five", "due": "2026-03-17"}, "Choose whom"),
        ({"scenario": "no-such-thing", "due": "2026-03-17", "only": "{rep}"}, "at least one scenario"),
        ({"scenario": "before-five", "due": "2026-03-17", "only": "999"}, "Choose whom"),
    ],
)
def test_what_cannot_be_assigned(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Person], sent: dict[str, str], says: str
) -> None:
    rep = add_person()
    sign_in(Role.SUPERVISOR)
    answer = client.post("/assign", data={name: value.format(rep=rep.id) for name, value in sent.items()})
    assert answer.status_code == 422
    assert says in answer.text


def test_it_can_be_taken_back_until_it_was_played(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Person], app: Flask, grace: Person,
    play_for: Callable[..., int],
) -> None:  # fmt: skip
    database, jordan = app.extensions["database"], add_person()
    row = assigned(database, grace, jordan)
    sign_in(grace)
    client.post(f"/assignments/{row}/take-back")
    with database.session() as session:
        assert service.open_for(session, jordan.id) == []
    row = assigned(database, grace, jordan)
    play_for(jordan, at=LATER)
    page = client.post(f"/assignments/{row}/take-back", follow_redirects=True).text
    assert "It was played already." in page
    assert "done 10 March 2026" in page


def test_a_first_call_that_is_assigned_waits_once(
    database: Database, grace: Person, client: FlaskClient, sign_in: Callable[..., Person]
) -> None:
    mai = sign_in(Role.REPRESENTATIVE)
    assert "Your first call" in client.get("/").text
    assigned(database, grace, mai, scenarios=("a-first-call",))
    home = client.get("/").text
    assert ("Assigned to you" in home, "Your first call" in home) == (True, False)
