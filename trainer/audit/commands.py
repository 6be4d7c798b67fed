"""`trainer audit`: whether the trail holds, and its seal to write down elsewhere."""

from __future__ import annotations

import re

import click

from trainer.audit import service
from trainer.audit.service import Seal
from trainer.db import Database, upgrade
from trainer.settings import Settings, database_url

_SEAL = re.compile(r"([1-9]\d{0,17}):([0-9a-f]{64})")


@click.command(name="audit")
@click.option("--seal", "only_seal", is_flag=True, help="Print the seal alone, to keep somewhere else.")
@click.option("--verify", "kept", metavar="SEAL", help="Check against a seal that was kept.")
@click.option("--database", help="Which one; the database that `trainer serve` would use.")
def audit(only_seal: bool, kept: str | None, database: str | None) -> None:
    """Check the whole audit trail, row by row; exits with 1 where it was touched.

    Without a kept seal, a trail that was cut off at its end or written anew cannot show.
    """
    known = _read(kept) if kept else None
    opened = Database(database_url(database) if database else Settings.read().database_url)
    try:
        upgrade(opened.engine)
        with opened.session() as session:
            broken, end = service.verify(session, known), service.seal(session)
    finally:
        opened.close()
    if broken:
        raise click.ClickException(f"Row {broken.number} {broken.why}. Rows before it can be relied on.")
    click.echo(written(end) if only_seal else _told(end, known))


def written(seal: Seal) -> str:
    """A seal as it is kept: the number of the last row and its hash."""
    return f"{seal.number}:{seal.hash}"


def _read(given: str) -> Seal:
    match = _SEAL.fullmatch(given.strip())
    if match is None:
        raise click.BadParameter("A seal is what `trainer audit --seal` prints: a number, a colon and 64 letters.")
    return Seal(int(match[1]), match[2])


def _told(end: Seal, known: Seal | None) -> str:
    if not end.number:
        return "The trail is empty."
    since = f" Nothing up to row {known.number:,}, which was sealed, was touched." if known else ""
    return f"The trail holds, from its first row to row {end.number:,}.{since}\nSeal: {written(end)}"
