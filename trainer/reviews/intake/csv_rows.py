"""CSV: one row a turn, the rows of one interaction together; an `action` row tells of something done.

The columns of the interaction itself are filled on its first row, and may be left empty on the others.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, BinaryIO

from trainer.reviews.intake.lines import LONGEST_LINE, lines
from trainer.reviews.intake.record import BadRecord, Raw

OF_INTERACTION = ("source", "source_id", "channel", "reason", "started_at", "seconds", "representative", "audio")
OF_TURN = ("speaker", "start", "end", "text", "action")
COLUMNS = OF_INTERACTION + OF_TURN
_NEEDED = ("source", "source_id", "channel", "started_at", "representative", "speaker", "text")


def read(stream: BinaryIO) -> Iterator[Raw | BadRecord]:
    """The records of the file; nothing is read of one whose header lacks a column or names another."""
    rows = _Rows(stream)
    header = next(rows, None)
    if header is None:
        return
    wrong = _wrong_header([name.strip().lower() for name in header])
    if wrong:
        yield BadRecord(1, "", wrong, f"The columns are {', '.join(COLUMNS)}.")
        return
    yield from _records(rows, [name.strip().lower() for name in header])


def _wrong_header(names: list[str]) -> str:
    missing = [name for name in _NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing:
        return f"the header lacks {', '.join(missing)}."
    return f"the header names {', '.join(unknown)}, which is no column here." if unknown else ""


def _records(rows: _Rows, names: list[str]) -> Iterator[Raw | BadRecord]:
    current: _Building | None = None
    for row in rows:
        if not any(row):
            continue
        if len(row) > len(names):
            yield BadRecord(rows.line, "", "has more cells than the header.", "Quote cells that contain a comma.")
            continue
        cells = {name: cell for name, cell in zip(names, row, strict=False) if cell.strip()}
        if current is None or current.ended_by(cells):
            if current:
                yield current.raw()
            current = _Building(rows.line, {name: cells[name] for name in OF_INTERACTION if name in cells})
        current.add(cells, rows.line)
    if current:
        yield current.raw()
    yield from rows.bad


class _Rows:
    """The rows of a CSV file, with the line each begins on. Lines that cannot be read are kept in `bad`."""

    def __init__(self, stream: BinaryIO) -> None:
        self.line, self._next, self.bad = 1, 0, list[BadRecord]()
        csv.field_size_limit(LONGEST_LINE)
        self._rows = csv.reader(self._texts(stream))

    def _texts(self, stream: BinaryIO) -> Iterator[str]:
        for line in lines(stream):
            if line.text is None:
                self.bad.append(BadRecord(line.number, "", line.wrong, "Save the file as UTF-8."))
                continue
            self._next = line.number
            yield line.text + "\n"

    def __iter__(self) -> _Rows:
        return self

    def __next__(self) -> list[str]:
        begun = self._next + 1
        row = next(self._rows)
        self.line = max(begun, 1)
        return row


class _Building:
    """An interaction whose rows are still being read."""

    def __init__(self, line: int, data: dict[str, str]) -> None:
        self._line, self._data = line, data
        self._turns: list[dict[str, Any]] = []
        self._turn_lines: list[int] = []
        self._actions: list[dict[str, Any]] = []

    def ended_by(self, cells: dict[str, str]) -> bool:
        """Whether this row begins another interaction: it names one, and not this."""
        return any(name in cells and cells[name] != self._data.get(name) for name in ("source", "source_id"))

    def add(self, cells: dict[str, str], line: int) -> None:
        if "action" in cells:
            named = {"kind": cells["action"], "text": cells.get("text", ""), "at": cells.get("start")}
            self._actions.append(named)
            return
        self._turns.append({name: cells[name] for name in ("speaker", "start", "end", "text") if name in cells})
        self._turn_lines.append(line)

    def raw(self) -> Raw:
        data = {**self._data, "turns": self._turns, "actions": self._actions}
        return Raw(self._line, data, tuple(self._turn_lines))
