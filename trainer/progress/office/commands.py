"""`trainer office`: fill an empty database with a simulated office, and say how often readiness was right about it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy.orm import Session

from trainer.db import Database, upgrade
from trainer.district.pack import load_pack
from trainer.progress import service
from trainer.progress.commands import duties_of
from trainer.progress.office.filling import Filled, fill
from trainer.progress.picture import State, Verdict
from trainer.progress.reading import Standing
from trainer.settings import Settings, database_url
from trainer.web.clock import office_day, utc


@dataclass(frozen=True)
class Right:
    """How often readiness was right: of people by what is true of them, and of single duties by their interval."""

    people: int
    truly_above: int
    ready: int
    wrongly_ready: int
    clear: int
    clear_ready: int
    duties: int
    intervals_right: int
    called_above_wrongly: int


@click.command(name="office")
@click.option("--people", default=40, show_default=True, type=click.IntRange(4, 200), help="Representatives.")
@click.option("--months", default=12, show_default=True, type=click.IntRange(1, 36), help="Of their work.")
@click.option("--seed", default="7", show_default=True, help="The same seed gives the same office.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Its last day; today when left out.")
@click.option("--database", help="An empty one; that of `trainer serve` when left out.")
@click.option("--json", "as_json", is_flag=True, help="The report, as JSON.")
def office(people: int, months: int, seed: str, until: dt.datetime | None, database: str | None, as_json: bool) -> None:
    """Make an office whose people’s true skills are known, and compare the verdicts with the truth.

    Sittings, reviews by reviewers of known severity, disputes and leave are written through the same services as real
    ones. Sign in as any of its people to see the pages, with the password that is told this once.
    """
    settings = Settings.read()
    pack, day = load_pack(settings.pack), until.date() if until else office_day(utc())
    opened = Database(database_url(database) if database else settings.database_url)
    try:
        upgrade(opened.engine)
        console = Console(stderr=True)
        with opened.session() as session, Progress(console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task("Months", total=months)
            filled = fill(session, pack, seed, people, months, day, lambda: bar.update(task, advance=1))
            found = compare(session, filled, duties_of(pack))
    finally:
        opened.close()
    click.echo(json.dumps(asdict(found), indent=1) if as_json else _told(found, filled.password))


def compare(session: Session, filled: Filled, duties: dict[int, str]) -> Right:
    """Verdicts and intervals on the last day, against what is true."""
    standings = service.standings(session, filled.last_day, duties)
    above = {one.subject.person.id: _truly_above(one, filled) for one in standings}
    ready = {one.subject.person.id for one in standings if one.picture.verdict is Verdict.READY}
    clear = {who for who in above if filled.members[who].kind == "clear"}
    lines = [(line, filled.members[one.subject.person.id].skills[line.duty])
             for one in standings for line in one.picture.lines if line.duty and line.opportunities]  # fmt: skip
    return Right(
        len(standings), sum(above.values()), len(ready), sum(not above[who] for who in ready), len(clear),
        len(clear & ready), len(lines), sum(line.low <= skill <= line.high for line, skill in lines),
        sum(line.state is State.MET and skill < line.bar for line, skill in lines),
    )  # fmt: skip


def _truly_above(standing: Standing, filled: Filled) -> bool:
    skills = filled.members[standing.subject.person.id].skills
    return all(skills[line.duty] >= line.bar for line in standing.picture.lines if line.duty)


def _told(found: Right, password: str) -> str:
    return "\n".join((
        f"{found.people} people, of whom {found.truly_above} are truly above every bar; {found.clear} of them clearly.",
        f"Ready: {found.ready}, of whom {found.wrongly_ready} are not truly above; "
        f"{found.clear_ready} of the {found.clear} clearly above are found ready.",
        f"Of {found.duties} figures of single duties the interval holds the truth in {found.intervals_right}, "
        f"and {found.called_above_wrongly} are called above the bar wrongly.",
        f"Grace is a supervisor, Miriam is in HR, both at example.com. This once, everyone’s password: {password}",
    ))  # fmt: skip
