"""Two at once, each having seen the same: one goes through, the other is told, and nothing is overwritten."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import NOW
from flask import Flask
from reviews.conftest import CARD

from trainer.people.models import Person
from trainer.reviews import disputes, marking, reviewing, scorecards, service, standing
from trainer.reviews.card import editing
from trainer.reviews.card.files import card_from_plain
from trainer.reviews.interactions import MarkJudged
from trainer.reviews.models import CardVersion, Purpose, Review, Scorecard, Settled, State
from trainer.reviews.reading_aid import Kind
from trainer.reviews.refusals import RefusedError
from trainer.reviews.reviewing import Given
from trainer.reviews.words import Judged
from trainer.web.roles import Role

Act = Callable[[Any, Any], object]
REASON, WHY = "Line 3 asks for the address.", "The address was asked for in line 3."


@pytest.fixture
def at_once(app: Flask) -> Callable[..., list[str]]:
    """`at_once(look, act, other)`: two look at the same, then both act; the value is what was refused, and to whom."""

    def run(look: Callable[[Any], Any], *acts: Act) -> list[str]:
        both, told = threading.Barrier(2), list[str]()

        def work(act: Act) -> None:
            with app.extensions["database"].session() as session:
                seen = look(session)
                if session.get_bind().dialect.name != "sqlite":  # that lets the second look only after the first acted
                    both.wait(10)
                try:
                    act(session, seen)
                except RefusedError as error:
                    told.append(str(error))

        threads = [threading.Thread(target=work, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return told

    return run


@pytest.fixture
def lena(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.SUPERVISOR, name="Lena Ortiz")


@pytest.fixture
def finished(with_session: Any, grace: Person, interaction: int, version: int) -> int:
    """A finished review of Jordan's call: greeted, not verified, explained to 3 of 4."""

    def work(session: Any) -> int:
        call = service.interaction(session, interaction)
        assert call is not None
        one = reviewing.begin(session, call, scorecards.version(session, version), grace.id, Purpose.RANDOM, NOW)
        given = {"greets": Given("yes"), "verifies": Given("no", "Line 5."), "explains": Given("3", "No day.")}
        reviewing.answer(session, one, given, 0, grace.id, NOW)
        reviewing.finish(session, one, grace.id, NOW)
        return one.id

    return int(with_session(work))


@pytest.fixture
def released(with_session: Any, finished: int, grace: Person) -> int:
    with_session(lambda session: reviewing.release(session, reviewing.review(session, finished), grace.id, NOW))
    return finished


def a_review(session: Any) -> Review:
    one = reviewing.review(session, 1)
    assert (one.answers, one.scores, one.disputes, one.version) != ()  # looked at: held in hand from here on
    return one


def test_two_release(at_once: Any, finished: int, grace: Person, lena: Person, with_session: Any) -> None:
    told = at_once(
        a_review, lambda session, one: reviewing.release(session, one, grace.id, NOW),
        lambda session, one: reviewing.release(session, one, lena.id, NOW),
    )  # fmt: skip
    assert told == ["It has been released already, as it stands here."]
    assert with_session(lambda session: [one.why for one in a_review(session).scores]) == ["finished", "released"]


def test_one_releases_what_its_reviewer_reopens(
    at_once: Any, finished: int, grace: Person, lena: Person, with_session: Any
) -> None:
    (told,) = at_once(
        a_review, lambda session, one: reviewing.release(session, one, lena.id, NOW),
        lambda session, one: reviewing.reopen(session, one, grace.id, NOW),
    )  # fmt: skip
    one = with_session(a_review)
    first = {True: "has been released", False: "not finished"}[one.released_at is not None]
    assert first in told
    assert (one.released_at is None) == (one.finished_at is None)


def test_two_settle_one_dispute(
    at_once: Any, released: int, jordan: Person, owen: Person, lena: Person, with_session: Any
) -> None:
    def work(session: Any) -> int:
        return disputes.dispute(session, a_review(session), "verifies", REASON, jordan.id, NOW, 10).id

    made = with_session(work)

    def settling(who: Person) -> Act:
        return lambda session, one: disputes.settle(session, one, Settled.ACCEPTED, "yes", WHY, who.id, NOW)

    told = at_once(lambda session: disputes.find(session, made), settling(owen), settling(lena))
    assert told == ["This dispute has been settled already."]
    answers = with_session(lambda session: [one.by_id for one in a_review(session).answers if one.dispute_id])
    assert answers == [with_session(lambda session: disputes.find(session, made).arbiter_id)]


def test_a_dispute_comes_in_while_another_is_settled(
    at_once: Any, released: int, jordan: Person, owen: Person, with_session: Any
) -> None:
    with_session(lambda s: disputes.dispute(s, a_review(s), "verifies", REASON, jordan.id, NOW, 10))
    told = at_once(
        a_review,
        lambda session, one: disputes.settle(session, one.disputes[0], Settled.ACCEPTED, "yes", WHY, owen.id, NOW),
        lambda session, one: disputes.dispute(session, one, "explains", REASON, jordan.id, NOW, 10),
    )
    assert told == []
    one = with_session(a_review)
    assert [(each.criterion, each.outcome) for each in one.disputes] == [("verifies", "accepted"), ("explains", None)]
    assert standing.chosen(one) == {"greets": "yes", "verifies": "yes", "explains": "3"}


def test_two_disputes_of_one_review_are_settled(
    at_once: Any, released: int, jordan: Person, owen: Person, lena: Person, with_session: Any
) -> None:
    for criterion in ("verifies", "explains"):
        with_session(lambda s, name=criterion: disputes.dispute(s, a_review(s), name, REASON, jordan.id, NOW, 10))
    told = at_once(
        a_review,
        lambda session, one: disputes.settle(session, one.disputes[0], Settled.ACCEPTED, "yes", WHY, owen.id, NOW),
        lambda session, one: disputes.settle(session, one.disputes[1], Settled.PARTLY, "4", WHY, lena.id, NOW),
    )
    assert told == []
    one = with_session(a_review)
    assert standing.chosen(one) == {"greets": "yes", "verifies": "yes", "explains": "4"}
    assert one.scores[-1].score["percent"] == "100"


# ------------------------------------------------------------------------------------------------------------- cards


@pytest.fixture
def draft(with_session: Any, grace: Person) -> int:
    return int(with_session(lambda s: scorecards.add(s, card_from_plain(CARD, "small"), grace.id, NOW).id))


def section(who: Person, title: str) -> Act:
    """Somebody adds a section to the draft that they looked at."""

    def act(session: Any, draft: CardVersion) -> None:
        changed = editing.add_section(scorecards.card_of(draft), title)
        scorecards.save(session, draft, changed, draft.revision, who.id, NOW)

    return act


def seen(number: int) -> Callable[[Any], Any]:
    return lambda session: scorecards.version(session, number)


def publishing(who: Person) -> Act:
    return lambda session, one: scorecards.publish(session, one, (), who.id, NOW, one.revision)


def test_two_edit_one_draft(at_once: Any, draft: int, grace: Person, owen: Person, with_session: Any) -> None:
    # Over SQLite the second looks after the first is done, so here each says which revision it has in hand.
    def with_first(act: str, who: Person) -> Act:
        def work(session: Any, one: CardVersion) -> None:
            changed = editing.add_section(scorecards.card_of(one), act)
            scorecards.save(session, one, changed, 1, who.id, NOW)

        return work

    (told,) = at_once(seen(draft), with_first("Grace’s", grace), with_first("Owen’s", owen))
    assert "changed in another window" in told
    titles = with_session(lambda s: [each.title for each in scorecards.card_of(scorecards.version(s, draft)).sections])
    assert titles in (["All", "Grace’s"], ["All", "Owen’s"])


def test_nothing_is_published_or_discarded_unseen(draft: int, grace: Person, owen: Person, with_session: Any) -> None:
    def work(session: Any) -> None:
        one = scorecards.version(session, draft)
        section(owen, "New")(session, one)
        with pytest.raises(RefusedError, match="another window"):
            scorecards.discard(session, one, grace.id, NOW, 1)
        with pytest.raises(RefusedError, match="another window"):
            scorecards.publish(session, one, (), grace.id, NOW, 1)
        scorecards.publish(session, one, (), grace.id, NOW, 2)
        with pytest.raises(RefusedError, match="published and locked"):
            scorecards.discard(session, one, grace.id, NOW, 2)

    with_session(work)


def test_one_publishes_what_another_edits(
    at_once: Any, draft: int, grace: Person, owen: Person, with_session: Any
) -> None:
    looked_at: list[str] = []

    def publish(session: Any, one: CardVersion) -> None:
        looked_at.append(one.digest)
        publishing(grace)(session, one)

    told = at_once(seen(draft), publish, section(owen, "New"))
    one = with_session(lambda session: scorecards.version(session, draft))
    if one.state is State.PUBLISHED:
        assert one.digest == looked_at[0]
    else:
        assert "another window" in told[0]


def test_two_make_the_first_draft_of_a_card_or_the_next(
    at_once: Any, grace: Person, owen: Person, with_session: Any
) -> None:
    def adding(who: Person) -> Act:
        return lambda session, _: scorecards.add(session, card_from_plain(CARD, "small"), who.id, NOW)

    for _ in range(2):
        (told,) = at_once(lambda session: session.scalars(sa.select(Scorecard)).all(), adding(grace), adding(owen))
        assert "has a draft already" in told
        with_session(lambda session: publishing(grace)(session, session.scalars(sa.select(CardVersion)).all()[-1]))
    numbers = with_session(lambda session: session.scalars(sa.select(CardVersion.number)).all())
    assert sorted(numbers) == [1, 2]


def test_two_judge_one_mark(at_once: Any, interaction: int, grace: Person, owen: Person, with_session: Any) -> None:
    def judging(who: Person, judged: Judged) -> Act:
        return lambda session, one: marking.judge(session, one, 3, next(iter(Kind)), judged, who.id, NOW)

    told = at_once(
        lambda session: service.interaction(session, interaction), judging(grace, Judged.KEPT),
        judging(owen, Judged.DISMISSED),
    )  # fmt: skip
    assert told == []
    assert with_session(lambda session: len(session.scalars(sa.select(MarkJudged)).all())) == 1
