"""Sittings: opened by a supervisor, sat once, ended by themselves, and what of them is evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from plays.conftest import FINISH, GREET, NOW

from trainer.accommodations import service as accommodations
from trainer.accommodations.service import Lifted
from trainer.audit import service as audit
from trainer.db import Database
from trainer.people.models import Person
from trainer.plays import service as plays
from trainer.plays.models import Mode, Play
from trainer.plays.service import Player
from trainer.plays.sittings import service
from trainer.plays.sittings.service import RefusedError, Sitting
from trainer.web.content import Content, load_content
from trainer.web.roles import Role

FRIDAY = dt.date(2026, 3, 13)
CLOSED = dt.datetime(2026, 3, 14, 7, 0, tzinfo=dt.UTC)  # midnight after it in California, in summer time


FIVE = ("a-first-call", "before-five", "more-than-usual", "the-last-notice", "water-outside")


@pytest.fixture
def content() -> Content:
    """Five scenarios of the library, one of them guided, so that a form can run out of them."""
    served = load_content()
    return replace(
        served, library=replace(served.library, scenarios={name: served.library.scenarios[name] for name in FIVE})
    )


@pytest.fixture(autouse=True)
def _served(app: Flask, content: Content) -> None:
    app.extensions["content"] = content


@pytest.fixture
def grace(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.SUPERVISOR, name="Grace Okafor")


@pytest.fixture
def jordan(add_person: Callable[..., Person]) -> Person:
    return add_person()


def opened(database: Database, content: Content, by: Person, person: Person, count: int = 2, **more: Any) -> int:
    with database.session() as session:
        at = more.pop("now", NOW)
        return service.open_sitting(session, content, by, person, count, FRIDAY, at, **more).id


def begun(database: Database, content: Content, person: Person, sitting: int, now: dt.datetime = NOW) -> int:
    with database.session() as session:
        found = session.get_one(Sitting, sitting)
        return service.begin(session, content, Player(person.id, "Jordan", "I"), found, now).id


def moved(database: Database, content: Content, play: int, *moves: object, now: dt.datetime = NOW) -> None:
    with database.session() as session:
        found = session.get_one(Play, play)
        for move in moves:
            number = len(found.moves) + 1
            plays.take(session, content, found, number, f"t{number}", move, now)


def test_a_form_is_new_to_its_person_and_brings_no_guided_call(
    database: Database, content: Content, grace: Person, jordan: Person, play_for: Callable[..., int]
) -> None:
    play_for(jordan, scenario="the-last-notice")
    sitting = opened(database, content, grace, jordan, count=3)
    with database.session() as session:
        drawn = {part.scenario for part in session.get_one(Sitting, sitting).parts}
        assert drawn == {"before-five", "more-than-usual", "water-outside"}


def test_one_part_after_the_other_and_each_counts(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    sitting = opened(database, content, grace, jordan)
    first = begun(database, content, jordan, sitting)
    assert begun(database, content, jordan, sitting) == first  # the one under way, not the next
    moved(database, content, first, GREET, FINISH)
    second = begun(database, content, jordan, sitting)
    assert second != first
    moved(database, content, second, FINISH)
    with database.session() as session:
        assert service.standing(session, session.get_one(Sitting, sitting), NOW).over
        found = service.assessed(session, jordan.id, NOW)
        assert [(play.id, play.mode, play.fresh) for play in found] == [
            (first, Mode.ASSESS, True),
            (second, Mode.ASSESS, True),
        ]
    with pytest.raises(RefusedError, match="over"):
        begun(database, content, jordan, sitting)


def test_what_was_left_alone_ended_when_its_time_was_up_and_counts_as_it_stood(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    sitting = opened(database, content, grace, jordan)
    play = begun(database, content, jordan, sitting)
    moved(database, content, play, GREET, now=NOW + dt.timedelta(minutes=5))
    with database.session() as session:
        assert service.settle(session, content, NOW + dt.timedelta(minutes=24)) == 0
        assert service.settle(session, content, NOW + dt.timedelta(hours=3)) == 1
        assert service.settle(session, content, NOW + dt.timedelta(hours=3)) == 0
        found = session.get_one(Play, play)
        assert found.ended_at == NOW + dt.timedelta(minutes=25)  # five, and the pack's twenty
        assert found.passed is False
        assert plays.verify(found, content) == []
        (row,) = audit.search(session, audit.Asked(verb="ended by itself"))
        assert row.subject == f"play:{play}"


def test_a_move_that_comes_too_late_is_refused_and_the_play_is_over(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    play = begun(database, content, jordan, opened(database, content, grace, jordan))
    with pytest.raises(RefusedError, match="time for this was up"):
        moved(database, content, play, GREET, now=NOW + dt.timedelta(minutes=20))
    with database.session() as session:
        found = session.get_one(Play, play)
        assert found.ended
        assert [one.move["acts"][0]["act"] for one in found.moves] == ["finish"]


def test_a_sitting_closes_at_the_end_of_its_day_in_the_office(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    sitting = opened(database, content, grace, jordan)
    play = begun(database, content, jordan, sitting, now=CLOSED - dt.timedelta(minutes=1))
    with database.session() as session:
        assert service.settle(session, content, CLOSED) == 1
        assert session.get_one(Play, play).ended_at == CLOSED
    with pytest.raises(RefusedError, match="over"):
        begun(database, content, jordan, sitting, now=CLOSED)


def test_a_repeat_within_the_packs_days_is_kept_and_no_evidence(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    first = opened(database, content, grace, jordan, count=4)
    for _ in range(4):
        moved(database, content, begun(database, content, jordan, first), FINISH)
    with pytest.raises(RefusedError, match="fill up with repeats"):
        opened(database, content, grace, jordan, count=1)
    again = opened(database, content, grace, jordan, count=1, repeats=True)
    repeat = begun(database, content, jordan, again)
    moved(database, content, repeat, FINISH)
    later = NOW + dt.timedelta(days=91)  # the pack says ninety
    with database.session() as session:
        assert session.get_one(Play, repeat).fresh is False
        third = service.open_sitting(session, content, grace, jordan, 4, later.date(), later)
    play = begun(database, content, jordan, third.id, now=later)
    with database.session() as session:
        assert session.get_one(Play, play).fresh is True


def test_what_is_practiced_after_opening_brings_another_caller(
    database: Database, content: Content, grace: Person, jordan: Person, play_for: Callable[..., int]
) -> None:
    sitting = opened(database, content, grace, jordan, count=1)
    with database.session() as session:
        scenario = session.get_one(Sitting, sitting).parts[0].scenario
    for seed in range(3):
        play_for(jordan, scenario=scenario, seed=seed)
    play = begun(database, content, jordan, sitting)
    with database.session() as session:
        mine = session.scalars(sa.select(Play).where(Play.person_id == jordan.id)).all()
        variants = [one.opening["variant"] for one in mine if one.id != play]
        assert session.get_one(Play, play).opening["variant"] not in variants


def test_one_scenario_is_not_used_too_often(
    database: Database, content: Content, grace: Person, add_person: Callable[..., Person]
) -> None:
    few = replace(content, library=replace(content.library, scenarios={
        name: content.library.scenarios[name] for name in ("before-five",)
    }))  # fmt: skip
    everyone = [add_person(name=f"Person {n}") for n in range(13)]
    for person in everyone[:12]:
        opened(database, few, grace, person, count=1)
    with pytest.raises(RefusedError, match="pack's limits"):
        opened(database, few, grace, everyone[12], count=1, repeats=True)


def test_a_strict_pack_lets_nobody_be_assessed_by_what_is_not_confirmed(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    identity = content.pack.identity.model_copy(update={"assess_requires_confirmed": True})
    with pytest.raises(RefusedError, match="No scenarios"):
        opened(database, replace(content, pack=replace(content.pack, identity=identity)), grace, jordan, count=1)


@pytest.mark.parametrize(
    ("count", "until", "says"), [(0, FRIDAY, "at least one"), (1, dt.date(2026, 3, 9), "not over yet")]
)
def test_what_cannot_be_opened(
    database: Database, content: Content, grace: Person, jordan: Person, count: int, until: dt.date, says: str
) -> None:
    with database.session() as session, pytest.raises(RefusedError, match=says):
        service.open_sitting(session, content, grace, jordan, count, until, NOW)


def test_nobody_opens_their_own_and_nobody_has_two(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    with pytest.raises(RefusedError, match="for themselves"):
        opened(database, content, jordan, jordan)
    sitting = opened(database, content, grace, jordan)
    with pytest.raises(RefusedError, match="open already"):
        opened(database, content, grace, jordan)
    with database.session() as session:
        service.withdraw(session, grace, session.get_one(Sitting, sitting), NOW)
    begun(database, content, jordan, other := opened(database, content, grace, jordan))
    with database.session() as session, pytest.raises(RefusedError, match="begun"):
        service.withdraw(session, grace, session.get_one(Sitting, other), NOW)


def test_an_accommodation_lifts_the_idle_limit_and_is_kept_as_a_bare_set(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    with database.session() as session:
        accommodations.arrange(session, grace, jordan, {Lifted.EXTRA_TIME}, NOW)
    sitting = opened(database, content, grace, jordan)
    play = begun(database, content, jordan, sitting)
    with database.session() as session:
        found = session.get_one(Play, play)
        assert (found.idle_minutes, found.accommodations) == (40, ["extra_time"])
        plays.take(session, content, found, 1, "t1", {**GREET, "seconds": 50}, NOW)
        assert found.moves[0].move["seconds"] == 25
        accommodations.arrange(session, grace, jordan, {Lifted.PAUSE}, NOW)
        plays.take(session, content, found, 2, "t2", FINISH, NOW)
    other = begun(database, content, jordan, sitting)
    with database.session() as session:
        assert session.get_one(Play, other).idle_minutes is None


def test_typing_is_asked_for_where_the_author_says_so(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    typed = {name: one.model_copy(update={"typing": "required"}) for name, one in content.library.scenarios.items()}
    asking = replace(content, library=replace(content.library, scenarios=typed))
    play = begun(database, asking, jordan, opened(database, asking, grace, jordan))
    with pytest.raises(RefusedError, match="words of your own"):
        moved(database, asking, play, GREET)
    moved(database, asking, play, {"say": "Good morning, how can I help?"}, FINISH)


def test_every_scene_that_is_left_ends_with_a_sitting(database: Database, grace: Person, jordan: Person) -> None:
    served = load_content()
    several = {name: one for name, one in served.library.scenarios.items() if one.scenes}
    assert several
    only = replace(served, library=replace(served.library, scenarios=several))
    play = begun(database, only, jordan, opened(database, only, grace, jordan, count=1))
    with database.session() as session:
        service.settle(session, only, CLOSED)
        found = session.get_one(Play, play)
        assert found.ended
        assert len(found.moves) > 1
        assert plays.verify(found, only) == []


def test_rules_that_changed_meanwhile_leave_it_unjudged(
    database: Database, content: Content, grace: Person, jordan: Person
) -> None:
    sitting = opened(database, content, grace, jordan, count=1)
    play = begun(database, content, jordan, sitting)
    with database.session() as session:
        session.get_one(Play, play).pack_digest = "0" * 64
        session.commit()
        service.settle(session, content, CLOSED)
        found = session.get_one(Play, play)
        assert found.set_aside_at is not None
        assert not found.ended
        assert service.assessed(session, jordan.id, CLOSED) == []


# ----------------------------------------------------------------------------------------------------- in a browser


def test_a_supervisor_opens_one_and_its_person_finds_it(
    client: FlaskClient, sign_in: Callable[..., Any], jordan: Person, app: Flask
) -> None:
    sign_in(Role.SUPERVISOR)
    form = {"person": jordan.id, "count": 2, "until": "2026-03-13"}
    assert client.post("/assessments", data={**form, "person": 999}).status_code == 422
    assert client.post("/assessments", data={**form, "until": "soon"}).status_code == 422
    assert "at least one" in client.post("/assessments", data={**form, "count": 0}).text
    page = client.post("/assessments", data=form, follow_redirects=True).text
    assert "Jordan finds it at home" in page
    assert "not begun" in page
    assert "until 13 March 2026" in page
    opened = page[page.index("Opened so far") :]
    titles = [one.title for one in app.extensions["content"].library.scenarios.values()]
    assert [title for title in titles if title in opened] == []  # nobody knows which before it begins
    client.post("/sign-out")
    sign_in(jordan)
    assert "An assessment is open for you" in client.get("/").text
    assert "open until 13 March 2026" in client.get("/").text


def test_nothing_on_the_way_tells_what_comes_or_came(
    client: FlaskClient, sign_in: Callable[..., Any], jordan: Person, grace: Person, app: Flask
) -> None:
    database, content = app.extensions["database"], app.extensions["content"]
    sitting = opened(database, content, grace, jordan)
    sign_in(jordan)
    page = client.get(f"/assessment/{sitting}").text
    assert "This one counts" in page
    assert not [one.title for one in content.library.scenarios.values() if one.title in page]
    desk = client.post(f"/assessment/{sitting}/begin").headers["Location"]
    with database.session() as session:
        play = session.scalars(sa.select(Play)).one()
    page = client.get(desk).text
    assert "Assessment, counts" in page
    assert "data-pause" not in page
    assert 'form="back"' not in page
    assert "Show a hint" not in page
    assert "seed" not in page
    assert client.post(f"{desk}/fork", data={"move": 1}).status_code == 302
    assert client.post(f"/practice/{play.scenario}", data={"again": play.id}).status_code == 404
    moved(database, content, play.id, GREET, FINISH)
    assert client.get(f"{desk}/debrief").headers["Location"] == f"/assessment/{sitting}"
    assert client.get(desk).headers["Location"] == f"/assessment/{sitting}"
    page = client.get(f"/assessment/{sitting}").text
    assert "Begin contact 2" in page
    assert "not passed" not in page


def test_time_passes_while_the_page_claims_it_stood_still(
    client: FlaskClient, sign_in: Callable[..., Any], jordan: Person, grace: Person, app: Flask
) -> None:
    sitting = opened(app.extensions["database"], app.extensions["content"], grace, jordan)
    sign_in(jordan)
    desk = client.post(f"/assessment/{sitting}/begin").headers["Location"]
    app.config["CLOCK"] = lambda: NOW + dt.timedelta(seconds=90)
    sent = {"number": 1, "token": "a", "move": {"say": "Good morning."}, "paused": 80}
    assert client.post(f"{desk}/moves", json=sent).get_json()["second"] == 90


def test_it_is_settled_when_someone_looks_and_the_debriefs_open(
    client: FlaskClient, sign_in: Callable[..., Any], jordan: Person, grace: Person, app: Flask
) -> None:
    sitting = opened(app.extensions["database"], app.extensions["content"], grace, jordan, count=1)
    sign_in(jordan)
    desk = client.post(f"/assessment/{sitting}/begin").headers["Location"]
    app.config["CLOCK"] = lambda: NOW + dt.timedelta(hours=1)
    assert client.get(desk).headers["Location"] == f"/assessment/{sitting}"
    assert "It is over" in client.get(f"/assessment/{sitting}").text
    assert client.get(f"{desk}/debrief").status_code == 200


def test_nobody_sits_what_was_opened_for_another(
    client: FlaskClient, sign_in: Callable[..., Any], jordan: Person, grace: Person, app: Flask,
    add_person: Callable[..., Person],
) -> None:  # fmt: skip
    sitting = opened(app.extensions["database"], app.extensions["content"], grace, jordan)
    sign_in(add_person(name="Somebody Else"))
    assert client.get(f"/assessment/{sitting}").status_code == 404
    assert client.post(f"/assessment/{sitting}/begin").status_code == 404
