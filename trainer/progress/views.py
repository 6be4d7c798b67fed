"""What a representative sees: where they stand, the shortest honest path, and every piece of evidence behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from trainer.db import session
from trainer.progress import service, wording
from trainer.progress.body import marks_of
from trainer.progress.models import EvidenceRow
from trainer.progress.picture import Verdict, settles
from trainer.progress.reading import Standing
from trainer.progress.room import AXIS, asked_day, blueprint, fresh, me
from trainer.progress.service import RefusedError
from trainer.record.finding import Severity
from trainer.web import clock
from trainer.web.access import allow, safe_next
from trainer.web.content import content
from trainer.web.roles import Role, Viewer
from trainer.web.shell import Home, Waiting, add_navigation, on_home
from trainer.web.words import listing

add_navigation(blueprint, "Where I stand", "progress.mine", order=40)
_LEDES = {
    Verdict.READY: "Every criterion is met. HR can decide on it.",
    Verdict.NEAR: "Nothing is below the bar, and little is open.",
    Verdict.FAR: "Some of it is still open. Each criterion says what would settle it.",
    Verdict.UNKNOWN: "There is not enough to say yet. That is no verdict about you: it is too early for one.",
}
_FOLDED = "Piece by piece. The dossier shows what they come to once your view is recorded."
_SOURCES = {"assess": "assessed sittings", "live": "released live reviews", "practice": "practice"}


def standing_of(person_id: int) -> Standing | None:
    """Where someone stands today, or None for who is not on the way."""
    fresh()
    duties = {duty.number: duty.name for duty in content().pack.specification.duties}
    found = service.standings(session(), asked_day(), duties, [person_id])
    return found[0] if found else None


@blueprint.get("/me")
@allow(Role.REPRESENTATIVE)
def mine() -> str:
    """Each criterion, what is missing in plain words, and the path."""
    standing = standing_of(me(session()).id)
    if standing is None:
        return render_template("progress/mine.html", standing=None)
    day = standing.picture.as_of
    steps = wording.path(
        standing.picture, lambda line: settles(standing.subject.stated, line, standing.known, day)
    )  # fmt: skip
    counts = standing.subject.stated.evidence.counts
    return render_template(
        "progress/mine.html", standing=standing, steps=steps, lede=_LEDES[standing.picture.verdict], axis=AXIS,
        needed=wording.needed, found=wording.found, told=wording.told,
        counts_words=f"what counts: {listing([_SOURCES[one] for one in counts])}",
    )  # fmt: skip


@blueprint.get("/me/<criterion>")
@allow(Role.REPRESENTATIVE)
def my_evidence(criterion: str) -> str:
    """Every piece of evidence behind one of one's own figures."""
    standing = standing_of(me(session()).id) or abort(404)
    return evidence_page(standing, criterion, asking=True, duty=request.args.get("duty", type=int), **_to_mine())


@blueprint.post("/evidence/<int:evidence_id>/question")
@allow(Role.REPRESENTATIVE)
def ask(evidence_id: int) -> ResponseReturnValue:
    """Question a piece of evidence; what was typed is kept when it cannot be asked."""
    person, reason = me(session()), request.form.get("reason", "")
    try:
        service.question(session(), person, evidence_id, reason, clock.now())
    except RefusedError as refused:
        flash(refused.message, "error")
        return _asked_again(evidence_id, reason), 422
    flash("It is asked. Somebody who had no part in it will answer.")
    return redirect(safe_next(request.form.get("back")) or url_for("progress.mine"))


def _asked_again(evidence_id: int, reason: str) -> str:
    """The page a refused question came from, with what was typed."""
    standing = standing_of(me(session()).id) or abort(404)
    criterion, duty = request.form.get("criterion", ""), request.form.get("duty", type=int)
    typed: dict[str, Any] = {"failed": evidence_id, "kept": reason}
    return evidence_page(standing, criterion, asking=True, duty=duty, **typed, **_to_mine())


def _to_mine() -> dict[str, Any]:
    return {"back": url_for("progress.mine"), "back_words": "Where I stand"}


def evidence_page(
    standing: Standing, criterion: str, *, asking: bool, duty: int | None, folded: bool = False, **more: Any
) -> str:
    """The pieces behind one figure: a criterion's, or those of one duty of it, with the checklist's marks of it.

    `folded` leaves out the figure itself, for a reader whose dossier of the person is still folded.
    """
    line = next((one for one in standing.picture.lines if one.criterion == criterion and one.duty == duty), None)
    if line is None:
        abort(404)
    rows = service.evidence(session(), line.pieces)
    asked = {one.evidence_id: one for one, _ in service.questions(session(), line.pieces)}
    return render_template(
        "progress/evidence.html", title=line.label, lede=_FOLDED if folded else f"{wording.told(line).capitalize()}.",
        rows=rows,
        questions=asked, weights=_weights(standing, rows), asking=asking, criterion=criterion, duty=duty,
        marks=service.evidence(session(), marks_of(standing.known.body, line.duty)),
        half_life=standing.subject.stated.evidence.half_life_days, **more,
    )  # fmt: skip


def _weights(standing: Standing, rows: Sequence[EvidenceRow]) -> dict[int, str]:
    """How loud each piece speaks on the day looked at."""
    rules, day = standing.subject.stated.evidence, standing.picture.as_of
    faded = {row.id: 0.5 ** ((day - row.day).days / rules.half_life_days) for row in rows}
    return {row.id: f"{rules.severity.get(Severity(row.severity), 0) * faded[row.id]:.2f}" for row in rows}


@on_home(blueprint, Role.SUPERVISOR, order=40)
def _asked(session: Session, person: Viewer) -> Home:
    """Questions about evidence that this supervisor may answer."""
    count = sum(
        one.answered_at is None and person.id not in (row.person_id, row.reviewer_id)
        for one, row in service.questions(session)
    )
    if not count:
        return Home()
    title = "Answer a question about evidence" if count == 1 else f"Answer {count} questions about evidence"
    text = "Somebody thinks a piece of evidence about them is wrong."
    return Home([Waiting(title, text, url_for("progress.questions"), "Look at it", "patch-question", 30)])
