"""`trainer district`: a whole synthetic district from a seed, into SQLite or PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from trainer.customers.bulk.blocks import MOST_MONTHS
from trainer.db import Database, upgrade
from trainer.directory import service
from trainer.directory.making import Wanted, blocks
from trainer.directory.models import LoadedDistrict
from trainer.district.pack import load_pack
from trainer.settings import PACK, Settings, SettingsError, database_url

MOST_ACCOUNTS = 400_000  # beyond that an invented address would come twice


@click.command(name="district")
@click.option("--accounts", type=click.IntRange(1, MOST_ACCOUNTS), help="How many; as many as the District has.")
@click.option("--months", default=24, show_default=True, type=click.IntRange(1, MOST_MONTHS), help="Of bills.")
@click.option("--seed", default="7", show_default=True, help="The same seed gives the same district.")
@click.option("--database", help="Where to; the database that `trainer serve` would use.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="That make it at a time.")
@click.option("--replace", is_flag=True, help="Put it in the place of the district that is there.")
@click.option("--json", "as_json", is_flag=True, help="The report, as JSON.")
def district(
    accounts: int | None, months: int, seed: str, database: str | None, processes: int, replace: bool, as_json: bool
) -> None:
    """Make a whole synthetic district and load it into a database.

    Customers, meters, reads, bills, payments and ledgers follow from the seed and the District pack. The same seed
    gives the same district on every database and with however many processes. All of it is loaded, or nothing.
    """
    pack = load_pack(PACK)
    wanted = Wanted(PACK, accounts or _connections(pack), months, seed)
    maker = wanted.maker()
    opened = Database(_url(database))
    try:
        upgrade(opened.engine)
        with opened.session() as session, _progress(wanted.accounts) as advance:
            origin = service.Origin(pack.identity.id, pack.digest, seed)
            made = service.load(
                session, maker, blocks(wanted, maker, processes), origin, replace=replace, advance=advance
            )
    except service.DistrictExistsError as error:
        raise click.ClickException(str(error)) from None
    finally:
        opened.close()
    _tell(made, as_json)


def _connections(pack: Any) -> int:
    if pack.population is None:
        return 1  # refused a moment later, saying why
    count: int = pack.population.connections.value
    return count


def _url(given: str | None) -> str:
    try:
        return database_url(given) if given else Settings.read().database_url
    except SettingsError as error:
        raise click.ClickException(str(error).replace("DATABASE_URL", "--database") if given else str(error)) from None


@contextmanager
def _progress(accounts: int) -> Iterator[Callable[[int], None]]:
    """Shows how many accounts are loaded, where somebody watches; gives what to call with their number."""
    console = Console(stderr=True)
    columns = (TextColumn("Accounts"), BarColumn(), TaskProgressColumn(), TextColumn("{task.completed:,.0f}"))
    with Progress(
        *columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=accounts)
        yield lambda count: bar.update(task, completed=count)


def _tell(made: LoadedDistrict, as_json: bool) -> None:
    figures = service.figures(made)
    average = figures.average_home_use()
    told = {
        "agency": made.agency, "seed": made.seed, "accounts": made.accounts, "months": made.months,
        "as_of": made.as_of.isoformat(), "bills": sum(one.bills for one in figures.rounds),
        "average_home_use": str(round(average, 2)),
    }  # fmt: skip
    if as_json:
        click.echo(json.dumps(told, indent=1))
        return
    click.echo(
        f"{made.accounts:,} accounts with {told['bills']:,} bills to {made.as_of}, seed {made.seed}. "
        f"An average home used {average:.1f} CCF a month in the last year."
    )
