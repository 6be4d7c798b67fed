"""Loading a district, on SQLite and PostgreSQL: the same rows from the same seed, and never one over another."""

from __future__ import annotations

import datetime as dt
import hashlib
import tracemalloc
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from directory.conftest import WANTED
from sqlalchemy.exc import IntegrityError

from trainer.customers.bulk.blocks import Block, Maker
from trainer.customers.bulk.homes import HOME
from trainer.customers.bulk.tally import Figures
from trainer.db import Database, upgrade
from trainer.directory import service
from trainer.directory.making import Wanted, blocks
from trainer.directory.models import DistrictAccount, DistrictBill, DistrictEntry, DistrictLine
from trainer.directory.rows import rows
from trainer.settings import PACK

ORIGIN = service.Origin("smwd", "f" * 64, "7")


def fill(database: Database, maker: Maker, wanted: Wanted = WANTED, *, replace: bool = False) -> Figures:
    with database.session() as session:
        made = service.load(session, maker, blocks(wanted, maker, 1), ORIGIN, replace=replace)
        return service.figures(made)


def expected(maker: Maker, made: Iterable[Block]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table as the blocks give them."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for block in made:
        for model, columns in rows(block, maker):
            found.setdefault(model.__tablename__, []).extend(zip(*columns.values(), strict=True))
    return found


def plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value * 100)
    return value.isoformat() if isinstance(value, dt.date) else value


def kept(database: Database, names: Iterable[str]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that a database holds, in the order of their keys."""
    found = {}
    with database.session(writes=False) as session:
        for name in names:
            table = service.LoadedDistrict.metadata.tables[name]
            read = session.execute(sa.select(table).order_by(*table.primary_key))
            found[name] = [tuple(map(plain, row)) for row in read]
    return found


def test_a_database_holds_what_the_seed_gives(database: Database, maker: Maker) -> None:
    """On both databases; so the same seed is the same district on either."""
    fill(database, maker)
    wanted = expected(maker, blocks(WANTED, maker, 1))
    assert len(wanted["bills"]) == WANTED.accounts * WANTED.months
    assert len(wanted["meter_reads"]) == WANTED.accounts * (WANTED.months + 1)
    assert kept(database, wanted) == wanted


def test_three_processes_make_the_district_of_one() -> None:
    wanted = Wanted(PACK, 4_050, 1, "7")
    maker = wanted.maker()
    alone, shared = (
        hashlib.sha256(repr(expected(maker, blocks(wanted, maker, processes))).encode()).hexdigest()
        for processes in (1, 3)
    )
    assert alone == shared


def test_a_district_is_never_loaded_over_another_unasked(database: Database, maker: Maker) -> None:
    fill(database, maker)
    before = kept(database, ["accounts"])
    other = Wanted(PACK, 20, 14, "8")
    with pytest.raises(service.DistrictExistsError, match="--replace"):
        fill(database, other.maker(), other)
    assert kept(database, ["accounts"]) == before
    fill(database, other.maker(), other, replace=True)
    assert [row[0] for row in kept(database, ["accounts"])["accounts"]] == list(range(1, 21))


def test_a_load_that_fails_leaves_what_was_there(database: Database, maker: Maker) -> None:
    fill(database, maker)
    before = kept(database, ["accounts", "districts"])

    def broken() -> Iterable[Block]:
        yield next(iter(blocks(WANTED, maker, 1)))
        raise RuntimeError("the lights went out")

    with database.session() as session, pytest.raises(RuntimeError):
        service.load(session, maker, broken(), ORIGIN, replace=True)
    assert kept(database, ["accounts", "districts"]) == before


def test_references_are_checked_after_a_load_as_before_it(database: Database, maker: Maker) -> None:
    before = references(database)
    fill(database, maker)
    assert references(database) == before
    stray = sa.insert(DistrictLine).values(account_id=10**6, bill=1, kind=0, amount=Decimal(1))
    with database.session() as session, pytest.raises(IntegrityError):
        session.execute(stray)


def references(database: Database) -> list[tuple[Any, ...]]:
    inspector = sa.inspect(database.engine)
    tables = sorted(name for name in inspector.get_table_names() if inspector.get_foreign_keys(name))
    return [
        (table, key["name"], key["constrained_columns"], key["referred_table"], key["referred_columns"])
        for table in tables
        for key in sorted(inspector.get_foreign_keys(table), key=lambda key: str(key["name"]))
    ]


def test_kept_figures_are_those_of_the_rows(database: Database, maker: Maker) -> None:
    """Use and what was over budget, arrears and payments, counted again by SQL from what was loaded."""
    figures = fill(database, maker)
    with database.session(writes=False) as session:
        bills, over = _bills_of_homes(session)
        channels = _payments(session)
        owed = session.execute(
            sa.select(sa.func.count(), sa.func.sum(DistrictBill.open)).where(
                DistrictBill.open > Decimal(0), DistrictBill.due < maker.calendar.today
            )
        ).one()
        lines = session.scalar(sa.select(sa.func.sum(DistrictEntry.amount)))
        left = session.scalar(sa.select(sa.func.sum(DistrictBill.open)))
    homes = [one for one in figures.rounds if one.customer_class == HOME]
    assert (sum(one.bills for one in homes), sum(one.use for one in homes)) == bills
    assert sum(one.over for one in homes) == over
    counted = Counter[str]()
    for one in figures.channels:
        counted[one.channel] += one.payments
    assert counted == channels
    assert (sum(one.bills for one in figures.ages), sum(one.owed for one in figures.ages)) == (owed[0], owed[1] * 100)
    assert lines == left


def _bills_of_homes(session: Any) -> tuple[tuple[int, int], int]:
    joined = sa.select(sa.func.count(), sa.func.sum(DistrictBill.use)).join(
        DistrictAccount, DistrictAccount.id == DistrictBill.account_id
    )
    homes = joined.where(DistrictAccount.customer_class == HOME)
    over = homes.where(DistrictBill.use > DistrictBill.budget)
    return tuple(session.execute(homes).one()), session.execute(over).one()[0]


def _payments(session: Any) -> dict[str, int]:
    counted = sa.select(DistrictEntry.channel, sa.func.count()).where(DistrictEntry.kind == "payment")
    rows = session.execute(counted.group_by(DistrictEntry.channel)).all()
    return dict(map(tuple, rows))


def test_figures_come_back_as_they_were_kept(database: Database, maker: Maker) -> None:
    figures = fill(database, maker)
    with database.session(writes=False) as session:
        district = service.loaded(session)
        assert district is not None
        assert service.figures(district) == figures
        assert (district.accounts, district.months, district.seed) == (WANTED.accounts, WANTED.months, "7")


def test_memory_stays_flat_as_accounts_grow(tmp_path: Path) -> None:
    """The peak of four blocks is about that of one."""
    peaks = []
    for accounts in (2_000, 8_000):
        wanted = Wanted(PACK, accounts, 2, "7")
        maker, opened = wanted.maker(), Database(f"sqlite:///{tmp_path / f'{accounts}.db'}")
        upgrade(opened.engine)
        maker.make(0, 10)  # what is kept for good is kept before it is measured
        tracemalloc.start()
        fill(opened, maker, wanted)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        opened.close()
    assert peaks[1] < 1.6 * peaks[0]
