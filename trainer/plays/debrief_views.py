"""The debrief's page: what an ended play of one's own taught."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.district.pack import Pack
from trainer.district.parameters import UnknownParameterError
from trainer.people import service as people
from trainer.plays import service, stored
from trainer.plays.debrief import debrief as make
from trainer.plays.discretion import service as discretion
from trainer.plays.lines import look
from trainer.plays.models import Play
from trainer.plays.practice import history
from trainer.plays.room import blueprint, desk_url
from trainer.plays.service import NotFoundError
from trainer.plays.sittings import service as sittings
from trainer.plays.talking import service as talking
from trainer.record.finding import Finding
from trainer.scenarios.format import Scenario
from trainer.scoring.score import Score, score
from trainer.scoring.telling import clock as minutes
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role

_TIMES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


@dataclass(frozen=True)
class Paragraph:
    """A section of the manual as a finding names it."""

    number: str
    title: str
    rule: str
    url: str


@blueprint.get("/plays/<int:play_id>/debrief")
@allow(Role.REPRESENTATIVE)
def debrief(play_id: int) -> ResponseReturnValue:
    """What an ended play of one's own taught; one that goes on is gone on with."""
    try:
        play = service.find(session(), play_id, signed_in().id)
    except NotFoundError:
        abort(404)
    if not play.ended:
        return redirect(desk_url(play.id))
    if _withheld(play):
        return redirect(url_for("sittings.own", sitting_id=play.sitting_id))
    asked = discretion.unasked(session(), play)
    if asked:
        return render_template("discretion/ask.html", play=play, choices=asked)
    return debrief_page(play, own=True)


def debrief_page(play: Play, *, own: bool) -> str:
    """The page for its player, or, without what only its player may do, for a supervisor."""
    pack, day, it = content().pack, stored.day(play), make(play, content())
    gone = talking.withdrawn(session(), [play]).get(play.id, frozenset())
    scenario = content().library.scenarios.get(play.scenario)
    return render_template(
        "plays/debrief.html", it=it, play=play, own=own, said=talking.said(session(), play), gone=gone,
        places={id(one): place for place, one in enumerate(it.findings)}, names=_names(),
        corrected=corrected(pack, scenario, it.findings, gone), day=day, attempt=_attempt(play), look=look,
        minutes=minutes, paragraph=lambda number: paragraph(number, day.date()), rubric=pack.rubric,
        duties={duty.number: duty.name for duty in pack.specification.duties},
        scenario=scenario, as_table=request.args.get("as") == "table", choices=discretion.choices(session(), play),
        marks_of=lambda one: discretion.shown(one, pack.rubric.markers),
    )  # fmt: skip


def _withheld(play: Play) -> bool:
    """While a sitting goes on, none of its debriefs is read: it would teach for the next part."""
    if play.sitting_id is None:
        return False
    sitting = sittings.find(session(), play.sitting_id)
    return not sittings.standing(session(), sitting, clock.now()).over


def corrected(
    pack: Pack, scenario: Scenario | None, findings: Sequence[Finding], gone: frozenset[int]
) -> Score | None:  # fmt: skip
    """The score without what was withdrawn, as the rubric weighs it now; None where nothing was."""
    left = [one for place, one in enumerate(findings) if place not in gone]
    return score(pack.rubric, left, scenario.weights if scenario else {}) if gone else None


def _names() -> dict[int, str]:
    return {one.id: one.name for one in people.everyone(session())}


def paragraph(number: str, on: dt.date) -> Paragraph | None:
    """The section of that number with the figures of the day; None when the manual has it no more."""
    manual = content().pack.manual
    if not manual.has(number):
        return None
    try:
        rule = manual.rule(number, on)
    except UnknownParameterError:
        rule = ""
    url = url_for("plays.manual_section", number=number, on=on.isoformat(), _anchor=f"s{number}")
    return Paragraph(number, manual.section(number).title, rule, url)


def _attempt(play: Play) -> str:
    """Which time this was: a word for the first nine, and nothing for the first alone."""
    mine = [one.id for one in reversed(history(session(), play.person_id)) if one.scenario == play.scenario]
    place = mine.index(play.id)
    return f"{_TIMES[place]} attempt" if place < len(_TIMES) else f"attempt {place + 1}"
