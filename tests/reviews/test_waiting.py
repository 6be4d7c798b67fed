"""What of reviewing waits for people at home."""

from __future__ import annotations

from typing import Any

from conftest import NOW
from flask import Flask
from flask.testing import FlaskClient
from reviews.test_coaching import released

from trainer.people.models import Person
from trainer.reviews import coaching, disputes, reviewing
from trainer.reviews.models import Cause


def test_each_one_s_home_lists_what_waits_for_them(
    app: Flask, client: FlaskClient, sign_in: Any, with_session: Any, version: int, grace: Person, owen: Person,
    jordan: Person,
) -> None:  # fmt: skip
    def work(session: Any) -> None:
        one = reviewing.review(session, released(session, version, grace, jordan, 1, "no", 3))
        coaching.write(session, one, "verifies", Cause.SKILL, "x" * 10, "y" * 10, [], grace.id, NOW)
        disputes.dispute(session, one, "verifies", "Line 3 asks for it.", jordan.id, NOW, 10)

    with_session(work)
    homes = {}
    for person in (jordan, grace, owen):
        browser = app.test_client()
        sign_in(person, client=browser)
        homes[person.name] = browser.get("/").text
    assert "A review of your telephone contact" in homes["Jordan Ames"]
    assert "Coaching: Verifies" in homes["Jordan Ames"]
    assert "One dispute to settle" in homes["Owen Marsh"]
    assert "to settle" not in homes["Grace Okafor"]  # her own review
