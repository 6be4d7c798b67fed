"""The administrator's pages: adding people, changing them, giving new passwords, closing access."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from trainer.web.roles import Role

PASSWORD = "seven quiet reservoirs"
MAI = {"name": "Mai Tran", "email": "mai@example.org", "roles": ["representative"], "level": "I"}


@pytest.fixture(autouse=True)
def ruth(sign_in: Callable[..., Any]) -> Any:
    return sign_in(Role.ADMINISTRATOR)


def handed_over(page: str) -> str:
    found = re.search(r'<dd class="handed">([^<]+)</dd>', page)
    assert found is not None, page
    return found[1]


def test_someone_added_enters_with_the_temporary_password_and_must_change_it(app: Flask, client: FlaskClient) -> None:
    password = handed_over(client.post("/people/new", data=MAI).text)
    mai = app.test_client()
    assert mai.post("/sign-in", data={"email": "mai@example.org", "password": password}).status_code == 302
    assert mai.get("/").headers["Location"] == "/account/password"
    assert "Choose your own password" in mai.get("/account/password").text
    data = {"old": password, "new": "nine green meadows", "again": "nine green meadows"}
    assert mai.post("/account/password", data=data).status_code == 302
    assert "Good morning, Mai" in mai.get("/").text


def test_what_is_missing_is_named_beside_its_field(client: FlaskClient) -> None:
    page = client.post("/people/new", data={}).text
    assert "Enter a name." in page
    assert "Enter an e-mail address." in page
    assert "Choose at least one role." in client.post("/people/new", data={**MAI, "roles": []}).text
    assert "Choose the classification" in client.post("/people/new", data={**MAI, "level": ""}).text
    assert "such as name@example.org" in client.post("/people/new", data={**MAI, "email": "mai"}).text


def test_nobody_gets_an_address_or_a_role_twice_or_invented(client: FlaskClient) -> None:
    client.post("/people/new", data=MAI)
    assert "Someone else signs in with this address." in client.post("/people/new", data={**MAI, "name": "Eve"}).text
    assert client.post("/people/new", data={**MAI, "email": "e@example.org", "roles": ["owner"]}).status_code == 422


def test_roles_change_at_once(app: Flask, client: FlaskClient, add_person: Callable[..., Any], sign_in: Any) -> None:
    person, elsewhere = add_person(Role.REPRESENTATIVE), app.test_client()
    sign_in(person, client=elsewhere)
    assert elsewhere.get("/people/").status_code == 403
    data = {"name": person.name, "email": person.email, "roles": ["administrator"]}
    answer = client.post(f"/people/{person.id}", data=data, follow_redirects=True)
    assert "Jordan Ames is saved." in answer.text
    assert elsewhere.get("/people/").status_code == 200


def test_closing_access_works_at_once_and_can_be_undone(
    app: Flask, client: FlaskClient, add_person: Callable[..., Any], sign_in: Any
) -> None:
    person, elsewhere = add_person(name="Owen Marsh"), app.test_client()
    sign_in(person, client=elsewhere)
    assert "can no longer sign in" in client.post(f"/people/{person.id}/deactivate", follow_redirects=True).text
    assert elsewhere.get("/").status_code == 302
    entry = {"email": person.email, "password": PASSWORD}
    assert elsewhere.post("/sign-in", data=entry).status_code == 422
    assert "can sign in again" in client.post(f"/people/{person.id}/reactivate", follow_redirects=True).text
    assert elsewhere.post("/sign-in", data=entry).status_code == 302


def test_a_new_temporary_password_ends_open_sessions(
    app: Flask, client: FlaskClient, add_person: Callable[..., Any], sign_in: Any
) -> None:
    person, elsewhere = add_person(name="Owen Marsh"), app.test_client()
    sign_in(person, client=elsewhere)
    handed_over(client.post(f"/people/{person.id}/password").text)
    assert elsewhere.get("/").status_code == 302


def test_the_last_administrator_cannot_leave(client: FlaskClient, ruth: Any) -> None:
    page = client.post(f"/people/{ruth.id}/deactivate", follow_redirects=True).text
    assert "is the only administrator" in page
    data = {"name": ruth.name, "email": ruth.email, "roles": ["hr"]}
    assert "is the only administrator" in client.post(f"/people/{ruth.id}", data=data).text


def test_the_list_says_who_has_access_and_as_what(client: FlaskClient, add_person: Callable[..., Any]) -> None:
    add_person(Role.REPRESENTATIVE, Role.SUPERVISOR, name="Owen Marsh")
    page = client.get("/people/").text
    assert "Two people have access: 1 representative, 1 supervisor and 1 administrator." in page
    assert "Representative I, Supervisor" in page


def test_what_people_are_called_is_shown_as_text(client: FlaskClient, add_person: Callable[..., Any]) -> None:
    add_person(name="<b>Eve</b> Hart")
    assert "<b>Eve</b>" not in client.get("/people/").text


def test_someone_who_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/people/999").status_code == 404
