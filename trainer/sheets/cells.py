"""Rows and cells as people typed them: numbers, days and text, whatever the program that saved them made of them."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from trainer.sheets.columns import SHEET, SheetError


def rows_of(path: Path) -> tuple[str, list[list[Any]]]:
    """The name of the sheet, empty for CSV, and its rows; a formula is left as its text, beginning with =."""
    try:
        if path.suffix.lower() == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return "", [list(row) for row in csv.reader(file)]
        book = openpyxl.load_workbook(path)
    except (OSError, UnicodeDecodeError, csv.Error, BadZipFile, InvalidFileException, KeyError) as error:
        raise SheetError([f"{path.name} cannot be read ({error}). Save it as .xlsx or as CSV in UTF-8."]) from None
    if SHEET not in book.sheetnames:
        raise SheetError([f"{path.name} has no sheet “{SHEET}”. Keep the name that it was written with."])
    return SHEET, [[_plain(cell) for cell in row] for row in book[SHEET].iter_rows()]


def _plain(cell: Any) -> Any:
    """A cell's value; one shown as a percentage is a hundredth of what people read, so it is given as they read it."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{Decimal(str(value)) * 100:f}%"
    return value


def trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def figure_of(given: Any) -> Decimal | None:
    if isinstance(given, bool) or given is None:
        return None
    try:
        figure = Decimal(str(given))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None


def as_written(figure: Decimal, unit: str) -> Decimal:
    """Money with its cents, anything else as short as it can be."""
    if unit == "usd":
        return figure.quantize(Decimal("0.01"))
    short = figure.normalize()
    return short if short.as_tuple().exponent <= 0 else figure.quantize(Decimal(1))  # type: ignore[operator]


def day_of(given: Any) -> dt.date | None:
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    try:
        return dt.date.fromisoformat(str(given))
    except ValueError:
        return None
