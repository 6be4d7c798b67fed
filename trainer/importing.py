"""`trainer import` and `trainer retention`: live interactions in, and their words out when their time has come."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from trainer.db import Database, upgrade
from trainer.district.keeping import READINESS, TRANSCRIPTS
from trainer.headless import read_pack
from trainer.progress import retention as readiness
from trainer.reviews import retention as transcripts
from trainer.reviews.intake import FORMATS, Report, format_of, load, read
from trainer.reviews.intake.reading import UnknownFormatError
from trainer.settings import Settings, SettingsError, database_url
from trainer.web.clock import OFFICE, utc

SHOWN = 20
_DATABASE = click.option("--database", help="Where; the database that `trainer serve` would use.")
_JSON = click.option("--json", "as_json", is_flag=True, help="The report, as JSON.")


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice([*FORMATS]), help="Where the name of the file does not tell.")
@_DATABASE
@_JSON
def import_command(file: Path, form: str | None, database: str | None, as_json: bool) -> None:
    """Read live interactions from FILE: JSON Lines, CSV or WebVTT.

    Card and social security numbers and the like are masked. A bad record is told by its line, and the rest goes in;
    then the exit code is 1. Give a file again after it was stopped or corrected: what is there already is passed over.
    """
    settings = _settings()
    try:
        chosen = FORMATS[form] if form else format_of(file.name)
    except UnknownFormatError as error:
        raise click.ClickException(f"{error} Or give --format.") from None
    opened = Database(_url(database, settings))
    try:
        upgrade(opened.engine)
        with opened.session() as session, file.open("rb") as stream, _progress(file, stream) as advance:
            found, emails = read(stream, chosen), settings.mask_emails
            report = load(session, found, utc(), emails=emails, advance=advance, file=file.name)
    finally:
        opened.close()
    click.echo(json.dumps(report.plain(), indent=1) if as_json else told(report))
    if report.bad:
        raise click.exceptions.Exit(1)


def told(report: Report) -> str:
    """The report in sentences, the first mistakes one by one."""
    masked = ", ".join(f"{count:,} × {kind}" for kind, count in sorted(report.maskings.items())) or "nothing"
    head = f"{report.added:,} added, {report.known:,} there already, {report.bad:,} not read. Masked: {masked}."
    more = report.bad - SHOWN
    tail = [f"… and {more:,} more; --json tells them."] if more > 0 else []
    return "\n".join([head, *(f"  {problem}" for problem in report.problems[:SHOWN]), *tail])


@click.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to count back from; today.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and delete nothing.")
@_DATABASE
@_JSON
def retention(as_of: dt.datetime | None, dry_run: bool, database: str | None, as_json: bool) -> None:
    """Delete what is older than the District pack keeps it: the words of live interactions, and files of readiness.

    What is held stays. Scores and statistics of interactions stay; a file goes whole, and only after its person left
    the class. Run it once a day, from the system's own scheduler.
    """
    settings = _settings()
    day = as_of.date() if as_of else utc().astimezone(OFFICE).date()
    opened = Database(_url(database, settings))
    try:
        upgrade(opened.engine)
        with opened.session(writes=not dry_run) as session:
            pack = read_pack(settings.pack)
            TRANSCRIPTS.limit_of(pack, day), READINESS.limit_of(pack, day)  # before anything goes
            words = transcripts.purge(session, pack, day, utc(), dry_run=dry_run)
            files = readiness.purge(session, pack, day, utc(), dry_run=dry_run)
    finally:
        opened.close()
    plain = {"before": words.before.isoformat(), "days": int(words.days.value), "purged": words.purged,
             "held": words.held, "dry_run": dry_run, "files": {
                 "before": files.before.isoformat(), "months": int(files.limit.value), "purged": files.purged,
                 "held": files.held}}  # fmt: skip
    click.echo(json.dumps(plain, indent=1) if as_json else _retained(words, files, dry_run))


def _retained(words: transcripts.Purge, files: readiness.Purge, dry_run: bool) -> str:
    verb = "would go" if dry_run else "are gone"
    return "\n".join((
        f"Kept {words.days.shown} ({words.days.source}): the words of {words.purged:,} interactions before "
        f"{words.before} {verb}; {words.held:,} older ones are held.",
        f"Kept {files.limit.shown} ({files.limit.source}): {files.purged:,} files of readiness closed before "
        f"{files.before} {verb}; {files.held:,} older ones are held.",
    ))  # fmt: skip


def _settings() -> Settings:
    try:
        return Settings.read()
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def _url(given: str | None, settings: Settings) -> str:
    try:
        return database_url(given) if given else settings.database_url
    except SettingsError as error:
        raise click.ClickException(str(error).replace("DATABASE_URL", "--database")) from None


@contextmanager
def _progress(file: Path, stream: BinaryIO) -> Iterator[Callable[[int], None]]:
    """Shows how much of the file is read, where somebody watches; gives what to call with the records read."""
    console = Console(stderr=True)
    columns = (TextColumn("Interactions"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[read]:,}"))
    with Progress(
        *columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=max(1, file.stat().st_size), read=0)
        yield lambda read: bar.update(task, completed=stream.tell(), read=read)
