"""`trainer district` on the command line, and its bills against those of `trainer bill`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from trainer.cli import main
from trainer.customers.bulk.homes import HOME
from trainer.db import Database
from trainer.directory.making import Wanted
from trainer.directory.models import DistrictBill
from trainer.settings import PACK

ACCOUNTS, MONTHS = 120, 3


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'district.db'}"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["district", *map(str, arguments)])


def small(url: str, *more: object) -> Result:
    return run("--accounts", ACCOUNTS, "--months", MONTHS, "--database", url, *more)


def test_it_tells_what_it_made(url: str) -> None:
    told = json.loads(small(url, "--json").stdout)
    assert (told["accounts"], told["bills"], told["seed"], told["as_of"]) == (120, 360, "7", "2025-06-30")
    again = small(url)
    assert again.exit_code == 1
    assert "Give --replace to make another." in again.stderr
    assert "120 accounts with 360 bills to 2025-06-30, seed 8." in small(url, "--seed", "8", "--replace").stdout


def test_a_database_it_does_not_know_is_refused_by_the_options_name() -> None:
    result = small("mysql://elsewhere")
    assert result.exit_code == 1
    assert "--database must begin with postgresql:// or sqlite:///." in result.stderr


def test_its_bills_are_those_of_trainer_bill(url: str, tmp_path: Path) -> None:
    """The homes of the district, written as a file of customers and billed by the command."""
    assert small(url).exit_code == 0
    maker = Wanted(PACK, ACCOUNTS, MONTHS, "7").maker()
    block = maker.make(0, ACCOUNTS)
    homes = np.flatnonzero(block.homes.customer_class == HOME)
    number = MONTHS - 1
    with (tmp_path / "customers.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        names = (
            "account",
            "usage_ccf",
            "hhsize",
            "irr_area",
            "meter_size",
            "pressure_zone",
            "et_amount",
            "days_in_period",
        )
        writer.writerow(names)
        for place in homes.tolist():
            cycle = block.homes.cycle[place]
            facts = maker.calendar.facts[cycle][number]
            writer.writerow(
                [
                    place + 1, block.flow.use[place, number], block.homes.household[place], block.homes.area[place],
                    block.homes.meter_size[place], block.homes.zone[place], facts["et_amount"],
                    maker.calendar.days[cycle, number],
                ]
            )  # fmt: skip
    rates = maker.district.tariffs.on(maker.calendar.today, maker.district.area).name
    arguments = ["--rates", PACK / rates, "--pack", PACK, "--class", HOME]
    files = ["--in", tmp_path / "customers.csv", "--out", tmp_path / "bills.csv"]
    assert CliRunner().invoke(main, ["bill", *map(str, [*arguments, *files])]).exit_code == 0
    with (tmp_path / "bills.csv").open(newline="") as file:
        billed = {int(row["account"]): row["bill"] for row in csv.DictReader(file)}
    assert billed == {account: str(total) for account, total in _totals(url, number + 1) if account in billed}
    assert len(billed) == len(homes)


def _totals(url: str, number: int) -> list[tuple[int, object]]:
    opened = Database(url)
    with opened.session(writes=False) as session:
        asked = sa.select(DistrictBill.account_id, DistrictBill.total).where(DistrictBill.number == number)
        found = [(row[0], row[1]) for row in session.execute(asked)]
    opened.close()
    return found
