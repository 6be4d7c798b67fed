"""Searching on the page: listings only, and nothing of an account that nobody opened."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.service import Player
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


@pytest.fixture
def play(app: Flask, sign_in: Callable[..., Person]) -> int:
    someone = sign_in(Role.REPRESENTATIVE)
    with app.extensions["database"].session() as session:
        player = Player(someone.id, "Jordan", "I")
        return service.start(session, app.extensions["content"], player, "the-last-notice", NOW, 0).id


def send(client: FlaskClient, play: int, number: int, look: object) -> dict[str, Any]:
    sent = {"number": number, "token": f"t{number}", "move": {"look": look}}
    return client.post(f"/plays/{play}/moves", json=sent).get_json()


def numbers(html: str) -> list[str]:
    return re.findall(r'data-open-account="([^"]+)"', html)


def test_another_account_takes_the_place_of_the_one_that_was_open(client: FlaskClient, play: int) -> None:
    page = client.get(f"/plays/{play}").get_data(as_text=True)
    assert "Find an account by name" in page
    own, holder = re.findall(r"(\d{4}-\d{4}-\d) · ", page)[0], re.findall(r'<h2 class="name">([^<]+)</h2>', page)[0]
    send(client, play, 1, "ledger")
    answer = send(client, play, 2, {"act": "find_account", "query": holder.replace("&#39;", "'")})
    assert set(answer["parts"]) == {"found"}
    assert own in numbers(answer["parts"]["found"])
    other = next(number for number in numbers(answer["parts"]["found"]) if number != own)
    answer = send(client, play, 3, {"act": "open_account", "account": other})
    assert other in answer["parts"]["account"]
    assert answer["parts"]["panel-ledger"] == answer["parts"]["panel-summary"] == ""
    page = client.get(f"/plays/{play}").get_data(as_text=True)
    assert "late penalty</td>" not in page
    assert 'data-opened="yes"' not in page
    back = send(client, play, 4, {"act": "open_account", "account": own})
    assert "late penalty" in back["parts"]["panel-ledger"]


def test_a_listing_tells_nothing_of_the_account_behind_it(app: Flask, client: FlaskClient, play: int) -> None:
    found = send(client, play, 1, {"act": "find_account", "query": "Nguyen"})["parts"]["found"]
    with app.extensions["database"].session() as session:
        stored = session.get(service.Play, play)
        systems = service.world_of(stored, app.extensions["content"]).setting.systems
    account = systems.account(numbers(found)[0])
    told = (account.holder.email, f"{account.balance:,.2f}", account.bills[-1].id, f"{account.since:%Y}")
    assert [value for value in told if value in found] == []


def test_an_account_that_does_not_exist_is_not_opened(client: FlaskClient, play: int) -> None:
    answer = send(client, play, 1, {"act": "open_account", "account": "1-2"})
    assert answer["done"] is False
    assert "There is no account 1-2" in answer["lines"]
