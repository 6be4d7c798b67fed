"""The pages that belong to no feature: home, and the choice between light and dark."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.web import clock, words
from trainer.web.access import allow, safe_next, signed_in, viewer
from trainer.web.shell import SETTLED, add_navigation, shell

blueprint = Blueprint("web", __name__)
add_navigation(blueprint, "Home", "web.home", order=0)
_YEAR = 365 * 24 * 3600


@blueprint.get("/")
@allow.anyone_signed_in
def home() -> str:
    person = signed_in()
    parts = shell().home(session(), person)
    waiting = sorted((item for part in parts for item in part.waiting), key=lambda item: item.order)
    return render_template(
        "web/home.html",
        greeting=f"Good {clock.part_of_day(clock.now())}, {person.first_name}",
        lede=_lede(len(waiting)),
        waiting=waiting,
        suggestion=next((part.suggestion for part in parts if part.suggestion), SETTLED),
        sections=[part.section for part in parts if part.section],
    )


def _lede(waiting: int) -> str:
    if waiting == 0:
        return "Nothing waits for you right now."
    return f"{words.count(waiting)} {'thing waits' if waiting == 1 else 'things wait'} for you."


@blueprint.post("/theme")
@allow.public
def theme() -> ResponseReturnValue:
    """Remember light or dark in a cookie, so that the next page already arrives in it."""
    chosen = request.form.get("theme", "system")
    response = redirect(safe_next(request.form.get("next")) or url_for("web.home"))
    if chosen in ("light", "dark"):
        response.set_cookie("theme", chosen, max_age=_YEAR, samesite="Lax", secure=request.is_secure)
    else:
        response.delete_cookie("theme")
    return response


@blueprint.app_context_processor
def _layout() -> dict[str, object]:
    """What every page's frame needs. An error page shows no navigation: it must not depend on the database."""
    chosen = request.cookies.get("theme", "")
    person = None if g.get("bare") else viewer()
    return {
        "theme": chosen if chosen in ("light", "dark") else None,
        "viewer": person,
        "navigation": shell().navigation(person) if person else [],
        "now": clock.now(),
    }
