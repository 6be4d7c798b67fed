"""A running play in the browser: its page, its moves, what a sentence is understood as, and what was not meant."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.plays import service, terms
from trainer.plays.closing import overdue
from trainer.plays.desk import page, tools
from trainer.plays.desk.words import Chip, chips_of
from trainer.plays.models import Play
from trainer.plays.service import NotFoundError, RefusedError, Taken
from trainer.plays.sittings.settling import settle_now
from trainer.record.topic import NOTE_FACTS
from trainer.scenarios.moves import LONGEST
from trainer.scenarios.understanding import note_facts, understand
from trainer.scenarios.world import World
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role

desk = Blueprint("desk", __name__, url_prefix="/plays", template_folder="templates")


@desk.record_once
def _filters(state: Any) -> None:
    state.app.jinja_env.filters.update(page.FILTERS)


@desk.get("/<int:play_id>")
@allow(Role.REPRESENTATIVE)
def show(play_id: int) -> ResponseReturnValue:
    """The desk, or the debrief once the play has ended; a play that was rewound goes on where it was taken up."""
    play = _play(play_id)
    if overdue(play, clock.now()) is not None:
        settle_now(play.person_id)
        play = _play(play_id)
    if play.set_aside_at is not None:
        child = service.child_of(session(), play)
        return redirect(url_for("desk.show", play_id=child.id) if child else _debrief(play))
    if play.ended:
        return redirect(_debrief(play))
    try:
        world = service.world_of(play, content())
    except RefusedError as refused:
        return render_template("plays/desk/changed.html", play=play, message=str(refused)), 409
    return render_template(
        f"plays/desk/{page.kind_of(world)}.html", parts=page.parts(play, world), turns=page.transcript(play, world),
        start=world.scene_start or world.setting.start, scene_second=world.scene_second, second=world.second,
        number=len(play.moves) + 1, away=_elapsed(play),
        **page.shown(play, world),
    )  # fmt: skip


@desk.post("/<int:play_id>/moves")
@allow(Role.REPRESENTATIVE)
def move(play_id: int) -> ResponseReturnValue:
    """Take one move: {number, token, move, paused, hinted}. Answers with the parts of the page that it changed."""
    play, sent = _play(play_id), _sent()
    number, token, data = sent.get("number"), sent.get("token"), sent.get("move")
    if not isinstance(number, int) or not isinstance(token, str) or not token or not isinstance(data, dict):
        return {"error": "That did not arrive as expected. Load the page again."}, 422
    try:
        left = service.world_of(play, content())
        before = page.parts(play, left)
        data = {**data, "seconds": _seconds(play, sent.get("paused")), "hinted": sent.get("hinted") is True}
        taken = service.take(session(), content(), play, number, token, data, clock.now())
    except RefusedError as refused:
        return _refused(play, number, data, refused)
    return _answer(play, taken, before, left)


def _refused(play: Play, number: int, data: Any, refused: RefusedError) -> ResponseReturnValue:
    """A conflict when the play has gone on without this page; else what does not fit, field by field."""
    if play.ended or number != len(play.moves) + 1:
        return {"error": str(refused), "reload": url_for("desk.show", play_id=play.id)}, 409
    return {"error": str(refused), "fields": tools.mistakes(data)}, 422


def _answer(play: Play, taken: Taken, before: page.Parts, left: World) -> ResponseReturnValue:
    world = taken.world
    if world.ended:
        return {"number": taken.number, "ended": _debrief(play)}
    if world.scene != left.scene:
        return {"number": taken.number, "ended": url_for("desk.show", play_id=play.id)}
    turned = world.matter.id != left.matter.id
    after = page.parts(play, world)
    last = world.history[-1] if world.history else None
    return {
        "number": taken.number,
        "second": world.second,
        "parts": {
            **{name: "" for name in before if name not in after},
            **{name: html for name, html in after.items() if taken.again or before.get(name) != html},
        },
        "lines": page.transcript(play, world, 1 if turned else taken.number),
        "turned": turned,
        "heard": page.heard(play, world, taken.number, "caller"),
        "answered": page.heard(play, world, taken.number, "event"),
        "done": last.effect if last else True,
        "open": world.actor is not None and world.actor.open,
        "look": last.act.text("panel") if last and last.effect and last.act.kind == "look" else _shown_by(last),
        "ended": None,
    }


# The panel that an act brings forward by itself.
BRINGS = {"estimate_bill": "estimate", "work_out_leak": "worksheets"}


def _shown_by(last: Any) -> str | None:
    return BRINGS.get(last.act.kind) if last is not None and last.effect else None


@desk.post("/<int:play_id>/fork")
@allow(Role.REPRESENTATIVE)
def fork(play_id: int) -> ResponseReturnValue:
    """Go back to before a move: {move}. What follows is a play of its own."""
    play = _play(play_id)
    try:
        child = service.fork(session(), content(), play, request.form.get("move", 0, type=int), clock.now())
    except RefusedError as refused:
        flash(str(refused), "error")
        return redirect(_debrief(play) if play.ended else url_for("desk.show", play_id=play.id))
    return redirect(url_for("desk.show", play_id=child.id))


@desk.post("/<int:play_id>/understand")
@allow(Role.REPRESENTATIVE)
def understood(play_id: int) -> ResponseReturnValue:
    """What a text would be understood as: {text, note}. Stores nothing."""
    play, sent = _play(play_id), _sent()
    text = str(sent.get("text", ""))[:LONGEST]
    try:
        world = service.world_of(play, content())
    except RefusedError as refused:
        return {"error": str(refused)}, 409
    lexicon = content().library.lexicon
    if sent.get("note"):
        found = [Chip("says", NOTE_FACTS[fact].label) for fact in sorted(note_facts(text, lexicon))]
    else:
        found = chips_of(understand(text, lexicon, world.desk.today).acts, world.requests)
    return render_template("plays/desk/parts/chips.html", chips=found)


@desk.post("/<int:play_id>/moves/<int:place>/contest")
@allow(Role.REPRESENTATIVE)
def contest(play_id: int, place: int) -> ResponseReturnValue:
    """Mark typed words as not what was meant."""
    play = _play(play_id)
    try:
        service.contest(session(), play, place)
    except RefusedError as refused:
        return {"error": str(refused)}, 422
    return {"marked": True}


def _play(play_id: int) -> Play:
    """One's own play; anyone else's is not there."""
    try:
        return service.find(session(), play_id, signed_in().id)
    except NotFoundError:
        abort(404)


def _sent() -> dict[str, Any]:
    sent = request.get_json(silent=True)
    return sent if isinstance(sent, dict) else {}


def _elapsed(play: Play) -> int:
    """Seconds on the server's clock since the last move, or since the play began."""
    return max(0, int((clock.now() - play.last_moved_at).total_seconds()))


def _seconds(play: Play, paused: Any) -> int:
    """What the move took: the server's own measure, less what the page stood still. A sitting does not stand still."""
    elapsed = _elapsed(play)
    if not terms.may_pause(play) or isinstance(paused, bool) or not isinstance(paused, int):
        return elapsed
    return elapsed - min(elapsed, max(0, paused))


def _debrief(play: Play) -> str:
    """Where a play is read once it has ended: a sitting first says what is left of it."""
    if play.sitting_id is not None:
        return url_for("sittings.own", sitting_id=play.sitting_id)
    if "plays.debrief" in current_app.view_functions:
        return url_for("plays.debrief", play_id=play.id)
    return url_for("web.home")
