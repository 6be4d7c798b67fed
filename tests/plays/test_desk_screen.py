"""What the desk offers at once: panels by what they are about, sentences under headings, and what is unread."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.desk import panels
from trainer.record.topic import EXPLANATIONS, PANELS, QUESTIONS, Table
from trainer.web.roles import Role

SignIn = Callable[..., Person]
NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


def test_every_panel_of_an_account_stands_in_one_group() -> None:
    listed = [name for names in panels.GROUPS.values() for name in names]
    assert len(listed) == len(set(listed))
    assert {*panels._BUILD, "use"} == set(listed)
    assert set(listed) <= set(PANELS)


@pytest.mark.parametrize("table", [QUESTIONS, EXPLANATIONS], ids=["ask", "explain"])
def test_a_heading_stands_once_over_all_that_belongs_to_it(table: Table) -> None:
    headings = [heading for heading, _ in itertools.groupby(table.values(), lambda topic: topic.group)]
    assert "" not in headings
    assert len(headings) == len(set(headings))


def test_what_a_waiting_chat_says_is_unread_until_one_turns_to_it(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    player = service.Player(sign_in(Role.REPRESENTATIVE).id, "Jordan", "I")
    with app.extensions["database"].session() as session:
        play = service.start(session, app.extensions["content"], player, "two-windows", NOW, 0).id

    def move(number: int, **way: object) -> str:
        answer = client.post(f"/plays/{play}/moves", json={"number": number, "token": f"t{number}", "move": way})
        assert answer.status_code == 200, answer.text
        queue: str = answer.get_json()["parts"].get("queue", "")
        return queue

    move(1, say="Hello, this is Jordan. How can I help you?")
    move(2, wait=30)
    move(3, look={"act": "switch_to", "contact": "second"})
    number, queue = 4, ""
    while 'class="unread"' not in queue and number < 20:
        queue = move(number, wait=60)
        number += 1
    first = re.search(r'id="queue-first".*?</button>', queue, re.DOTALL)
    assert first
    assert 'class="unread">1<' in first.group()
    assert 'class="unread"' not in move(number, look={"act": "switch_to", "contact": "first"})
