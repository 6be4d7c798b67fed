"""The blueprint that the pages of readiness share, and how they draw and word what they show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import Blueprint, abort, flash, request
from sqlalchemy.orm import Session

from trainer.db import database, session
from trainer.people import service as people
from trainer.people.service import Person
from trainer.progress import service, wording
from trainer.progress.picture import Line, State, Verdict
from trainer.progress.reading import Standing
from trainer.progress.sources import Served, gather, waiting
from trainer.web import clock
from trainer.web.access import signed_in
from trainer.web.content import content

blueprint = Blueprint("progress", __name__, url_prefix="/readiness", template_folder="templates")

AXIS = 0.4  # of skill, where the drawn axis begins
_WIDE, _INSET = 88.0, 1.0


@dataclass(frozen=True)
class Drawn:
    """One interval as the grid draws it: positions from left to right in a box 88 wide, and what it says aloud."""

    kind: str
    left: float
    width: float
    bar: float
    point: float | None
    shown: str
    said: str


def drawn(line: Line) -> Drawn:
    """A line with enough evidence is a bar with its point; one without is an outline that says how much there is."""
    right = f"{line.right:g} right of {line.opportunities}"
    if line.state is State.THIN or line.estimate is None:
        shown = f"{line.opportunities} of {line.least}"
        return Drawn(
            "unknown", _INSET, _WIDE - 2 * _INSET, _place(line.bar), None, shown, f"not enough to say, {right}"
        )
    kind, word = {State.MET: ("clear", "above the bar"), State.OPEN: ("open", "spans the bar")}.get(
        line.state, ("under", "below the bar")
    )
    left, shown = _place(line.low), wording.hundred(line.estimate)
    said = f"{word}, {shown}, from {wording.hundred(line.low)} to {wording.hundred(line.high)}, {right}"
    return Drawn(kind, left, max(_place(line.high) - left, 2), _place(line.bar), _place(line.estimate), shown, said)


def _place(share: float) -> float:
    inside = (max(share, AXIS) - AXIS) / (1 - AXIS)
    return round(_INSET + inside * (_WIDE - 2 * _INSET), 1)


blueprint.add_app_template_filter(drawn, "drawn")
blueprint.add_app_template_filter(wording.hundred, "hundred")


@blueprint.app_template_filter("signed")
def signed(number: float, places: int = 0) -> str:
    """A number with its sign, and nothing without one."""
    rounded = round(number, places) + 0.0
    return f"{rounded:+.{places}f}".replace("-", "−") if rounded else "0"


@blueprint.app_template_filter("shown_state")
def shown_state(state: str) -> tuple[str, str, str]:
    """Word, color and shape of a line's or a criterion's state."""
    return wording.SHOWN[State(state)]


@blueprint.app_template_filter("shown_verdict")
def shown_verdict(verdict: str) -> tuple[str, str, str]:
    """Word, color and shape of where a person stands."""
    return wording.VERDICTS[Verdict(verdict)]


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"written_day": wording.day, "today": clock.office_day(clock.now())}


def asked_day() -> dt.date:
    """The day a page is asked about: today, or an earlier one. For a day to come it is today, see `_another_day`."""
    today = clock.office_day(clock.now())
    return min(_given_day() or today, today)


def _given_day() -> dt.date | None:
    given = request.args.get("as_of") or request.form.get("as_of")
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        return abort(400) if request.method == "POST" else None


@blueprint.before_request
def _another_day() -> None:
    """Say on the page that it shows another day than it was asked for."""
    given, asked = _given_day(), request.args.get("as_of")
    if given and given > clock.office_day(clock.now()):
        flash(f"{wording.day(given)} is still to come. This is how it stands today.", "error")
    elif asked and given is None:
        flash(f"“{asked[:20]}” is no day. Give one such as 2026-02-28. This is how it stands today.", "error")


def duties() -> dict[int, str]:
    return {duty.number: duty.name for duty in content().pack.specification.duties}


def me(session: Session) -> Person:
    """The signed-in person's own record."""
    return people.by_id(session, signed_in().id) or abort(401)


def everyone(day: dt.date) -> list[Standing]:
    """Where everyone on the way stands, after taking in what has happened since somebody last looked."""
    fresh()
    return service.standings(session(), day, duties())


def one(person_id: int, day: dt.date) -> Standing:
    """Where one person stands, or 404."""
    fresh()
    found = service.standings(session(), day, duties(), [person_id])
    return found[0] if found else abort(404)


def fresh() -> None:
    """Take in evidence that plays have made since; a page that finds none writes nothing."""
    today = clock.office_day(clock.now())
    served = Served(content().pack, content().folder)
    if waiting(session(), served, today):
        with database().session() as writing:
            gather(writing, served, today)
