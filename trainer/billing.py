"""`trainer bill`: a CSV of customers in, the same CSV with their bills beside them out, however long it is."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from trainer.district.money import dollars
from trainer.district.sources import SourceError
from trainer.district.tariff import REFERENCE, Conventions, Tariff, TariffError, load_tariff, load_timeline
from trainer.district.tariff.batch.table import HeaderError, Table
from trainer.spreadsheet import csv_lines

CHUNK = 50_000  # rows held in memory at a time
TOLD = 100  # errors told one by one; the rest are counted, and stand in the file
BOM = b"\xef\xbb\xbf"
# Bytes that are no UTF-8 are carried through as they are.
_TEXT: dict[str, Any] = {"newline": "", "errors": "surrogateescape"}

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass
class Report:
    """What became of the rows: how many, how many of them failed, the sum of the bills, and the first errors."""

    rows: int = 0
    failed: int = 0
    total: Decimal = Decimal("0.00")
    errors: list[tuple[int, str]] = field(default_factory=list)

    def fail(self, line: int, message: str) -> None:
        self.failed += 1
        if len(self.errors) < TOLD:
            self.errors.append((line, message))


class Row(NamedTuple):
    """A row of the CSV with the line on which it begins, and what is wrong with it before it is billed."""

    line: int
    cells: list[str]
    wrong: str = ""


@click.command(name="bill")
@click.option("--rates", required=True, type=_FILE, help="The tariff, in the Open Water Rate Specification.")
@click.option("--class", "customer_class", required=True, help="The customer class to bill by, as the tariff names it.")
@click.option("--in", "customers", required=True, type=_FILE, help="The customers: a CSV file, one row for each bill.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write the bills.")
@click.option("--exact", is_flag=True, help="Exact arithmetic with the usual conventions: each line to the cent.")
@click.option("--pack", type=_FOLDER, help="Exact arithmetic as this District pack states it for the tariff.")
@click.option("--json", "as_json", is_flag=True, help="The report, as JSON.")
def bill(
    rates: Path, customer_class: str, customers: Path, out: Path, exact: bool, pack: Path | None, as_json: bool
) -> None:
    """Bill every row of a CSV file by one customer class of a tariff.

    The columns of the CSV are the standard's names: usage_ccf, meter_size, hhsize, et_amount, irr_area,
    days_in_period, and whatever else the tariff reads. A column named as a field of the tariff stands above it, and a
    blank cell is a value not given. Columns that the tariff does not read are let be.

    The same rows are written to --out, in the same order, with the budgets, the use (X1, X2, …) and the charge
    (XR1, XR2, …) of each tier, every line of the bill, and its total in bill.

    A row that cannot be billed keeps its place: its bill is blank and its last column, error, says why. Such rows are
    also listed on the error stream with their lines, and the command then exits with 1.

    Amounts are reckoned as the standard's own implementation does; for a District's own bills, give --pack or --exact.
    """
    if exact and pack:
        raise click.ClickException("--exact and --pack are two ways to read the tariff. Give one of them.")
    out = out.resolve()
    if out == customers.resolve():
        raise click.ClickException("--out would write over --in. Give another file.")
    if (out.exists() and not out.is_file()) or not out.parent.is_dir():
        raise click.ClickException(f"--out cannot be {out}. Give a file in a folder that is there.")
    try:
        tariff = load_tariff(rates, _conventions(rates, exact, pack))
        report = _bill(tariff, customer_class, customers, out)
    except (SourceError, TariffError) as error:
        raise click.ClickException(str(error)) from None
    told = {"rates": str(rates), "class": customer_class, "unit": tariff.rates.unit, "out": str(out)}
    _tell(report, told, customers.name, as_json)
    if report.failed:
        raise click.exceptions.Exit(1)


def _conventions(rates: Path, exact: bool, pack: Path | None) -> Conventions:
    if pack is None:
        return Conventions() if exact else REFERENCE
    listed = {Path(entry.tariff.name).name: entry.tariff.rates.conventions for entry in load_timeline(pack).entries}
    if rates.name not in listed:
        known = ", ".join(listed)
        raise click.ClickException(f"The pack {pack} does not list {rates.name}. It lists {known}.")
    return listed[rates.name]


def _bill(tariff: Tariff, customer_class: str, customers: Path, out: Path) -> Report:
    """Bills go to a file beside `out` first, so that one already there stays until the new one is whole."""
    part = out.with_name(f"{out.name}.part")
    with customers.open("rb") as raw:
        encoding = "utf-8-sig" if raw.read(len(BOM)) == BOM else "utf-8"
    try:
        with customers.open(encoding=encoding, **_TEXT) as source, part.open("w", encoding=encoding, **_TEXT) as target:
            report = _stream(tariff, customer_class, source, target, customers)
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)
    return report


def _stream(tariff: Tariff, customer_class: str, source: TextIO, target: TextIO, path: Path) -> Report:
    rows = _rows(source)
    header = next(rows, Row(1, []))
    try:
        table = Table(tariff, customer_class, [name.strip() for name in header.cells])
    except HeaderError as error:
        raise click.ClickException(f"{path.name}:{header.line}: {error}") from None
    if not table.places:
        raise click.ClickException(f"{path.name} has no columns. Name them in its first line, such as usage_ccf.")
    target.writelines(csv_lines([[name] for name in table.columns]))
    report = Report()
    with _progress(path, source) as advance:
        while chunk := list(islice(rows, CHUNK)):
            target.writelines(_billed(table, chunk, report))
            advance(report.rows)
    return report


def _rows(source: TextIO) -> Iterator[Row]:
    """The rows of a CSV. A line of it that is broken is a row without cells, and the next is read on."""
    reader = csv.reader(source, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, [], f"is no line of a CSV: {error}. Check its quotes.")
            continue
        if cells:
            yield Row(line, cells)


def _billed(table: Table, chunk: list[Row], report: Report) -> list[str]:
    """The chunk with its bills, in its own order; failed rows are added to the report."""
    checked = [_checked(row, table.width) for row in chunk]
    good = [place for place, row in enumerate(checked) if not row.wrong]
    billed = table.bill([checked[place].cells for place in good])
    wrong = {place: row.wrong for place, row in enumerate(checked) if row.wrong}
    lines = dict(zip(good, csv_lines(billed.columns), strict=True)) | _unbilled(table, checked, wrong)
    wrong |= {good[place]: message for place, message in billed.errors.items()}
    for place in sorted(wrong):
        report.fail(checked[place].line, wrong[place])
    report.rows += len(chunk)
    report.total += billed.total
    return [lines[place] for place in range(len(chunk))]


def _checked(row: Row, width: int) -> Row:
    """The row with as many cells as there are columns."""
    found = len(row.cells)
    if found == width:
        return row
    wrong = row.wrong or f"has {found} cells for {width} columns. Check its commas."
    return Row(row.line, [*row.cells[:width], *[""] * (width - found)], wrong)


def _unbilled(table: Table, rows: list[Row], wrong: dict[int, str]) -> dict[int, str]:
    """Rows that are not even read, with blanks where their bills would be."""
    blank = [""] * (len(table.columns) - table.width - 1)
    texts = csv_lines(list(zip(*([*rows[place].cells, *blank, wrong[place]] for place in wrong), strict=True)))
    return dict(zip(wrong, texts, strict=True)) if wrong else {}


@contextmanager
def _progress(path: Path, source: TextIO) -> Iterator[Callable[[int], None]]:
    """Shows how far the file is read, where somebody watches; gives what to call with the rows done so far."""
    console = Console(stderr=True)
    columns = (TextColumn("Billing"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rows]:,} rows"))
    with Progress(
        *columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=path.stat().st_size or 1, rows=0)
        yield lambda rows: bar.update(task, completed=source.buffer.tell(), rows=rows)


def _tell(report: Report, told: dict[str, str], name: str, as_json: bool) -> None:
    for line, message in report.errors:
        click.echo(f"{name}:{line}: {message}", err=True)
    if report.failed > len(report.errors):
        click.echo(f"… and {report.failed - len(report.errors):,} more, told in the column error.", err=True)
    billed = report.rows - report.failed
    if as_json:
        errors = [{"line": line, "message": message} for line, message in report.errors]
        told |= {"total": str(report.total)}
        counts = {"rows": report.rows, "billed": billed, "failed": report.failed}
        click.echo(json.dumps({**told, **counts, "errors": errors}, indent=1))
        return
    click.echo(f"{billed:,} of {report.rows:,} rows billed, {dollars(report.total)} in all, to {told['out']}.")
