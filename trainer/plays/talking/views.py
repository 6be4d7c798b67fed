"""Talking about an ended play: what its player says in the debrief, and what a supervisor answers there."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.db import database, session
from trainer.people import service as people
from trainer.plays import service as plays
from trainer.plays.debrief_views import debrief_page
from trainer.plays.models import Play
from trainer.plays.talking import service
from trainer.plays.talking.service import NotFoundError, RefusedError
from trainer.web import clock, words
from trainer.web.access import allow, signed_in
from trainer.web.roles import Role, Viewer
from trainer.web.shell import Home, Waiting, on_home

blueprint = Blueprint("talking", __name__, template_folder="templates")


@blueprint.app_template_global("settling")
def settling(upheld: bool) -> str:
    """What the button says that settles a contest so."""
    return service.ANSWERS[upheld]


# ------------------------------------------------------------------------------------------------------- the player


@blueprint.post("/plays/<int:play_id>/findings/<int:place>/contest")
@allow(Role.REPRESENTATIVE)
def contest_finding(play_id: int, place: int) -> ResponseReturnValue:
    """Say in one click that a finding is wrong; why can be added after."""
    play = _own(play_id)
    return _then(play, f"finding-{place}", lambda: service.contest(session(), play, clock.now(), place=place))


@blueprint.post("/plays/<int:play_id>/lines/<int:move>/contest")
@allow(Role.REPRESENTATIVE)
def contest_words(play_id: int, move: int) -> ResponseReturnValue:
    """Say in one click that typed words were misunderstood."""
    play = _own(play_id)
    return _then(play, f"talk-{move}", lambda: service.contest(session(), play, clock.now(), move=move))


@blueprint.post("/plays/<int:play_id>/contests/<int:contest_id>/why")
@allow(Role.REPRESENTATIVE)
def explain(play_id: int, contest_id: int) -> ResponseReturnValue:
    play, row = _own(play_id), _contest(contest_id)
    if row.play_id != play.id:
        abort(404)
    place = f"finding-{row.place}" if row.place is not None else f"talk-{row.move}"
    return _then(play, place, lambda: service.explain(session(), row, request.form.get("text", "")))


@blueprint.post("/plays/<int:play_id>/lines/<int:move>/ask")
@allow(Role.REPRESENTATIVE)
def ask(play_id: int, move: int) -> ResponseReturnValue:
    play, text = _own(play_id), request.form.get("text", "")
    return _then(play, f"talk-{move}", lambda: service.ask(session(), play, move, text, clock.now()))


@blueprint.post("/plays/<int:play_id>/note")
@allow(Role.REPRESENTATIVE)
def note(play_id: int) -> ResponseReturnValue:
    play = _own(play_id)
    return _then(play, "note", lambda: service.note(session(), play, request.form.get("text", ""), clock.now()))


def _then(play: Play, place: str, do: Callable[[], object]) -> ResponseReturnValue:
    """Do it, and go back to where on the debrief it stands."""
    try:
        do()
    except RefusedError as refused:
        flash(str(refused), "error")
    return redirect(url_for("plays.debrief", play_id=play.id, _anchor=place))


def _own(play_id: int) -> Play:
    try:
        return plays.find(session(), play_id, signed_in().id)
    except plays.NotFoundError:
        abort(404)


# -------------------------------------------------------------------------------------------------- the supervisor


@blueprint.get("/answers")
@allow(Role.SUPERVISOR)
def answers() -> str:
    """What waits for an answer, and what was settled before."""
    contests, questions = service.waiting(session())
    return render_template(
        "talking/answers.html", contests=contests, questions=questions, settled=service.settled(session()),
        names={one.id: one.name for one in people.everyone(session())}, finding=_finding,
    )  # fmt: skip


@blueprint.get("/team/plays/<int:play_id>")
@allow(Role.SUPERVISOR)
def read(play_id: int) -> ResponseReturnValue:
    """Somebody's debrief, where they asked something or were assessed; that it was read is recorded."""
    play = session().get(Play, play_id)
    if play is None or not service.open_to_supervisors(session(), play):
        abort(404)
    audit.seen(database(), signed_in(), audit.subject("play", play.id), {"person": play.person_id}, clock.now())
    return debrief_page(play, own=False)


@blueprint.post("/contests/<int:contest_id>/settle")
@allow(Role.SUPERVISOR)
def settle(contest_id: int) -> ResponseReturnValue:
    """Say whether the player was right: {upheld: yes or no, text}."""
    row, upheld = _contest(contest_id), request.form.get("upheld")
    try:
        if upheld not in ("yes", "no"):
            raise RefusedError("Say whether the finding stands.")
        service.settle(
            session(), signed_in(), row, clock.now(), upheld=upheld == "yes", answer=request.form.get("text", "")
        )
    except RefusedError as refused:
        flash(str(refused), "error")
    return redirect(url_for("talking.read", play_id=row.play_id, _anchor=f"contest-{row.id}"))


@blueprint.post("/questions/<int:question_id>/answer")
@allow(Role.SUPERVISOR)
def answer(question_id: int) -> ResponseReturnValue:
    try:
        row = service.find_question(session(), question_id)
    except NotFoundError:
        abort(404)
    try:
        service.answer(session(), signed_in(), row, request.form.get("text", ""), clock.now())
    except RefusedError as refused:
        flash(str(refused), "error")
    return redirect(url_for("talking.read", play_id=row.play_id, _anchor=f"question-{row.id}"))


@on_home(blueprint, Role.SUPERVISOR, order=30)
def waiting(session: Session, person: Viewer) -> Home:
    """Contested findings and questions that nobody has answered."""
    contests, questions = service.waiting(session)
    if not contests and not questions:
        return Home()
    parts = [words.plural(len(questions), "question")] if questions else []
    parts += [words.plural(len(contests), "contested finding")] if contests else []
    text = f"{words.listing(parts)}, each at its line of the contact.".capitalize()
    return Home(
        waiting=[Waiting("Somebody asks you", text, url_for("talking.answers"), "Answer", "chat-left-text", 10)]
    )


def _contest(contest_id: int) -> service.Contest:
    try:
        return service.find_contest(session(), contest_id)
    except NotFoundError:
        abort(404)


def _finding(play: Play, place: int | None) -> str:
    """What a contested finding said; words that were misunderstood have none."""
    found = next((one for one in play.findings if one.place == place), None)
    return str(found.finding["message"]) if found else "How typed words were understood"
