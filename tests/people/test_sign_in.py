"""Signing in and out, one's own account and the first start, as a browser sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from trainer.app import create_app
from trainer.people import demo, service
from trainer.settings import Settings
from trainer.web.roles import Role

PASSWORD = "seven quiet reservoirs"
NEW = "eight loud waterfalls"
_TOKEN = re.compile(r'<meta name="csrf-token"[^>]*>|name="csrf_token"[^>]*')  # another one each second


def enter(client: FlaskClient, email: str, password: str = PASSWORD) -> Any:
    return client.post("/sign-in", data={"email": email, "password": password})


def change(client: FlaskClient, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> Any:
    return client.post("/account/password", data={"old": old, "new": new, "again": again})


def test_the_right_password_leads_home(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in()
    assert "Good morning, Jordan" in client.get("/").text


def test_a_page_asked_for_first_comes_after_signing_in(client: FlaskClient, add_person: Callable[..., Any]) -> None:
    there = client.get("/account?from=mail").headers["Location"]
    assert there == "/sign-in?next=/account?from%3Dmail"
    answer = client.post(there, data={"email": add_person().email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account?from=mail"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: FlaskClient, add_person: Callable[..., Any]
) -> None:
    known, unknown = add_person().email, "nobody-here-at-all@example.org"
    answers = [enter(client, email, "not the password") for email in (known, unknown)]
    assert [answer.status_code for answer in answers] == [422, 422]
    told = [_TOKEN.sub("", answer.text) for answer in answers]
    assert told[0].replace(known, "…") == told[1].replace(unknown, "…")
    assert "do not belong together" in answers[0].text


def test_too_many_failures_say_how_long_to_wait(client: FlaskClient, add_person: Callable[..., Any]) -> None:
    email = add_person().email
    for _ in range(5):
        enter(client, email, "not the password")
    answer = enter(client, email)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "30"
    assert "Wait 30 seconds, then try again." in answer.text


def test_empty_fields_are_named(client: FlaskClient) -> None:
    page = client.post("/sign-in").text
    assert "Enter your e-mail address." in page
    assert 'aria-describedby="email-error"' in page


def test_signing_in_starts_a_fresh_session(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    with client.session_transaction() as session:
        session["planted"] = "by someone else"
    sign_in()
    with client.session_transaction() as session:
        assert "planted" not in session


def test_signing_out_needs_a_post_and_ends_the_session(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in()
    assert client.get("/sign-out").status_code == 405
    assert client.get("/").status_code == 200
    assert "You are signed out." in client.post("/sign-out", follow_redirects=True).text
    assert client.get("/").headers["Location"] == "/sign-in"


def test_only_signing_in_and_out_write_the_session(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    """A slow answer that carried the cookie again could undo a sign-out that overtook it."""
    sign_in()
    client.get("/account")
    for path in ("/", "/account", "/static/icon.svg"):
        assert "Set-Cookie" not in client.get(path, buffered=True).headers


def test_a_new_password_ends_all_other_sessions(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Any]
) -> None:
    person, elsewhere = add_person(), app.test_client()
    sign_in(person)
    sign_in(person, client=elsewhere)
    assert change(client).headers["Location"] == "/account"
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert enter(elsewhere, person.email).status_code == 422
    assert enter(elsewhere, person.email, NEW).status_code == 302


def test_the_new_password_must_be_typed_alike_and_be_good(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in()
    assert "The two do not match" in change(client, again="something else").text
    assert "Use at least 12 characters" in change(client, new="short", again="short").text
    assert "That is not your current password." in change(client, old="no").text


def test_the_account_page_tells_who_and_when(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in(Role.REPRESENTATIVE, Role.SUPERVISOR)
    page = client.get("/account").text
    assert "Representative I, Supervisor" in page
    assert "Today, 10:30 AM" in page
    assert "Signed in" in page


def test_demo_people_find_the_door_closed_elsewhere(client: FlaskClient, add_person: Callable[..., Any]) -> None:
    person = add_person(demo=True)
    assert enter(client, person.email).status_code == 422
    assert "Or look around" not in client.get("/sign-in").text


def test_the_demo_shows_its_people_at_the_door(settings: Settings) -> None:
    app = create_app(replace(settings, demo=True))
    app.config.update(WTF_CSRF_ENABLED=False)
    with app.extensions["database"].session() as session:
        demo.fill(session, app.config["CLOCK"]())
    client = app.test_client()
    assert "Mai Tran" in client.get("/sign-in").text
    assert enter(client, "mai@example.com", demo.read().password).status_code == 302
    app.extensions["database"].close()


def test_the_setup_link_works_once(app: Flask, client: FlaskClient) -> None:
    app.config["SETUP_TOKEN"] = "printed-in-the-terminal"
    link = "/setup/printed-in-the-terminal"
    assert "You will be the first administrator" in client.get(link).text
    data = {"name": "Ruth Delgado", "email": "ruth@example.org", "new": NEW, "again": NEW}
    assert client.post(link, data={**data, "email": "ruth"}).status_code == 422
    assert client.post(link, data=data).headers["Location"] == "/people/"
    assert client.get("/people/").status_code == 200
    assert app.test_client().get(link).status_code == 404


def test_the_setup_link_opens_nothing_once_someone_is_there(
    app: Flask, client: FlaskClient, add_person: Callable[..., Any]
) -> None:
    add_person()
    app.config["SETUP_TOKEN"] = "leaked"
    data = {"name": "Eve", "email": "eve@example.org", "new": NEW, "again": NEW}
    answer = client.post("/setup/leaked", data=data)
    assert answer.status_code == 422
    assert "There are people already." in answer.text
    with app.extensions["database"].session() as session:
        assert len(service.everyone(session)) == 1
