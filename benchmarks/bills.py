"""A million budget-tier bills: how long they take, beside what else the same machine does in the same run.

    python -m benchmarks.bills [ROWS]

Prints times and ratios. It is no test: a machine that is busy is slow, and the ratios say more than the seconds.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from click.testing import CliRunner

from trainer.cli import main as trainer
from trainer.district.tariff import Tariff, load_timeline
from trainer.district.tariff.batch import bill_many
from trainer.settings import SEED

ROWS = 1_000_000
SAMPLE = 1_000
PACK = SEED / "smwd"
CLASS = "RESIDENTIAL_SINGLE"
NAMES = ("usage_ccf", "hhsize", "irr_area", "et_amount", "days_in_period", "meter_size", "pressure_zone")


def customers(number: int) -> list[tuple[str, ...]]:
    """Homes as the seed makes them: use to the hundredth, gardens of all sizes, two meters, nine zones."""
    draw = random.Random(7)  # noqa: S311 - figures, not secrets
    inches = ("2.41", "3.3", "5.15", "6.87")
    return [
        (
            f"{draw.randint(0, 8000) / 100}", str(draw.randint(1, 7)), str(draw.randint(0, 6000)), draw.choice(inches),
            str(draw.randint(28, 33)), draw.choice(('3/4"', '1"')), str(draw.randint(1, 9)),
        )
        for _ in range(number)
    ]  # fmt: skip


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def one_at_a_time(tariff: Tariff, rows: list[tuple[str, ...]]) -> None:
    for row in rows:
        tariff.bill(CLASS, dict(zip(NAMES, row, strict=True)))


def copy(source: Path, target: Path) -> None:
    """Plain reading and writing of the same rows, with nothing done to them."""
    with source.open(encoding="utf-8", newline="") as read, target.open("w", encoding="utf-8", newline="") as write:
        csv.writer(write).writerows(csv.reader(read))


def command(rates: Path, source: Path, target: Path) -> None:
    arguments = ["--rates", rates, "--class", CLASS, "--in", source, "--out", target, "--pack", PACK]
    result = CliRunner().invoke(trainer, ["bill", *map(str, arguments)])
    if result.exit_code:
        raise SystemExit(result.output)


def main(number: int) -> None:
    tariff = load_timeline(PACK).on(dt.date(2024, 10, 6), "smwd")
    rates = PACK / tariff.name
    rows = customers(number)
    columns = {name: np.array(column, object) for name, column in zip(NAMES, zip(*rows, strict=True), strict=True)}
    each = timed(lambda: one_at_a_time(tariff, rows[:SAMPLE])) / min(SAMPLE, number) * number
    arrays = timed(lambda: bill_many(tariff, CLASS, columns))
    with tempfile.TemporaryDirectory() as folder:
        source, bills, copied = (Path(folder) / name for name in ("customers.csv", "bills.csv", "copy.csv"))
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([NAMES, *rows])
        whole = timed(lambda: command(rates, source, bills))
        plain = timed(lambda: copy(bills, copied))
    print(f"{number:,} bills of {CLASS}, {tariff.name}")
    print(f"  one at a time  {each:10.1f} s   (from {min(SAMPLE, number):,} of them)")
    print(f"  in arrays      {arrays:10.1f} s   {Decimal(each / arrays):.0f} times as fast")
    print(f"  trainer bill   {whole:10.1f} s   {whole / plain:.1f} times as long as only reading and writing its file")
    print(f"  plain CSV copy {plain:10.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
