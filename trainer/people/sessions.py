"""Who the browser is: from the session cookie to a person, and back at signing in and out."""

from __future__ import annotations

import datetime as dt
from typing import cast

import flask
from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, login_user, logout_user  # type: ignore[import-untyped]

from trainer.db import session
from trainer.people import service
from trainer.people.models import Person
from trainer.web.access import declared, signed_in, viewer

LENGTH = dt.timedelta(hours=12)
_ALWAYS_OPEN = ("people.password", "people.sign_out")


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    manager.user_loader(_load)
    app.config["PERMANENT_SESSION_LIFETIME"] = LENGTH
    app.before_request(_insist_on_own_password)


def begin(person: Person) -> None:
    """Start a fresh session: nothing of what the browser held before is carried over."""
    flask.session.clear()
    flask.session.permanent = True
    login_user(person)


def end() -> None:
    logout_user()
    flask.session.clear()


def current() -> Person:
    """The signed-in person as this feature knows them."""
    return cast(Person, signed_in())


def _load(kept: str) -> Person | None:
    return service.by_session(session(), kept)


def _insist_on_own_password() -> ResponseReturnValue | None:
    """Someone with a temporary password chooses their own before anything else."""
    person = viewer()
    if person is None or not cast(Person, person).must_change_password or request.endpoint is None:
        return None
    if request.endpoint in _ALWAYS_OPEN or "public" in declared(current_app, request.endpoint):
        return None
    return redirect(url_for("people.password"))
