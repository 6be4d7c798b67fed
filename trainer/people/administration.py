"""The administrator's pages: who there is, which roles they hold, and whether they may still enter."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from trainer.db import session
from trainer.people import service
from trainer.people.forms import PersonForm
from trainer.people.models import Person
from trainer.people.service import RefusedError, Role
from trainer.web import clock, words
from trainer.web.access import allow
from trainer.web.roles import Viewer
from trainer.web.shell import Home, Suggestion, add_navigation, on_home

blueprint = Blueprint("staff", __name__, url_prefix="/people", template_folder="templates")
add_navigation(blueprint, "People", "staff.index", order=90, room="People")
_administrators = allow(Role.ADMINISTRATOR)
_COUNTED = {
    Role.REPRESENTATIVE: ("representative", "representatives"),
    Role.SUPERVISOR: ("supervisor", "supervisors"),
    Role.HR: ("in HR", "in HR"),
    Role.ADMINISTRATOR: ("administrator", "administrators"),
}


@on_home(blueprint, Role.ADMINISTRATOR, order=50)
def home(session: Session, person: Viewer) -> Home:
    alone = len(service.everyone(session)) == 1
    title = "Add the people who will use Trainer" if alone else "See who has access"
    text = "Representatives practice, supervisors coach, HR follows advancement. One person may hold several roles."
    url, button = (url_for("staff.new"), "Add someone") if alone else (url_for("staff.index"), "Open people")
    return Home(suggestion=Suggestion(title, text, url, button))


@blueprint.get("/")
@_administrators
def index() -> str:
    people, last = service.everyone(session()), service.last_signed_in(session())
    return render_template("people/index.html", people=people, last=last, summary=_summary(people))


def _summary(people: Sequence[Person]) -> str:
    """The page's first sentence: how many have access, and in which roles."""
    active = [person for person in people if person.active]
    counts = {role: sum(role in person.roles for person in active) for role in Role}
    named = [words.plural(counts[role], *_COUNTED[role]) for role in Role if counts[role]]
    have = "person has" if len(active) == 1 else "people have"
    return f"{words.count(len(active))} {have} access: {words.listing(named)}."


@blueprint.route("/new", methods=["GET", "POST"])
@_administrators
def new() -> ResponseReturnValue:
    form = PersonForm()
    if form.validate_on_submit():
        try:
            person, password = service.invite(session(), form.details(), clock.now())
        except RefusedError as refused:
            form.show(refused)
        else:
            return render_template("people/handed_over.html", person=person, password=password, new=True)
    return render_template("people/person.html", form=form, person=None), 422 if form.is_submitted() else 200


@blueprint.route("/<int:person_id>", methods=["GET", "POST"])
@_administrators
def edit(person_id: int) -> ResponseReturnValue:
    person = _person(person_id)
    form = PersonForm.of(person)
    if form.validate_on_submit():
        try:
            service.edit(session(), person, form.details())
        except RefusedError as refused:
            form.show(refused)
        else:
            flash(f"{person.name} is saved.")
            return redirect(url_for("staff.index"))
    return _page(person, form)


def _page(person: Person, form: PersonForm) -> ResponseReturnValue:
    lines, status = service.journal(session(), person), 422 if form.is_submitted() else 200
    return render_template("people/person.html", form=form, person=person, lines=lines), status


@blueprint.post("/<int:person_id>/password")
@_administrators
def reset_password(person_id: int) -> str:
    """The temporary password is on the answer itself: it is never kept, so it cannot be shown again."""
    person = _person(person_id)
    password = service.reset_password(session(), person, clock.now())
    return render_template("people/handed_over.html", person=person, password=password, new=False)


@blueprint.post("/<int:person_id>/deactivate")
@_administrators
def deactivate(person_id: int) -> ResponseReturnValue:
    person = _person(person_id)
    try:
        service.deactivate(session(), person)
    except RefusedError as refused:
        flash(refused.message, "error")
        return redirect(url_for("staff.edit", person_id=person.id))
    flash(f"{person.name} can no longer sign in.")
    return redirect(url_for("staff.index"))


@blueprint.post("/<int:person_id>/reactivate")
@_administrators
def reactivate(person_id: int) -> ResponseReturnValue:
    person = _person(person_id)
    service.reactivate(session(), person)
    flash(f"{person.name} can sign in again.")
    return redirect(url_for("staff.edit", person_id=person.id))


def _person(person_id: int) -> Person:
    return service.by_id(session(), person_id) or abort(404)
