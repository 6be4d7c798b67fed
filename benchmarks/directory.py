"""The directory of a play: how long it takes to draw, to search and to open an account of, beside making one account.

    python -m benchmarks.directory [PLAYS]

Prints milliseconds. It is no test: a machine that is busy is slow, and the ratios say more than the times.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from typing import Any

from trainer.customers.account import make_account
from trainer.customers.directory import Directory
from trainer.customers.district import District
from trainer.customers.recipe import Recipe
from trainer.district.pack import load_pack
from trainer.settings import SEED

PLAYS = 100
DAY = dt.date(2024, 10, 17)


def timed(work: Callable[[Any], Any], items: list[Any]) -> float:
    """Milliseconds for each item."""
    start = time.perf_counter()
    for item in items:
        work(item)
    return (time.perf_counter() - start) * 1000 / len(items)


def searches(directory: Directory) -> list[str]:
    own = directory.own
    assert own is not None  # noqa: S101 - each play below has its account
    return [own.number, own.holder.name, own.premise.address, own.holder.phone, own.meter.number, "Nguyen"]


def main(plays: int) -> None:
    district = District.of(load_pack(SEED / "smwd"))
    accounts = [make_account(Recipe(), seed, DAY, district).account for seed in range(plays)]
    directories = [Directory(district, f"play:{seed}", DAY, own) for seed, own in enumerate(accounts)]
    print(f"{len(directories[0].listings)} listings in a directory, {plays} plays; milliseconds each")
    print(f"{timed(lambda one: one.listings, directories):8.2f}  a directory drawn")
    print(f"{timed(lambda one: one.search('Nguyen'), directories):8.2f}  its first search")
    asked = [(one, query) for one in directories for query in searches(one)]
    print(f"{timed(lambda pair: pair[0].search(pair[1]), asked):8.2f}  a search after that")
    print(f"{timed(lambda one: one.account(one.listings[-20].number), directories):8.2f}  an account opened from it")
    print(
        f"{timed(lambda seed: make_account(Recipe(), seed, DAY, district), list(range(plays))):8.2f}  an account made"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PLAYS)
