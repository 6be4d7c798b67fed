"""Signing in and out, one's own account, and the very first start."""

from __future__ import annotations

import secrets
from typing import cast

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from trainer.audit.naming import tell_names
from trainer.db import session
from trainer.people import demo, service, sessions, signing_in
from trainer.people.forms import PasswordForm, SetupForm, SignInForm
from trainer.people.service import RefusedError
from trainer.web import clock, words
from trainer.web.access import allow, safe_next, viewer

blueprint = Blueprint("people", __name__, template_folder="templates")
blueprint.record_once(lambda state: sessions.init_app(cast(Flask, state.app)))
tell_names(blueprint, service.names)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@allow.public
def sign_in() -> ResponseReturnValue:
    if viewer() is not None:
        return redirect(safe_next(request.args.get("next")) or url_for("web.home"))
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if form.is_submitted() else 200)
    tried = signing_in.Try(form.email.data, form.password.data, request.remote_addr or "", clock.now())
    try:
        person = signing_in.sign_in(session(), tried, demo=current_app.config["DEMO"])
    except signing_in.NotSignedInError as error:
        form.form_errors.append(str(error))
        return _sign_in_page(form, 422)
    except signing_in.MustWaitError as error:
        return _asked_to_wait(form, error.seconds)
    sessions.begin(person)
    return redirect(safe_next(request.args.get("next")) or url_for("web.home"))


def _sign_in_page(form: SignInForm, status: int) -> ResponseReturnValue:
    people = demo.read() if current_app.config["DEMO"] else None
    return render_template("people/sign_in.html", form=form, demo=people), status


def _asked_to_wait(form: SignInForm, seconds: float) -> ResponseReturnValue:
    form.form_errors.append(
        f"There were too many failed tries. Wait {words.wait(seconds)}, then try again. "
        "If you have forgotten your password, an administrator can give you a new one."
    )
    response = make_response(_sign_in_page(form, 429))
    response.headers["Retry-After"] = str(max(1, round(seconds)))
    return response


@blueprint.post("/sign-out")
@allow.anyone_signed_in
def sign_out() -> ResponseReturnValue:
    signing_in.sign_out(session(), sessions.current(), request.remote_addr or "", clock.now())
    sessions.end()
    flash("You are signed out.")
    return redirect(url_for("people.sign_in"))


@blueprint.get("/account")
@allow.anyone_signed_in
def account() -> str:
    person = sessions.current()
    return render_template("people/account.html", person=person, lines=service.journal(session(), person))


@blueprint.route("/account/password", methods=["GET", "POST"])
@allow.anyone_signed_in
def password() -> ResponseReturnValue:
    person, form = sessions.current(), PasswordForm()
    if form.validate_on_submit():
        try:
            service.change_password(session(), person, form.old.data, form.new.data, clock.now())
        except RefusedError as refused:
            form.show(refused)
        else:
            sessions.begin(person)
            flash("Your password is changed. You are signed out everywhere else.")
            return redirect(url_for("people.account"))
    return render_template("people/password.html", form=form, person=person), 422 if form.is_submitted() else 200


@blueprint.route("/setup/<token>", methods=["GET", "POST"])
@allow.public
def setup(token: str) -> ResponseReturnValue:
    """The one-time link that `trainer serve` prints when there is nobody yet."""
    expected = current_app.config.get("SETUP_TOKEN")
    if not expected or not secrets.compare_digest(expected.encode(), token.encode()):
        abort(404)
    form = SetupForm()
    if form.validate_on_submit():
        try:
            person = service.add_first_administrator(session(), form.details(), form.new.data, clock.now())
        except RefusedError as refused:
            form.show(refused)
        else:
            current_app.config["SETUP_TOKEN"] = None
            sessions.begin(person)
            return redirect(url_for("staff.index"))
    return render_template("people/setup.html", form=form), 422 if form.is_submitted() else 200
