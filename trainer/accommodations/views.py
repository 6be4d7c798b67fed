"""HR's pages of accommodations. Whatever is read here is told in the audit trail before it is shown."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accommodations import service
from trainer.accommodations.service import LABELS, Lifted
from trainer.audit import service as audit
from trainer.db import database, session
from trainer.people import service as people
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

blueprint = Blueprint("accommodations", __name__, url_prefix="/accommodations", template_folder="templates")
add_navigation(blueprint, "Accommodations", "accommodations.index", order=80)


@blueprint.get("/")
@allow(Role.HR)
def index() -> str:
    """Every representative, and what is lifted for whom."""
    audit.seen(database(), signed_in(), "accommodations", {"of": "everyone"}, clock.now())
    representatives = people.with_role(session(), Role.REPRESENTATIVE)
    return render_template(
        "accommodations/index.html", people=representatives, lifted=service.everyone(session()), labels=LABELS
    )


@blueprint.get("/<int:person_id>")
@allow(Role.HR)
def person(person_id: int) -> str:
    one = _representative(person_id)
    audit.seen(database(), signed_in(), audit.subject("accommodations", one.id), {}, clock.now())
    return render_template(
        "accommodations/person.html", person=one, labels=LABELS, now_lifted=service.in_force(session(), one.id),
        history=service.history(session(), one.id), own=one.id == signed_in().id,
    )  # fmt: skip


@blueprint.post("/<int:person_id>")
@allow(Role.HR)
def arrange(person_id: int) -> ResponseReturnValue:
    """What is ticked is in force from now on; nobody arranges their own."""
    one = _representative(person_id)
    if one.id == signed_in().id:
        abort(403)
    wanted = [lifted for lifted in Lifted if lifted.value in request.form.getlist("lifts")]
    service.arrange(session(), signed_in(), one, wanted, clock.now())
    flash(f"Saved. What {one.first_name} begins from now on is played this way.")
    return redirect(url_for("accommodations.index"))


def _representative(person_id: int) -> people.Person:
    found = people.by_id(session(), person_id)
    return found if found and Role.REPRESENTATIVE in found.roles else abort(404)
