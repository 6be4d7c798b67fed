"""What tests of plays share: the content, a player, and plays made move by move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask

from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.service import Player
from trainer.web.content import Content, load_content

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
GREET, FINISH = {"say": {"act": "greet"}}, {"do": {"act": "finish"}}
PlayFor = Callable[..., int]


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content()


@pytest.fixture
def play_for(app: Flask) -> PlayFor:
    """`play_for(person, moves, at=…)`: a play of theirs with these moves; the value is its id."""

    def made(
        person: Person, moves: Sequence[object] = (GREET, FINISH), scenario: str = "the-last-notice", seed: int = 0,
        at: dt.datetime = NOW, **more: Any,
    ) -> int:  # fmt: skip
        content = app.extensions["content"]
        with app.extensions["database"].session() as session:
            who = Player(person.id, person.first_name, "I")
            play = service.start(session, content, who, scenario, at, seed, **more)
            for number, move in enumerate(moves, 1):
                service.take(session, content, play, number, f"t{number}", move, at)
            return play.id

    return made
