"""Bringing live interactions in: how long reading, checking, masking and keeping them takes, beside raw inserts.

    python -m benchmarks.interactions [COUNT]

Prints times and ratios of one run, in seconds of the processor, so that other work on the machine counts for less. It
is no test: the ratios say more than the seconds. The interactions are played by bots.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from trainer.db import Database, upgrade
from trainer.people import demo
from trainer.reviews.intake import FORMATS, Report, load, read
from trainer.reviews.interactions import LOADED
from trainer.reviews.masking import mask
from trainer.reviews.synthetic import Skilled, records
from trainer.web.content import load_content

COUNT, PLAYS, SEED = 10_000, 60, "benchmark"
NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


def timed(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def file_of(count: int) -> bytes:
    staff = [Skilled("jordan@example.com", "Jordan", 0.6), Skilled("owen@example.com", "Owen", 0.9)]
    made = records(load_content(), staff, NOW.date(), count, SEED, plays=PLAYS)
    return "".join(json.dumps(one) + "\n" for one in made).encode()


def opened(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'own.db'}")
    upgrade(database.engine)
    with database.session() as session:
        demo.fill(session, NOW)
    return database


def bring_in(database: Database, raw: bytes) -> Report:
    with database.session() as session:
        return load(session, read(io.BytesIO(raw), FORMATS["jsonl"]), NOW)


def raw_inserts(folder: Path) -> float:
    """The same rows into the same tables of an empty database, by the driver's own executemany."""
    source, target = sqlite3.connect(folder / "own.db"), sqlite3.connect(folder / "raw.db")
    work = []
    for model in LOADED:
        name = model.__tablename__
        statements = source.execute("SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL", (name,))
        for (statement,) in statements:
            target.execute(statement)
        rows = source.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - names of our own tables
        marks = ", ".join("?" * len(rows[0]))
        work.append((f"INSERT INTO {name} VALUES ({marks})", rows))  # noqa: S608
    took = timed(lambda: [target.executemany(*one) for one in work] and target.commit())
    source.close()
    target.close()
    return took


def main(count: int) -> None:
    raw = file_of(count)
    given = [json.loads(line) for line in raw.splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = opened(folder)
        first = timed(lambda: bring_in(database, raw))
        again = timed(lambda: bring_in(database, raw))
        database.close()
        plain = raw_inserts(folder)
    checking = timed(lambda: list(read(io.BytesIO(raw), FORMATS["jsonl"])))
    masking = timed(
        lambda: [
            mask([turn["text"] for turn in one["turns"]], [turn["speaker"] for turn in one["turns"]]) for one in given
        ]
    )
    turns = sum(len(one["turns"]) for one in given)
    print(f"{count:,} interactions with {turns:,} turns, {len(raw) / 1e6:.0f} MB")
    print(f"brought in         {first:6.2f} s   {count / first:8,.0f} a second")
    print(f"  reading, checking {checking:5.2f} s")
    print(f"  masking           {masking:5.2f} s")
    print(f"given again        {again:6.2f} s")
    print(f"raw inserts        {plain:6.2f} s   brought in takes {first / plain:.1f} times as long")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
