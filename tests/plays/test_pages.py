"""Practice, briefing, home and debrief as a browser sees them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.models import Play
from trainer.plays.service import Player
from trainer.web.content import Content
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
GREET, FINISH = {"say": {"act": "greet"}}, {"do": {"act": "finish"}}
WAIVE = {"do": {"act": "waive_fee", "fee": "L-1", "reason": "courtesy"}}
PlayOut = Callable[..., int]


@pytest.fixture
def play_out(app: Flask) -> PlayOut:
    """`play_out(person, *moves)`: a play of theirs with these moves; the value is its id."""

    def made(person: Person, *moves: object, scenario: str = "the-last-notice", seed: int = 0) -> int:
        content = app.extensions["content"]
        with app.extensions["database"].session() as session:
            play = service.start(session, content, Player(person.id, "Jordan", "I"), scenario, NOW, seed)
            for number, move in enumerate(moves, 1):
                service.take(session, content, play, number, f"t{number}", move, NOW)
            return play.id

    return made


def test_every_scenario_is_listed_by_title_and_gives_nothing_away(
    client: FlaskClient, sign_in: Callable[..., Any], app: Flask
) -> None:
    sign_in()
    page = client.get("/practice").text
    library = app.extensions["content"].library
    for scenario in library.scenarios.values():
        assert scenario.title in page
        assert not [name for name in scenario.variants if name in page]


def test_a_newcomer_is_led_to_the_guided_call(client: FlaskClient, sign_in: Callable[..., Any], app: Flask) -> None:
    sign_in()
    guided = [one for one in app.extensions["content"].library.scenarios.values() if one.guided]
    assert ("Begin here" in client.get("/practice").text) is bool(guided)
    assert ("Your first call" in client.get("/").text) is bool(guided)


def test_without_a_guided_call_a_newcomer_gets_a_suggestion(
    client: FlaskClient, sign_in: Callable[..., Any], app: Flask
) -> None:
    content: Content = app.extensions["content"]
    plain = {name: one for name, one in content.library.scenarios.items() if not one.guided}
    app.extensions["content"] = replace(content, library=replace(content.library, scenarios=plain))
    sign_in()
    home = client.get("/").text
    assert "Nothing waits for you" in home
    assert "Practice next: " in home
    assert "Begin here" not in client.get("/practice").text


def test_the_briefing_tells_what_is_ahead_and_whether_it_counts(
    client: FlaskClient, sign_in: Callable[..., Any]
) -> None:
    sign_in()
    page = client.get("/practice/before-five").text
    assert "Cashier" in page
    assert "about 12 minutes" in page
    assert "Practice: it does not count towards anything. You may stop and go on later." in page
    assert client.get("/practice/no-such-thing").status_code == 404
    assert client.post("/practice/no-such-thing").status_code == 404


def test_starting_makes_a_play_and_leads_to_the_desk(
    client: FlaskClient, sign_in: Callable[..., Any], app: Flask
) -> None:
    person = sign_in()
    answer = client.post("/practice/before-five")
    assert answer.status_code == 302
    with app.extensions["database"].session() as session:
        play = service.plays_of(session, person.id)[0]
        assert play.scenario == "before-five"
        assert str(play.id) in answer.headers["Location"]
    assert "Go on where you stopped" in client.get("/practice/before-five").text
    assert "It goes on where you stopped." in client.get("/").text


def test_the_same_caller_calls_again_only_from_ones_own_play(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Any], app: Flask, play_out: PlayOut
) -> None:
    mine, other = sign_in(), add_person(name="Somebody Else")
    ended, theirs = play_out(mine, GREET, FINISH, seed=7), play_out(other, GREET, FINISH, seed=9)
    assert client.post("/practice/the-last-notice", data={"again": ended}).status_code == 302
    with app.extensions["database"].session() as session:
        assert service.plays_of(session, mine.id)[0].seed == 7
    assert client.post("/practice/the-last-notice", data={"again": theirs}).status_code == 404
    assert client.post("/practice/before-five", data={"again": ended}).status_code == 404


def test_only_ones_own_ended_plays_have_a_debrief(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Any], play_out: PlayOut
) -> None:
    other, mine = add_person(name="Somebody Else"), sign_in()
    assert client.get(f"/plays/{play_out(other, GREET, FINISH)}/debrief").status_code == 404
    under_way = play_out(mine, GREET)
    answer = client.get(f"/plays/{under_way}/debrief")
    assert answer.status_code == 302
    assert client.get(f"/plays/{play_out(mine, GREET, FINISH)}/debrief").status_code == 200


def test_the_debrief_tells_what_was_done_wrong_and_what_was_missed(
    client: FlaskClient, sign_in: Callable[..., Any], app: Flask, play_out: PlayOut
) -> None:
    person = sign_in()
    fee = _penalty(app, 0)
    play = play_out(person, GREET, {"do": {"act": "waive_fee", "fee": fee, "reason": "courtesy"}}, FINISH)
    page = client.get(f"/plays/{play}/debrief").text
    assert "Not passed: you spoke of the account or changed it before you knew who was calling." in page
    assert "critical finding" in page
    assert "Say instead" in page
    assert "Values read" in page
    assert re.search(r'href="/manual/1\.1\?on=\d{4}-\d\d-\d\d#s1\.1"', page)
    assert "still owed at the end" in page
    assert "Checked: played again, it comes out the same." in page
    assert "What the book would have done" in page
    assert "≠" in page


def _penalty(app: Flask, seed: int) -> str:
    from trainer.scenarios.opening import open_scenario

    content = app.extensions["content"]
    world = open_scenario(content.pack, content.library, content.library.scenarios["the-last-notice"], seed)
    assert world.desk.account is not None
    return next(entry.id for entry in reversed(world.desk.account.entries) if entry.kind == "late penalty")


def test_as_a_table_needs_no_script(client: FlaskClient, sign_in: Callable[..., Any], play_out: PlayOut) -> None:
    play = play_out(sign_in(), GREET, FINISH)
    assert "<table" in client.get(f"/plays/{play}/debrief?as=table").text
    assert 'class="chart timeline"' not in client.get(f"/plays/{play}/debrief?as=table").text
    assert 'class="chart timeline"' in client.get(f"/plays/{play}/debrief").text


def test_what_was_typed_is_shown_and_never_run(
    client: FlaskClient, sign_in: Callable[..., Any], play_out: PlayOut, app: Flask
) -> None:
    evil = "<script>alert('water')</script> Hello, how can I help you?"
    play = play_out(sign_in(), {"say": evil}, FINISH)
    page = client.get(f"/plays/{play}/debrief").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "understood as" in page


def test_a_note_is_read_where_it_was_written(
    client: FlaskClient, sign_in: Callable[..., Any], play_out: PlayOut
) -> None:
    note = {"do": {"act": "add_note", "text": "Late penalty <b>waived</b>."}}
    page = client.get(f"/plays/{play_out(sign_in(), GREET, note, FINISH)}/debrief").text
    assert "The note you wrote</span>Late penalty &lt;b&gt;waived&lt;/b&gt;.</blockquote>" in page


def test_an_emergency_has_a_caller_and_a_drawer_has_none(
    client: FlaskClient, sign_in: Callable[..., Any], play_out: PlayOut
) -> None:
    person = sign_in()
    silent = client.get(f"/plays/{play_out(person, FINISH, scenario='water-outside')}/debrief").text
    assert "Same caller again" in silent
    assert "the same caller" in silent
    drawer = client.get(f"/plays/{play_out(person, FINISH, scenario='before-five')}/debrief").text
    assert "Same drawer again" in drawer
    assert "the same drawer" in drawer


def test_words_that_were_contested_say_so(
    client: FlaskClient, sign_in: Callable[..., Any], play_out: PlayOut, app: Flask
) -> None:
    person = sign_in()
    play = play_out(person, {"say": "Hello, how can I help you?"})
    with app.extensions["database"].session() as session:
        kept = service.find(session, play, person.id)
        service.contest(session, kept, 1)
        service.take(session, app.extensions["content"], kept, 2, "end", FINISH, NOW)
    assert "this was not what you meant" in client.get(f"/plays/{play}/debrief").text


def test_silence_has_a_debrief_too(client: FlaskClient, sign_in: Callable[..., Any], play_out: PlayOut) -> None:
    play = play_out(sign_in(), FINISH)
    assert "Not passed. Nothing was said, and the call was over." in client.get(f"/plays/{play}/debrief").text
    drawer = play_out_page(client, play_out, sign_in)
    assert "Not passed. Nothing was done." in drawer
    assert "The drawer" in drawer


def play_out_page(client: FlaskClient, play_out: PlayOut, sign_in: Callable[..., Any]) -> str:
    other = client.application.test_client()
    person = sign_in(Role.REPRESENTATIVE, Role.SUPERVISOR, client=other)
    play = play_out(person, FINISH, scenario="before-five")
    return str(other.get(f"/plays/{play}/debrief").text)


def test_a_play_of_other_versions_shows_the_record_alone(
    client: FlaskClient, sign_in: Callable[..., Any], play_out: PlayOut, app: Flask
) -> None:
    play = play_out(sign_in(), GREET, FINISH)
    with app.extensions["database"].session() as session:
        kept = session.get(Play, play)
        assert kept is not None
        kept.pack_digest, kept.scenario = "0" * 64, "no-longer-there"
        session.commit()
    page = client.get(f"/plays/{play}/debrief").text
    assert "Made with other versions" in page
    assert "What the book would have done" not in page
    assert "Greet the caller" in page
    assert "Try again" not in page


def test_home_shows_recent_plays_with_their_outcome(
    client: FlaskClient, sign_in: Callable[..., Any], play_out: PlayOut
) -> None:
    play = play_out(sign_in(), GREET, FINISH)
    home = client.get("/").text
    assert "Recent plays" in home
    assert f"/plays/{play}/debrief" in home
    assert "not passed yet" in home
    assert "Your first call" not in home


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HR])
def test_who_does_not_play_reads_what_is_practiced(
    client: FlaskClient, sign_in: Callable[..., Any], role: Role
) -> None:
    sign_in(role)
    home = client.get("/").text
    assert "What representatives practice" in home
    assert "/manual/to-confirm" in home
    assert ('href="/practice"' in home) is (role is Role.SUPERVISOR)  # who assigns it
