"""A review from its beginning to its dispute, in the browser and through the service."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from conftest import NOW
from flask import Flask
from flask.testing import FlaskClient

from trainer.people.models import Person
from trainer.reviews import disputes, ledger, reviewing, scorecards, service, standing
from trainer.reviews.evidence import read_lines, written
from trainer.reviews.interactions import Draw, SamplingPlan
from trainer.reviews.models import Purpose, Review, Settled
from trainer.reviews.refusals import ConflictError, RefusedError
from trainer.reviews.reviewing import Given


@pytest.fixture
def review(with_session: Any, grace: Person, interaction: int, version: int) -> int:
    """A review of Jordan's call, begun by Grace."""
    return int(with_session(lambda session: begun(session, grace.id, interaction, version).id))


def begun(session: Any, who: int, interaction: int, version: int, purpose: Purpose = Purpose.RANDOM) -> Review:
    found = service.interaction(session, interaction)
    assert found is not None
    return reviewing.begin(session, found, scorecards.version(session, version), who, purpose, NOW)


WHOLE = {
    "greets": Given("yes", "", [[1, 1]]), "verifies": Given("no", "Named the balance first.", [[3, 5]]),
    "explains": Given("3", "No due date at first.", []),
}  # fmt: skip


def finish(session: Any, review_id: int, who: int) -> Review:
    one = reviewing.review(session, review_id)
    reviewing.answer(session, one, WHOLE, one.revision, who, NOW)
    reviewing.finish(session, one, who, NOW)
    return one


@pytest.fixture
def released(with_session: Any, review: int, grace: Person) -> int:
    def work(session: Any) -> int:
        one = finish(session, review, grace.id)
        reviewing.release(session, one, grace.id, NOW)
        return one.id

    return int(with_session(work))


def test_answers_are_added_and_never_overwritten(with_session: Any, review: int, grace: Person) -> None:
    def work(session: Any) -> tuple[list[Any], Any, int]:
        one = reviewing.review(session, review)
        for value in ("no", "yes", "yes", None):
            reviewing.answer(session, one, {"greets": Given(value)}, one.revision, grace.id, NOW)
        return [a.value for a in one.answers], standing.chosen(one), one.revision

    assert with_session(work) == (["no", "yes", None], {}, 3)


def test_a_second_window_is_told(with_session: Any, review: int, grace: Person) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, review)
        reviewing.answer(session, one, {"greets": Given("yes")}, 0, grace.id, NOW)
        with pytest.raises(ConflictError):
            reviewing.answer(session, one, {"greets": Given("no")}, 0, grace.id, NOW)
        assert standing.chosen(one) == {"greets": "yes"}

    with_session(work)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"greets": Given("maybe")}, "not an answer"),
        ({"nobody": Given("yes")}, "no criterion"),
        ({"greets": Given("yes", "", [[5, 6]])}, "line that is not there"),
        ({"greets": Given("yes", "x" * 4001)}, "longer than"),
    ],
)
def test_what_does_not_fit_the_card_is_refused_whole(
    with_session: Any, review: int, grace: Person, given: dict[str, Given], said: str
) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, review)
        with pytest.raises(RefusedError, match=said):
            reviewing.answer(session, one, {"verifies": Given("yes"), **given}, 0, grace.id, NOW)
        assert one.answers == []

    with_session(work)


def test_a_review_is_finished_when_nothing_is_open_and_every_comment_is_there(
    with_session: Any, review: int, grace: Person
) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, review)
        reviewing.answer(session, one, {"greets": Given("yes"), "verifies": Given("no")}, 0, grace.id, NOW)
        with pytest.raises(RefusedError, match="Still open: item 3 “Explains”"):
            reviewing.finish(session, one, grace.id, NOW)
        reviewing.answer(session, one, {"explains": Given("4")}, 1, grace.id, NOW)
        with pytest.raises(RefusedError, match="A comment is needed on: item 2 “Verifies”"):
            reviewing.finish(session, one, grace.id, NOW)
        reviewing.answer(session, one, {"verifies": Given("no", "Said the balance.")}, 2, grace.id, NOW)
        reviewing.finish(session, one, grace.id, NOW)
        with pytest.raises(RefusedError, match="finished"):
            reviewing.answer(session, one, {"greets": Given("no")}, one.revision, grace.id, NOW)

    with_session(work)


def test_nobody_reviews_their_own_call_except_as_a_self_review(
    with_session: Any, jordan: Person, owen: Person, interaction: int, version: int
) -> None:
    def work(session: Any) -> None:
        with pytest.raises(RefusedError, match="their own"):
            begun(session, jordan.id, interaction, version)
        with pytest.raises(RefusedError, match="one’s own"):
            begun(session, owen.id, interaction, version, Purpose.SELF)
        first = begun(session, jordan.id, interaction, version, Purpose.SELF)
        assert begun(session, jordan.id, interaction, version, Purpose.SELF).id == first.id

    with_session(work)


# -------------------------------------------------------------------------------------------------------- disputes


def test_another_arbiter_settles_and_both_scores_stand(
    with_session: Any, released: int, jordan: Person, grace: Person, owen: Person
) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, released)
        made = disputes.dispute(session, one, "verifies", "Line 3 asks for the address.", jordan.id, NOW, 10)
        for who in (grace.id, jordan.id):
            with pytest.raises(RefusedError, match="Somebody else"):
                disputes.settle(session, made, Settled.ACCEPTED, "yes", "The address was asked.", who, NOW)
        disputes.settle(session, made, Settled.ACCEPTED, "yes", "The address was asked.", owen.id, NOW)
        # Greets 10, verifies 30 or none, explains two thirds of 60, of 100.
        assert standing.score_of(one, before_disputes=True).percent == 50
        assert standing.score_of(one).percent == 80
        assert [(kept.why, kept.score["percent"]) for kept in one.scores] == [
            ("finished", "50"), ("released", "50"), ("settled", "80"),
        ]  # fmt: skip
        assert [a.value for a in one.answers if a.criterion == "verifies"] == ["no", "yes"]
        assert disputes.upheld(disputes.all_of(session)) == {grace.id: (1, 1)}
        with pytest.raises(RefusedError, match="already"):
            disputes.settle(session, made, Settled.REJECTED, None, "Changed my mind.", owen.id, NOW)

    with_session(work)


def test_a_rejected_dispute_leaves_the_score(with_session: Any, released: int, jordan: Person, owen: Person) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, released)
        made = disputes.dispute(session, one, "verifies", "I always verify people.", jordan.id, NOW, 10)
        disputes.settle(session, made, Settled.REJECTED, "yes", "Not in this call.", owen.id, NOW)
        assert (standing.score_of(one).percent, made.value_after) == (50, "no")

    with_session(work)


@pytest.mark.parametrize(("days", "open_"), [(0, True), (9, True), (10, False), (11, False)])
def test_the_window_to_dispute_closes_after_so_many_days(
    with_session: Any, released: int, jordan: Person, days: int, open_: bool
) -> None:
    def work(session: Any) -> bool:
        one, later = reviewing.review(session, released), NOW + dt.timedelta(days=days)
        try:
            disputes.dispute(session, one, "greets", "I did say my name there.", jordan.id, later, 10)
        except RefusedError:
            return False
        return True

    assert with_session(work) is open_


def test_an_arbiter_must_choose_another_answer_and_say_why(
    with_session: Any, released: int, jordan: Person, owen: Person
) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, released)
        made = disputes.dispute(session, one, "explains", "I did name the due date.", jordan.id, NOW, 10)
        for value, answer, said in (
            ("3", "It stays as it is.", "Choose another"), (None, "It is a four.", "Choose the answer"),
            ("9", "It is a nine here.", "not an answer"), ("4", "Yes.", "reason"),
        ):  # fmt: skip
            with pytest.raises(RefusedError, match=said):
                disputes.settle(session, made, Settled.PARTLY, value, answer, owen.id, NOW)
            session.rollback()
        assert standing.score_of(one).percent == 50

    with_session(work)


# ----------------------------------------------------------------------------------------------------- in the browser


def test_a_review_is_filled_in_finished_and_released_without_a_script(
    client: FlaskClient, sign_in: Any, grace: Person, review: int
) -> None:
    sign_in(grace)
    data = {
        "revision": "0", "do": "finish", "answer-greets": "yes", "comment-greets": "", "evidence-greets": "1",
        "answer-verifies": "yes", "comment-verifies": "", "evidence-verifies": "3-4", "answer-explains": "2",
        "comment-explains": "The due date came last.", "evidence-explains": "5, 2",
    }  # fmt: skip
    page = client.post(f"/reviews/{review}", data=data, follow_redirects=True).text
    assert "The review is complete" in page
    assert ">60<" in page  # 10 + 30 + a third of 60
    assert "line 3–4" in page
    assert "Released." in client.post(f"/reviews/{review}", data={"do": "release"}, follow_redirects=True).text


def test_what_keeps_a_review_from_being_finished_is_named_and_marked(
    client: FlaskClient, sign_in: Any, grace: Person, review: int
) -> None:
    sign_in(grace)
    data = {"revision": "0", "do": "finish", "answer-greets": "yes", "comment-greets": "", "answer-verifies": "no",
            "comment-verifies": "", "answer-explains": "4", "comment-explains": ""}  # fmt: skip
    refused = client.post(f"/reviews/{review}", data=data)
    assert refused.headers["Location"].endswith("#i-verifies")
    page = client.get(f"/reviews/{review}").text
    assert "A comment is needed on: item 2 “Verifies”." in page
    strip = page.split('class="card-map"')[1].split("</ol>")[0]
    assert strip.count("needs a comment") == strip.count("is-wanting") == 1
    assert 'aria-label="Item 2, Verifies, needs a comment"' in strip


def test_every_answer_is_saved_as_it_is_given_and_the_server_computes(
    client: FlaskClient, sign_in: Any, grace: Person, review: int
) -> None:
    sign_in(grace)
    answers = {"greets": {"value": "no", "comment": "", "evidence": "1"}}
    reply = client.post(f"/reviews/{review}/answers", json={"revision": 0, "answers": answers})
    assert (reply.status_code, reply.json["revision"], reply.json["wanting"]) == (200, 1, ["greets"])
    assert reply.json["open"] == ["verifies", "explains"]
    assert "ends at 0 to 90" in reply.json["running"]
    stale = client.post(f"/reviews/{review}/answers", json={"revision": 0, "answers": answers})
    assert (stale.status_code, "another window" in stale.json["error"]) == (409, True)
    for nonsense in ([], {"revision": "1"}, {"revision": 1, "answers": [1]}, {"revision": 1, "answers": {"x": 1}}):
        assert client.post(f"/reviews/{review}/answers", json=nonsense).status_code == 422


def test_a_representative_reads_only_what_was_released_to_them(
    app: Flask, client: FlaskClient, sign_in: Any, jordan: Person, add_person: Any, grace: Person, with_session: Any,
    review: int,
) -> None:  # fmt: skip
    sign_in(jordan)
    assert client.get(f"/reviews/{review}").status_code == 404

    def work(session: Any) -> None:
        reviewing.release(session, finish(session, review, grace.id), grace.id, NOW)

    with_session(work)
    page = client.get(f"/reviews/{review}").text
    assert "Named the balance first." in page
    assert "Dispute this item" in page
    assert "The card’s example: Anchor 3<" in page  # of the answer given, and not as if it had been said
    assert page.count("Anchor 3") == 1
    client.post(f"/reviews/{review}", data={"do": "acknowledge"})
    assert "Read 10 March 2026" in client.get(f"/reviews/{review}").text
    other = app.test_client()
    sign_in(add_person(name="Mai Tran"), client=other)
    assert other.get(f"/reviews/{review}").status_code == 404


def test_one_s_own_call_is_read_only_once_it_was_drawn(
    client: FlaskClient, sign_in: Any, jordan: Person, grace: Person, interaction: int, version: int, with_session: Any
) -> None:
    sign_in(jordan)
    data = {"interaction": str(interaction)}
    assert client.post("/reviews/begin", data=data).status_code == 404

    def draw(session: Any) -> None:
        plan = SamplingPlan(
            name="March", targeted=False, first_day=NOW.date(), last_day=NOW.date(), per_person=1, seed="s", wanted={},
            drawn_from=1, made_by=grace.id, made_at=NOW, draws=[
                Draw(place=1, interaction_id=interaction, reviewer_id=grace.id, week=dt.date(2026, 3, 9), why="1 of 1")
            ],
        )  # fmt: skip
        session.add(plan)
        session.commit()

    with_session(draw)
    assert "Review it myself" in client.get("/reviews/").text
    mine = client.post("/reviews/begin", data=data)
    assert mine.status_code == 302
    assert "self-review" in client.get(mine.headers["Location"]).text


def test_a_dispute_goes_through_the_pages(
    app: Flask, client: FlaskClient, sign_in: Any, jordan: Person, owen: Person, released: int
) -> None:
    sign_in(jordan)
    data = {"criterion": "verifies", "reason": "Line 3 asks for the address."}
    assert "Your dispute is in" in client.post(f"/reviews/{released}/disputes", data=data, follow_redirects=True).text
    other = app.test_client()
    sign_in(owen, client=other)
    assert "Waits for you" in other.get("/reviews/disputes").text
    data = {"outcome": "accepted", "answer-verifies": "yes", "answer": "The address was asked for."}
    page = other.post("/reviews/disputes/1", data=data, follow_redirects=True).text
    assert "as released" in page
    assert "now “Yes”" in page


def test_a_self_review_stands_beside_the_reviewer_s(
    client: FlaskClient, sign_in: Any, jordan: Person, interaction: int, version: int, with_session: Any, released: int
) -> None:
    def work(session: Any) -> None:
        one = begun(session, jordan.id, interaction, version, Purpose.SELF)
        mine = {**WHOLE, "verifies": Given("yes")}
        reviewing.answer(session, one, mine, 0, jordan.id, NOW)
        reviewing.finish(session, one, jordan.id, NOW)

    with_session(work)
    sign_in(jordan)
    page = client.get(f"/reviews/{released}").text
    assert "Side by side" in page
    assert re.search(r"Verifies</th><td>No</td><td class=\"differs\">≠ Yes", page)


# --------------------------------------------------------------------------------------------------------- exports


def cells_of(page: str) -> list[list[str]]:
    body = page.split("<tbody>")[-1]
    return [re.findall(r"<t[hd][^>]*>(?:<a [^>]*>)?([^<]*)", row) for row in body.split("<tr>")[1:]]


def test_exports_equal_the_page_filters_and_all(
    client: FlaskClient, sign_in: Any, owen: Person, released: int, jordan: Person, grace: Person
) -> None:
    sign_in(owen)
    for query in (f"?representative={jordan.id}", "?purpose=targeted", "?since=2026-03-08"):
        page = client.get(f"/reviews/finished{query}").text
        rows = list(csv.reader(io.StringIO(client.get(f"/reviews/finished.csv{query}").text)))
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"/reviews/finished.xlsx{query}").data)).active
        shown = cells_of(page) if "In sum" in page else []
        assert rows[1:] == shown
        assert [
            ["" if cell.value is None else str(cell.value) for cell in row] for row in book.iter_rows(min_row=2)
        ] == shown  # type: ignore[union-attr]


def test_a_score_can_be_computed_again_from_the_export_and_no_formula_runs(
    client: FlaskClient, sign_in: Any, with_session: Any, grace: Person, review: int
) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, review)
        given = {**WHOLE, "verifies": Given("no", "=HYPERLINK(1)")}
        reviewing.answer(session, one, given, 0, grace.id, NOW)
        reviewing.finish(session, one, grace.id, NOW)

    with_session(work)
    sign_in(grace)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/reviews/{review}/answers.csv").text)))
    earned, possible = (sum(Fraction(row[column]) for row in rows) for column in ("Earned", "Possible"))
    assert earned / possible * 100 == 50
    assert rows[1]["Comment"] == "'=HYPERLINK(1)"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/reviews/{review}/answers.xlsx").data)).active
    assert book["H3"].value == "'=HYPERLINK(1)"  # type: ignore[index]


def test_targeted_reviews_are_never_counted_with_random_ones(
    with_session: Any, grace: Person, owen: Person, released: int, interaction: int, version: int
) -> None:
    def work(session: Any) -> list[tuple[str, int]]:
        other = begun(session, owen.id, interaction, version, Purpose.TARGETED)
        finish(session, other.id, owen.id)
        rows = ledger.rows(session, ledger.Filters(), owen.id)
        return [(one.label, one.count) for one in ledger.summary(rows)]

    assert with_session(work) == [("Random sample", 1), ("Targeted", 1)]


# ---------------------------------------------------------------------------------------------------------- evidence


@pytest.mark.parametrize(
    ("text", "ranges", "again"),
    [("", [], ""), ("5", [[5, 5]], "5"), ("9-11, 5", [[5, 5], [9, 11]], "5, 9–11"), ("1,2,3", [[1, 3]], "1–3")],
)
def test_lines_are_read_merged_and_written(text: str, ranges: list[list[int]], again: str) -> None:
    assert read_lines(text, 12) == ranges
    assert written(ranges) == again
    assert read_lines(again, 12) == ranges


@pytest.mark.parametrize("text", ["0", "13", "5-", "7-3", "a", "1;2", "-1"])
def test_lines_that_lead_nowhere_are_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        read_lines(text, 12)


# ---------------------------------------------------------------------------------------------------- for progress


def test_released_reviews_are_findings_on_the_competencies_that_practice_has(
    with_session: Any, released: int, jordan: Person, owen: Person
) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, released)
        made = disputes.dispute(session, one, "verifies", "Line 3 asks for the address.", jordan.id, NOW, 10)
        _, verifies, explains = service.live_findings(session, released)
        assert (verifies.share, verifies.weight, verifies.critical) == (0, Fraction(3, 10), True)
        assert (verifies.rule, verifies.competencies) == ("verify_before_disclosure", ("D5",))
        assert (explains.share, explains.competencies) == (Fraction(2, 3), ("D4",))
        assert service.settled(session) == []
        disputes.settle(session, made, Settled.ACCEPTED, "yes", "The address was asked.", owen.id, NOW)
        assert service.live_findings(session, released)[1].share == 1
        assert [(one.review, one.person_id) for one in service.settled(session)] == [(released, jordan.id)]
        one.purpose = Purpose.TARGETED
        session.flush()
        assert service.settled(session) == []

    with_session(work)
