"""The pages that look back: a representative's own record, two attempts side by side, and a supervisor's team."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, render_template, request
from sqlalchemy.orm import Session

from trainer.db import session
from trainer.district.pack import Clause
from trainer.people import service as people
from trainer.plays import service
from trainer.plays.lines import look
from trainer.plays.looking import comparing, team
from trainer.plays.looking.drills import drills, exercising
from trainer.plays.looking.past import Past, past
from trainer.plays.looking.proofs import PLAYERS, kind_labels, proofs
from trainer.plays.looking.rates import courses
from trainer.plays.models import Mode, Play
from trainer.plays.practice import history
from trainer.plays.refusing import NotFoundError
from trainer.plays.sittings import service as sittings
from trainer.plays.sittings.settling import settle_now
from trainer.plays.talking import service as talking
from trainer.web import clock
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role
from trainer.web.shell import add_navigation

blueprint = Blueprint("record", __name__, template_folder="templates")
team_pages = Blueprint("team", __name__, template_folder="templates")
add_navigation(blueprint, "My record", "record.index", order=20)
add_navigation(team_pages, "Team", "team.index", order=20, room="Team")


@blueprint.get("/record")
@allow(Role.REPRESENTATIVE)
def index() -> str:
    """Counts and rates over time, what to drill, and every attempt."""
    settle_now(signed_in().id)
    pack = content().pack
    mine = past(session(), pack.rubric, [signed_in().id])
    mine = [one for one in mine if not _withheld(session(), one.play)]
    duties = [(f"D{duty.number}", duty.name, str(duty.number)) for duty in pack.specification.duties]
    return render_template(
        "looking/record.html", duties=courses(duties, mine),
        abilities=courses(_clauses("A", pack.specification.abilities), mine),
        knowledge=courses(_clauses("K", pack.specification.knowledge), mine),
        drills=drills(content(), mine, clock.now()), attempts=_attempts(), plays=len(mine),
        findings=sum(len(one.found) for one in mine),
    )  # fmt: skip


def _clauses(letter: str, clauses: Sequence[Clause]) -> list[tuple[str, str, str]]:
    """Clauses of the class specification as the rubric names them, in its words."""
    named = [(f"{letter}{clause.number}", clause.text) for clause in clauses]
    return [(name, text, name) for name, text in named]


def _attempts() -> list[tuple[Play, Play | None]]:
    """Every ended play with the one before it of the same scenario, the latest first."""
    plays = [play for play in history(session(), signed_in().id) if play.ended and not _withheld(session(), play)]
    earlier: dict[str, Play] = {}
    found: list[tuple[Play, Play | None]] = []
    for play in reversed(plays):
        found.append((play, earlier.get(play.scenario)))
        earlier[play.scenario] = play
    return found[::-1]


def _withheld(session: Session, play: Play) -> bool:
    """Nothing of a sitting is told while it goes on."""
    if play.sitting_id is None:
        return False
    return not sittings.standing(session, sittings.find(session, play.sitting_id), clock.now()).over


@blueprint.get("/plays/<int:play_id>/compare/<int:other_id>")
@allow(Role.REPRESENTATIVE)
def compare(play_id: int, other_id: int) -> str:
    """Two of one's own ended plays of the same scenario."""
    one, other = _ended(play_id), _ended(other_id)
    if one.id == other.id or one.scenario != other.scenario:
        abort(404)
    return render_template("looking/compare.html", it=comparing.compare(one, other), look=look)


def _ended(play_id: int) -> Play:
    try:
        play = service.find(session(), play_id, signed_in().id)
    except NotFoundError:
        abort(404)
    return play if play.ended and not _withheld(session(), play) else abort(404)


@team_pages.get("/team", endpoint="index")
@allow(Role.SUPERVISOR)
def team_index() -> str:
    """People by scenarios, who is stuck, what everyone misses, and what scenarios are worth."""
    settle_now()
    everyone = people.with_role(session(), Role.REPRESENTATIVE)
    plays = [one for one in _past_of(everyone) if not _withheld(session(), one.play)]
    library, cells = content().library.scenarios, team.grid(plays)
    contests, questions = talking.waiting(session())
    return render_template(
        "looking/team.html", people=everyone, scenarios=team.columns(library.values(), cells), cells=cells,
        stuck=[(person, library[name]) for person in everyone for name in library
               if (person.id, name) in cells and cells[person.id, name].stuck],
        missed=[one for one in team.missed_by_many(plays) if one.rule in content().pack.rules],
        rules=content().pack.rules, exercising=lambda rule: exercising(content(), rule),
        traits=team.traits(library, plays), enough=team.ENOUGH, answers=len(contests) + len(questions),
        assess=Mode.ASSESS,
    )  # fmt: skip


def _past_of(everyone: Sequence[people.Person]) -> list[Past]:
    return past(session(), content().pack.rubric, [person.id for person in everyone])


@team_pages.get("/scenarios/proofs", endpoint="proofs")
@allow(Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR)
def proofs_index() -> str:
    """What was proven of each scenario, what was not reached, and how far it separates good from poor."""
    pack, it = content().pack, proofs(content())
    return render_template(
        "looking/proofs.html", it=it, players=it.players, labels=PLAYERS, kinds=kind_labels, rules=pack.rules,
        duties={duty.number: duty.name for duty in pack.specification.duties}, pass_mark=pack.rubric.pass_mark,
        as_table=request.args.get("as") == "table",
    )  # fmt: skip
