"""`trainer rescore`: what stored plays would score under the rules of another day, and why. Nothing is changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from trainer.db import Database
from trainer.people import service as people
from trainer.plays.models import Play
from trainer.plays.rejudging import Change, Rejudged, rejudge
from trainer.record.case import shown
from trainer.record.finding import Finding
from trainer.settings import Settings, SettingsError, database_url
from trainer.web.clock import OFFICE
from trainer.web.content import Content, load_content

_BATCH = 100


@click.command(name="rescore")
@click.option("--as-of", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Whose day’s figures judge.")
@click.option("--database", help="Whose plays; the database that `trainer serve` would use.")
@click.option("--json", "as_json", is_flag=True, help="Every play, as JSON.")
def rescore(day: dt.datetime, database: str | None, as_json: bool) -> None:
    """What every stored play would score under the rules of a day, what would change, and why.

    The record stays what was stored: this reads it, and writes nothing.
    """
    settings = _settings()
    content, opened = load_content(settings.pack), Database(_url(database) or settings.database_url)
    try:
        with opened.session(writes=False) as session:
            names = {one.id: one.name for one in people.everyone(session)}
            found = [_as_data(one, names) for one in _rejudged(session, content, day.date())]
    finally:
        opened.close()
    told = {"as_of": day.date().isoformat(), "changed": sum(map(_differs, found)), "plays": found}
    click.echo(json.dumps(told, indent=1) if as_json else _told(told, day.date()))


def _settings() -> Settings:
    try:
        return Settings.read()
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def _url(given: str | None) -> str:
    try:
        return database_url(given) if given else ""
    except SettingsError as error:
        raise click.ClickException(str(error).replace("DATABASE_URL", "--database")) from None


def _rejudged(session: Session, content: Content, day: dt.date) -> Iterator[Rejudged]:
    """Every ended play, the earliest first, a batch at a time."""
    ended = sa.select(Play).where(Play.ended_at.is_not(None)).order_by(Play.id).limit(_BATCH)
    last = 0
    while plays := session.scalars(
        ended.where(Play.id > last).options(selectinload(Play.moves), selectinload(Play.findings))
    ).all():
        yield from (rejudge(play, content, day) for play in plays)
        last = plays[-1].id
        session.expunge_all()


def _as_data(one: Rejudged, names: Mapping[int, str]) -> dict[str, Any]:
    """One play with stable names; `then` is as of the day asked about, null where that cannot be told."""
    play, then = one.play, one.score
    return {
        "play": play.id, "person": names.get(play.person_id, ""), "scenario": play.scenario, "mode": play.mode.value,
        "played": play.started_at.astimezone(OFFICE).date().isoformat(), "other_versions": one.other_versions,
        "stored": {"score": play.score, "passed": play.passed, "critical": play.critical},
        "then": {"score": then.total, "passed": then.passed, "critical": then.critical} if then else None,
        "findings": [_change(change) for change in one.changes], "why_not": one.why_not,
    }  # fmt: skip


def _change(one: Change) -> dict[str, Any]:
    said = one.asked or one.stored
    figures = [{"name": f.name, "label": f.label, "stored": f.then, "then": f.asked} for f in one.figures]
    return {
        "rule": one.rule, "message": said.message if said else "", "move": said.move if said else None,
        "stored": _side(one.stored), "then": _side(one.asked), "figures": figures,
    }  # fmt: skip


def _side(one: Finding | None) -> dict[str, str] | None:
    return {"verdict": one.verdict.value, "severity": one.severity.value, "why": one.why} if one else None


def _differs(one: Mapping[str, Any]) -> bool:
    return bool(one["findings"]) or (one["then"] is not None and one["then"] != one["stored"])


def _told(told: Mapping[str, Any], day: dt.date) -> str:
    """In words: the plays that would come out differently, and those of which it cannot be said."""
    plays = told["plays"]
    lines = [f"{len(plays)} ended plays under the rules of {shown(day)}: {told['changed']} would change."]
    for one in plays:
        if _differs(one):
            lines += ["", *_play(one)]
    unknown = [one for one in plays if one["why_not"]]
    if unknown:
        lines += ["", "Not told:", *(f"  play {one['play']}, {one['scenario']}: {one['why_not']}" for one in unknown)]
    return "\n".join([*lines, "", "The record is unchanged."])


def _sides(change: Mapping[str, Any]) -> list[str]:
    """What was found and what would be; where only the gravity differs, with that."""
    sides = [change["stored"], change["then"]]
    alike = all(sides) and sides[0]["verdict"] == sides[1]["verdict"]
    words = "{verdict}, {severity}" if alike else "{verdict}"
    return [words.format(**side) if side else "not found" for side in sides]


def _play(one: Mapping[str, Any]) -> Iterator[str]:
    was, then = one["stored"], one["then"]
    turned = "" if was["passed"] == then["passed"] else ", and would pass" if then["passed"] else ", and would not pass"
    head = f"Play {one['play']}, {one['person']}, {one['scenario']}, {one['played']}"
    yield f"{head}: {was['score']} → {then['score']}{turned}"
    if one["other_versions"]:
        yield "  It was judged by other versions of scenario, pack or engine than those in use now."
    for change in one["findings"]:
        yield f"  {change['message']} ({change['rule']}): {' → '.join(_sides(change))}"
        yield from (f"    {f['label']}: {f['stored']} → {f['then']}" for f in change["figures"])
