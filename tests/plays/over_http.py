"""A play as a browser makes it: begun for somebody, then moved by requests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from trainer.people.models import Person
from trainer.plays import service

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


def begun(app: Flask, person: Person, scenario: str = "the-last-notice", seed: int = 0) -> int:
    with app.extensions["database"].session() as session:
        player = service.Player(person.id, "Jordan", "I")
        play = service.start(session, app.extensions["content"], player, scenario, NOW, seed)
        session.commit()
        return play.id


def move(client: FlaskClient, play: int, number: int, **way: Any) -> dict[str, Any]:
    answer = client.post(f"/plays/{play}/moves", json={"number": number, "token": f"t{number}", "move": way})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found
