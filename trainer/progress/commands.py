"""`trainer readiness`: where people stand on a day, as the pages say it."""

from __future__ import annotations

import datetime as dt
import json

import click

from trainer.db import Database, upgrade
from trainer.district.pack import Pack, load_pack
from trainer.progress import service, wording
from trainer.progress.dossier import dossier
from trainer.progress.reading import Standing
from trainer.progress.sources import Served, gather
from trainer.settings import Settings, database_url
from trainer.web.clock import office_day, utc


@click.command(name="readiness")
@click.argument("person", required=False)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day looked at; today when left out.")
@click.option("--database", help="Which one; the database that `trainer serve` would use.")
@click.option("--json", "as_json", is_flag=True, help="The dossiers, as JSON.")
def readiness(person: str | None, as_of: dt.datetime | None, database: str | None, as_json: bool) -> None:
    """Where everyone on the way to level II stands, or one PERSON by name or e-mail, with what is missing."""
    settings = Settings.read()
    opened = Database(database_url(database) if database else settings.database_url)
    day = as_of.date() if as_of else office_day(utc())
    try:
        upgrade(opened.engine)
        with opened.session() as session:
            pack = load_pack(settings.pack)
            gather(session, Served(pack, settings.pack), office_day(utc()))
            duties = duties_of(pack)
            found = [one for one in service.standings(session, day, duties) if person is None or _is(one, person)]
            if person and not found:
                raise click.ClickException(f"Nobody called “{person}” was a Representative I on {day}.")
            click.echo(_json(found, bool(person)) if as_json else "\n".join(_told(one, bool(person)) for one in found))
            if not (as_json or person):
                click.echo(wording.summary([one.picture.verdict for one in found]))
    finally:
        opened.close()


def duties_of(pack: Pack) -> dict[int, str]:
    """What each duty of the class is called."""
    return {duty.number: duty.name for duty in pack.specification.duties}


def _is(standing: Standing, person: str) -> bool:
    who = standing.subject.person
    return person.casefold() in (who.name.casefold(), who.email.casefold())


def _json(found: list[Standing], alone: bool) -> str:
    told = [dossier(one) for one in found]
    return json.dumps(told[0] if alone else told, indent=1, ensure_ascii=False)


def _told(standing: Standing, whole: bool) -> str:
    picture = standing.picture
    head = f"{standing.subject.person.name}: {wording.VERDICTS[picture.verdict][0].lower()}, {picture.as_of}"
    if not whole:
        return head
    lines = [f"  {one.state.value:<18} {one.criterion.name}: {wording.found(one)}" for one in picture.results]
    return "\n".join([head, *lines])
