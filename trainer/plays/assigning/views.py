"""Assigning practice in two clicks, the supervisor's list of it, and what waits at home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from trainer.db import session
from trainer.people import service as people
from trainer.plays.assigning import service
from trainer.plays.assigning.service import Assignment, NotFoundError, RefusedError
from trainer.scenarios.format import Scenario
from trainer.web import clock, words
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role, Viewer
from trainer.web.shell import Home, Waiting, add_navigation, on_home

blueprint = Blueprint("assigning", __name__, template_folder="templates")
add_navigation(blueprint, "Assignments", "assigning.index", order=21, room="Team")
DAYS = 7


@blueprint.get("/assignments")
@allow(Role.SUPERVISOR)
def index() -> str:
    """What is open and what was done."""
    return render_template(
        "assigning/index.html", rows=service.recent(session()), names=_names(), titles=_titles(), today=_today()
    )


@blueprint.get("/assign")
@allow(Role.SUPERVISOR)
def form(refused: str = "") -> ResponseReturnValue:
    """The form, filled in as far as the link says: `scenario` and `person`, any number of each, and `why`."""
    given = request.form or request.args
    page = render_template(
        "assigning/form.html", refused=refused, why=given.get("why", ""), scenarios=_scenarios().values(),
        chosen=set(given.getlist("scenario")), people=people.with_role(session(), Role.REPRESENTATIVE),
        ticked=set(given.getlist("person", type=int)), due=given.get("due") or _today() + dt.timedelta(days=DAYS),
        open={(row.person_id, row.scenario) for row in service.recent(session()) if row.open},
    )  # fmt: skip
    return page, 422 if refused else 200


@blueprint.post("/assign")
@allow(Role.SUPERVISOR)
def assign() -> ResponseReturnValue:
    """To the one whose button was pressed, or to everyone who is ticked."""
    only = request.form.get("only", type=int)
    wanted = [only] if only is not None else request.form.getlist("person", type=int)
    known = {one.id for one in people.with_role(session(), Role.REPRESENTATIVE)}
    due = _day(request.form.get("due", ""))
    if due is None or due < _today():
        return form("Choose a day that is not over yet.")
    scenarios = [name for name in request.form.getlist("scenario") if name in _scenarios()]
    try:
        made = service.assign(
            session(), signed_in(), [one for one in wanted if one in known], scenarios, due,
            request.form.get("why", ""), clock.now(),
        )  # fmt: skip
    except RefusedError as refused:
        return form(str(refused))
    flash(f"Assigned: {_told(made)}.")
    return redirect(url_for("assigning.index"))


@blueprint.post("/assignments/<int:assignment_id>/take-back")
@allow(Role.SUPERVISOR)
def take_back(assignment_id: int) -> ResponseReturnValue:
    try:
        service.take_back(session(), signed_in(), service.find(session(), assignment_id), clock.now())
    except NotFoundError:
        abort(404)
    except RefusedError as refused:
        flash(str(refused), "error")
    return redirect(url_for("assigning.index"))


@on_home(blueprint, Role.REPRESENTATIVE, order=15)
def waiting(session: Session, person: Viewer) -> Home:
    """What someone was asked to play, the most pressing first."""
    rows = [row for row in service.open_for(session, person.id) if row.scenario in _scenarios()]
    return Home(waiting=[_waiting(row) for row in rows])


def _waiting(row: Assignment) -> Waiting:
    scenario, days = _scenarios()[row.scenario], (row.due - _today()).days
    late = "Due today." if days == 0 else f"Due {_written(row.due)}." if days > 0 else f"Was due {_written(row.due)}."
    asked = f" “{row.why}”" if row.why else ""
    text = f"{late} About {scenario.minutes} minutes; it is practice and does not count.{asked}"
    url = url_for("plays.briefing", scenario=row.scenario)
    return Waiting(f"Assigned to you: {scenario.title}", text, url, "Read the briefing", "calendar-check", order=8)


def _written(day: dt.date) -> str:
    return f"{day:%A}, {day.day} {day:%B}"


def _told(made: list[Assignment]) -> str:
    scenarios = words.plural(len({row.scenario for row in made}), "scenario")
    return f"{scenarios} to {words.listing(sorted({_names()[row.person_id] for row in made}))}"


def _scenarios() -> Mapping[str, Scenario]:
    return content().library.scenarios


def _titles() -> dict[str, str]:
    return {name: one.title for name, one in _scenarios().items()}


def _names() -> dict[int, str]:
    return {one.id: one.name for one in people.everyone(session())}


def _today() -> dt.date:
    return clock.now().astimezone(clock.OFFICE).date()


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
