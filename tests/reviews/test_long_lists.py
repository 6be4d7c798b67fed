"""Lists of hundreds and thousands are read page by page: nothing twice, nothing left out, in the export’s order."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest
import sqlalchemy as sa
from conftest import NOW
from flask.testing import FlaskClient

from trainer.people.models import Person
from trainer.reviews.interactions import Interaction
from trainer.reviews.models import Cause, CoachingNote, Dispute, Moment, Purpose, Review, ReviewAnswer, ReviewScore
from trainer.reviews.words import Channel

CALLS, REVIEWS = 1020, 120


@pytest.fixture
def many(with_session: Any, version: int, grace: Person, jordan: Person) -> None:
    """1,020 calls, some begun at the same moment; 120 released reviews, each disputed and coached."""
    calls = [
        {"id": n, "source": "t", "source_id": f"c{n}", "channel": Channel.PHONE, "reason": ("leak", "late")[n % 2],
         "started_at": NOW - dt.timedelta(hours=n // 3), "representative_id": jordan.id, "maskings": {}, "held": False,
         "held_why": "", "content_hash": f"{n:064}", "imported_at": NOW}
        for n in range(1, CALLS + 1)
    ]  # fmt: skip
    reviews = [
        {"id": n, "interaction_id": n, "version_id": version, "reviewer_id": grace.id, "purpose": Purpose.RANDOM,
         "revision": 1, "begun_at": NOW, "changed_at": NOW, "finished_at": NOW, "released_at": NOW}
        for n in range(1, REVIEWS + 1)
    ]  # fmt: skip
    answers = [
        {"review_id": n, "number": place, "criterion": name, "value": value, "comment": "", "evidence": [], "at": NOW,
         "by_id": grace.id}
        for n in range(1, REVIEWS + 1)
        for place, (name, value) in enumerate((("greets", "yes"), ("verifies", "yes"), ("explains", "3")), start=1)
    ]  # fmt: skip
    scores = [
        {"review_id": n, "number": 1, "why": Moment.FINISHED, "at": NOW, "by_id": grace.id,
         "score": {"percent": "90", "outcome": "pass", "critical": [1, 1]}}
        for n in range(1, REVIEWS + 1)
    ]  # fmt: skip
    disputed = [
        {"review_id": n, "criterion": "explains", "reason": "It was a four.", "raised_at": NOW, "answer": "",
         "value_before": "3"}
        for n in range(1, REVIEWS + 1)
    ]  # fmt: skip
    notes = [
        {"person_id": jordan.id, "coach_id": grace.id, "review_id": n, "criterion": "explains", "cause": Cause.SKILL,
         "seen": "x", "agreed": "y", "scenarios": [], "made_at": NOW, "coach_signed_at": NOW}
        for n in range(1, REVIEWS + 1)
    ]  # fmt: skip

    def work(session: Any) -> None:
        tables = (Interaction, calls), (Review, reviews), (ReviewAnswer, answers), (ReviewScore, scores)
        for table, rows in (*tables, (Dispute, disputed), (CoachingNote, notes)):
            session.execute(sa.insert(table), rows)
        session.commit()

    with_session(work)


def walk(client: FlaskClient, path: str, link: str) -> tuple[list[str], int]:
    """What the pages from `path` on link to, in order, and how many pages there are; `link` names the id."""
    found, pages, following = list[str](), 0, path
    while following:
        page = client.get(following).text
        found += re.findall(link, page.split('id="main"', 1)[1])
        pages += 1
        older = re.search(r'href="([^"]+)" rel="next"', page)
        following = older[1].replace("&amp;", "&") if older else ""
    return found, pages


def column(client: FlaskClient, path: str, name: str) -> list[str]:
    return [row[name] for row in csv.DictReader(io.StringIO(client.get(path).text))]


@pytest.mark.usefixtures("many")
def test_every_long_list_is_read_page_by_page(client: FlaskClient, sign_in: Any, grace: Person) -> None:
    sign_in(grace)
    found, pages = walk(client, "/interactions", r'href="/interactions/(\d+)"')
    assert (len(set(found)), pages) == (CALLS, 21)
    assert found == column(client, "/interactions.csv", "Interaction")
    leaks, _ = walk(client, "/interactions?reason=leak", r'href="/interactions/(\d+)"')
    assert leaks == column(client, "/interactions.csv?reason=leak", "Interaction")
    for path, link, files, name in (
        ("/reviews/finished", r'href="/reviews/(\d+)"', "/reviews/finished.csv", "Review"),
        ("/reviews/disputes", r'href="/reviews/(\d+)#', "/reviews/disputes.csv", "Review"),
        ("/coaching/", r'href="/coaching/(\d+)"', "/coaching/notes.csv", "Note"),
    ):
        found, pages = walk(client, path, link)
        assert (len(set(found)), pages) == (REVIEWS, 3), path
        assert found == column(client, files, name), path
    for number in ("0", "-4", "999", "x"):
        assert client.get(f"/interactions?page={number}").status_code == 200
    assert "page 21 of 21" in client.get("/interactions?page=999").text


@pytest.mark.usefixtures("many")
def test_what_was_released_to_somebody_has_pages_and_home_names_the_latest(
    client: FlaskClient, sign_in: Any, jordan: Person
) -> None:
    sign_in(jordan)
    found, pages = walk(client, "/reviews/", r'href="/reviews/(\d+)"')
    assert (found, pages) == ([str(n) for n in range(REVIEWS, 0, -1)], 3)
    home = client.get("/").text
    assert home.count(">A review of your telephone contact<") == home.count(">Coaching: Explains<") == 3
    assert f"{REVIEWS - 3} more reviews to read" in home
    assert f"{REVIEWS - 3} more coaching notes to sign" in home
