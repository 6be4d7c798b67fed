"""Accommodations: arranged by HR, kept apart, and every look at them recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from trainer.accommodations import service
from trainer.accommodations.service import Lifted
from trainer.audit import service as audit
from trainer.db import Database
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


def test_exactly_what_is_arranged_is_in_force(database: Database, add_person: Callable[..., Any]) -> None:
    jordan, miriam = add_person(), add_person(Role.HR, name="Miriam Stein")
    with database.session() as session:
        service.arrange(session, miriam, jordan, {Lifted.EXTRA_TIME, Lifted.PICKING}, NOW)
        service.arrange(session, miriam, jordan, {Lifted.PICKING, Lifted.PAUSE}, NOW + dt.timedelta(days=1))
        assert service.in_force(session, jordan.id) == {Lifted.PICKING, Lifted.PAUSE}
        assert service.in_force(session, miriam.id) == frozenset()
        kept = {row.lifts: row.ended_at for row in service.history(session, jordan.id)}
        assert kept == {Lifted.PAUSE: None, Lifted.PICKING: None, Lifted.EXTRA_TIME: NOW + dt.timedelta(days=1)}
        (latest, first) = audit.search(session, audit.Asked(verb="arranged"))
        assert latest.detail == {"begun": ["pause"], "ended": ["extra_time"]}
        assert first.actor == "Miriam Stein"


def test_who_looks_is_recorded(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Any], app: Flask
) -> None:
    jordan = add_person()
    sign_in(Role.HR)
    assert "Jordan Ames" in client.get("/accommodations/").text
    client.post(f"/accommodations/{jordan.id}", data={"lifts": ["no_clock", "flying"]})
    assert "No clock: time never counts" in client.get(f"/accommodations/{jordan.id}").text
    with app.extensions["database"].session() as session:
        rows = audit.search(session, audit.Asked(words="accommodations"))
        assert [(row.verb, row.subject) for row in reversed(rows)] == [
            ("saw", "accommodations"),
            ("arranged", f"accommodations:{jordan.id}"),
            ("saw", f"accommodations:{jordan.id}"),
        ]


def test_nobody_arranges_their_own(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    both = sign_in(Role.HR, Role.REPRESENTATIVE)
    assert "Ask a colleague" in client.get(f"/accommodations/{both.id}").text
    assert client.post(f"/accommodations/{both.id}", data={"lifts": "pause"}).status_code == 403


def test_only_representatives_have_any(
    client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Any]
) -> None:
    grace = add_person(Role.SUPERVISOR, name="Grace Okafor")
    sign_in(Role.HR)
    assert client.get(f"/accommodations/{grace.id}").status_code == 404
