"""What supervisors and HR see: people by duties, and each dossier, with the estimate folded until one has read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.audit import service as audit
from trainer.db import database, session
from trainer.people import service as people
from trainer.progress import dossier as dossiers
from trainer.progress import exports, service, wording
from trainer.progress.hashing import content_hash
from trainer.progress.models import Attestation, Decided, Decision
from trainer.progress.reading import Standing
from trainer.progress.room import AXIS, asked_day, blueprint, everyone, me, one
from trainer.progress.service import RefusedError
from trainer.progress.views import evidence_page
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

add_navigation(blueprint, "Readiness", "progress.index", order=41, room="Readiness")
_readers = allow(Role.SUPERVISOR, Role.HR)
_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@blueprint.get("")
@_readers
def index() -> str:
    """People by duties on any day, uncertainty and all; every look is on record, with how many people it showed."""
    day, cohort, shown = asked_day(), request.args.get("cohort", type=int), _asked()
    if shown:
        _seen(audit.subject("page", "readiness"), number_of_people=len(shown), cohort=cohort)
    decided = service.last_decided(session(), [each.subject.person.id for each in shown], day)
    rows = [_row(each) for each in shown]
    lede = wording.summary([each.picture.verdict for each in shown])
    return render_template(
        "progress/grid.html", rows=rows, columns=exports.columns(shown), lede=lede, day=day, cohort=cohort, axis=AXIS,
        cohorts=service.cohorts(session()), confidence=shown[0].picture.confidence if shown else 0,
        may_start=Role.HR in signed_in().roles, decided=decided,
    )  # fmt: skip


def _asked() -> list[Standing]:
    """Everyone on the day asked about, or those of one cohort."""
    cohort = request.args.get("cohort", type=int)
    return [each for each in everyone(asked_day()) if cohort in (None, each.subject.cohort.id)]


def _row(standing: Standing) -> dict[str, Any]:
    met, count = exports.others(standing)
    return {
        "id": standing.subject.person.id, "name": standing.subject.person.name,
        "since": f"{standing.subject.in_class.starts_on:%b %Y}", "lines": exports.by_duty(standing),
        "others_met": met, "others": count, "verdict": standing.picture.verdict,
    }  # fmt: skip


@blueprint.get("/export.<any(csv, xlsx):ending>")
@_readers
def export(ending: str) -> Response:
    """The grid as it is shown, for a spreadsheet; taking it out is on record."""
    shown, cohort = _asked(), request.args.get("cohort", type=int)
    _seen(audit.subject("table", "readiness"), "exported", form=ending, number_of_people=len(shown), cohort=cohort)
    rows = exports.table(shown)
    made = exports.as_csv(rows) if ending == "csv" else exports.as_xlsx(rows, "Readiness")
    name = f"readiness-{asked_day().isoformat()}.{ending}"
    return Response(made, mimetype=_TYPES[ending], headers={"Content-Disposition": f"attachment; filename={name}"})


@blueprint.get("/<int:person_id>")
@_readers
def dossier(person_id: int) -> str:
    """One person: criteria and evidence, the estimate only after a view is recorded; every look is on record."""
    standing = one(person_id, asked_day())
    _seen(audit.subject("person", person_id), of="dossier")
    return _page(standing)


def _seen(about: str, verb: str = "saw", **what: Any) -> None:
    """Tell the trail what is about to be shown, and as of which day; what is None is left out."""
    told = {key: value for key, value in what.items() if value is not None} | {"as_of": asked_day().isoformat()}
    audit.seen(database(), signed_in(), about, told, clock.now(), verb)


def _page(standing: Standing, **typed: str) -> str:
    """The page; `typed` is what someone wrote in a form that was refused, so that it is not lost."""
    person, reader = standing.subject.person, me(session())
    told = dossiers.dossier(standing)
    return render_template(
        "progress/dossier.html", standing=standing, told=told, hash=content_hash(told), typed=typed, axis=AXIS,
        open=service.may_see_estimate(session(), reader, standing), needed=wording.needed, found=wording.found,
        figure=wording.told, overall=wording.overall(standing.picture),
        signed=service.signed(session(), person), views=service.views(session(), person),
        decisions=service.decisions(session(), person), names=_names(), mine=reader, hr=Role.HR in reader.roles,
        to_sign=[r.criterion for r in standing.picture.results if _may_sign(r.criterion.attested, reader.roles)],
        day=standing.picture.as_of, least=service.LEAST_REASON, least_view=service.LEAST_VIEW,
        decided=service.last_decided(session(), [person.id], standing.picture.as_of).get(person.id),
    )  # fmt: skip


def _may_sign(attested: Any, roles: frozenset[Role]) -> bool:
    return attested is not None and Role(attested.by) in roles


def _names() -> dict[int, str]:
    return {person.id: person.name for person in people.everyone(session())}


@blueprint.get("/<int:person_id>/evidence/<criterion>")
@_readers
def evidence(person_id: int, criterion: str) -> str:
    """Every piece of evidence behind one figure of somebody; the figure only to whom the dossier shows it.

    Every look is on record.
    """
    standing = one(person_id, asked_day())
    back = url_for("progress.dossier", person_id=person_id, as_of=asked_day().isoformat())
    duty, who = request.args.get("duty", type=int), standing.subject.person.name
    folded = not service.may_see_estimate(session(), me(session()), standing)
    page = evidence_page(standing, criterion, asking=False, duty=duty, folded=folded, back=back, back_words=who)
    _seen(audit.subject("person", person_id), of="evidence", criterion=criterion, duty=duty)
    return page


@blueprint.post("/<int:person_id>/view")
@_readers
def view(person_id: int) -> ResponseReturnValue:
    """Record what one sees in the evidence; the dossier shows its estimate after it."""
    standing, words = one(person_id, asked_day()), request.form.get("view", "")
    try:
        service.record_view(session(), me(session()), standing, words, clock.now())
    except RefusedError as refused:
        return _refused(standing, refused, view=words)
    flash("Your view is kept, and the dossier shows its estimate.")
    return _back(standing)


@blueprint.post("/<int:person_id>/attest/<criterion>")
@_readers
def attest(person_id: int, criterion: str) -> ResponseReturnValue:
    """Sign a statement about somebody."""
    standing, note = one(person_id, asked_day()), request.form.get("note", "")
    stated = next((each for each in standing.subject.stated.criteria if each.id == criterion), None) or abort(404)
    try:
        service.attest(session(), me(session()), standing.subject.person, stated, note, clock.now())
    except RefusedError as refused:
        return _refused(standing, refused, note=note)
    flash(f"“{stated.name}” is signed.")
    return _back(standing)


@blueprint.post("/<int:person_id>/withdraw/<int:signature_id>")
@_readers
def withdraw(person_id: int, signature_id: int) -> ResponseReturnValue:
    """Take one's own signature back from today."""
    standing = one(person_id, asked_day())
    signed = session().get(Attestation, signature_id) or abort(404)
    try:
        service.withdraw(session(), me(session()), signed, request.form.get("why", ""), clock.now())
    except RefusedError as refused:
        return _refused(standing, refused)
    flash("The signature is withdrawn from today. Earlier days keep it.")
    return _back(standing)


@blueprint.post("/<int:person_id>/decide")
@allow(Role.HR)
def decide(person_id: int) -> ResponseReturnValue:
    """Record a decision and its reason; the whole dossier is kept with it."""
    standing, reason = one(person_id, asked_day()), request.form.get("reason", "")
    chosen = request.form.get("decided", "")
    if chosen not in {each.value for each in Decided}:
        return _refused(standing, RefusedError("Choose what is decided.", "decided"), reason=reason)
    try:
        kept = service.decide(session(), me(session()), standing, Decided(chosen), reason, clock.now())
    except RefusedError as refused:
        return _refused(standing, refused, reason=reason, decided=chosen)
    return redirect(url_for("progress.decision", decision_id=kept.id))


@blueprint.post("/<int:person_id>/hold")
@allow(Role.HR)
def hold(person_id: int) -> ResponseReturnValue:
    """Put somebody's file on legal hold with a reason, or release it."""
    standing, why = one(person_id, asked_day()), request.form.get("why", "")
    if "release" in request.form:
        service.release(session(), me(session()), standing.subject.person, clock.now())
        flash("It is released. The file goes when its time comes.")
        return _back(standing)
    try:
        service.hold(session(), me(session()), standing.subject.person, why, clock.now())
    except RefusedError as refused:
        return _refused(standing, refused, why=why)
    flash("The file is on hold, and stays until someone releases it.")
    return _back(standing)


@blueprint.get("/decisions/<int:decision_id>")
@_readers
def decision(decision_id: int) -> str:
    """A decision exactly as it was taken: from what was kept, not from what is known now."""
    kept = session().get(Decision, decision_id) or abort(404)
    _seen(audit.subject("person", kept.person_id), of="decision", decision=kept.id)
    return render_template(
        "progress/decision.html", kept=kept, told=kept.dossier, intact=service.intact(kept), exact=clock.day_and_time,
        since=dt.date.fromisoformat(kept.dossier["in_class_since"]), view=service.own_view(session(), kept),
    )  # fmt: skip


def _refused(standing: Standing, refused: RefusedError, **typed: str) -> tuple[str, int]:
    flash(refused.message, "error")
    return _page(standing, **typed), 422


def _back(standing: Standing) -> ResponseReturnValue:
    day = standing.picture.as_of.isoformat()
    return redirect(url_for("progress.dossier", person_id=standing.subject.person.id, as_of=day))


__all__: Sequence[str] = ("blueprint",)
