"""The pages of sampling: the plans there are, making one, and what it drew and why."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.people import service as people
from trainer.people.service import RefusedError, Role
from trainer.reviews import listing, plans
from trainer.reviews.forms import PlanForm
from trainer.reviews.sheet import download
from trainer.reviews.views import blueprint, names, representatives, supervisors
from trainer.web import clock
from trainer.web.access import signed_in

__all__ = ["blueprint", "new_sample", "sample", "sample_export", "samples", "samples_export"]


@blueprint.get("/interactions/samples")
@supervisors
def samples() -> str:
    return render_template("reviews/samples.html", plans=plans.plans(session()), names=names())


@blueprint.get("/interactions/samples.<form>")
@supervisors
def samples_export(form: str) -> ResponseReturnValue:
    return download(plans.list_sheet(plans.plans(session()), names()), form)


@blueprint.route("/interactions/samples/new", methods=["GET", "POST"])
@supervisors
def new_sample() -> ResponseReturnValue:
    """Make a plan: drawn, assigned and kept at once."""
    form = PlanForm.fresh(_today(), people.with_role(session(), Role.SUPERVISOR))
    form.offer(listing.reasons(session()), representatives())
    if form.validate_on_submit():
        try:
            made = plans.make(session(), form.asked(), signed_in().id, clock.now())
        except RefusedError as refused:
            form.show(refused)
        else:
            return redirect(url_for("reviews.sample", plan_id=made.id))
    return render_template("reviews/new_sample.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/interactions/samples/<int:plan_id>")
@supervisors
def sample(plan_id: int) -> str:
    """What a plan drew and why, and who reviews how much of it."""
    plan = plans.plan(session(), plan_id) or abort(404)
    load = Counter(one.reviewer_id for one in plan.draws)
    return render_template("reviews/sample.html", plan=plan, names=names(), load=load)


@blueprint.get("/interactions/samples/<int:plan_id>.<form>")
@supervisors
def sample_export(plan_id: int, form: str) -> ResponseReturnValue:
    """What the page shows."""
    plan = plans.plan(session(), plan_id) or abort(404)
    return download(plans.sheet(plan, names()), form)


def _today() -> dt.date:
    return clock.now().astimezone(clock.OFFICE).date()
