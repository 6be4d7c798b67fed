"""Settling a dispute when the card asks more, and what the audit trail keeps of it all."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import NOW
from flask import Flask
from flask.testing import FlaskClient
from reviews.conftest import CARD

from trainer.audit.models import AuditRow
from trainer.people.models import Person
from trainer.reviews import disputes, reviewing, scorecards, service, standing
from trainer.reviews.card.files import card_from_plain
from trainer.reviews.models import Purpose, Review, Settled
from trainer.reviews.refusals import RefusedError
from trainer.reviews.reviewing import Given
from trainer.web.roles import Role

REASON = "Line 3 asks for the address."
WHY = "The address was asked for in line 3."


@pytest.fixture
def disputed(with_session: Any, interaction: int, jordan: Person, grace: Person) -> int:
    """A dispute of “verifies”; with “yes” to it the card asks how well Jordan explained, and with “no” it does not."""
    card = copy.deepcopy(CARD)
    card["sections"][0]["criteria"][2]["shown_when"] = {"criterion": "verifies", "is": ["yes"]}  # type: ignore[index]

    def work(session: Any) -> int:
        version = scorecards.add(session, card_from_plain(card, "small"), grace.id, NOW)
        scorecards.publish(session, version, (), grace.id, NOW)
        found = service.interaction(session, interaction)
        assert found is not None
        one = reviewing.begin(session, found, version, grace.id, Purpose.RANDOM, NOW)
        given = {"greets": Given("yes"), "verifies": Given("no", "Named the balance first.")}
        reviewing.answer(session, one, given, 0, grace.id, NOW)
        reviewing.finish(session, one, grace.id, NOW)
        reviewing.release(session, one, grace.id, NOW)
        return disputes.dispute(session, one, "verifies", REASON, jordan.id, NOW, 10).id

    return int(with_session(work))


def test_an_answer_that_brings_up_an_item_needs_that_item_answered(
    with_session: Any, disputed: int, owen: Person
) -> None:
    def work(session: Any) -> None:
        made = disputes.find(session, disputed)
        assert [one.id for one in disputes.follow_ups(made)] == ["explains"]
        with pytest.raises(RefusedError, match="Answer, too: item 3 “Explains”"):
            disputes.settle(session, made, Settled.ACCEPTED, "yes", WHY, owen.id, NOW)
        assert (made.settled_at, len(made.review.answers)) == (None, 2)
        disputes.settle(session, made, Settled.ACCEPTED, "yes", WHY, owen.id, NOW, {"explains": "4"})
        # Greets 10, verifies 30, explains 60 of 100; as released 10 of 40.
        assert (standing.score_of(made.review).percent, standing.score_of(made.review).open) == (100, ())
        assert standing.score_of(made.review, before_disputes=True).percent == 25

    with_session(work)


def test_the_page_asks_the_arbiter_for_it(
    client: FlaskClient, sign_in: Any, disputed: int, owen: Person, with_session: Any
) -> None:
    sign_in(owen)
    page = client.get("/reviews/1").text
    form = page[page.index('action="/reviews/disputes/1"') :]
    assert 'name="answer-explains"' in form
    given = {"outcome": "accepted", "answer-verifies": "yes", "answer": WHY}
    assert "Answer, too" in client.post("/reviews/disputes/1", data=given, follow_redirects=True).text
    client.post("/reviews/disputes/1", data={**given, "answer-explains": "3"})
    held = with_session(lambda session: standing.chosen(reviewing.review(session, 1)))
    assert held == {"greets": "yes", "verifies": "yes", "explains": "3"}


def test_with_an_answer_that_asks_no_more_nothing_more_is_kept(with_session: Any, disputed: int, owen: Person) -> None:
    def work(session: Any) -> None:
        made = disputes.find(session, disputed)
        disputes.settle(session, made, Settled.REJECTED, None, WHY, owen.id, NOW, {"explains": "4"})
        assert standing.chosen(made.review) == {"greets": "yes", "verifies": "no"}

    with_session(work)


def test_what_became_of_a_review_is_told_in_the_trail(
    with_session: Any, disputed: int, owen: Person, jordan: Person
) -> None:
    def work(session: Any) -> list[tuple[str, str, str]]:
        disputes.settle(
            session, disputes.find(session, disputed), Settled.REJECTED, None, WHY, owen.id, NOW
        )  # fmt: skip
        rows = session.scalars(sa.select(AuditRow).order_by(AuditRow.number)).all()
        assert rows[-1].detail == {"person": jordan.id, "item": "verifies", "so": "rejected"}
        return [(row.actor, row.verb, row.subject) for row in rows]

    assert with_session(work) == [
        ("Grace Okafor", "made a draft", "scorecard:small"),
        ("Grace Okafor", "published a scorecard", "scorecard:small"),
        ("Grace Okafor", "finished a review", "review:1"), ("Grace Okafor", "released a review", "review:1"),
        ("Jordan Ames", "disputed", "review:1"), ("Owen Marsh", "settled a dispute", "review:1"),
    ]  # fmt: skip


def test_opening_a_review_is_told_but_not_of_ones_own_call(
    app: Flask, client: FlaskClient, sign_in: Any, disputed: int, owen: Person, jordan: Person, with_session: Any
) -> None:
    sign_in(owen)
    client.get("/reviews/1")
    other = app.test_client()
    sign_in(jordan, client=other)
    assert "Verifies" in other.get("/reviews/1").text
    saw = with_session(lambda session: session.scalars(sa.select(AuditRow).where(AuditRow.verb == "saw")).all())
    assert [(row.actor_id, row.detail) for row in saw] == [(owen.id, {"person": jordan.id, "review": 1})]


def test_the_recording_plays_for_whoever_may_read_the_review(
    app: Flask, sign_in: Any, disputed: int, owen: Person, jordan: Person, add_person: Any, with_session: Any
) -> None:
    app.config["RECORDINGS"].mkdir(exist_ok=True)
    (app.config["RECORDINGS"] / "call.wav").write_bytes(b"RIFF")

    def link(session: Any) -> None:
        session.get(Review, 1).interaction.audio = "call.wav"
        session.commit()

    with_session(link)
    got = {}
    for person in (owen, jordan, add_person(Role.REPRESENTATIVE, name="Mai Tran")):
        client = app.test_client()
        sign_in(person, client=client)
        assert person.name == "Mai Tran" or re.search("<audio[^>]+/reviews/1/recording", client.get("/reviews/1").text)
        with client.get("/reviews/1/recording") as answer:
            got[person.name] = answer.status_code
    assert got == {"Owen Marsh": 200, "Jordan Ames": 200, "Mai Tran": 404}
