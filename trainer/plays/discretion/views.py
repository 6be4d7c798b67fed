"""Choices in the browser: asked about before the debrief, edited in it, and marked in a queue without names."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from trainer.db import session
from trainer.plays import service as plays
from trainer.plays.discretion import service
from trainer.plays.discretion.service import Judged, NotFoundError, RefusedError
from trainer.web import clock, words
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role, Viewer
from trainer.web.shell import Home, Waiting, on_home

blueprint = Blueprint("discretion", __name__, template_folder="templates")


@blueprint.post("/plays/<int:play_id>/reasons")
@allow(Role.REPRESENTATIVE)
def write(play_id: int) -> ResponseReturnValue:
    """Keep what was written about the choices of one's own ended play; then on to its debrief."""
    try:
        play = plays.find(session(), play_id, signed_in().id)
    except plays.NotFoundError:
        abort(404)
    if not play.ended:
        abort(404)
    given = {name.removeprefix("reason-"): text for name, text in request.form.items() if name.startswith("reason-")}
    try:
        texts = {int(place): text for place, text in given.items() if place.isdigit()}
        service.write(session(), play, texts, clock.now())
    except RefusedError as refused:
        flash(str(refused), "error")
    return redirect(url_for("plays.debrief", play_id=play.id))


@blueprint.get("/reasons")
@allow(Role.SUPERVISOR)
def queue() -> str:
    """The reasons that wait for this marker."""
    return _queue_page()


@blueprint.post("/reasons/<int:reason_id>/mark")
@allow(Role.SUPERVISOR)
def mark(reason_id: int) -> ResponseReturnValue:
    """Mark one: {judged, comment}."""
    judged, comment = request.form.get("judged", ""), request.form.get("comment", "")
    try:
        if judged not in list(Judged):
            raise RefusedError("Choose what you make of it.")
        service.mark(session(), signed_in(), reason_id, Judged(judged), comment, _markers(), clock.now())
    except NotFoundError:
        abort(404)
    except RefusedError as refused:
        return _queue_page(reason_id, str(refused)), 422
    flash("Marked. Whoever wrote it reads it in their debrief.")
    return redirect(url_for("discretion.queue"))


def _queue_page(at: int = 0, refused: str = "") -> str:
    served = content()
    return render_template(
        "discretion/queue.html", waiting=service.queue(session(), signed_in(), _markers()), at=at, refused=refused,
        scenarios=served.library.scenarios, judged=list(Judged), markers=_markers(), given=request.form,
    )  # fmt: skip


def _markers() -> int:
    return content().pack.rubric.markers


@on_home(blueprint, Role.SUPERVISOR, order=35)
def waiting(session: Session, person: Viewer) -> Home:
    """Reasons to mark."""
    found = len(service.queue(session, person, _markers()))
    if not found:
        return Home()
    text = f"{words.plural(found, 'written reason').capitalize()} for a choice the rules leave open, without names."
    return Home(waiting=[Waiting("Reasons to mark", text, url_for("discretion.queue"), "Mark", "pencil-square", 20)])
