"""A whole district: how long making it takes, beside Faker and Mimesis making the same people and beside raw inserts.

    python -m benchmarks.district [ACCOUNTS]

Prints times and ratios of one run, in seconds of the processor, so that other work on the machine counts for less. It
is no test: the ratios say more than the seconds. Mimesis is asked for only here: pip install '.[dev]'.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from faker import Faker
from mimesis import Address, Person
from mimesis.locales import Locale

from trainer.customers.bulk.blocks import Block, Maker
from trainer.customers.bulk.draws import Draws
from trainer.customers.bulk.holders import draw_holders
from trainer.customers.bulk.homes import draw_homes
from trainer.db import Database, upgrade
from trainer.directory import service
from trainer.directory.making import Wanted, blocks
from trainer.directory.models import TABLES
from trainer.settings import PACK

ACCOUNTS, MONTHS, SEED = 10_000, 24, "7"


def timed(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def our_people(maker: Maker, accounts: int) -> list[tuple[str, ...]]:
    """Names, addresses, telephone numbers and e-mail addresses, as a block makes them."""
    people = list[tuple[str, ...]]()
    for block, size in maker.sizes(accounts):
        draws = Draws(maker.seed, block, size)
        homes = draw_homes(draws, maker.district, maker.population, maker.standard, maker.calendar.cycles)
        serials, places = maker.places(block, size)
        area = maker.district.area_code
        holders = draw_holders(draws, homes, serials, places, area, maker.population)
        people.extend(zip(holders.names, places, holders.phones, holders.emails, strict=True))
    return people


def faker_people(accounts: int, weighted: bool) -> list[tuple[str, ...]]:
    fake = Faker("en_US", use_weighting=weighted)
    fake.seed_instance(7)
    return [(fake.name(), fake.street_address(), fake.phone_number(), fake.safe_email()) for _ in range(accounts)]


def mimesis_people(accounts: int) -> list[tuple[str, ...]]:
    person, address = Person(Locale.EN, seed=7), Address(Locale.EN, seed=7)
    return [
        (person.full_name(), address.address(), person.phone_number(), person.email(domains=["example.com"]))
        for _ in range(accounts)
    ]


def loaded(maker: Maker, made: list[Block], path: Path) -> None:
    """Write blocks that are made already."""
    database = Database(f"sqlite:///{path}")
    upgrade(database.engine)
    with database.session() as session:
        service.load(session, maker, made, service.Origin("smwd", "", SEED))
    database.close()


def raw(source: Path, target: Path) -> Callable[[], None]:
    """The same rows into the same tables by sqlite3 alone: no keys checked, nothing made."""
    with sqlite3.connect(source) as read:
        made = {row[0]: row[1] for row in read.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")}
        names = [model.__tablename__ for model in TABLES]
        rows = {name: read.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608 - our own

    def insert() -> None:
        with sqlite3.connect(target) as write:
            for name in names:
                write.execute(made[name])
                write.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[name][0]))})", rows[name])  # noqa: S608

    return insert


def main(accounts: int) -> None:
    wanted = Wanted(PACK, accounts, MONTHS, SEED)
    maker = wanted.maker()
    mine = timed(lambda: our_people(maker, accounts))
    others = {
        "Faker": timed(lambda: faker_people(accounts, weighted=True)),
        "Faker, unweighted": timed(lambda: faker_people(accounts, weighted=False)),
        "Mimesis": timed(lambda: mimesis_people(accounts)),
    }
    made = list[Block]()
    making = timed(lambda: made.extend(blocks(wanted, maker, 1)))
    with tempfile.TemporaryDirectory() as folder:
        ours, copy = Path(folder) / "district.db", Path(folder) / "raw.db"
        writing = timed(lambda: loaded(maker, made, ours))
        made.clear()
        inserting = timed(raw(ours, copy))
    print(f"{accounts:,} people: names, addresses, telephone numbers, e-mail addresses")
    print(f"  here               {mine:8.2f} s")
    for name, seconds in others.items():
        print(f"  {name:<18} {seconds:8.2f} s   {seconds / mine:.1f} times as long")
    print(f"{accounts:,} accounts with {MONTHS} months of reads, bills, lines, payments and ledgers")
    print(f"  making             {making:8.2f} s   {making / inserting:.2f} of the raw insert")
    print(f"  writing to SQLite  {writing:8.2f} s   {writing / inserting:.2f} of the raw insert")
    print(f"  raw insert         {inserting:8.2f} s   of the same rows, by sqlite3 alone")
    print(f"  making and writing {making + writing:8.2f} s   {(making + writing) / inserting:.2f} times the raw insert")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ACCOUNTS)
