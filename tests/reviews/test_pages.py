"""The pages of live interactions as a supervisor's browser sees them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from reviews.records import as_lines, bring_in, record
from sqlalchemy.orm import Session

from trainer.app import MEGABYTE
from trainer.audit.models import AuditRow
from trainer.people.models import Person
from trainer.reviews import views
from trainer.reviews.interactions import Draw, Interaction, MarkJudged, SamplingPlan
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


@pytest.fixture
def jordan(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.REPRESENTATIVE, email="jordan@example.com")


@pytest.fixture
def grace(add_person: Callable[..., Person], sign_in: Callable[..., Any], jordan: Person) -> Person:
    """The supervisor who is signed in."""
    person = add_person(Role.SUPERVISOR, name="Grace Okafor")
    sign_in(person)
    return person


@pytest.fixture
def database(app: Flask) -> Callable[[], Session]:
    opened: Callable[[], Session] = app.extensions["database"].session
    return opened


def fill(database: Callable[[], Session], *records: Any) -> None:
    with database() as session:
        assert bring_in(session, as_lines(records)).bad == 0


def test_an_empty_list_says_how_to_import(client: FlaskClient, grace: Person) -> None:
    page = client.get("/interactions").text
    assert "No interactions yet" in page
    assert 'href="/interactions/import"' in page


def test_an_example_of_each_format_and_the_schema_are_there_to_take(client: FlaskClient, grace: Person) -> None:
    links = re.findall(r'href="(/interactions/import/[^"]+)"', client.get("/interactions/import").text)
    assert len(links) == 4
    for link in links:
        with client.get(link) as answer:
            assert (answer.status_code, "attachment" in answer.headers["Content-Disposition"]) == (200, True)


def test_a_file_comes_in_and_its_report_is_shown(client: FlaskClient, grace: Person) -> None:
    raw = as_lines([record("A", ("customer", "It is 4111 1111 1111 1111")), "{<b>", record("C")])
    page = client.post("/interactions/import", data={"file": (io.BytesIO(raw), "calls.jsonl")}).text
    assert re.search(r"<dt>Added</dt><dd>.*2</span></dd>", page)
    assert "Is not JSON" in page
    assert "1 card number<" in page
    assert "2 interactions" in client.get("/interactions").text


@pytest.mark.parametrize(("named", "says"), [(None, "Choose a file."), ("calls.xlsx", "should end in one of .jsonl")])
def test_a_file_that_cannot_be_read_is_told(client: FlaskClient, grace: Person, named: str | None, says: str) -> None:
    data = {"file": (io.BytesIO(b"x"), named)} if named else {}
    answer = client.post("/interactions/import", data=data)
    assert answer.status_code == 422
    assert says in answer.text


def sent(client: FlaskClient, size: int) -> int:
    """The status of sending a file of so many bytes."""
    head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n'
    body = head.encode() + b" " * size + b"\r\n--b--\r\n"
    return client.post("/interactions/import", data=body, content_type="multipart/form-data; boundary=b").status_code


def test_a_supervisor_may_send_more_than_other_forms_hold_and_nobody_else_may(
    app: Flask, client: FlaskClient, grace: Person, sign_in: Callable[..., Any], jordan: Person
) -> None:
    between = 2 * MEGABYTE
    assert sent(client, between) == 200
    assert sent(client, views.LARGEST + 1) == 413
    other = app.test_client()
    sign_in(jordan, client=other)
    assert sent(other, between) == 403
    assert sent(app.test_client(), between) == 401


def test_filters_find_and_stay_in_the_address(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(
        database, record("A", reason="leak", channel="chat"), record("B"),
        record("C", started_at="2026-03-05T23:30:00-08:00"),
    )  # fmt: skip
    assert "3 interactions" in client.get("/interactions").text
    assert "1 interaction<" in client.get("/interactions?channel=chat").text
    assert "1 interaction<" in client.get("/interactions?reason=leak").text
    assert "1 interaction<" in client.get("/interactions?first_day=2026-03-05&last_day=2026-03-05").text
    nothing = client.get("/interactions?channel=letter").text
    assert "None of them fits" in nothing
    assert '<option selected value="letter">' in nothing


def test_the_list_has_pages_that_keep_the_filters(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, *(record(f"R{n}") for n in range(51)))
    first = client.get("/interactions?channel=phone").text
    assert first.count("/interactions/") - first.count("/interactions/i") >= 50
    assert "page 1 of 2" in first
    older = re.search(r'href="([^"]+)" rel="next"', first)
    assert older is not None
    assert "channel=phone" in older[1]
    assert "page 2 of 2" in client.get(older[1].replace("&amp;", "&")).text


TOLD = record(
    "A",
    ("rep", "Water district, this is Jordan."),
    ("customer", "It's <script>alert(1)</script> 4111 1111 1111 1111"),
    ("rep", "Your balance is $214.60."),
    ("rep", "Goodbye."),
    actions=[{"kind": "waive_penalty", "text": "Courtesy", "at": 61}],
)


def test_one_interaction_shows_its_words_marks_and_actions(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, TOLD)
    page = client.get("/interactions/1").text
    assert "&lt;script&gt;" in page
    assert '<span class="masked">card number masked</span>' in page
    assert "Account facts before verification" in page
    assert 'href="/manual/1.1"' in page
    assert "waive penalty: Courtesy" in page
    assert "1:01" in page


def test_a_mark_is_kept_dismissed_and_taken_back(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, TOLD)
    mark = {"turn": 3, "kind": "disclosure"}
    for judged in ("kept", "dismissed"):
        answer = client.post("/interactions/1/marks", data={**mark, "judged": judged})
        assert answer.headers["Location"] == "/interactions/1#turn-3"
        with database() as session:
            kept = session.scalars(sa.select(MarkJudged)).one()
            assert (kept.judged, kept.person_id, kept.at) == (judged, grace.id, NOW)
        assert f"({judged})" in client.get("/interactions/1").text
    client.post("/interactions/1/marks", data={**mark, "judged": ""})
    with database() as session:
        assert session.scalars(sa.select(MarkJudged)).all() == []
    assert client.post("/interactions/1/marks", data={**mark, "judged": "loved"}).status_code == 400


def test_a_hold_needs_a_reason_and_can_be_released(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, TOLD)
    assert "Say why it is held" in client.post("/interactions/1/hold", data={}, follow_redirects=True).text
    assert "Claim 11" in client.post("/interactions/1/hold", data={"why": "Claim 11"}, follow_redirects=True).text
    assert "1 interaction<" in client.get("/interactions?held=y").text
    client.post("/interactions/1/hold", data={"release": "1"})
    with database() as session:
        one = session.get(Interaction, 1)
        assert one is not None
        assert (one.held, one.held_why) == (False, "")


def test_the_recording_plays_in_parts_where_there_is_one(
    client: FlaskClient, grace: Person, app: Flask, database: Callable[[], Session]
) -> None:
    fill(database, record("A", audio="A.mp3"))
    assert "not in the folder of recordings" in client.get("/interactions/1").text
    assert client.get("/interactions/1/recording").status_code == 404
    app.config["RECORDINGS"].mkdir()
    (app.config["RECORDINGS"] / "A.mp3").write_bytes(b"0123456789")
    assert "<audio" in client.get("/interactions/1").text
    part = client.get("/interactions/1/recording", headers={"Range": "bytes=2-4"}, buffered=True)
    assert (part.status_code, part.data) == (206, b"234")


def test_ones_own_interactions_wait_for_their_release(
    client: FlaskClient, add_person: Callable[..., Person], sign_in: Callable[..., Any], database: Callable[[], Session]
) -> None:
    owen = add_person(Role.REPRESENTATIVE, Role.SUPERVISOR, name="Owen Marsh", email="owen@example.com")
    fill(database, record("A", representative="owen@example.com"))
    sign_in(owen)
    assert "No interactions yet" in client.get("/interactions").text
    assert client.get("/interactions/1").status_code == 404
    assert client.post("/interactions/1/hold", data={"why": "x"}).status_code == 404


def trail(database: Callable[[], Session], *verbs: str) -> list[AuditRow]:
    """The rows of the trail with these verbs, or all of them, in order."""
    with database() as session:
        rows = session.scalars(sa.select(AuditRow).order_by(AuditRow.number)).all()
    return [row for row in rows if not verbs or row.verb in verbs]


def test_reading_an_interaction_is_told_in_the_trail(
    client: FlaskClient, grace: Person, jordan: Person, database: Callable[[], Session]
) -> None:
    fill(database, TOLD)
    client.get("/interactions/1")
    (row,) = trail(database, "saw")
    assert (row.actor_id, row.subject, row.detail) == (grace.id, "interaction:1", {"person": jordan.id})


def test_a_hold_and_its_end_are_told_in_the_trail(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, TOLD)
    client.post("/interactions/1/hold", data={"why": "Claim 2026-11"})
    client.post("/interactions/1/hold", data={"release": "1"})
    rows = trail(database, "held", "let go of a hold")
    assert [(row.actor, row.verb) for row in rows] == [("Grace Okafor", "held"), ("Grace Okafor", "let go of a hold")]
    assert rows[0].detail == {"why": "Claim 2026-11"}


def test_what_comes_in_is_marked_and_goes_out_is_told_in_the_trail(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    raw = as_lines([TOLD, record("B", ("customer", "My social is 078-05-1120.")), "{"])
    for _ in range(2):  # nothing is new the second time, and nothing is told
        client.post("/interactions/import", data={"file": (io.BytesIO(raw), "march.jsonl")})
    for judged in ("kept", ""):
        client.post("/interactions/1/marks", data={"turn": 3, "kind": "disclosure", "judged": judged})
    client.get("/interactions.csv?channel=phone")
    client.get("/interactions.pdf")  # there is no such file
    assert [(row.actor, row.verb, row.subject, row.detail) for row in trail(database)] == [
        ("Grace Okafor", "imported", "interactions:1-2",
         {"file": "march.jsonl", "added": 2, "masked": {"card": 1, "ssn": 1}}),
        ("Grace Okafor", "kept a mark", "interaction:1", {"turn": 3, "mark": "disclosure"}),
        ("Grace Okafor", "took back a mark", "interaction:1", {"turn": 3, "mark": "disclosure"}),
        ("Grace Okafor", "exported", "table:interactions", {"form": "csv", "rows": 2, "channel": "phone"}),
    ]  # fmt: skip


def test_of_a_recording_only_its_beginning_is_told(
    app: Flask, client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, record("A", audio="a.wav"))
    app.config["RECORDINGS"].mkdir(exist_ok=True)
    (app.config["RECORDINGS"] / "a.wav").write_bytes(b"RIFF" * 100)
    for part in ("bytes=0-", "bytes=100-199"):
        with client.get("/interactions/1/recording", headers={"Range": part}) as sent_:
            assert sent_.status_code == 206
    assert len(trail(database, "saw")) == 1


def test_the_list_is_exported_as_it_is_filtered(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, record("A", reason="leak"), *(record(f"R{n}") for n in range(60)))
    rows = list(csv.DictReader(io.StringIO(client.get("/interactions.csv?reason=late+penalty").text)))
    assert "60 interactions" in client.get("/interactions?reason=late+penalty").text
    assert {row["Source id"] for row in rows} == {f"R{n}" for n in range(60)}


def plan(grace: Person, **more: Any) -> dict[str, Any]:
    return {
        "name": "March", "first_day": "2026-03-01", "last_day": "2026-03-31", "per_person": 2, "weeks": 1,
        "reviewers": [str(grace.id)], "first_week": "2026-03-10", "seed": "s", **more,
    }  # fmt: skip


def test_a_sample_is_drawn_shared_and_shown_with_its_reasons(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, *(record(f"R{n}", started_at=f"2026-03-0{n + 1}T10:00:00-08:00") for n in range(5)))
    answer = client.post("/interactions/samples/new", data=plan(grace))
    assert answer.headers["Location"] == "/interactions/samples/1"
    page = client.get("/interactions/samples/1").text
    assert "2 of 5 contacts" in page
    assert "phone, late penalty: 2 of 5" in page
    assert "random" in page
    drawn = list(csv.DictReader(io.StringIO(client.get("/interactions/samples/1.csv").text)))
    assert [one["Reviewer"] for one in drawn] == ["Grace Okafor"] * 2
    for one in drawn:
        assert f'href="/interactions/{one["Interaction"]}"' in page
    assert client.get("/reviews/").text.count('name="draw"') == 2


def test_the_same_is_never_drawn_by_two_random_samples(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, *(record(f"R{n}") for n in range(3)))
    for _ in range(2):
        client.post("/interactions/samples/new", data=plan(grace))
    with database() as session:
        drawn = session.scalars(sa.select(Draw.interaction_id)).all()
    assert sorted(drawn) == [1, 2, 3]
    assert "There is nothing to draw from" in client.post("/interactions/samples/new", data=plan(grace)).text


def test_what_is_looked_for_is_targeted_and_needs_a_reason(
    client: FlaskClient, grace: Person, database: Callable[[], Session]
) -> None:
    fill(database, record("A"), record("B", reason="leak"))
    asked = plan(grace, reason="leak")
    refused = client.post("/interactions/samples/new", data=asked)
    assert refused.status_code == 422
    assert "Say why these are looked for" in refused.text
    client.post("/interactions/samples/new", data={**asked, "why": "Leaks since the storm"})
    with database() as session:
        made = session.scalars(sa.select(SamplingPlan)).one()
        assert (made.targeted, made.why, [one.interaction_id for one in made.draws]) == (
            True, "Leaks since the storm", [2],
        )  # fmt: skip
    page = client.get("/interactions/samples/1").text
    assert "targeted" in page
    assert "Leaks since the storm" in page


def test_nobody_is_given_their_own_to_review(
    client: FlaskClient, grace: Person, add_person: Callable[..., Person], database: Callable[[], Session]
) -> None:
    owen = add_person(Role.REPRESENTATIVE, Role.SUPERVISOR, name="Owen Marsh", email="owen@example.com")
    fill(database, record("A", representative="owen@example.com"), record("B"))
    alone = client.post("/interactions/samples/new", data=plan(grace, reviewers=[str(owen.id)]))
    assert "Name one more reviewer" in alone.text
    client.post("/interactions/samples/new", data=plan(grace, reviewers=[str(owen.id), str(grace.id)]))
    with database() as session:
        shared = {one.interaction_id: one.reviewer_id for one in session.scalars(sa.select(Draw))}
    assert shared[1] == grace.id
    assert shared[2] == owen.id
