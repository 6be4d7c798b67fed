"""Sittings in the browser: a supervisor opens one; who sits it reads what counts, and begins each part."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from trainer.accommodations import service as accommodations
from trainer.accommodations.service import LABELS
from trainer.db import session
from trainer.people import service as people
from trainer.plays.room import desk_url
from trainer.plays.sittings import service
from trainer.plays.sittings.service import NotFoundError, RefusedError, Sitting, Standing
from trainer.plays.sittings.settling import settle_now
from trainer.plays.views import player
from trainer.web import clock, words
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role, Viewer
from trainer.web.shell import Home, Waiting, add_navigation, on_home

blueprint = Blueprint("sittings", __name__, template_folder="templates")
add_navigation(blueprint, "Assessments", "sittings.index", order=22, room="Team")
MOST = 8


@blueprint.get("/assessments")
@allow(Role.SUPERVISOR)
def index(refused: str = "") -> ResponseReturnValue:
    """Every sitting, and the form that opens one."""
    settle_now()
    try:
        held, why = service.limits(content(), clock.now()), ""
    except RefusedError as error:
        held, why = None, str(error)
    page = render_template(
        "sittings/index.html", standings=service.recent(session(), clock.now()), names=_names(), why=why, held=held,
        people=[one for one in people.with_role(session(), Role.REPRESENTATIVE) if one.id != signed_in().id],
        refused=refused, given=request.form or request.args, until=_default_day(held.window_days if held else 7),
        most=MOST, last_moment=_last_moment,
    )  # fmt: skip
    return page, 422 if refused else 200


@blueprint.post("/assessments")
@allow(Role.SUPERVISOR)
def open_() -> ResponseReturnValue:
    person = people.by_id(session(), request.form.get("person", 0, type=int))
    closes_on, count = _day(request.form.get("until", "")), request.form.get("count", 0, type=int)
    if person is None or Role.REPRESENTATIVE not in person.roles or not person.active:
        return index("Choose who is assessed.")
    if closes_on is None:
        return index("Choose the day on which it closes.")
    try:
        service.open_sitting(
            session(), content(), signed_in(), person, min(count, MOST), closes_on, clock.now(),
            repeats="repeats" in request.form,
        )  # fmt: skip
    except RefusedError as refused:
        return index(str(refused))
    flash(f"The assessment is open. {person.first_name} finds it at home.")
    return redirect(url_for("sittings.index"))


@blueprint.post("/assessments/<int:sitting_id>/withdraw")
@allow(Role.SUPERVISOR)
def withdraw(sitting_id: int) -> ResponseReturnValue:
    try:
        service.withdraw(session(), signed_in(), _sitting(sitting_id), clock.now())
    except RefusedError as refused:
        flash(str(refused), "error")
    else:
        flash("The assessment is withdrawn.")
    return redirect(url_for("sittings.index"))


@blueprint.get("/assessment/<int:sitting_id>")
@allow(Role.REPRESENTATIVE)
def own(sitting_id: int) -> str:
    """What counts, what is left, and, once it is over, the debriefs. What comes next stays untold."""
    settle_now(signed_in().id)
    sitting = _own(sitting_id)
    lifted = accommodations.in_force(session(), signed_in().id)
    opener = people.by_id(session(), sitting.opened_by)
    return render_template(
        "sittings/own.html", it=service.standing(session(), sitting, clock.now()), sitting=sitting, opener=opener,
        lifted=[LABELS[one] for one in LABELS if one in lifted], last=_last_moment(sitting),
    )  # fmt: skip


@blueprint.post("/assessment/<int:sitting_id>/begin")
@allow(Role.REPRESENTATIVE)
def begin(sitting_id: int) -> ResponseReturnValue:
    """Begin the next part, or go on with the one under way."""
    sitting = _own(sitting_id)
    try:
        play = service.begin(session(), content(), player(), sitting, clock.now())
    except RefusedError as refused:
        flash(str(refused), "error")
        return redirect(url_for("sittings.own", sitting_id=sitting.id))
    return redirect(desk_url(play.id))


@on_home(blueprint, Role.REPRESENTATIVE, order=10)
def waiting(session: Session, person: Viewer) -> Home:
    """Sittings that are open for someone."""
    found = [one for one in service.of_person(session, person.id, clock.now()) if not one.over]
    return Home(waiting=[_waiting(stands) for stands in found])


def _waiting(stands: Standing) -> Waiting:
    count, url = len(stands.sitting.parts), url_for("sittings.own", sitting_id=stands.sitting.id)
    left = words.plural(count - stands.ended, "contact") + (" left" if stands.ended else "")
    text = f"{left}, open until {clock.day(_last_moment(stands.sitting))}. This one counts; read first what that means."
    return Waiting("An assessment is open for you", text, url, "Open", "clipboard-check", order=5)


def _last_moment(sitting: Sitting) -> dt.datetime:
    """A sitting closes at midnight: the day that people read is the one before."""
    return sitting.closes_at - dt.timedelta(seconds=1)


def _own(sitting_id: int) -> Sitting:
    sitting = _sitting(sitting_id)
    return sitting if sitting.person_id == signed_in().id else abort(404)


def _sitting(sitting_id: int) -> Sitting:
    try:
        return service.find(session(), sitting_id)
    except NotFoundError:
        abort(404)


def _names() -> dict[int, str]:
    return {one.id: one.name for one in people.everyone(session())}


def _default_day(days: int) -> dt.date:
    return clock.now().astimezone(clock.OFFICE).date() + dt.timedelta(days=days)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
