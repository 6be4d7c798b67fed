"""Who may use what, written out by hand: every route, and what each kind of person gets there.

A new route fails here until it stands in ROUTES. The answers: "ok" (2xx), "on" (3xx to somewhere useful), "sign-in"
(sent to sign in, or told to), "no" (403), "form" (4xx: allowed in, but an empty form will not do), "none" (404).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from trainer.web.access import declared
from trainer.web.roles import Role


@dataclass(frozen=True)
class Gets:
    """What anonymous visitors and holders of each single role get from one route."""

    anonymous: str
    representative: str
    supervisor: str
    hr: str
    administrator: str


# One line for each method of each rule, in the order of Gets. Features append theirs below.
ROUTES: dict[tuple[str, str], Gets] = {
    # Everybody's: static files, light and dark, signing in
    ("GET", "/static/<path:filename>"): Gets("ok", "ok", "ok", "ok", "ok"),
    ("GET", "/bootstrap/static/<path:filename>"): Gets("ok", "ok", "ok", "ok", "ok"),
    ("POST", "/theme"): Gets("on", "on", "on", "on", "on"),
    ("GET", "/sign-in"): Gets("ok", "on", "on", "on", "on"),
    ("POST", "/sign-in"): Gets("form", "on", "on", "on", "on"),
    ("GET", "/setup/<token>"): Gets("none", "none", "none", "none", "none"),
    ("POST", "/setup/<token>"): Gets("none", "none", "none", "none", "none"),
    ("GET", "/plotly/<path:filename>"): Gets("ok", "ok", "ok", "ok", "ok"),
    # Everyone signed in: home, their own account
    ("GET", "/"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    ("POST", "/sign-out"): Gets("sign-in", "on", "on", "on", "on"),
    ("GET", "/account"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    ("GET", "/account/password"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    ("POST", "/account/password"): Gets("sign-in", "form", "form", "form", "form"),
    # Administrators: people
    ("GET", "/people/"): Gets("sign-in", "no", "no", "no", "ok"),
    ("GET", "/people/new"): Gets("sign-in", "no", "no", "no", "ok"),
    ("POST", "/people/new"): Gets("sign-in", "no", "no", "no", "form"),
    ("GET", "/people/<int:person_id>"): Gets("sign-in", "no", "no", "no", "ok"),
    ("POST", "/people/<int:person_id>"): Gets("sign-in", "no", "no", "no", "form"),
    ("POST", "/people/<int:person_id>/password"): Gets("sign-in", "no", "no", "no", "ok"),
    ("POST", "/people/<int:person_id>/deactivate"): Gets("sign-in", "no", "no", "no", "on"),
    ("POST", "/people/<int:person_id>/reactivate"): Gets("sign-in", "no", "no", "no", "on"),
    # Supervisors and administrators: the whole synthetic district
    ("GET", "/district"): Gets("sign-in", "no", "ok", "no", "ok"),
    # HR: who saw and changed what
    ("GET", "/audit"): Gets("sign-in", "no", "no", "ok", "no"),
    # HR: limits lifted for a person
    ("GET", "/accommodations/"): Gets("sign-in", "no", "no", "ok", "no"),
    ("GET", "/accommodations/<int:person_id>"): Gets("sign-in", "no", "no", "ok", "no"),
    ("POST", "/accommodations/<int:person_id>"): Gets("sign-in", "no", "no", "on", "no"),
    # Supervisors: scorecards
    ("GET", "/scorecards/"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/scorecards/"): Gets("sign-in", "no", "on", "no", "no"),
    ("POST", "/scorecards/shipped"): Gets("sign-in", "no", "on", "no", "no"),
    ("POST", "/scorecards/import"): Gets("sign-in", "no", "on", "no", "no"),
    ("GET", "/scorecards/<int:version_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/scorecards/<int:version_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/scorecards/<int:version_id>/export"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/scorecards/<int:version_id>/changes"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/scorecards/<int:version_id>/settings"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/scorecards/<int:version_id>/settings"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/scorecards/<int:version_id>/criteria/<name>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/scorecards/<int:version_id>/criteria/<name>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/scorecards/<int:version_id>/criteria/<name>/preview"): Gets("sign-in", "no", "none", "no", "no"),
    # Supervisors review; representatives read what was released to them, and review themselves
    ("GET", "/reviews/"): Gets("sign-in", "ok", "ok", "no", "no"),
    ("POST", "/reviews/begin"): Gets("sign-in", "none", "none", "no", "no"),
    ("GET", "/reviews/finished"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/reviews/finished.<form>"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/reviews/answers.<form>"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/reviews/disputes.<form>"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/reviews/<int:review_id>/recording"): Gets("sign-in", "none", "none", "no", "no"),
    ("GET", "/reviews/disputes"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/reviews/disputes/<int:dispute_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/reviews/<int:review_id>"): Gets("sign-in", "none", "none", "no", "no"),
    ("POST", "/reviews/<int:review_id>"): Gets("sign-in", "none", "none", "no", "no"),
    ("POST", "/reviews/<int:review_id>/answers"): Gets("sign-in", "none", "none", "no", "no"),
    ("GET", "/reviews/<int:review_id>/answers.<form>"): Gets("sign-in", "none", "none", "no", "no"),
    ("POST", "/reviews/<int:review_id>/disputes"): Gets("sign-in", "none", "no", "no", "no"),
    # Supervisors calibrate
    ("GET", "/calibration/"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/calibration/new"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/calibration/new"): Gets("sign-in", "no", "form", "no", "no"),
    ("GET", "/calibration/<int:calibration_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/calibration/<int:calibration_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/calibration/<int:calibration_id>/<what>.<form>"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/calibration/cards.<form>"): Gets("sign-in", "no", "ok", "no", "no"),
    # Supervisors coach; representatives read and sign what is theirs
    ("GET", "/coaching/"): Gets("sign-in", "ok", "ok", "no", "no"),
    ("GET", "/coaching/new/<int:review_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/coaching/new/<int:review_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/coaching/<int:note_id>"): Gets("sign-in", "none", "none", "no", "no"),
    ("POST", "/coaching/<int:note_id>"): Gets("sign-in", "none", "none", "no", "no"),
    ("GET", "/coaching/notes.<form>"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/coaching/team"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/coaching/team.<form>"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/coaching/checklist/<int:person_id>"): Gets("sign-in", "none", "ok", "no", "no"),
    ("POST", "/coaching/checklist/<int:person_id>"): Gets("sign-in", "none", "form", "no", "no"),
    ("GET", "/coaching/checklist/<int:person_id>.<form>"): Gets("sign-in", "none", "ok", "no", "no"),
    ("POST", "/coaching/checklist/marks/<int:mark_id>"): Gets("sign-in", "none", "no", "no", "no"),
    # Representatives: practice and their own debriefs
    ("GET", "/practice"): Gets("sign-in", "ok", "ok", "no", "no"),
    ("GET", "/practice/<scenario>"): Gets("sign-in", "ok", "no", "no", "no"),
    ("POST", "/practice/<scenario>"): Gets("sign-in", "on", "no", "no", "no"),
    ("GET", "/plays/<int:play_id>/debrief"): Gets("sign-in", "none", "no", "no", "no"),
    # Representatives: a play of their own that is running
    ("GET", "/plays/<int:play_id>"): Gets("sign-in", "none", "no", "no", "no"),
    ("GET", "/plays/<int:play_id>/bill/<bill>"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/plays/<int:play_id>/moves"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/plays/<int:play_id>/moves/<int:place>/contest"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/plays/<int:play_id>/understand"): Gets("sign-in", "none", "no", "no", "no"),
    # Supervisors: live interactions, and the samples of them
    ("GET", "/interactions"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/interactions/import"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/interactions/import/<name>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/interactions/import"): Gets("sign-in", "no", "form", "no", "no"),
    ("GET", "/interactions/<int:interaction_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/interactions/<int:interaction_id>/marks"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/interactions/<int:interaction_id>/hold"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/interactions/<int:interaction_id>/recording"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/interactions/samples"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/interactions/samples.<form>"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/interactions/samples/new"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/interactions/samples/new"): Gets("sign-in", "no", "form", "no", "no"),
    ("GET", "/interactions/samples/<int:plan_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/interactions.<form>"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/interactions/samples/<int:plan_id>.<form>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/plays/<int:play_id>/fork"): Gets("sign-in", "none", "no", "no", "no"),
    # Supervisors open assessments; representatives sit their own
    ("GET", "/assessments"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/assessments"): Gets("sign-in", "no", "form", "no", "no"),
    ("POST", "/assessments/<int:sitting_id>/withdraw"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/assessment/<int:sitting_id>"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/assessment/<int:sitting_id>/begin"): Gets("sign-in", "none", "no", "no", "no"),
    # Supervisors assign practice, and see their team
    ("GET", "/assignments"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/assign"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/assign"): Gets("sign-in", "no", "form", "no", "no"),
    ("POST", "/assignments/<int:assignment_id>/take-back"): Gets("sign-in", "no", "none", "no", "no"),
    ("GET", "/team"): Gets("sign-in", "no", "ok", "no", "no"),
    ("GET", "/scenarios/proofs"): Gets("sign-in", "no", "ok", "ok", "ok"),
    ("GET", "/team/plays/<int:play_id>"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/plays/<int:play_id>/reasons"): Gets("sign-in", "none", "no", "no", "no"),
    ("GET", "/reasons"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/reasons/<int:reason_id>/mark"): Gets("sign-in", "no", "form", "no", "no"),
    ("GET", "/answers"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/contests/<int:contest_id>/settle"): Gets("sign-in", "no", "none", "no", "no"),
    ("POST", "/questions/<int:question_id>/answer"): Gets("sign-in", "no", "none", "no", "no"),
    # Representatives: what they say about an ended play of their own, and what they look back on
    ("POST", "/plays/<int:play_id>/findings/<int:place>/contest"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/plays/<int:play_id>/lines/<int:move>/contest"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/plays/<int:play_id>/lines/<int:move>/ask"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/plays/<int:play_id>/contests/<int:contest_id>/why"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/plays/<int:play_id>/note"): Gets("sign-in", "none", "no", "no", "no"),
    ("GET", "/record"): Gets("sign-in", "ok", "no", "no", "no"),
    ("GET", "/plays/<int:play_id>/compare/<int:other_id>"): Gets("sign-in", "none", "no", "no", "no"),
    # Everyone signed in: the manual
    ("GET", "/manual"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    ("GET", "/manual/search"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    ("GET", "/manual/to-confirm"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    ("GET", "/manual/print"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    ("GET", "/manual/<number>"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    ("GET", "/manual/<number>/fragment"): Gets("sign-in", "ok", "ok", "ok", "ok"),
    # Representatives: where they stand, and the evidence behind it
    ("GET", "/readiness/me"): Gets("sign-in", "ok", "no", "no", "no"),
    ("GET", "/readiness/me/<criterion>"): Gets("sign-in", "none", "no", "no", "no"),
    ("POST", "/readiness/evidence/<int:evidence_id>/question"): Gets("sign-in", "none", "no", "no", "no"),
    # Supervisors and HR: readiness and dossiers; what is asked is answered by supervisors, and decided by HR
    ("GET", "/readiness"): Gets("sign-in", "no", "ok", "ok", "no"),
    ("GET", "/readiness/export.<any(csv, xlsx):ending>"): Gets("sign-in", "no", "ok", "ok", "no"),
    ("GET", "/readiness/<int:person_id>"): Gets("sign-in", "no", "none", "none", "no"),
    ("GET", "/readiness/<int:person_id>/evidence/<criterion>"): Gets("sign-in", "no", "none", "none", "no"),
    ("POST", "/readiness/<int:person_id>/view"): Gets("sign-in", "no", "none", "none", "no"),
    ("POST", "/readiness/<int:person_id>/attest/<criterion>"): Gets("sign-in", "no", "none", "none", "no"),
    ("POST", "/readiness/<int:person_id>/withdraw/<int:signature_id>"): Gets("sign-in", "no", "none", "none", "no"),
    ("POST", "/readiness/<int:person_id>/decide"): Gets("sign-in", "no", "no", "none", "no"),
    ("POST", "/readiness/<int:person_id>/hold"): Gets("sign-in", "no", "no", "none", "no"),
    ("GET", "/readiness/decisions/<int:decision_id>"): Gets("sign-in", "no", "none", "none", "no"),
    ("GET", "/readiness/questions"): Gets("sign-in", "no", "ok", "no", "no"),
    ("POST", "/readiness/questions/<int:question_id>"): Gets("sign-in", "no", "none", "no", "no"),
    # HR: cohorts, starts, leave, fairness. Administrators: people from a file
    ("GET", "/readiness/cohorts"): Gets("sign-in", "no", "no", "ok", "no"),
    ("POST", "/readiness/cohorts"): Gets("sign-in", "no", "no", "form", "no"),
    ("POST", "/readiness/starts"): Gets("sign-in", "no", "no", "form", "no"),
    ("POST", "/readiness/<int:person_id>/leave"): Gets("sign-in", "no", "no", "form", "no"),
    ("GET", "/readiness/records"): Gets("sign-in", "no", "no", "ok", "no"),
    ("GET", "/readiness/fairness"): Gets("sign-in", "no", "no", "ok", "no"),
    ("GET", "/readiness/people"): Gets("sign-in", "no", "no", "no", "ok"),
    ("POST", "/readiness/people"): Gets("sign-in", "no", "no", "no", "form"),
}

# What stands for each argument in an address; `person_id` is somebody else, added for the test.
ARGUMENTS: dict[str, str | int] = {
    "reason_id": 999,
    "token": "guessed", "person_id": 1, "filename": "icon.svg", "scenario": "before-five", "number": "5.2",
    "play_id": 999, "place": 1, "bill": "B250101", "interaction_id": 999, "plan_id": 999, "sitting_id": 999,
    "move": 1, "contest_id": 999, "question_id": 999, "assignment_id": 999, "other_id": 998, "version_id": 999,
    "name": "a", "review_id": 999, "dispute_id": 999, "form": "csv", "calibration_id": 999, "note_id": 999,
    "mark_id": 999, "criterion": "full_range", "evidence_id": 999, "signature_id": 999, "decision_id": 999,
    "ending": "csv", "what": "answers",
}  # fmt: skip
FILES = {
    "/bootstrap/static/<path:filename>": "css/bootstrap.min.css",
    "/plotly/<path:filename>": "plotly.min.js",
}


def rules(app: Flask) -> set[tuple[str, str]]:
    methods = [(method, rule) for rule in app.url_map.iter_rules() for method in rule.methods or ()]
    return {(method, rule.rule) for method, rule in methods if method not in ("HEAD", "OPTIONS")}


def address(rule: str) -> str:
    if rule in FILES:
        return rule.replace("<path:filename>", FILES[rule])
    for name, value in ARGUMENTS.items():
        for kind in ("", "int:", "path:", "string:", "uuid:", "any(csv, xlsx):"):
            rule = rule.replace(f"<{kind}{name}>", str(value))
    assert "<" not in rule, f"give ARGUMENTS a value for {rule}"
    return rule


def outcome(answer: TestResponse) -> str:
    if answer.status_code == 401 or answer.headers.get("Location", "").startswith("/sign-in?next="):
        return "sign-in"
    if answer.status_code == 302 and answer.headers["Location"] == "/sign-in" and answer.request.path == "/":
        return "sign-in"
    named = {403: "no", 404: "none"}
    return named.get(answer.status_code) or {2: "ok", 3: "on", 4: "form"}[answer.status_code // 100]


def test_every_route_is_in_the_table(app: Flask) -> None:
    assert rules(app) == set(ROUTES)


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    assert [rule.rule for rule in app.url_map.iter_rules() if not declared(app, rule.endpoint)] == []


@pytest.mark.parametrize("who", ["anonymous", *Role])
def test_each_kind_of_person_gets_what_the_table_says(
    app: Flask, add_person: Callable[..., Any], sign_in: Callable[..., Any], who: str
) -> None:
    add_person(Role.REPRESENTATIVE, Role.ADMINISTRATOR, name="Somebody Else")
    cookie = None if who == "anonymous" else cookie_of(app, sign_in, Role(who))
    wrong = {}
    for (method, rule), gets in ROUTES.items():
        got = outcome(fresh(app, cookie).open(address(rule), method=method, buffered=True))
        if got != getattr(gets, who):
            wrong[method, rule] = f"{got}, expected {getattr(gets, who)}"
    assert wrong == {}


def cookie_of(app: Flask, sign_in: Callable[..., Any], role: Role) -> str:
    client = app.test_client()
    sign_in(role, client=client)
    cookie = client.get_cookie("trainer")
    assert cookie is not None
    return cookie.value


def fresh(app: Flask, cookie: str | None) -> FlaskClient:
    """A client of its own for each route, because some of them sign people out."""
    client = app.test_client()
    if cookie is not None:
        client.set_cookie("trainer", cookie)
    return client


def test_a_route_that_declares_nothing_is_refused_to_everyone(app: Flask, sign_in: Callable[..., Any]) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to all")
    client = app.test_client()
    assert client.get("/forgotten").status_code == 403
    sign_in(Role.ADMINISTRATOR, client=client)
    assert client.get("/forgotten").status_code == 403


def test_someone_with_two_roles_may_do_both(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in(Role.SUPERVISOR, Role.ADMINISTRATOR)
    assert client.get("/people/").status_code == 200


def test_whoever_lacks_a_role_reads_why(client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    sign_in(Role.HR)
    answer = client.get("/people/")
    assert answer.status_code == 403
    assert "It belongs to another role." in answer.text


def test_a_script_that_lost_its_session_is_told_so_instead_of_being_redirected(client: FlaskClient) -> None:
    assert client.get("/", headers={"X-CSRFToken": "any"}).status_code == 401
