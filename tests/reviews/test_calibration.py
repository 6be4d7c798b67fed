"""Calibration: blind until it opens, then side by side; agreement, alignment, and severity that is private first."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW
from flask import Flask
from flask.testing import FlaskClient
from reviews.conftest import add_interaction

from trainer.measure.saying import Measure
from trainer.measure.severity import Against
from trainer.people.models import Person
from trainer.reviews import calibrating, reviewing, scorecards, service, standing
from trainer.reviews import calibration_figures as figures
from trainer.reviews.models import Calibration
from trainer.reviews.refusals import RefusedError
from trainer.reviews.reviewing import Given
from trainer.web.clock import office_day
from trainer.web.roles import Role

LATER = NOW + dt.timedelta(days=5)


def begin(
    session: Any, version: int, people: list[Person], calls: list[int], expert: Person | None = None
) -> Calibration:
    chosen = [service.interaction(session, one) for one in calls]
    return calibrating.open_session(
        session, "March", scorecards.version(session, version), [one for one in chosen if one],
        [one.id for one in people], LATER, expert.id if expert else None, people[0].id, NOW,
    )  # fmt: skip


def hand_in(session: Any, one: Calibration, call: int, who: Person, *values: str) -> None:
    review = calibrating.begin(session, one, call, who.id, NOW)
    names = ("greets", "verifies", "explains")
    given = {name: Given(value, "Because of line 3.") for name, value in zip(names, values, strict=True)}
    reviewing.answer(session, review, given, 0, who.id, NOW)
    reviewing.finish(session, review, who.id, NOW)
    session.expire_all()


@pytest.fixture
def calls(with_session: Any, jordan: Person) -> list[int]:
    return [int(with_session(lambda s, n=n: add_interaction(s, jordan.id, n))) for n in range(1, 13)]


def test_it_stays_blind_until_all_are_in_or_the_deadline_has_come(
    with_session: Any, version: int, grace: Person, owen: Person, calls: list[int]
) -> None:
    def work(session: Any) -> None:
        one = begin(session, version, [grace, owen], calls[:1])
        hand_in(session, one, calls[0], grace, "yes", "yes", "3")
        assert (calibrating.is_open(one, NOW), calibrating.is_open(one, LATER)) == (False, True)
        theirs = one.reviews[0]
        assert not standing.may_read(theirs, owen.id, supervisor=True)
        assert standing.may_read(theirs, grace.id, supervisor=True)
        hand_in(session, one, calls[0], owen, "yes", "no", "2")
        assert calibrating.is_open(one, NOW)
        with pytest.raises(RefusedError, match="stands as it is"):
            reviewing.reopen(session, theirs, grace.id, NOW)

    with_session(work)


def test_who_took_the_call_does_not_score_it_and_one_reviewer_is_not_enough(
    with_session: Any, version: int, grace: Person, jordan: Person, calls: list[int]
) -> None:
    def work(session: Any) -> None:
        with pytest.raises(RefusedError, match="nobody scores their own"):
            begin(session, version, [grace, jordan], calls[:1])
        session.rollback()
        with pytest.raises(RefusedError, match="at least two"):
            begin(session, version, [grace], calls[:1])

    with_session(work)


def test_agreement_is_told_from_ten_interactions_on_and_said_to_be_too_little_before(
    with_session: Any, version: int, grace: Person, owen: Person, calls: list[int]
) -> None:
    def work(session: Any) -> None:
        one = begin(session, version, [grace, owen], calls)
        for n, call in enumerate(calls):
            hand_in(session, one, call, grace, "yes" if n % 2 else "no", "yes", "3")
            # Owen parts from Grace on the greeting of the first three calls of twelve.
            hand_in(session, one, call, owen, "yes" if (n % 2) != (n < 3) else "no", "yes", "3")
        greets, verifies, _, card = figures.agreed([one])
        percent, kappa = greets.figures[Measure.PERCENT], greets.figures[Measure.COHEN]
        assert percent.value == pytest.approx(9 / 12)
        # By hand: Grace no, yes in turn: 6 and 6. Owen: yes, no, yes, then yes, no … : yes on 1, 3 and five of the
        # rest, so 7 and 5. Chance (6·7 + 6·5) / 144 = 0.5; (0.75 − 0.5) / 0.5.
        assert kappa.value == pytest.approx(0.5)
        assert kappa.interval is not None
        assert verifies.figures[Measure.PERCENT].words.startswith("Full agreement")
        assert card.criterion is None
        few = begin(session, version, [grace, owen], calls[:2])
        hand_in(session, few, calls[0], grace, "yes", "yes", "3")
        hand_in(session, few, calls[0], owen, "yes", "yes", "3")
        assert figures.agreed([few])[0].figures[Measure.PERCENT].words.startswith("Too few to say")

    with_session(work)


def test_alignment_weighs_as_the_card_weighs(
    with_session: Any, version: int, grace: Person, owen: Person, calls: list[int]
) -> None:
    def work(session: Any) -> None:
        one = begin(session, version, [grace, owen], calls[:1], expert=grace)
        hand_in(session, one, calls[0], grace, "yes", "yes", "4")
        hand_in(session, one, calls[0], owen, "no", "yes", "3")
        (owens,) = figures.aligned(one)
        # Greets 10 apart, verifies 30 the same, explains 60 a third of the scale apart: (0 + 30 + 40) of 100.
        assert owens.card == pytest.approx(0.7)
        assert owens.by_criterion["explains"] == pytest.approx(2 / 3)

    with_session(work)


def test_severity_is_one_s_own_first(
    with_session: Any, version: int, grace: Person, owen: Person, calls: list[int]
) -> None:
    def work(session: Any) -> None:
        one = begin(session, version, [grace, owen], calls[:6])
        for n, call in enumerate(calls[:6]):
            hand_in(session, one, call, grace, "yes", "yes", "4" if n % 2 else "3")
            hand_in(session, one, call, owen, "no", "yes", "3" if n % 2 else "2")
        by = {each.person: each.severity for each in figures.strictness([one])}
        assert by[owen.id].points > 0 > by[grace.id].points  # type: ignore[operator]
        seen = calibrating.severity_is_seen
        assert seen(one, owen.id, owen.id, NOW, 14)
        assert not seen(one, owen.id, grace.id, NOW, 14)
        assert not seen(one, owen.id, grace.id, NOW + dt.timedelta(days=13), 14)
        assert seen(one, owen.id, grace.id, NOW + dt.timedelta(days=14), 14)
        calibrating.share(session, one, owen.id, NOW)
        assert seen(one, owen.id, grace.id, NOW, 14)

    with_session(work)


def test_severity_is_handed_on_once_it_is_no_longer_private_and_only_when_something_is_new(
    with_session: Any, version: int, grace: Person, owen: Person, calls: list[int], tmp_path: Path
) -> None:
    """A pack without terms of its own keeps severity private for fourteen days."""

    def work(session: Any) -> None:
        one = begin(session, version, [grace, owen], calls[:6])
        for n, call in enumerate(calls[:6]):
            hand_in(session, one, call, grace, "yes", "yes", "4" if n % 2 else "3")
            hand_in(session, one, call, owen, "no", "yes", "3" if n % 2 else "2")
        private_until = office_day(NOW) + dt.timedelta(days=14)
        assert service.known_severities(session, tmp_path, dt.date.min, private_until) == {}
        day = private_until + dt.timedelta(days=1)
        known = service.known_severities(session, tmp_path, dt.date.min, day)
        assert (known[owen.id].points or 0) > 0 > (known[grace.id].points or 0)
        assert service.known_severities(session, tmp_path, day, day + dt.timedelta(days=30)) == {}

    with_session(work)


def test_where_an_expert_takes_part_their_card_is_the_middle(
    with_session: Any, version: int, grace: Person, owen: Person, add_person: Any, calls: list[int]
) -> None:
    """Grace agrees with the expert, Owen marks a yes as a no: only Owen is strict, and the expert is no reviewer."""

    ruth = add_person(Role.SUPERVISOR, name="Ruth Delgado")

    def work(session: Any) -> None:
        one = begin(session, version, [grace, owen], calls[:10], expert=ruth)
        for n, call in enumerate(calls[:10]):
            grade = "4" if n % 2 else "3"
            hand_in(session, one, call, ruth, "yes", "yes", grade)
            hand_in(session, one, call, grace, "yes", "yes", grade)
            hand_in(session, one, call, owen, "no", "yes", grade)
        by = {each.person: each.severity for each in figures.strictness([one])}
        assert by.keys() == {grace.id, owen.id}
        assert {each.against for each in by.values()} == {Against.INDEX}
        # A greeting is worth 10 of 100 points; the model pulls a little towards no difference at all.
        assert by[owen.id].points == pytest.approx(10, abs=0.5)
        assert by[grace.id].points == pytest.approx(0, abs=0.5)

    with_session(work)


def test_a_calibration_goes_through_the_pages(
    app: Flask, client: FlaskClient, sign_in: Any, with_session: Any, version: int, grace: Person, owen: Person,
    calls: list[int],
) -> None:  # fmt: skip
    sign_in(grace)
    other = app.test_client()
    sign_in(owen, client=other)
    data = {
        "title": "Two calls", "version": str(version), "deadline": "2026-03-20", "interactions": [str(calls[0])],
        "reviewers": [str(grace.id), str(owen.id)], "expert": str(grace.id),
    }  # fmt: skip
    assert client.post("/calibration/new", data=data | {"reviewers": []}).status_code == 422
    session_page = client.post("/calibration/new", data=data).headers["Location"]
    assert "0 of 2 cards so far" in client.get(session_page).text
    for browser, verifies in ((client, "yes"), (other, "no")):
        review = browser.post(session_page, data={"interaction": str(calls[0])}).headers["Location"]
        given = {
            "revision": "0", "do": "finish", "answer-greets": "yes", "comment-greets": "", "answer-verifies": verifies,
            "comment-verifies": "Only in line 3.", "answer-explains": "4", "comment-explains": "",
        }  # fmt: skip
        assert browser.get(f"{session_page}/answers.csv").status_code == 404
        assert browser.post(review, data=given).headers["Location"] == session_page  # where the next card waits
        assert "Your card is handed in." in browser.get(session_page).text
        assert f'<a href="{session_page}">' in browser.get(review).text
    page = client.get(session_page).text
    assert "Reviewers parted on 1 of 3 answers" in page
    assert "Too few to say" in page
    told = list(csv.DictReader(io.StringIO(client.get(f"{session_page}/agreement.csv").text)))
    assert {row["Value"] + row["From"] + row["To"] for row in told} == {""}  # no more than the page tells
    assert {row["In words"] for row in told} == {
        "Too few to say: 1 scored by at least two, and 10 are needed. Score 9 more together."
    }
    rows = list(csv.DictReader(io.StringIO(client.get(f"{session_page}/answers.csv").text)))
    assert [(row["Grace Okafor"], row["Owen Marsh"]) for row in rows] == [("yes", "yes"), ("yes", "no"), ("4", "4")]
