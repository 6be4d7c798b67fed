"""The line, the tray and the night drop in the browser's addresses: what is shown, what is kept back, what is done."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.service import Player
from trainer.record.arrivals import Arrival
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import World
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


class Played:
    """A play in the browser, with its world beside it."""

    def __init__(self, app: Flask, client: FlaskClient, player: Player, scenario: str, seed: int) -> None:
        content = app.extensions["content"]
        self.client, self.number = client, 0
        self.world: World = open_scenario(content.pack, content.library, content.library.scenarios[scenario], seed)
        with app.extensions["database"].session() as session:
            self.id = service.start(session, content, player, scenario, NOW, seed).id

    def page(self) -> str:
        answer = self.client.get(f"/plays/{self.id}")
        assert answer.status_code == 200
        return html.unescape(answer.text)

    def send(self, move: object) -> Any:
        self.number += 1
        sent = {"number": self.number, "token": f"t{self.number}", "move": move}
        return self.client.post(f"/plays/{self.id}/moves", json=sent).get_json()

    @property
    def came_in(self) -> Iterator[Arrival]:
        return self.world.desk.arrivals


@pytest.fixture
def begin(app: Flask, client: FlaskClient, sign_in: Callable[..., Person]) -> Callable[[str, int], Played]:
    person = sign_in(Role.REPRESENTATIVE)
    return lambda scenario, seed: Played(app, client, Player(person.id, "Jordan", "I"), scenario, seed)


@pytest.mark.parametrize("scenario", ["first-light", "the-front-desk", "back-to-sender"])
def test_nothing_is_read_before_it_is_looked_at_and_opened(begin: Callable[[str, int], Played], scenario: str) -> None:
    play = begin(scenario, 1)
    closed = play.page()
    assert [mark for one in play.came_in for mark in one.marks if mark in closed and len(mark) > 12] == []
    for tray in play.world.desk.trays:
        play.send({"look": tray})
    looked = play.page()
    assert all(one.marks[0] in looked for one in play.came_in)
    assert [line for one in play.came_in for line in one.inside if line in looked] == []


def test_an_opened_envelope_shows_its_check_and_offers_what_can_be_done(begin: Callable[[str, int], Played]) -> None:
    play = begin("first-light", 1)
    play.send({"do": {"act": "ask_witness"}})
    play.send({"look": "mail"})
    answer = play.send({"do": {"act": "open_item", "arrival": "M1"}})
    shown = html.unescape(answer["parts"]["trays"])
    check = next(one for one in play.came_in if one.id == "M1")
    assert all(part in shown for part in check.inside[1].removeprefix("Pay to the order of ").split(" | "))
    assert check.inside[3] in shown
    assert 'data-act="take_payment"' in shown
    assert 'data-act="return_item"' in shown


def test_a_payment_in_an_envelope_gets_a_receipt_and_says_so_on_it(begin: Callable[[str, int], Played]) -> None:
    play = begin("first-light", 1)
    play.send({"look": "mail"})
    play.send({"do": {"act": "open_item", "arrival": "M1"}})
    taken = {"act": "take_payment", "tender": "check", "amount": "84.20", "code": "copies", "arrival": "M1"}
    answer = play.send({"do": taken})
    assert "Receipt R-10001, $84.20" in html.unescape(answer["parts"]["trays"])
    assert "Copies of records, check, $84.20" in html.unescape(answer["lines"])
    again = play.send({"do": taken})
    assert again["done"] is False
    assert "has its receipt already" in html.unescape(again["lines"])


def test_a_visitor_who_is_logged_stands_in_the_book(begin: Callable[[str, int], Played]) -> None:
    play = begin("the-front-desk", 1)
    visitor = next(one for one in play.came_in if one.inside_facts.get("visitor") or one.inside_facts.get("press"))
    play.send({"look": "counter"})
    play.send({"do": {"act": "open_item", "arrival": visitor.id}})
    assert "Nobody has signed in today" in play.page()
    play.send({"do": {"act": "write_log", "log": "visitor", "arrival": visitor.id}})
    assert "Nobody has signed in today" not in play.page()


def test_what_is_left_out_of_a_form_is_named(begin: Callable[[str, int], Played]) -> None:
    play = begin("back-to-sender", 0)
    play.send({"look": "mail"})
    answer = play.send({"do": {"act": "write_log", "arrival": "M1"}})
    assert answer["fields"] == {"log": "Fill in: What."}


def test_the_drawers_menu_has_what_a_drawer_does(begin: Callable[[str, int], Played]) -> None:
    shown = begin("before-five", 0).page()
    for kind in ("take_payment", "give_change", "void_receipt", "drop_cash", "make_deposit", "hand_over_deposit"):
        assert f'id="open-{kind}"' in shown
    assert 'id="open-waive_fee"' not in shown
