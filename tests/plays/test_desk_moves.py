"""A running play through the browser's addresses: moves, what is refused, whose play it is, and how it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.models import Mode, Play
from trainer.plays.service import Player
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
SignIn = Callable[..., Person]


@pytest.fixture
def begin(app: Flask, sign_in: SignIn) -> Callable[..., int]:
    """`begin()` signs a representative in and starts a play of theirs; the value is its id."""
    someone: list[Person] = []

    def start(scenario: str = "the-last-notice", seed: int = 0) -> int:
        if not someone:
            someone.append(sign_in(Role.REPRESENTATIVE))
        with app.extensions["database"].session() as session:
            player = Player(someone[0].id, "Jordan", "I")
            return service.start(session, app.extensions["content"], player, scenario, NOW, seed).id

    return start


def send(client: FlaskClient, play: int, number: int, move: object, **more: object) -> TestResponse:
    return client.post(f"/plays/{play}/moves", json={"number": number, "token": f"t{number}", "move": move, **more})


def stored(app: Flask, play_id: int) -> Any:
    with app.extensions["database"].session() as session:
        play = session.get(Play, play_id)
        return [(move.move["seconds"], move.contested) for move in play.moves]


def test_a_sentence_is_answered_with_lines_and_the_parts_it_changed(
    client: FlaskClient, begin: Callable[..., int]
) -> None:
    play = begin()
    answer = send(client, play, 1, {"say": "Thank you for calling, this is Jordan. How can I help?"})
    data: dict[str, Any] = answer.get_json()
    assert answer.status_code == 200
    assert data["number"] == 1
    assert data["open"]
    assert "Caller: " in data["lines"]
    assert "understood as" in data["lines"]
    assert "<b>greet</b>" in data["lines"]
    assert "late penalty taken off" in data["parts"]["requests"]
    assert "not answered" in data["parts"]["requests"]
    assert "account" not in data["parts"]
    assert "Thank you for calling" not in data["heard"]


def test_a_panel_reaches_the_browser_when_it_is_opened_and_not_before(
    client: FlaskClient, begin: Callable[..., int]
) -> None:
    play = begin()
    page = client.get(f"/plays/{play}").text
    assert 'data-tab="ledger" data-opened="no"' in page
    assert "L046" not in page
    data = send(client, play, 1, {"look": "ledger"}).get_json()
    assert data["look"] == "ledger"
    assert "L046" in data["parts"]["panel-ledger"]
    assert 'value="L046"' in data["parts"]["tools"]
    assert "L046" in client.get(f"/plays/{play}").text


def test_a_form_that_does_not_fit_says_where(client: FlaskClient, begin: Callable[..., int]) -> None:
    play = begin()
    answer = send(client, play, 1, {"do": {"act": "waive_fee", "amount": "-5"}})
    assert answer.status_code == 422
    assert answer.get_json()["fields"] == {
        "amount": "Give an amount above zero.", "fee": "Fill in: Ledger line.", "reason": "Fill in: Reason.",
    }  # fmt: skip


def test_a_count_that_does_not_fit_names_the_line(client: FlaskClient, begin: Callable[..., int]) -> None:
    play = begin("before-five")
    answer = send(client, play, 1, {"do": {"act": "count_cash", "pieces": {"20": "six", "10": "1"}}})
    assert answer.status_code == 422
    assert list(answer.get_json()["fields"]) == ["pieces.20"]


def test_what_the_desk_refuses_is_a_move_that_did_nothing(client: FlaskClient, begin: Callable[..., int]) -> None:
    play = begin()
    data = send(client, play, 1, {"do": {"act": "waive_fee", "fee": "L-9", "reason": "courtesy"}}).get_json()
    assert data["done"] is False
    assert "There is no late penalty L-9" in data["lines"]


def test_the_same_move_sent_again_is_one(client: FlaskClient, app: Flask, begin: Callable[..., int]) -> None:
    play = begin()
    first = send(client, play, 1, {"say": {"act": "greet"}}).get_json()
    again = send(client, play, 1, {"say": {"act": "greet"}}).get_json()
    assert again["lines"] == first["lines"]
    assert "head" in again["parts"]
    assert len(stored(app, play)) == 1


def test_another_window_is_a_conflict_with_a_way_out(client: FlaskClient, begin: Callable[..., int]) -> None:
    play = begin()
    send(client, play, 1, {"say": {"act": "greet"}})
    answer = client.post(f"/plays/{play}/moves", json={"number": 1, "token": "other", "move": {"look": "ledger"}})
    assert answer.status_code == 409
    assert answer.get_json()["reload"] == f"/plays/{play}"


@pytest.mark.parametrize("body", [{}, {"number": "1"}, {"number": 1, "token": ""}, {"number": 1, "token": "a"}, []])
def test_what_is_not_a_move_is_refused(client: FlaskClient, begin: Callable[..., int], body: object) -> None:
    assert client.post(f"/plays/{begin()}/moves", json=body).status_code == 422


def test_somebody_elses_play_is_not_there(client: FlaskClient, sign_in: SignIn, begin: Callable[..., int]) -> None:
    play = begin()
    client.post("/sign-out")
    sign_in(Role.REPRESENTATIVE, Role.SUPERVISOR)
    assert client.get(f"/plays/{play}").status_code == 404
    assert send(client, play, 1, {"look": "ledger"}).status_code == 404
    assert client.post(f"/plays/{play}/understand", json={"text": "hello"}).status_code == 404
    assert client.post(f"/plays/{play}/moves/1/contest", json={}).status_code == 404


def test_a_finished_play_leads_to_its_debrief(client: FlaskClient, begin: Callable[..., int]) -> None:
    play = begin()
    assert send(client, play, 1, {"do": {"act": "finish"}}).get_json()["ended"] == f"/plays/{play}/debrief"
    assert client.get(f"/plays/{play}").headers["Location"] == f"/plays/{play}/debrief"
    assert send(client, play, 2, {"look": "ledger"}).status_code == 409


def test_a_hang_up_leaves_the_wrap_up(client: FlaskClient, begin: Callable[..., int]) -> None:
    play = begin()
    data = send(client, play, 1, {"do": {"act": "end_contact"}}).get_json()
    assert data["open"] is False
    assert "Wrap-up is still owed" in data["lines"]
    assert "disabled" in data["parts"]["picks"]
    assert send(client, play, 2, {"do": {"act": "add_note", "text": "They rang off."}}).get_json()["done"]


def test_understanding_stores_nothing(client: FlaskClient, app: Flask, begin: Callable[..., int]) -> None:
    play = begin()
    text = client.post(f"/plays/{play}/understand", json={"text": "What is the service address?"}).text
    assert "<b>ask</b> service address" in text
    note = client.post(f"/plays/{play}/understand", json={"text": "Late penalty waived as a courtesy.", "note": True})
    assert "waived" in note.text
    assert stored(app, play) == []


def test_what_was_not_meant_is_marked(client: FlaskClient, app: Flask, begin: Callable[..., int]) -> None:
    play = begin()
    send(client, play, 1, {"say": "You owe $55.10."})
    send(client, play, 2, {"say": {"act": "thank"}})
    assert client.post(f"/plays/{play}/moves/1/contest", json={}).get_json() == {"marked": True}
    assert client.post(f"/plays/{play}/moves/2/contest", json={}).status_code == 422
    assert [contested for _, contested in stored(app, play)] == [True, False]
    assert "marked: not what you meant" in client.get(f"/plays/{play}").text


def test_the_server_measures_the_time_less_the_pauses(
    client: FlaskClient, app: Flask, begin: Callable[..., int]
) -> None:
    play = begin()
    for number, (after, paused) in enumerate([(30, 0), (70, 25), (80, 4000), (90, -3)], 1):
        app.config["CLOCK"] = lambda seconds=after: NOW + dt.timedelta(seconds=seconds)
        send(client, play, number, {"say": {"act": "thank"}}, paused=paused)
    assert [seconds for seconds, _ in stored(app, play)] == [30, 15, 0, 10]


def test_a_play_of_other_versions_says_so(client: FlaskClient, app: Flask, begin: Callable[..., int]) -> None:
    play_id = begin()
    with app.extensions["database"].session() as session:
        session.get(Play, play_id).pack_digest = "0" * 64
        session.commit()
    page = client.get(f"/plays/{play_id}")
    assert page.status_code == 409
    assert "have changed since" in page.text


def test_a_guided_play_says_what_comes_next_and_where_it_stands(
    client: FlaskClient, app: Flask, begin: Callable[..., int]
) -> None:
    play_id = begin()
    assert 'class="coach"' not in client.get(f"/plays/{play_id}").text
    with app.extensions["database"].session() as session:
        session.get(Play, play_id).mode = Mode.LEARN
        session.commit()
    page = client.get(f"/plays/{play_id}").text
    assert "Start with the District, your name and an offer to help" in page
    assert 'data-section="13.1"' in page
