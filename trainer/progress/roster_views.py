"""What HR and administrators keep: cohorts, starts and leave, people from a file; and questions, and fairness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from statistics import median

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.people import service as people
from trainer.progress import fairness as compared
from trainer.progress import people_file, service, wording
from trainer.progress.models import Cohort, Decided, Outcome, Question
from trainer.progress.picture import Verdict
from trainer.progress.reading import Standing
from trainer.progress.room import asked_day, blueprint, duties, everyone, fresh, me
from trainer.progress.service import RefusedError
from trainer.web import clock
from trainer.web.access import allow
from trainer.web.content import content
from trainer.web.roles import Role
from trainer.web.shell import add_navigation
from trainer.web.words import listing

SHOWN = 40  # questions that have their answer
add_navigation(blueprint, "Cohorts", "progress.cohorts", order=42, room="Readiness")
add_navigation(blueprint, "Fairness", "progress.fairness", order=43, room="Readiness")
add_navigation(blueprint, "Questions", "progress.questions", order=44, room="Readiness")
add_navigation(blueprint, "Import people", "progress.people_import", order=91, room="People")


@blueprint.route("/cohorts", methods=["GET", "POST"])
@allow(Role.HR)
def cohorts() -> ResponseReturnValue:
    """Cohorts with how far their people are; a new one fixes today's criteria."""
    stated = content().pack.advancement
    if request.method == "POST" and stated is not None:
        name, day = request.form.get("name", ""), _day("starts_on")
        try:
            if day is None:
                raise RefusedError("Give the day the cohort starts.", "starts_on")
            service.start_cohort(session(), me(session()), name, day, stated, content().pack.digest, clock.now())
        except RefusedError as refused:
            flash(refused.message, "error")
            return _cohorts(), 422
        flash(f"The cohort “{name.strip()}” is started, and its criteria are fixed.")
        return redirect(url_for("progress.cohorts"))
    return _cohorts(), 422 if request.method == "POST" else 200


def _cohorts() -> str:
    standing = everyone(asked_day())
    counts = {
        one.id: {word: sum(each.picture.verdict is word for each in standing if each.subject.cohort.id == one.id)
                 for word in Verdict}
        for one in service.cohorts(session())
    }  # fmt: skip
    known = service.on_record(session())
    decided = service.last_decided(session(), [one.subject.person.id for one in standing], asked_day())
    advancing = {who for who, last in decided.items() if last.decided is Decided.ADVANCE}
    free = [one for one in people.with_role(session(), Role.REPRESENTATIVE) if one.id not in known]
    return render_template(
        "progress/cohorts.html", cohorts=service.cohorts(session()), counts=counts, free=free, decided=decided,
        on_the_way=[one for one in standing if one.subject.person.id not in advancing],
        advanced=[one for one in standing if one.subject.person.id in advancing],
        stated=content().pack.advancement, typed=request.form, ready=_ready(standing), away=service.away(session()),
        as_fixed=service.as_fixed,
    )  # fmt: skip


def _ready(standing: Sequence[Standing]) -> dict[int, int] | None:
    """When asked for, the months it took whoever is ready now, by cohort: the middle one of them."""
    if "times" not in request.args:
        return None
    ready = [one for one in standing if one.picture.verdict is Verdict.READY]
    took = service.months_to_ready(session(), asked_day(), duties(), ready)
    by: dict[int, list[int]] = {}
    for one in ready:
        by.setdefault(one.subject.cohort.id, []).append(took[one.subject.person.id])
    return {cohort: int(median(months)) for cohort, months in by.items()}


@blueprint.post("/starts")
@allow(Role.HR)
def start() -> ResponseReturnValue:
    """Put somebody's start in a cohort on record."""
    person = people.by_id(session(), request.form.get("person", 0, type=int))
    cohort, day = session().get(Cohort, request.form.get("cohort", 0, type=int)), _day("starts_on")
    if person is None or cohort is None or day is None:
        flash("Choose who, which cohort, and the day.", "error")
        return _cohorts(), 422
    try:
        service.join(session(), me(session()), person, cohort, day, clock.now())
    except RefusedError as refused:
        flash(refused.message, "error")
        return _cohorts(), 422
    flash(f"{person.name}’s start is on record.")
    return redirect(url_for("progress.cohorts"))


@blueprint.post("/<int:person_id>/leave")
@allow(Role.HR)
def leave(person_id: int) -> ResponseReturnValue:
    """Somebody is away, back, or out of the class from a day."""
    person = people.by_id(session(), person_id) or abort(404)
    commands = {"away": service.begin_leave, "back": service.end_leave, "left": service.leave_class}
    what, day = commands.get(request.form.get("what", "")), _day("day")
    if what is None or day is None:
        flash("Choose what happened, and the day.", "error")
        return _cohorts(), 422
    try:
        what(session(), me(session()), person, day, clock.now())
    except RefusedError as refused:
        flash(refused.message, "error")
        return _cohorts(), 422
    flash(f"It is on record of {person.name}.")
    return redirect(url_for("progress.cohorts"))


@blueprint.get("/questions")
@allow(Role.SUPERVISOR)
def questions() -> str:
    """Questions about evidence, those without an answer first."""
    return _questions()


def _questions(failed: int | None = None) -> str:
    """The page; `failed` is the question whose answer was refused, and keeps what was typed."""
    every = service.questions(session())
    waiting, settled = ([each for each in every if bool(each[0].answered_at) is over] for over in (False, True))
    return render_template(
        "progress/questions.html", questions=[*waiting, *settled[: -1 - SHOWN : -1]], names=_names(),
        mine=me(session()), more=max(len(settled) - SHOWN, 0),
        outcomes=[*Outcome], failed=failed, typed=request.form,
    )  # fmt: skip


@blueprint.post("/questions/<int:question_id>")
@allow(Role.SUPERVISOR)
def settle(question_id: int) -> ResponseReturnValue:
    """Answer one: the evidence stands, or is set aside from today."""
    asked = session().get(Question, question_id) or abort(404)
    outcome = request.form.get("outcome", "")
    try:
        if outcome not in {each.value for each in Outcome}:
            raise RefusedError("Choose whether it stands.", "outcome")
        words = request.form.get("answer", "")
        service.answer(session(), me(session()), asked, Outcome(outcome), words, clock.now())
    except RefusedError as refused:
        flash(refused.message, "error")
        return _questions(question_id), 422
    flash("It is answered.")
    return redirect(url_for("progress.questions"))


@blueprint.get("/fairness")
@allow(Role.HR)
def fairness() -> str:
    """Whether reviewers and scenarios treat two groups differently, of a grouping HR chooses and nobody keeps."""
    fresh()
    who = service.subjects(session(), asked_day())
    cohort, names = request.args.get("cohort", type=int), request.args.get("names", "")[:4000]
    wanted = {line.strip().casefold(): line.strip() for line in names.splitlines() if line.strip()}
    called = {one.person.name.casefold() for one in who}
    ids = [one.person.id for one in who]
    marking = service.reviewers(session(), asked_day(), compared.marking(session(), ids))
    chosen = frozenset(one.person.id for one in who if one.cohort.id == cohort or one.person.name.casefold() in wanted)
    return render_template(
        "progress/fairness.html", chosen=len(chosen), others=len(ids) - len(chosen), given=request.args,
        cohorts=service.cohorts(session()), reviewers=compared.by_reviewer(session(), ids, chosen) if chosen else [],
        scenarios=compared.by_scenario(session(), ids, chosen) if chosen else [],
        marking=marking, least=compared.LEAST_PEOPLE, severity_words=wording.severity, listing=listing,
        unknown=[f"“{typed}”" for name, typed in wanted.items() if name not in called],
    )  # fmt: skip


@blueprint.route("/people", methods=["GET", "POST"])
@allow(Role.ADMINISTRATOR)
def people_import() -> ResponseReturnValue:
    """People from a CSV file; nothing is changed while any line is wrong."""
    page = {"columns": people_file.COLUMNS, "example": people_file.EXAMPLE}
    if request.method == "GET":
        return render_template("progress/people_import.html", **page)
    try:
        given = request.files["file"].read().decode("utf-8") if "file" in request.files else ""
        rows = people_file.read(given, service.cohorts(session()))
        taken = people_file.take_in(session(), me(session()), rows, clock.now())
    except UnicodeDecodeError:
        return render_template("progress/people_import.html", problems=["Save the file as UTF-8 text."], **page), 422
    except people_file.FileError as error:
        return render_template("progress/people_import.html", problems=error.problems, **page), 422
    except RefusedError as refused:
        return render_template("progress/people_import.html", problems=[refused.message], **page), 422
    return render_template("progress/people_import.html", taken=taken, **page)


def _names() -> dict[int, str]:
    return {person.id: person.name for person in people.everyone(session())}


def _day(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        return None
