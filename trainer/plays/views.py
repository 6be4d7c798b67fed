"""Practice: which scenarios there are, the briefing before one, and starting it; what waits at home."""

from __future__ import annotations

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.people import service as people
from trainer.plays import debrief_views, home, manual_views, service
from trainer.plays.models import Mode
from trainer.plays.practice import Offer, first_call, history, offers, suggested
from trainer.plays.room import blueprint, desk_url
from trainer.plays.service import NotFoundError, Player
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

__all__ = ["blueprint", "debrief_views", "home", "manual_views"]

add_navigation(blueprint, "Practice", "plays.index", order=10)
add_navigation(blueprint, "Manual", "plays.manual", order=50)


@blueprint.get("/practice")
@allow(Role.REPRESENTATIVE, Role.SUPERVISOR)
def index() -> str:
    """The scenarios: to play, for who represents; to assign, for who supervises."""
    offered = _offered()
    return render_template("plays/index.html", offers=offered, first=first_call(offered), next=suggested(offered),
        left_out=content().left_out, plays=Role.REPRESENTATIVE in signed_in().roles,
        assigns=Role.SUPERVISOR in signed_in().roles, district=content().pack.identity.name,
    )  # fmt: skip


@blueprint.get("/practice/<scenario>")
@allow(Role.REPRESENTATIVE)
def briefing(scenario: str) -> str:
    offer = next((one for one in _offered() if one.scenario.id == scenario), None)
    return render_template("plays/briefing.html", offer=offer or abort(404))


@blueprint.post("/practice/<scenario>")
@allow(Role.REPRESENTATIVE)
def start(scenario: str) -> ResponseReturnValue:
    """Begin a play: with a new caller, or with the same one as in a play of one's own."""
    try:
        mode = Mode.LEARN if request.form.get("mode") == Mode.LEARN else Mode.PRACTICE
        play = service.start(session(), content(), player(), scenario, clock.now(), _same_as(scenario), mode)
    except NotFoundError:
        abort(404)
    return redirect(desk_url(play.id))


def _same_as(scenario: str) -> int | None:
    """The seed of the play whose caller is to call again; None for a new one."""
    again = request.form.get("again", type=int)
    if again is None:
        return None
    play = service.find(session(), again, signed_in().id)
    if play.scenario != scenario or play.mode is Mode.ASSESS:
        raise NotFoundError(scenario)
    return play.seed


def player() -> Player:
    """The signed-in representative as one who plays."""
    person = people.by_id(session(), signed_in().id)
    level = person.level.value if person and person.level else people.Level.ONE.value
    return Player(signed_in().id, signed_in().first_name, level)


def _offered() -> list[Offer]:
    return offers(content().pack, content().library, history(session(), signed_in().id))
