"""Reading a filled sheet: the new values, or every mistake with its row, column and remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from trainer.district.appending import NewValue
from trainer.district.parameters import Parameter, Parameters
from trainer.sheets.cells import as_written, day_of, figure_of, rows_of, trimmed
from trainer.sheets.columns import FILLED, MARKS, REQUIRED, TOLD, Mistake, SheetError

_WHOLE = ("months", "days", "business_days", "hours", "minutes", "seconds", "count")


def read_sheet(parameters: Parameters, path: Path) -> list[NewValue]:
    """The new values of a filled sheet; raises SheetError listing every mistake."""
    sheet, rows = rows_of(path)
    if not rows:
        raise SheetError([f"{path.name} is empty. Write one with: trainer pack sheet --out {path.name}"])
    reader = _Reader(parameters, path.name, sheet, [str(value or "").strip() for value in rows[0]])
    missing = [name for name in (TOLD[0], TOLD[3], *FILLED) if name not in reader.header]
    if missing:
        reader.wrong(1, missing[0], "there is no such column.", "Keep the first row as it was written.")
        raise SheetError(reader.mistakes)
    found = [value for number, row in enumerate(rows[1:], 2) for value in reader.row(number, row)]
    if reader.mistakes:
        raise SheetError(reader.mistakes)
    return found


class _Reader:
    """Reads row by row and keeps every mistake."""

    def __init__(self, parameters: Parameters, file: str, sheet: str, header: list[str]) -> None:
        self.parameters, self.file, self.sheet, self.header = parameters, file, sheet, header
        self.mistakes: list[Mistake] = []
        self.seen: dict[str, int] = {}

    def wrong(self, row: int, column: str, message: str, remedy: str) -> None:
        self.mistakes.append(Mistake(self.file, self.sheet, row, column, message, remedy))

    def row(self, number: int, row: Sequence[Any]) -> Iterator[NewValue]:
        """The new value of one row, or none where nothing is filled in."""
        cells = {name: trimmed(value) for name, value in zip(self.header, row, strict=False)}
        before = len(self.mistakes)
        name = cells.get(TOLD[0]) or ""
        filled = any(cells.get(column) not in (None, "") for column in FILLED)
        entry = self.parameters.entries.get(str(name))
        if entry is None:
            if filled or name:
                self.wrong(number, TOLD[0], f"the pack has no parameter “{name}”.", "Take the row out, or correct it.")
            return
        self._untouched(number, cells, entry)
        if not filled:
            return
        if name in self.seen:
            self.wrong(number, TOLD[0], f"row {self.seen[name]} gives {name}, too.", "Keep one of the two.")
        self.seen[name] = number
        value = self._value(number, cells, str(name), entry)
        if value is not None and len(self.mistakes) == before:
            yield value

    def _untouched(self, number: int, cells: dict[str, Any], entry: Parameter) -> None:
        """Whoever types over what holds now would think it changed."""
        told, held = cells.get(TOLD[3]), entry.values[-1].value
        if isinstance(told, str):
            told = told.removeprefix("'")
        same = str(told) == str(held) or (not isinstance(held, str) and figure_of(told) == Decimal(held))
        if not same:
            self.wrong(
                number, TOLD[3], f"says {'nothing' if told in (None, '') else told}, and the pack says {held}.",
                f"Put it back, and write your own figure under {FILLED[0]}.",
            )  # fmt: skip

    def _value(self, number: int, cells: dict[str, Any], name: str, entry: Parameter) -> NewValue | None:
        empty = [column for column in REQUIRED if cells.get(column) in (None, "")]
        for column in empty:
            self.wrong(number, column, "is empty, and other columns of the row are filled.", "Fill it, or empty them.")
        formulas = [column for column in FILLED if str(cells.get(column) or "").startswith(("=", "+", "@"))]
        for column in formulas:
            self.wrong(number, column, "holds a formula.", "Write the value itself.")
        if empty or formulas:
            return None
        value = self._figure(number, cells[FILLED[0]], entry)
        begins = self._day(number, cells[FILLED[1]], entry)
        mark = str(cells[FILLED[2]]).lower()
        if mark not in MARKS:
            self.wrong(number, FILLED[2], f"“{mark}” is no mark.", f"Write one of {', '.join(MARKS)}.")
        if value is None or begins is None:
            return None
        confirm = str(cells.get(FILLED[4]) or "")
        return NewValue(name, begins, value, mark, str(cells[FILLED[3]]), confirm)  # type: ignore[arg-type]

    def _figure(self, number: int, given: Any, entry: Parameter) -> Decimal | str | None:
        if entry.unit == "text":
            return str(given)
        figure = figure_of(given)
        if figure is None:
            self.wrong(number, FILLED[0], f"“{given}” is not a number in {entry.unit}.", "Write a plain number.")
        elif figure < 0:
            self.wrong(number, FILLED[0], f"{figure} is below zero.", "Write what it is, without a sign.")
        elif entry.unit in _WHOLE and figure != figure.to_integral_value():
            self.wrong(number, FILLED[0], f"{figure} is not a whole number of {entry.unit}.", "Write a whole one.")
        elif entry.unit == "usd" and figure != figure.quantize(Decimal("0.01")):
            self.wrong(number, FILLED[0], f"{figure} has parts of a cent.", "Write dollars and cents.")
        else:
            return as_written(figure, entry.unit)
        return None

    def _day(self, number: int, given: Any, entry: Parameter) -> dt.date | None:
        day = day_of(given)
        since = entry.values[-1].from_
        if day is None:
            self.wrong(number, FILLED[1], f"“{given}” is not a day.", "Write it like 2025-07-01.")
        elif day <= since:
            message = f"{day} is not later than {since}, when the present value begins."
            self.wrong(number, FILLED[1], message, "Give a later day; what held before is never changed.")
        else:
            return day
        return None
