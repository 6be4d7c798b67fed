"""The pages of calibration, for supervisors: sessions, one of them blind or open, and one's own severity."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.measure.saying import Measure
from trainer.people import service as people
from trainer.reviews import calibrating, scorecards, service
from trainer.reviews import calibration_figures as figures
from trainer.reviews import calibration_sheets as sheets
from trainer.reviews.interactions import Interaction
from trainer.reviews.judging_views import terms
from trainer.reviews.ledger import latest_interactions
from trainer.reviews.models import Calibration
from trainer.reviews.names import names
from trainer.reviews.refusals import NotFoundError, RefusedError
from trainer.reviews.sheet import download
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

blueprint = Blueprint("calibrating", __name__, url_prefix="/calibration", template_folder="templates")
add_navigation(blueprint, "Calibration", "calibrating.index", order=32, room="Quality")


@blueprint.get("/")
@allow(Role.SUPERVISOR)
def index() -> str:
    """Every session, and how severe one is oneself."""
    now, me = clock.now(), signed_in().id
    sessions = calibrating.everything(session())
    opened = _opened()
    everybody = figures.strictness(opened)
    seen = [one for one in everybody if _seen(opened, one.person)]
    return render_template(
        "reviews/calibration/index.html", sessions=sessions, names=names(session()), me=me, seen=seen, now=now,
        is_open=calibrating.is_open, days=terms().severity_private_days, handed_in=calibrating.handed_in,
        offered=scorecards.offered(session()),
    )  # fmt: skip


def _seen(opened: list[Calibration], person: int) -> bool:
    """A figure over several sessions is shown to others only when each of them may be."""
    now, me, days = clock.now(), signed_in().id, terms().severity_private_days.value
    theirs = [one for one in opened if calibrating.takes_part(one, person)]
    return all(calibrating.severity_is_seen(one, person, me, now, days) for one in theirs)


@blueprint.get("/new")
@allow(Role.SUPERVISOR)
def new() -> str:
    return _new_page("", 200)[0]


def _new_page(wrong: str, status: int) -> tuple[str, int]:
    supervisors = people.with_role(session(), Role.SUPERVISOR)
    tomorrow = (clock.now().astimezone(clock.OFFICE) + dt.timedelta(days=7)).date()
    return render_template(
        "reviews/calibration/new.html", wrong=wrong, given=request.form, supervisors=supervisors, until=tomorrow,
        versions=scorecards.offered(session()), interactions=latest_interactions(session()), names=names(session()),
    ), status  # fmt: skip


@blueprint.post("/new")
@allow(Role.SUPERVISOR)
def create() -> ResponseReturnValue:
    """Begin a session from what the form says."""
    form = request.form
    chosen = [service.interaction(session(), int(one)) for one in form.getlist("interactions") if one.isdecimal()]
    reviewers = [int(one) for one in form.getlist("reviewers") if one.isdecimal()]
    try:
        version = scorecards.version(session(), form.get("version", 0, type=int))
        made = calibrating.open_session(
            session(), form.get("title", ""), version, [one for one in chosen if isinstance(one, Interaction)],
            reviewers, _deadline(form.get("deadline", "")), form.get("expert", type=int), signed_in().id, clock.now(),
        )  # fmt: skip
    except RefusedError as error:
        return _new_page(str(error), 422)
    except NotFoundError:
        return _new_page("Choose a published card.", 422)
    return redirect(url_for(".show", calibration_id=made.id))


def _deadline(text: str) -> dt.datetime:
    """The end of the office's day that was chosen."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise RefusedError("Choose the day of the deadline.") from None
    return dt.datetime.combine(day, dt.time(17, 0), clock.OFFICE)


@blueprint.get("/<int:calibration_id>")
@allow(Role.SUPERVISOR)
def show(calibration_id: int) -> str:
    """One session: what is left to do while it is blind, everything side by side once it is open."""
    one, now, me = _calibration(calibration_id), clock.now(), signed_in().id
    common = {"one": one, "names": names(session()), "me": me, "card": scorecards.card_of(one.version)}
    if not calibrating.is_open(one, now):
        return render_template(
            "reviews/calibration/blind.html", own=calibrating.own_reviews(one, me),
            takes_part=calibrating.takes_part(one, me), done=len(calibrating.handed_in(one)), **common,
        )  # fmt: skip
    days = terms().severity_private_days.value
    strict = [each for each in figures.strictness([one])
              if calibrating.severity_is_seen(one, each.person, me, now, days)]  # fmt: skip
    return render_template(
        "reviews/calibration/open.html", rows=figures.side_by_side(one), agreed=figures.agreed([one]), strict=strict,
        aligned=figures.aligned(one), measures=list(Measure), days=terms().severity_private_days,
        shared={each.person_id: each.shared_at for each in one.reviewers}, **common,
    )  # fmt: skip


@blueprint.post("/<int:calibration_id>")
@allow(Role.SUPERVISOR)
def act(calibration_id: int) -> ResponseReturnValue:
    """Begin one's blind review of an interaction, or share how severe one was."""
    one = _calibration(calibration_id)
    try:
        if request.form.get("do") == "share":
            calibrating.share(session(), one, signed_in().id, clock.now())
            flash("Your severity in this calibration is shared with the other supervisors.")
        else:
            wanted = request.form.get("interaction", 0, type=int)
            review = calibrating.begin(session(), one, wanted, signed_in().id, clock.now())
            return redirect(url_for("judging.show", review_id=review.id))
    except RefusedError as error:
        flash(str(error), "error")
    return redirect(url_for(".show", calibration_id=one.id))


@blueprint.get("/<int:calibration_id>/<what>.<form>")
@allow(Role.SUPERVISOR)
def export(calibration_id: int, what: str, form: str) -> ResponseReturnValue:
    """One session, once it is open: answers side by side, the cards with their scores, or the agreement as shown."""
    one = _calibration(calibration_id)
    if what not in sheets.OF_ONE or not calibrating.is_open(one, clock.now()):
        abort(404)
    return download(sheets.OF_ONE[what](one, names(session())), form)


@blueprint.get("/cards.<form>")
@allow(Role.SUPERVISOR)
def cards_export(form: str) -> ResponseReturnValue:
    """Every card of every open session: what severity over all of them rests on."""
    return download(sheets.cards(_opened(), names(session())), form)


def _opened() -> list[Calibration]:
    now = clock.now()
    return [one for one in calibrating.everything(session()) if calibrating.is_open(one, now)]


def _calibration(calibration_id: int) -> Calibration:
    try:
        return calibrating.find(session(), calibration_id)
    except NotFoundError:
        abort(404)
