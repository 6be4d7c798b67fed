"""What protects a session: tokens in forms, headers on every answer, cookies, and links that lead only here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from trainer.app import create_app
from trainer.settings import Settings
from trainer.web.access import safe_next

PAGES = ["/sign-in", "/no-such-page", "/static/theme.js"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_limits_what_the_browser_may_load(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_behind_https_the_browser_must_keep_to_it(settings: Settings) -> None:
    app = create_app(replace(settings, https=True))
    answer = app.test_client().get("/sign-in")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert "Secure" in answer.headers["Set-Cookie"]
    app.extensions["database"].close()


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    cookie = app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_pages_carry_nothing_inline(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in()
    for path in ("/", "/account", "/account/password"):
        page = client.get(path).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=)", page), path
        assert not re.search(r"""(src|href)=["']https?:""", page), path


def test_pages_are_never_kept_and_hashed_files_always(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in()
    page = client.get("/")
    assert page.headers["Cache-Control"] == "no-store"
    sheet = re.search(r'href="(/static/css/tokens.css\?v=\w+)"', page.text)
    assert sheet is not None
    assert "immutable" in client.get(sheet[1], buffered=True).headers["Cache-Control"]
    assert "immutable" not in client.get("/static/css/tokens.css", buffered=True).headers["Cache-Control"]


def test_a_form_without_its_token_is_refused_kindly(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/sign-in", data={"email": "a@example.org", "password": "whatever it is"})
    assert answer.status_code == 400
    assert "This page has been open too long" in answer.text


def test_a_script_may_send_the_token_in_a_header(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/sign-in").text)
    assert token is not None
    assert client.post("/theme", headers={"X-CSRFToken": token[1]}).status_code == 302


@pytest.mark.parametrize("path", ["/", "/people/new", "/a/b?c=d&e=%20f"])
def test_a_path_of_this_site_may_follow_signing_in(path: str) -> None:
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "target",
    [
        "",
        None,
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "evil",
        "/\t/evil.example",
        "/a\nb",
        "/a\\b",
    ],
)
def test_nothing_else_may(target: str | None) -> None:
    assert safe_next(target) is None


@pytest.mark.parametrize(("target", "expected"), [("/account", "/account"), ("//evil.example", "/")])
def test_signing_in_leads_back_but_not_elsewhere(
    client: FlaskClient, add_person: Callable[..., Any], target: str, expected: str
) -> None:
    data = {"email": add_person().email, "password": "seven quiet reservoirs"}
    assert client.post("/sign-in", query_string={"next": target}, data=data).headers["Location"] == expected


def test_what_is_too_large_is_refused_with_a_page(client: FlaskClient) -> None:
    answer = client.post("/theme", data={"theme": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "That is too large" in answer.text


def test_the_demo_answers_to_no_other_name(settings: Settings) -> None:
    app = create_app(replace(settings, demo=True))
    client = app.test_client()
    assert client.get("/sign-in").status_code == 200
    assert client.get("/sign-in", headers={"Host": "evil.example"}).status_code == 400
    app.extensions["database"].close()


def test_addresses_of_callers_come_from_proxies_only_when_announced(settings: Settings) -> None:
    for proxies, expected in ((0, "127.0.0.1"), (1, "203.0.113.9")):
        app = create_app(replace(settings, proxies=proxies))
        seen: list[str | None] = []
        app.before_request(lambda seen=seen: seen.append(request.remote_addr))
        app.test_client().get("/sign-in", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
        assert seen == [expected]
        app.extensions["database"].close()
