"""Talking about an ended play: contested in one click, settled with an answer, and the record kept as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plays.conftest import FINISH, GREET, NOW

from trainer.audit import service as audit
from trainer.db import Database
from trainer.people.models import Person
from trainer.plays.models import Play
from trainer.plays.talking import service
from trainer.plays.talking.service import RefusedError
from trainer.web.roles import Role


@pytest.fixture
def grace(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.SUPERVISOR, name="Grace Okafor")


def wrong_place(database: Database, play: int) -> int:
    with database.session() as session:
        return next(one.place for one in session.get_one(Play, play).findings if one.verdict != "met")


def test_what_is_upheld_is_withdrawn_and_the_record_stays(
    database: Database, grace: Person, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    play = play_for(add_person())
    place = wrong_place(database, play)
    with database.session() as session:
        found = session.get_one(Play, play)
        row = service.contest(session, found, NOW, place=place)
        with pytest.raises(RefusedError, match="already"):
            service.contest(session, found, NOW, place=place)
        assert service.withdrawn(session, [found]) == {}
        service.explain(session, row, "I did greet.")
        service.settle(session, grace, row, NOW, upheld=True, answer="You did. My apologies.")
        assert service.withdrawn(session, [found]) == {play: {place}}
        assert len(found.findings) > place
        with pytest.raises(RefusedError, match="settled already"):
            service.settle(session, grace, row, NOW, upheld=False, answer="No.")
        (told,) = audit.search(session, audit.Asked(verb="settled"))
        assert told.detail["answer"] == "Withdraw the finding"


def test_what_stands_can_be_contested_again_and_both_are_kept(
    database: Database, grace: Person, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    play = play_for(add_person())
    place = wrong_place(database, play)
    with database.session() as session:
        found = session.get_one(Play, play)
        service.settle(
            session, grace, service.contest(session, found, NOW, place=place), NOW, upheld=False, answer="It stands."
        )
        service.contest(session, found, NOW, place=place)
        assert [one.upheld for one in service.said(session, found).of_finding(place)] == [False, None]


def test_misread_words_take_the_findings_that_rest_on_them(
    database: Database, grace: Person, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    play = play_for(add_person(), [GREET, {"say": "You owe $55.10."}, FINISH])
    with database.session() as session:
        found = session.get_one(Play, play)
        at_two = {one.place for one in found.findings if one.move == 2 and one.verdict != "met"}
        assert at_two
        row = service.contest(session, found, NOW, move=2)
        service.settle(session, grace, row, NOW, upheld=True, answer="It was misread.")
        assert service.withdrawn(session, [found]) == {play: at_two}


@pytest.mark.parametrize("about", [{"place": 999}, {"move": 1}, {"move": 99}])
def test_only_findings_and_typed_words_can_be_contested(
    database: Database, add_person: Callable[..., Person], play_for: Callable[..., int], about: dict[str, int]
) -> None:
    play = play_for(add_person())
    with database.session() as session, pytest.raises(RefusedError, match="nothing of that kind"):
        service.contest(session, session.get_one(Play, play), NOW, **about)


def test_nobody_settles_their_own(
    database: Database, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    owen = add_person(Role.REPRESENTATIVE, Role.SUPERVISOR, name="Owen Marsh")
    play = play_for(owen)
    place = wrong_place(database, play)
    with database.session() as session:
        row = service.contest(session, session.get_one(Play, play), NOW, place=place)
        with pytest.raises(RefusedError, match="Another supervisor"):
            service.settle(session, owen, row, NOW, upheld=True, answer="Mine.")


def test_a_question_is_answered_at_its_line(
    client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int], grace: Person, app: Flask
) -> None:
    jordan = sign_in()
    play = play_for(jordan)
    assert client.post(f"/plays/{play}/lines/1/ask", data={"text": " "}, follow_redirects=True).text.count("sentence")
    client.post(f"/plays/{play}/lines/1/ask", data={"text": "Was <i>that</i> too short?"})
    assert "Not answered yet." in client.get(f"/plays/{play}/debrief").text
    client.post("/sign-out")
    sign_in(grace)
    assert "1 question, each at its line" in client.get("/").text
    assert "Was &lt;i&gt;that&lt;/i&gt; too short?" in client.get("/answers").text
    page = client.get(f"/team/plays/{play}").text
    assert "Your answer" in page
    assert "A note to yourself" not in page
    assert "Try again" not in page
    client.post("/questions/1/answer", data={"text": "It was fine."})
    assert "Nothing waits" in client.get("/answers").text
    client.post("/sign-out")
    sign_in(jordan)
    page = client.get(f"/plays/{play}/debrief").text
    assert "Grace Okafor answered:" in page
    assert "It was fine." in page
    with app.extensions["database"].session() as session:
        assert audit.search(session, audit.Asked(words=f"saw play:{play}"))


def test_one_click_contests_and_the_corrected_score_stands_beside_the_record(
    client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int], grace: Person, app: Flask
) -> None:
    jordan = sign_in()
    play = play_for(jordan)
    place = wrong_place(app.extensions["database"], play)
    assert "Contest this" in client.get(f"/plays/{play}/debrief").text
    client.post(f"/plays/{play}/findings/{place}/contest")
    page = client.get(f"/plays/{play}/debrief").text
    assert "Say why" in page
    client.post(f"/plays/{play}/contests/1/why", data={"text": "The caller spoke first."})
    client.post("/sign-out")
    sign_in(grace)
    assert "The caller spoke first." in client.get("/answers").text
    assert "Say whether" in client.post("/contests/1/settle", data={"text": "x"}, follow_redirects=True).text
    client.post("/contests/1/settle", data={"text": "So they did.", "upheld": "yes"})
    client.post("/sign-out")
    sign_in(jordan)
    page = client.get(f"/plays/{play}/debrief").text
    assert "Withdrawn" in page
    assert "Corrected to" in page
    assert "So they did." in page


def test_practice_is_ones_own_until_something_is_asked(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    play = play_for(add_person())
    sign_in(Role.SUPERVISOR)
    assert client.get(f"/team/plays/{play}").status_code == 404


def test_a_note_is_ones_own(
    client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int], add_person: Callable[..., Person]
) -> None:
    play = play_for(sign_in())
    client.post(f"/plays/{play}/note", data={"text": "Breathe first."})
    assert "Breathe first." in client.get(f"/plays/{play}/debrief").text
    client.post(f"/plays/{play}/note", data={"text": ""})
    assert "Breathe first." not in client.get(f"/plays/{play}/debrief").text
    other = play_for(add_person(name="Somebody Else"))
    assert client.post(f"/plays/{other}/note", data={"text": "Hm."}).status_code == 404
