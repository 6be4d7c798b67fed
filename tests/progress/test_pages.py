"""The pages of readiness: the estimate folds, the export equals the grid, a people file changes nothing while wrong."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from progress.made import DAY, criteria, pieces

from trainer.audit import service as audit
from trainer.people import service as people
from trainer.people.models import Level, Person
from trainer.progress import service, wording
from trainer.progress.evidence import marked
from trainer.web import clock
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


@pytest.fixture
def hannah(app: Flask, add_person: Callable[..., Person]) -> Person:
    person = add_person(name="Hannah Whitfield")
    with app.extensions["database"].session() as session:
        cohort = service.start_cohort(session, None, "January 2025", dt.date(2025, 1, 6), criteria(), "d" * 64, NOW)
        service.join(session, None, person, cohort, dt.date(2025, 1, 6), NOW)
        service.add_evidence(session, person.id, [*pieces(4, 60, 1), *pieces(6, 5, 1)], DAY)
    return person


def test_the_export_says_what_the_grid_says(client: FlaskClient, sign_in: Any, hannah: Person) -> None:
    sign_in(Role.HR)
    page = client.get("/readiness").text
    assert "above the bar, 98, from 90 to 100, 60 right of 61" in page
    assert "not enough to say, 5 right of 6" in page
    rows = list(csv.reader(io.StringIO(client.get("/readiness/export.csv").data.decode("utf-8-sig"))))
    row = dict(zip(rows[0], rows[1], strict=True))
    bills = {name.rpartition(": ")[2]: value for name, value in row.items() if name.startswith("4 ")}
    told = {"estimate": "98", "low": "90", "high": "100", "right": "60", "opportunities": "61", "state": "met"}
    assert bills == told
    sheet = load_workbook(io.BytesIO(client.get("/readiness/export.xlsx").data)).active
    assert [["" if cell is None else str(cell) for cell in line] for line in sheet.values] == rows


def test_the_estimate_opens_after_a_view_and_a_decision_is_shown_as_it_was(
    client: FlaskClient, sign_in: Any, hannah: Person
) -> None:
    sign_in(Role.HR)
    folded = client.get(f"/readiness/{hannah.id}").text
    assert "Your view first" in folded
    assert "one of two above" not in folded
    evidence = f"/readiness/{hannah.id}/evidence/range?duty=4"
    blind = client.get(evidence).text
    assert blind.count('<tr id="e') == 61
    assert not re.search(r"in 100|between \d+ and|60 of 61", blind)
    refused = client.post(f"/readiness/{hannah.id}/view", data={"view": "Short."})
    assert refused.status_code == 422
    assert "Short." in refused.text
    client.post(f"/readiness/{hannah.id}/view", data={"view": "Strong in bills; too little on fees."})
    assert "one of two above" in client.get(f"/readiness/{hannah.id}").text
    assert "60 of 61 right: 98 in 100, between 90 and 100." in client.get(evidence).text
    short = client.post(f"/readiness/{hannah.id}/decide", data={"decided": "not yet", "reason": "No fees."})
    assert short.status_code == 422
    assert "in a sentence, of 10 letters or more" in short.text
    assert 'value="not yet" checked>' in short.text
    assert "No fees.</textarea>" in short.text
    reason = {"decided": "not yet", "reason": "Too few fees."}
    kept = client.post(f"/readiness/{hannah.id}/decide", data=reason, follow_redirects=True).text
    assert "as it was recorded" in kept
    assert "recorded before the dossier showed its estimate: “Strong in bills; too little on fees.”" in kept
    assert "one of two above the bar; Fees and extensions has 6 of 12" in kept


def test_a_decision_shows_where_the_person_is_listed(
    app: Flask, client: FlaskClient, sign_in: Any, hannah: Person
) -> None:
    sign_in(Role.HR)
    today = clock.office_day(app.config["CLOCK"]())
    taken = f", {wording.day(today)}"
    assert "On the way" in client.get("/readiness/cohorts").text
    client.post(f"/readiness/{hannah.id}/view", data={"view": "Strong in bills; too little on fees."})
    for decided, words in (("not yet", "not yet"), ("advance", "advance to level II")):
        client.post(f"/readiness/{hannah.id}/decide", data={"decided": decided, "reason": "All criteria met."})
        for page in ("", f"/{hannah.id}", "/cohorts"):
            shown = client.get(f"/readiness{page}").text
            assert re.search(rf'Decided: <a href="[^"]+">{words}</a>{taken}', shown), page
        assert ("On the way" in shown) is (decided == "not yet")
        assert ("Decided to advance" in shown) is (decided == "advance")
    to_come = today + dt.timedelta(days=1)
    told = f"{wording.day(to_come)} is still to come. This is how it stands today."
    assert client.get(f"/readiness?as_of={to_come.isoformat()}").text.count(told) == 1
    mistyped = client.get("/readiness?as_of=2026-02-30").text
    assert "“2026-02-30” is no day. Give one such as 2026-02-28. This is how it stands today." in mistyped
    form = {"decided": "advance", "reason": "All.", "as_of": "2026-02-30"}
    assert client.post(f"/readiness/{hannah.id}/decide", data=form).status_code == 400
    before = today - dt.timedelta(days=1)
    assert "Decided:" not in client.get(f"/readiness?as_of={before.isoformat()}").text


def test_a_representative_sees_all_of_it_and_may_question_it(client: FlaskClient, sign_in: Any, hannah: Person) -> None:
    sign_in(hannah)
    assert "Fees and extensions: about" in client.get("/readiness/me").text
    page = client.get("/readiness/me/range?duty=6").text
    assert page.count("Question this") == 6
    assert client.get(f"/readiness/{hannah.id}").status_code == 403


def test_a_people_file_changes_nothing_while_a_line_is_wrong(client: FlaskClient, sign_in: Any, hannah: Person) -> None:
    sign_in(Role.ADMINISTRATOR)

    def post(text: str) -> Any:
        return client.post("/readiness/people", data={"file": (io.BytesIO(text.encode()), "people.csv")})

    head = "name,email,roles,level,cohort,start\n"
    good = "Mai Tran,mai@example.org,representative,I,January 2025,2025-01-06\n"
    refused = post(head + good + "Jo,jo@example.org,king,,,\n")
    assert refused.status_code == 422
    assert "Line 3: roles: “king” is none of representative, supervisor, hr, administrator." in refused.text
    assert "joined, start on record" in post(head + good).text
    assert "as it was" in post(head + good).text


def test_a_refused_question_and_a_refused_answer_keep_what_was_typed(
    app: Flask, client: FlaskClient, sign_in: Any, hannah: Person
) -> None:
    with app.extensions["database"].session() as session:
        asked = service.question(session, session.get_one(Person, hannah.id), 2, "The fee was owed.", NOW).id
    sign_in(hannah)
    again = {"criterion": "range", "duty": "4", "reason": "Somebody else was on the call."}
    refused = client.post("/readiness/evidence/2/question", data=again)
    assert refused.status_code == 422
    assert "questioned this already" in refused.text
    blank = client.post("/readiness/evidence/1/question", data={**again, "reason": "  "})
    assert blank.status_code == 422
    assert "<details open><summary>Question this" in blank.text
    assert client.post("/readiness/evidence/3/question", data=again).status_code == 302
    other = app.test_client()
    sign_in(Role.SUPERVISOR, client=other)
    typed = {"outcome": "perhaps", "answer": "The record bears it out."}
    kept = other.post(f"/readiness/questions/{asked}", data=typed)
    assert kept.status_code == 422
    assert kept.text.count("The record bears it out.") == 1


def test_marks_of_the_checklist_stand_beside_the_figure_of_their_duty(
    app: Flask, client: FlaskClient, sign_in: Any, hannah: Person
) -> None:
    with app.extensions["database"].session() as session:
        mark = marked("mark:1", DAY, "alone", "Done alone. Exact.", 6, hannah.id)
        service.add_evidence(session, hannah.id, [mark], DAY)
    sign_in(hannah)
    assert "Done alone. Exact." in client.get("/readiness/me/range?duty=6").text
    assert "Done alone. Exact." not in client.get("/readiness/me/range?duty=4").text


def test_records_are_found_by_person_and_day_and_lead_back_to_what_was_known(
    app: Flask, client: FlaskClient, sign_in: Any, hannah: Person
) -> None:
    sign_in(Role.HR)
    assert "Nothing is on record yet" in client.get("/readiness/records").text
    client.post(f"/readiness/{hannah.id}/view", data={"view": "Strong in bills; too little on fees."})
    reason = {"decided": "not yet", "reason": "Too few opportunities with fees so far."}
    decided = client.post(f"/readiness/{hannah.id}/decide", data=reason).headers["Location"]
    page = client.get("/readiness/records?q=whitfield").text
    assert "Strong in bills; too little on fees." in page
    assert "Too few opportunities with fees so far." in page
    assert decided in page
    assert "Too few opportunities" not in client.get("/readiness/records?kind=view").text
    assert "Nothing matches" in client.get("/readiness/records?q=jordan").text
    assert "Nothing matches" in client.get("/readiness/records?until=2020-03-09").text
    with app.extensions["database"].session() as session:
        rows = audit.search(session, audit.Asked(words="page:records"))
    assert rows[0].detail == {"people": [hannah.id]}


def test_fairness_shows_no_small_group(app: Flask, client: FlaskClient, sign_in: Any, hannah: Person) -> None:
    """Of four people a figure would tell of persons; five on either side with twenty pieces each are shown."""
    with app.extensions["database"].session() as session:
        cohort = service.cohorts(session)[0]
        for name in (f"{group}{n}" for group in "AB" for n in range(5)):
            details = people.Details(name, f"{name}@example.org", frozenset({Role.REPRESENTATIVE}), Level.ONE)
            person = people.add(session, details, "seven quiet reservoirs", NOW)
            service.join(session, None, person, cohort, cohort.starts_on, NOW)
            given = pieces(4, 5, 3 if name[0] == "B" else 0)
            service.add_evidence(session, person.id, [replace(one, occasion=f"{name}:1") for one in given], DAY)
        live = pieces(4, 1, 0, source="live", reviewer_id=hannah.id)
        service.add_evidence(session, person.id, live, DAY)
    sign_in(Role.HR)
    four = client.get("/readiness/fairness?names=A0%0AA1%0AA2%0AA3").text
    assert four.count("too few to show") == 2
    assert "is called" not in four
    assert "too few interactions scored by others too, so nothing is allowed for" in four
    assert "100" not in re.findall(r"<td[^>]*>(\d+)</td>", four)
    five = client.get("/readiness/fairness?names=A0%0AA1%0AA2%0AA3%0AA4").text
    assert five.count("too few to show") == 1  # of the reviewer, who marked one piece
    assert "Hannah Whitfield: too few to show; 5 people and 20 pieces of evidence are needed on each side." in five
    assert "<td>not shown" not in five
    slips = client.get("/readiness/fairness?names=a0%0AHanna+Whitfeld%0AB7").text
    assert "is called “Hanna Whitfeld” or “B7”: left out of those chosen." in slips
    assert "1 chosen" in slips


def test_leave_and_an_end_hold_from_their_day(app: Flask, client: FlaskClient, sign_in: Any, hannah: Person) -> None:
    """Away from 1 to 20 February 2025, and out of the class from 2 March: listed before it, gone from it on."""
    sign_in(Role.HR)
    for what, day in (("away", "2025-02-01"), ("back", "2025-02-20"), ("left", "2025-03-02")):
        done = client.post(f"/readiness/{hannah.id}/leave", data={"what": what, "day": day})
        assert done.status_code == 302
    assert "Hannah Whitfield" in client.get("/readiness?as_of=2025-03-01").text
    assert "Hannah Whitfield" not in client.get("/readiness?as_of=2025-03-02").text
    with app.extensions["database"].session() as session:
        looked = (dt.date(2025, 1, 31), dt.date(2025, 2, 11), dt.date(2025, 3, 1))
        served = [service.standings(session, day, {}, [hannah.id])[0].known.service for day in looked]
    assert [one.leave_days for one in served if one] == [0, 10, 19]
    again = client.post(f"/readiness/{hannah.id}/leave", data={"what": "back", "day": "2025-02-20"})
    assert again.status_code == 422


def test_every_look_at_somebody_is_in_the_trail_once(
    app: Flask, client: FlaskClient, sign_in: Any, hannah: Person
) -> None:
    own = app.test_client()
    sign_in(hannah, client=own)
    own.get("/readiness/me")
    own.get("/readiness/me/range?duty=4")
    sign_in(Role.HR)
    pages = ["", "/export.csv", "/export.xlsx", f"/{hannah.id}", f"/{hannah.id}/evidence/range?duty=4"]
    for page in pages:
        assert client.get(f"/readiness{page}").status_code == 200
    assert client.get(f"/readiness/{hannah.id}/evidence/nonsense").status_code == 404
    with app.extensions["database"].session() as session:
        rows = [row for row in audit.search(session, audit.Asked()) if row.verb in ("saw", "exported")]
        told = [(row.verb, row.subject, {**row.detail, "as_of": ""}) for row in reversed(rows)]
    about, day = f"person:{hannah.id}", {"as_of": ""}
    assert told == [
        ("saw", "page:readiness", {"number_of_people": 1, **day}),
        ("exported", "table:readiness", {"form": "csv", "number_of_people": 1, **day}),
        ("exported", "table:readiness", {"form": "xlsx", "number_of_people": 1, **day}),
        ("saw", about, {"of": "dossier", **day}),
        ("saw", about, {"of": "evidence", "criterion": "range", "duty": 4, **day}),
    ]
