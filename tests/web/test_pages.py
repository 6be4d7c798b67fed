"""The shared pages: home, light and dark, and what is said when something goes wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Blueprint, Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from trainer.app import create_app
from trainer.settings import Settings
from trainer.web import clock, words
from trainer.web.access import allow
from trainer.web.roles import Role, Viewer
from trainer.web.shell import Home, Suggestion, Waiting, add_navigation, on_home


def feature() -> Blueprint:
    """A feature as small as one can be: one page, an entry, and something that waits for representatives."""
    blueprint = Blueprint("drills", __name__, url_prefix="/drills")
    add_navigation(blueprint, "Drills", "drills.index", order=20)

    @on_home(blueprint, Role.REPRESENTATIVE)
    def home(session: Session, person: Viewer) -> Home:
        late = Waiting("Leak credits", f"Four bills for {person.first_name}.", "/drills/", "Start", order=60)
        first = Waiting("Late fees", "This one counts.", "/drills/", "Begin", order=10)
        return Home([late, first], section="<section><h2>Recent drills</h2></section>")

    @on_home(blueprint, Role.SUPERVISOR)
    def suggest(session: Session, person: Viewer) -> Home:
        return Home(suggestion=Suggestion("Assign a drill", "Choose one.", "/drills/", "Choose"))

    @blueprint.get("/")
    @allow(Role.REPRESENTATIVE, Role.SUPERVISOR)
    def index() -> str:
        return "drills"

    return blueprint


@pytest.fixture
def with_feature(app: Flask) -> FlaskClient:
    app.register_blueprint(feature())
    return app.test_client()


def test_a_feature_adds_what_waits_most_pressing_first(with_feature: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in(Role.REPRESENTATIVE, client=with_feature)
    page = with_feature.get("/").text
    assert "Three things wait for you." in page  # the two above, and the first call of someone new
    assert page.index("Late fees") < page.index("Four bills for Jordan.") < page.index("<h2>Recent drills</h2>")
    assert 'aria-label="Begin: Late fees"' in page


def test_where_nothing_waits_the_page_says_what_to_do(with_feature: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in(Role.SUPERVISOR, client=with_feature)
    page = with_feature.get("/").text
    assert "Nothing waits for you right now." in page
    assert "Assign a drill" in page


@pytest.mark.parametrize(
    ("role", "entries"),
    [(Role.REPRESENTATIVE, ["Home", "Drills"]), (Role.HR, ["Home"]), (Role.ADMINISTRATOR, ["Home", "People"])],
)
def test_the_top_bar_lists_what_leads_somewhere(
    with_feature: FlaskClient, sign_in: Callable[..., Any], role: Role, entries: list[str]
) -> None:
    sign_in(role, client=with_feature)
    page = with_feature.get("/").text
    shown = [label for label in ("Home", "Drills", "People") if f">{label}</a>" in page]
    assert shown == entries
    assert '<a href="/" aria-current="page">Home</a>' in page


def test_a_lone_administrator_is_told_to_add_people(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in(Role.ADMINISTRATOR)
    assert "Add the people who will use Trainer" in client.get("/").text


@pytest.mark.parametrize(
    ("hour", "minute", "part"),
    [(3, 59, "evening"), (4, 0, "morning"), (11, 59, "morning"), (12, 0, "afternoon"), (18, 0, "evening")],
)
def test_the_greeting_goes_by_the_office_clock(hour: int, minute: int, part: str) -> None:
    assert clock.part_of_day(dt.datetime(2026, 7, 1, hour, minute, tzinfo=clock.OFFICE)) == part


def test_moments_are_told_as_people_tell_them() -> None:
    now = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
    assert clock.ago(now - dt.timedelta(hours=2), now) == "Today, 8:30 AM"
    assert clock.ago(now - dt.timedelta(hours=20), now) == "Yesterday, 2:30 PM"
    assert clock.ago(now - dt.timedelta(days=7), now) == "3 March 2026"


def test_small_words() -> None:
    assert words.wait(29.2) == "30 seconds"
    assert words.wait(91) == "2 minutes"
    assert words.plural(1, "minute") == "1 minute"
    assert words.listing(["a", "b", "c"]) == "a, b and c"
    assert words.count(3) == "Three"
    assert words.count(1300) == "1,300"


def test_light_or_dark_is_remembered_and_arrives_with_the_page(client: FlaskClient) -> None:
    assert "data-bs-theme" not in client.get("/sign-in").text
    client.post("/theme", data={"theme": "dark", "next": "/sign-in"})
    assert '<html lang="en" data-bs-theme="dark">' in client.get("/sign-in").text
    client.post("/theme", data={"theme": "system"})
    assert "data-bs-theme" not in client.get("/sign-in").text


def test_an_invented_theme_in_the_cookie_does_nothing(client: FlaskClient) -> None:
    client.set_cookie("theme", "'><script>")
    assert "data-bs-theme" not in client.get("/sign-in").text


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (400, "That did not arrive as expected"),
        (403, "This page is not open to you"),
        (404, "There is no page here"),
        (405, "This address works differently"),
        (413, "That is too large"),
        (429, "Too many tries"),
        (500, "Something broke on our side"),
    ],
)
def test_each_error_has_its_page(app: Flask, code: int, title: str) -> None:
    app.add_url_rule("/fail", "fail", allow.public(lambda: abort(code)))
    answer = app.test_client().get("/fail")
    assert answer.status_code == code
    assert f"<h1>{title}</h1>" in answer.text


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.get("/theme")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_page_that_is_not_there_keeps_the_navigation(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in()
    assert "Jordan Ames" in client.get("/no-such-page").text


def test_a_failure_tells_nobody_its_secrets_and_needs_no_database(settings: Settings) -> None:
    app = create_app(settings)

    def broken() -> str:
        raise RuntimeError("the secret is a swordfish")

    app.add_url_rule("/broken", "broken", allow.public(broken))
    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "swordfish" not in answer.text
    app.extensions["database"].close()
