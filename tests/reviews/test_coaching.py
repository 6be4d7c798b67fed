"""Coaching, the checklist and the team view: signatures, practice that fits, and what live samples show."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest
from conftest import NOW
from flask import Flask
from flask.testing import FlaskClient
from reviews.conftest import add_interaction

from trainer.people.models import Person
from trainer.reviews import assigning, checklist, coaching, reviewing, scorecards, service, team
from trainer.reviews.card.files import card_from_plain
from trainer.reviews.models import Cause, Purpose, Step
from trainer.reviews.refusals import RefusedError
from trainer.reviews.reviewing import Given
from trainer.web.content import load_content


def released(
    session: Any, version: int, who: Person, person: Person, number: int, verifies: str, days: int,
    purpose: Purpose = Purpose.RANDOM,
) -> int:  # fmt: skip
    """A released review of a call `days` before NOW."""
    call = service.interaction(session, add_interaction(session, person.id, number, days))
    assert call is not None
    one = reviewing.begin(session, call, scorecards.version(session, version), who.id, purpose, NOW)
    given = {"greets": Given("yes"), "verifies": Given(verifies, "See line 3."), "explains": Given("4")}
    reviewing.answer(session, one, given, 0, who.id, NOW)
    reviewing.finish(session, one, who.id, NOW)
    reviewing.release(session, one, who.id, NOW)
    return one.id


@pytest.fixture
def review(with_session: Any, version: int, grace: Person, jordan: Person) -> int:
    return int(with_session(lambda session: released(session, version, grace, jordan, 1, "no", 3)))


def test_a_note_is_written_practiced_and_signed_in_the_pages(
    app: Flask, client: FlaskClient, sign_in: Any, grace: Person, jordan: Person, add_person: Any, review: int
) -> None:
    sign_in(grace)
    page = client.get(f"/coaching/new/{review}").text
    assert "Verifies: No" in page  # the weak item is offered first
    data = {"do": "write", "criterion": "verifies", "cause": "skill", "seen": "The balance came first.", "agreed": ""}
    refused = client.post(f"/coaching/new/{review}", data=data)
    assert (refused.status_code, "The balance came first." in refused.text) == (422, True)
    made = client.post(f"/coaching/new/{review}", data=data | {"agreed": "Ask for the items first."})
    note = made.headers["Location"]
    assert "waits for Jordan Ames" in client.get(note).text
    mine, stranger = app.test_client(), app.test_client()
    sign_in(jordan, client=mine)
    mine.post(note)
    assert "waits for Jordan Ames" not in mine.get(note).text
    sign_in(add_person(name="Mai Tran"), client=stranger)
    assert stranger.get(note).status_code == 404


def test_a_note_is_about_what_about_shows_and_choosing_keeps_what_was_typed(
    client: FlaskClient, sign_in: Any, grace: Person, with_session: Any, review: int
) -> None:
    sign_in(grace)
    data = {"criterion": "greets", "cause": "skill", "seen": "No name was given.", "agreed": "Begin with it."}
    page = client.post(f"/coaching/new/{review}", data=data | {"do": "choose"})
    assert page.status_code == 200
    assert page.text.count("No name was given.") == 1
    assert '<option value="greets" selected>' in page.text
    sign = data | {"criterion": "explains", "do": "write"}  # changed after it was chosen, and signed at once
    stale = client.post(f"/coaching/new/{review}?criterion=greets", data=sign | {"scenarios": "of-another-item"})
    assert (stale.status_code, "was for another item" in stale.text) == (422, True)
    client.post(f"/coaching/new/{review}?criterion=greets", data=sign)
    (note,) = with_session(lambda session: coaching.notes(session))
    assert note.criterion == "explains"


def test_scenarios_are_offered_by_rule_and_else_by_duty() -> None:
    content = load_content()
    yes_no = {"kind": "yes_no", "weight": 1, "options": [{"value": "no"}, {"value": "yes"}]}
    criteria = [
        {"id": "a", "title": "A", "rule": "courtesy_waiver", "competencies": ["D1"], **yes_no},
        {"id": "b", "title": "B", "rule": "", "competencies": ["D6"], **yes_no},
        {"id": "c", "title": "C", **yes_no},
    ]  # fmt: skip
    card = card_from_plain({"name": "x", "title": "X", "sections": [{"title": "S", "criteria": criteria}]}, "x")
    by_duty = {one.id for one in content.library.scenarios.values() if 6 in one.duties}
    offered = [{one.id for one in assigning.exercising(content, each)} for each in card.criteria]
    met = {name for name, rests in content.rests.items() if "courtesy_waiver" in rests.rules}
    assert offered[1] == by_duty
    assert offered[2] == set()
    if met:  # proofs are kept for the library as it stands
        assert offered[0] == met


def test_live_samples_show_whether_it_helped_and_targeted_ones_do_not_count(
    with_session: Any, version: int, grace: Person, jordan: Person
) -> None:
    def work(session: Any) -> None:
        before = [released(session, version, grace, jordan, n, "no", 10) for n in range(1, 6)]
        one = reviewing.review(session, before[0])
        made = NOW - dt.timedelta(days=7)
        note = coaching.write(
            session, one, "verifies", Cause.SKILL, "The balance came first.", "Ask first of all.", [], grace.id, made
        )
        assert coaching.helped(session, note, 5).words.startswith("Too few to say: 5 random samples before and 0 since")
        for n in range(6, 11):
            released(session, version, grace, jordan, n, "yes", 3)
        for n in range(11, 16):
            released(session, version, grace, jordan, n, "no", 3, Purpose.TARGETED)
        found = coaching.helped(session, note, 5)
        assert (found.change, len(found.after)) == (1, 5)
        assert found.words.startswith("Better by 100")

    with_session(work)


def test_a_difference_that_chance_explains_is_said_to_be_none() -> None:
    change, interval = coaching.difference([0, 1, 0, 1, 1], [1, 0, 1, 1, 0], "seed")
    assert change == 0
    assert interval is not None
    assert interval.low < 0 < interval.high


def test_nobody_coaches_themselves_or_signs_for_another(
    with_session: Any, review: int, grace: Person, jordan: Person
) -> None:
    def work(session: Any) -> None:
        one = reviewing.review(session, review)
        with pytest.raises(RefusedError, match="themselves"):
            coaching.write(session, one, "verifies", Cause.SKILL, "x" * 10, "y" * 10, [], jordan.id, NOW)
        note = coaching.write(session, one, "verifies", Cause.SKILL, "x" * 10, "y" * 10, [], grace.id, NOW)
        with pytest.raises(RefusedError, match="person coached"):
            coaching.sign(session, note, grace.id, NOW)

    with_session(work)


# -------------------------------------------------------------------------------------------------------- checklist


def test_a_mark_counts_when_both_have_signed(with_session: Any, grace: Person, jordan: Person) -> None:
    def work(session: Any) -> None:
        day = dt.date(2026, 3, 9)
        one = checklist.mark(session, jordan.id, 7, Step.ALONE, day, "Closed the drawer.", grace.id, NOW, day)
        assert checklist.standing(session, jordan.id) == {}
        with pytest.raises(RefusedError):
            checklist.sign(session, one, grace.id, NOW)
        checklist.sign(session, one, jordan.id, NOW)
        assert checklist.standing(session, jordan.id) == {7: {Step.ALONE: one}}
        assert checklist.standing(session, jordan.id, day - dt.timedelta(days=1)) == {}
        for who, on, said in ((jordan, day, "Somebody else"), (grace, day + dt.timedelta(days=1), "lies ahead")):
            with pytest.raises(RefusedError, match=said):
                checklist.mark(session, jordan.id, 7, Step.SAW, on, "", who.id, NOW, day)

    with_session(work)


def test_the_checklist_goes_through_the_pages(
    app: Flask, client: FlaskClient, sign_in: Any, grace: Person, jordan: Person
) -> None:
    sign_in(grace)
    page = f"/coaching/checklist/{jordan.id}"
    data = {"duty": "7", "step": "helped", "on": "2026-03-09", "note": "Counted together"}
    assert client.post(page, data=data | {"duty": "11"}).status_code == 422
    client.post(page, data=data)
    assert "Witness only" in client.get(page).text
    mine = app.test_client()
    sign_in(jordan, client=mine)
    assert mine.post(page, data=data).status_code == 422
    mine.post("/coaching/checklist/marks/1")
    assert "Both" in mine.get(page).text


# ------------------------------------------------------------------------------------------------------------- team


def test_the_team_view_counts_random_samples_alone_and_equals_its_export(
    client: FlaskClient, sign_in: Any, with_session: Any, version: int, grace: Person, jordan: Person
) -> None:
    def work(session: Any) -> list[Any]:
        for n in range(1, 6):
            released(session, version, grace, jordan, n, "yes" if n < 4 else "no", 3)
        released(session, version, grace, jordan, 9, "no", 3, Purpose.TARGETED)
        return team.trends(session, grace.id)

    _, verifies, _ = with_session(work)
    (march,) = verifies.months
    assert (march.month, march.samples, march.mean) == ("2026-03", 5, pytest.approx(0.6))
    assert march.interval is not None
    assert march.interval.low < 0.6 < march.interval.high
    sign_in(grace)
    page = client.get("/coaching/team").text
    rows = list(csv.reader(io.StringIO(client.get("/coaching/team.csv").text)))[1:]
    means = re.findall(r'<td class="num">(\d+)</td><td class="num">([\d.]+)</td>', page.split("<tbody>")[1])
    assert [(row[3], row[4]) for row in rows] == means
    assert f"{rows[1][5]} to {rows[1][6]}" in page
