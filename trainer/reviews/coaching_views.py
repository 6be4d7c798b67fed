"""The pages of coaching: notes and their signatures, the on-the-job checklist, and the team view."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.people import service as people
from trainer.reviews import assigning, checklist, coaching, paging, reviewing, standing, team
from trainer.reviews.card.model import Criterion
from trainer.reviews.judging_views import supervises, terms
from trainer.reviews.models import Cause, CoachingNote, Review, Step
from trainer.reviews.names import names
from trainer.reviews.refusals import NotFoundError, RefusedError
from trainer.reviews.sheet import download
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

blueprint = Blueprint("coaching", __name__, url_prefix="/coaching", template_folder="templates")
add_navigation(blueprint, "Coaching", "coaching.index", order=34, room="Quality")


@blueprint.get("/")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def index() -> str:
    """Notes: everybody's for supervisors, one's own for a representative; and the way to checklists."""
    notes = coaching.notes(session(), None if supervises() else signed_in().id)
    found = paging.of(notes, request.args.get("page", 1, type=int))
    representatives = people.with_role(session(), Role.REPRESENTATIVE) if supervises() else []
    return render_template(
        "reviews/coaching/index.html", found=found, title=coaching.title, names=names(session()), me=signed_in().id,
        representatives=representatives, supervises=supervises(),
    )  # fmt: skip


@blueprint.route("/new/<int:review_id>", methods=["GET", "POST"])
@allow(Role.SUPERVISOR)
def new(review_id: int) -> ResponseReturnValue:
    """A note from a review: which item, why it went so, what was agreed, what to practice."""
    one, wrong = _review(review_id), ""
    card, answers = standing.card(one), standing.chosen(one)
    asked = request.form.get("criterion") or request.args.get("criterion", "")  # what is chosen now, not the address
    weak = [c for c in standing.shown_criteria(one) if answers.get(c.id) in c.values and c.share(answers[c.id]) < 1]
    criterion = card.criterion(asked) or (weak[0] if weak else card.criteria[0])
    offered = assigning.exercising(content(), criterion)
    if request.method == "POST" and request.form.get("do") == "write":
        try:
            return _write(one, criterion, [one_.id for one_ in offered])
        except RefusedError as error:
            wrong = str(error)
    page = render_template(
        "reviews/coaching/new.html", review=one, card=card, criterion=criterion, weak=weak, offered=offered,
        causes=list(Cause), wrong=wrong, given=request.form, names=names(session()), label=criterion.label,
        value=answers.get(criterion.id),
    )  # fmt: skip
    return page, 422 if wrong else 200


def _write(one: Review, criterion: Criterion, offered: list[str]) -> ResponseReturnValue:
    form, now = request.form, clock.now()
    chosen = form.getlist("scenarios")
    if not set(chosen) <= set(offered):  # ticked while another item was shown, and nobody saw what fits this one
        raise RefusedError(f"The practice you ticked was for another item. See what exercises “{criterion.title}”.")
    cause = next((known for known in Cause if known.value == form.get("cause")), None)
    if cause is None:
        raise RefusedError("Choose why it went so, as the two of you see it.")
    note = coaching.write(session(), one, criterion.id, cause, form.get("seen", ""), form.get("agreed", ""), chosen,
        signed_in().id, now,
    )  # fmt: skip
    assigning.assign(session(), signed_in(), note.person_id, chosen, f"Coaching: {coaching.title(note)}", now)
    flash("Written and signed by you. It waits for the other signature.")
    return redirect(url_for(".show", note_id=note.id))


@blueprint.get("/<int:note_id>")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def show(note_id: int) -> str:
    """One note: what was agreed, what was practiced since, and whether live samples show that it helped."""
    note = _note(note_id)
    scenarios = {one: content().library.scenarios.get(one) for one in note.scenarios}
    return render_template(
        "reviews/coaching/note.html", note=note, title=coaching.title(note), names=names(session()), me=signed_in().id,
        scenarios=scenarios, played=assigning.played_since(session(), note.person_id, note.scenarios, note.made_at),
        helped=coaching.helped(session(), note, terms().follow_up_reviews.value), supervises=supervises(),
    )  # fmt: skip


@blueprint.post("/<int:note_id>")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def sign(note_id: int) -> ResponseReturnValue:
    note = _note(note_id)
    try:
        coaching.sign(session(), note, signed_in().id, clock.now())
        flash("Signed.")
    except RefusedError as error:
        flash(str(error), "error")
    return redirect(url_for(".show", note_id=note.id))


@blueprint.get("/notes.<form>")
@allow(Role.SUPERVISOR)
def notes_export(form: str) -> ResponseReturnValue:
    """Every note, or one person's, with its cause and signatures."""
    person = request.args.get("representative", type=int)
    return download(coaching.sheet(coaching.notes(session(), person), names(session())), form)


@blueprint.get("/team")
@allow(Role.SUPERVISOR)
def team_view() -> str:
    """Trends by criterion with their uncertainty, root causes, and disputes upheld by reviewer."""
    person = request.args.get("representative", type=int)
    return render_template(
        "reviews/coaching/team.html", trends=team.trends(session(), signed_in().id, person),
        causes=team.causes(session(), person), upheld=team.upheld(session()), names=names(session()),
        person=person, least=team.LEAST,
        representatives=people.with_role(session(), Role.REPRESENTATIVE),
    )  # fmt: skip


@blueprint.get("/team.<form>")
@allow(Role.SUPERVISOR)
def team_export(form: str) -> ResponseReturnValue:
    person = request.args.get("representative", type=int)
    return download(team.sheet(team.trends(session(), signed_in().id, person)), form)


@blueprint.route("/checklist/<int:person_id>", methods=["GET", "POST"])
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def checklist_page(person_id: int) -> ResponseReturnValue:
    """One person's checklist by duty; a supervisor adds to it, the person signs."""
    person, wrong = _person(person_id), ""
    if request.method == "POST":
        try:
            _mark(person_id)
        except RefusedError as error:
            wrong = str(error)
        else:
            return redirect(url_for(".checklist_page", person_id=person_id))
    page = render_template(
        "reviews/coaching/checklist.html", person=person, duties=content().pack.specification.duties,
        marks=checklist.marks(session(), person_id), standing=checklist.standing(session(), person_id), wrong=wrong,
        steps=list(Step), me=signed_in().id, may_mark=supervises() and person_id != signed_in().id,
        names=names(session()), today=_today(), given=request.form,
    )  # fmt: skip
    return page, 422 if wrong else 200


@blueprint.get("/checklist/<int:person_id>.<form>")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def checklist_export(person_id: int, form: str) -> ResponseReturnValue:
    """Every mark of one person's checklist."""
    _person(person_id)
    return download(checklist.sheet(checklist.marks(session(), person_id), names(session()), person_id), form)


def _person(person_id: int) -> people.Person:
    """Somebody whose checklist may be read: anybody's by a supervisor, else one's own."""
    person = people.by_id(session(), person_id)
    return person if person and (supervises() or person_id == signed_in().id) else abort(404)


def _mark(person_id: int) -> None:
    if not supervises():
        raise RefusedError("A supervisor marks what was seen.")
    form = request.form
    step = next((known for known in Step if known.value == form.get("step")), None)
    duties = {duty.number for duty in content().pack.specification.duties}
    duty, on = form.get("duty", 0, type=int), form.get("on", type=dt.date.fromisoformat)
    if step is None or duty not in duties or on is None:
        raise RefusedError("Choose the duty, how far it went, and the day.")
    checklist.mark(session(), person_id, duty, step, on, form.get("note", ""), signed_in().id, clock.now(), _today())


@blueprint.post("/checklist/marks/<int:mark_id>")
@allow(Role.REPRESENTATIVE)
def checklist_sign(mark_id: int) -> ResponseReturnValue:
    try:
        one = checklist.find(session(), mark_id)
        if one.person_id != signed_in().id:
            abort(404)
        checklist.sign(session(), one, signed_in().id, clock.now())
    except NotFoundError:
        abort(404)
    return redirect(url_for(".checklist_page", person_id=one.person_id))


def _today() -> dt.date:
    return clock.now().astimezone(clock.OFFICE).date()


def _review(review_id: int) -> Review:
    try:
        one = reviewing.review(session(), review_id)
    except NotFoundError:
        abort(404)
    readable = standing.may_read(one, signed_in().id, supervisor=True)
    return one if readable and one.released_at and one.interaction.representative_id != signed_in().id else abort(404)


def _note(note_id: int) -> CoachingNote:
    try:
        note = coaching.find(session(), note_id)
    except NotFoundError:
        abort(404)
    return note if supervises() or note.person_id == signed_in().id else abort(404)
