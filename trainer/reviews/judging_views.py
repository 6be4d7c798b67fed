"""The pages of reviewing: what waits, the call beside the card, what was released, and disputes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.reviews import (
    disputes,
    exports,
    ledger,
    lists,
    paging,
    recordings,
    review_form,
    reviewing,
    scorecards,
    seeing,
    service,
    standing,
)
from trainer.reviews.aid import marks_of
from trainer.reviews.card.scoring import shown
from trainer.reviews.card.terms import Terms, load_terms
from trainer.reviews.evidence import written
from trainer.reviews.judging_room import blueprint
from trainer.reviews.models import Purpose, Review, Settled
from trainer.reviews.names import names
from trainer.reviews.refusals import ConflictError, NotFoundError, RefusedError
from trainer.reviews.sheet import download
from trainer.web import clock
from trainer.web.access import allow, may, signed_in, viewer
from trainer.web.content import content
from trainer.web.roles import Role

__all__ = ["blueprint"]


@blueprint.record_once
def _words(state: BlueprintSetupState) -> None:
    """What the parts of these pages may ask for, also where they are imported from another template."""
    ask = {"may": lambda endpoint: may(endpoint, viewer()), "shown": shown, "written_lines": written}
    state.app.jinja_env.globals.update(ask)


def terms() -> Terms:
    """The agency's terms of reviewing."""
    return load_terms(content().folder)


def _page() -> int:
    """Which page of a long list is asked for."""
    return request.args.get("page", 1, type=int)


def supervises() -> bool:
    return Role.SUPERVISOR in signed_in().roles


@blueprint.get("/")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def index() -> str:
    """What waits: for a reviewer the week's draw, for a representative what was released to them."""
    me, today = signed_in().id, clock.now().astimezone(clock.OFFICE).date()
    mine = Role.REPRESENTATIVE in signed_in().roles
    return render_template(
        "reviews/review/index.html", queue=lists.queue(session(), me, today) if supervises() else [],
        begun=lists.begun(session(), me), names=names(session()), supervises=supervises(), mine=mine, today=today,
        released=lists.page_released_to(session(), me, _page()) if mine else None, score_of=standing.score_of,
        could=ledger.could_self_review(session(), me) if mine else [], offered=scorecards.offered(session()),
        monday=today - dt.timedelta(days=today.weekday()), started=ledger.under_way(session(), me),
        coming=lists.coming(session(), me, today) if supervises() else [],
    )  # fmt: skip


@blueprint.post("/begin")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def begin() -> ResponseReturnValue:
    """Begin a review of what was drawn, of an interaction chosen oneself, or of one's own."""
    me = signed_in().id
    wanted = request.form.get("interaction", 0, type=int)
    draw = ledger.draw_of(session(), request.form.get("draw", type=int)) or ledger.drawn_for(session(), me, wanted)
    wanted = draw.interaction_id if draw else wanted
    interaction = service.interaction(session(), wanted) or abort(404)
    own = interaction.representative_id == me
    if not (ledger.is_drawn(session(), interaction.id) if own else supervises()):
        abort(404)
    if draw and draw.reviewer_id != me and not own:
        return _back("This one was drawn for another reviewer.", url_for(".index"))
    choices = scorecards.offered(session(), interaction.channel.value)
    if not choices:
        return _back("There is no published scorecard yet. Publish one first.", url_for(".index"))
    chosen = request.form.get("version", type=int)
    version = next((one for one in choices if one.id == chosen), choices[0])
    purpose = Purpose.SELF if own else _purpose(draw)
    try:
        made = reviewing.begin(session(), interaction, version, me, purpose, clock.now(), None if own else draw)
    except RefusedError as error:
        return _back(str(error), url_for(".index"))
    return redirect(url_for(".show", review_id=made.id))


def _purpose(draw: Any) -> Purpose:
    return Purpose.RANDOM if draw and not ledger.is_targeted(session(), draw) else Purpose.TARGETED


@blueprint.get("/<int:review_id>")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def show(review_id: int) -> str:
    """The call beside the card: to fill in for its reviewer, to read for everyone else who may."""
    one = _review(review_id)
    seeing.opened(one.interaction, review=one.id)
    if one.reviewer_id == signed_in().id and not standing.done(one):
        return _filling(one)
    return _reading(one)


def _common(one: Review) -> dict[str, Any]:
    everyone = names(session())
    return {
        "review": one, "card": standing.card(one), "answers": standing.latest(one),
        "asked": {criterion.id for criterion in standing.shown_criteria(one)}, "cited": standing.cited(one),
        "score": standing.score_of(one), "names": everyone, "me": signed_in().id,
        "who": everyone.get(one.interaction.representative_id, "Somebody"),
        "marks": marks_of(session(), one.interaction) if supervises() else {},
        "has_audio": recordings.is_there(one.interaction),
    }  # fmt: skip


@blueprint.get("/<int:review_id>/recording")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def recording(review_id: int) -> ResponseReturnValue:
    """The sound of the interaction, for whoever may read the review of it."""
    one = _review(review_id)
    seeing.opened(one.interaction, review=one.id, recording=True)
    return recordings.send(one.interaction)


def _filling(one: Review) -> str:
    wanting = standing.unexplained(one)
    return render_template("reviews/review/fill.html", wanting=wanting, **_common(one))


def _reading(one: Review) -> str:
    before = standing.score_of(one, before_disputes=True)
    return render_template(
        "reviews/review/read.html", before=before, terms=terms(), closes=disputes.ends(one, terms().dispute_days.value),
        open_to_dispute=disputes.open_to(one, clock.now(), terms().dispute_days.value),
        disputed={known.criterion: known for known in one.disputes}, own=lists.own(session(), one),
        may_settle=disputes.may_settle, follow_ups=disputes.follow_ups, supervises=supervises(),
        latest=standing.latest, outcomes=list(Settled), **_common(one),
    )  # fmt: skip


@blueprint.post("/<int:review_id>")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def save(review_id: int) -> ResponseReturnValue:
    """The whole form at once, or one of the buttons: finish, reopen, release, acknowledge."""
    one, what = _review(review_id), request.form.get("do", "save")
    here = url_for(".show", review_id=one.id)
    me, now = signed_in().id, clock.now()
    try:
        if what in ("save", "finish"):
            given = review_form.from_form(request.form, standing.card(one), len(one.interaction.turns))
            reviewing.answer(session(), one, given, request.form.get("revision", -1, type=int), me, now)
        _press(one, what, me, now)
    except RefusedError as error:
        anchor = _wanting(one) if what == "finish" else None
        return _back(str(error), url_for(".show", review_id=one.id, _anchor=anchor))
    handed_in = what == "finish" and one.calibration_id
    return redirect(url_for("calibrating.show", calibration_id=one.calibration_id) if handed_in else here)


def _wanting(one: Review) -> str | None:
    """Where on the page the first item stands that keeps a review from being finished."""
    names = standing.score_of(one).open or standing.unexplained(one)
    return f"i-{names[0]}" if names else None


def _press(one: Review, what: str, me: int, now: dt.datetime) -> None:
    """One button; saving has been done already."""
    if what == "finish":
        reviewing.finish(session(), one, me, now)
        flash(_finished(one))
    elif what == "reopen":
        reviewing.reopen(session(), one, me, now)
    elif what == "release":
        if not supervises():
            raise RefusedError("Only a supervisor releases a review.")
        reviewing.release(session(), one, me, now)
        flash("Released. The representative can read, acknowledge and dispute it.")
    elif what == "acknowledge":
        reviewing.acknowledge(session(), one, me, now)
        flash("Noted that you have read it.")
    else:
        flash("Saved.")


def _finished(one: Review) -> str:
    if one.calibration_id:
        return "Your card is handed in."
    return "The review is complete." + (" Release it when it is ready to be read." if one.targeted else "")


@blueprint.post("/<int:review_id>/answers")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def autosave(review_id: int) -> ResponseReturnValue:
    """Take answers while the page stays open, and give the score as it stands; 409 when another window went on."""
    one = _review(review_id)
    try:
        revision, given = review_form.from_json(request.get_json(silent=True), len(one.interaction.turns))
        reviewing.answer(session(), one, given, revision, signed_in().id, clock.now())
    except ConflictError as error:
        return {"error": str(error)}, 409
    except RefusedError as error:
        return {"error": str(error)}, 422
    return _state(one)


def _state(one: Review) -> dict[str, Any]:
    """What the page's script needs to show: the server computes, the browser only draws."""
    found = standing.score_of(one)
    return {
        "revision": one.revision, "saved": clock.day_and_time(clock.now()).rpartition(", ")[2],
        "running": render_template("reviews/review/running.html", review=one, score=found),
        "asked": [criterion.id for criterion in standing.shown_criteria(one)],
        "wanting": list(standing.unexplained(one)), "open": list(found.open),
    }  # fmt: skip


@blueprint.post("/<int:review_id>/disputes")
@allow(Role.REPRESENTATIVE)
def dispute(review_id: int) -> ResponseReturnValue:
    """Dispute one item of one's own released review."""
    one, criterion = _review(review_id), request.form.get("criterion", "")
    here = url_for(".show", review_id=one.id, _anchor=f"r-{criterion}")
    try:
        reason, days = request.form.get("reason", ""), terms().dispute_days.value
        disputes.dispute(session(), one, criterion, reason, signed_in().id, clock.now(), days)
    except RefusedError as error:
        return _back(str(error), here)
    flash("Your dispute is in. Somebody other than the reviewer will answer it.")
    return redirect(here)


@blueprint.get("/disputes")
@allow(Role.SUPERVISOR)
def disputed() -> str:
    """Disputes to settle, and those that were."""
    everything = disputes.all_of(session())
    mine, found = {one.id for one in disputes.waiting(session(), signed_in().id)}, paging.of(everything, _page())
    titles = {one.id: exports.item(one.review, one.criterion) for one in found.shown}
    return render_template(
        "reviews/review/disputes.html", found=found, mine=mine, names=names(session()), titles=titles,
        labels={one.id: exports.before_and_after(one) for one in found.shown}, upheld=disputes.upheld(everything),
    )  # fmt: skip


@blueprint.get("/disputes.<form>")
@allow(Role.SUPERVISOR)
def disputes_export(form: str) -> ResponseReturnValue:
    """What the page shows, with the reasons given on both sides."""
    return download(exports.disputes_sheet(disputes.all_of(session()), names(session())), form)


@blueprint.post("/disputes/<int:dispute_id>")
@allow(Role.SUPERVISOR)
def settle(dispute_id: int) -> ResponseReturnValue:
    """Answer a dispute as another arbiter."""
    try:
        one = disputes.find(session(), dispute_id)
    except NotFoundError:
        abort(404)
    here = url_for(".show", review_id=one.review_id, _anchor=f"r-{one.criterion}")
    outcome = next((known for known in Settled if known.value == request.form.get("outcome")), None)
    try:
        if outcome is None:
            raise RefusedError("Choose whether the dispute is accepted, partly accepted or rejected.")
        value, answer = request.form.get(f"answer-{one.criterion}") or None, request.form.get("answer", "")
        more = {each.id: given for each in disputes.follow_ups(one) if (given := request.form.get(f"answer-{each.id}"))}
        disputes.settle(session(), one, outcome, value, answer, signed_in().id, clock.now(), more)
    except RefusedError as error:
        return _back(str(error), here)
    flash("Settled. Both the released and the settled score stay on record.")
    return redirect(here)


@blueprint.get("/finished")
@allow(Role.SUPERVISOR)
def finished() -> str:
    """Every finished review of a sample, filtered; random and targeted ones are counted apart."""
    asked = ledger.Filters.read(request.args)
    rows = ledger.rows(session(), asked, signed_in().id)
    return render_template(
        "reviews/review/finished.html", asked=asked, columns=ledger.COLUMNS, choices=ledger.choices(session()),
        summary=ledger.summary(rows), found=paging.of(rows, _page()),
    )  # fmt: skip


@blueprint.get("/finished.<form>")
@allow(Role.SUPERVISOR)
def finished_export(form: str) -> ResponseReturnValue:
    """What the page shows, filters and all."""
    asked = ledger.Filters.read(request.args)
    return download(ledger.sheet(ledger.rows(session(), asked, signed_in().id)), form)


@blueprint.get("/answers.<form>")
@allow(Role.SUPERVISOR)
def every_answer_export(form: str) -> ResponseReturnValue:
    """Every answer of the reviews that the page of finished ones shows, filters and all: what its figures rest on."""
    asked = ledger.Filters.read(request.args)
    return download(exports.every_answer(ledger.matching(session(), asked, signed_in().id), names(session())), form)


@blueprint.get("/<int:review_id>/answers.<form>")
@allow(Role.SUPERVISOR, Role.REPRESENTATIVE)
def answers_export(review_id: int, form: str) -> ResponseReturnValue:
    """One review, criterion by criterion: everything its score can be computed from again."""
    one = _review(review_id)
    return download(exports.answers_sheet(one), form)


def _review(review_id: int) -> Review:
    try:
        one = reviewing.review(session(), review_id)
    except NotFoundError:
        abort(404)
    return one if standing.may_read(one, signed_in().id, supervisor=supervises()) else abort(404)


def _back(message: str, url: str) -> ResponseReturnValue:
    flash(message, "error")
    return redirect(url)
