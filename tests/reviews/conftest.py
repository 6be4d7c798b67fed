"""Interactions and cards for the tests of reviewing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from conftest import NOW
from flask import Flask

from trainer.people.models import Person
from trainer.reviews import scorecards
from trainer.reviews.card.files import card_from_plain
from trainer.reviews.interactions import Interaction, Turn
from trainer.reviews.models import CardVersion
from trainer.reviews.words import Channel, Speaker
from trainer.web.roles import Role

YES_NO = [{"value": "no"}, {"value": "yes"}]
CARD = {
    "name": "small", "title": "Small", "channels": ["phone"], "automatic_fail": "shown", "pass_mark": 70,
    "sections": [{"title": "All", "criteria": [
        {"id": "greets", "title": "Greets", "kind": "yes_no", "weight": 10, "options": YES_NO},
        {"id": "verifies", "title": "Verifies", "kind": "yes_no", "weight": 30, "options": YES_NO, "critical": True,
         "fails": ["no"], "rule": "verify_before_disclosure", "competencies": ["D5"]},
        {"id": "explains", "title": "Explains", "kind": "scale", "weight": 60,
         "options": [{"value": str(n), "anchor": f"Anchor {n}"} for n in (1, 2, 3, 4)], "competencies": ["D4"]},
    ]}],
}  # fmt: skip
WORDS = (
    (Speaker.REPRESENTATIVE, "Thank you for calling, this is Jordan."), (Speaker.CUSTOMER, "What do I owe?"),
    (Speaker.REPRESENTATIVE, "May I have the service address?"), (Speaker.CUSTOMER, "18 Camino Lindero."),
    (Speaker.REPRESENTATIVE, "Thank you. It is $80.12, due on 12 March."),
)  # fmt: skip


@pytest.fixture
def with_session(app: Flask) -> Callable[[Callable[..., Any]], Any]:
    """`with_session(lambda session: …)`: run something in a session of its own."""

    def run(what: Callable[..., Any]) -> Any:
        with app.extensions["database"].session() as session:
            return what(session)

    return run


@pytest.fixture
def jordan(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.REPRESENTATIVE, name="Jordan Ames")


@pytest.fixture
def grace(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.SUPERVISOR, name="Grace Okafor")


@pytest.fixture
def owen(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.SUPERVISOR, name="Owen Marsh")


@pytest.fixture
def interaction(with_session: Any, jordan: Person) -> int:
    """The id of a call of Jordan's, five lines long."""
    return int(with_session(lambda session: add_interaction(session, jordan.id)))


def add_interaction(session: Any, person_id: int, number: int = 1, days: int = 3) -> int:
    began = NOW - dt.timedelta(days=days)
    turns = [Turn(number=n, speaker=who, start_ms=n * 5000, text=text) for n, (who, text) in enumerate(WORDS, 1)]
    made = Interaction(
        source="test", source_id=f"call-{number}", channel=Channel.PHONE, reason="balance", started_at=began,
        seconds=90, representative_id=person_id, maskings={}, content_hash=f"{number:064}", imported_at=NOW,
        turns=turns, actions=[],
    )  # fmt: skip
    session.add(made)
    session.commit()
    return made.id


@pytest.fixture
def version(with_session: Any, grace: Person) -> int:
    """The id of a published version of CARD."""

    def make(session: Any) -> int:
        draft: CardVersion = scorecards.add(session, card_from_plain(CARD, "small"), grace.id, NOW)
        scorecards.publish(session, draft, (), grace.id, NOW)
        return draft.id

    return int(with_session(make))
