"""The grid as a table, for CSV and XLSX: the same people, figures and words as the page shows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from trainer.progress.picture import Line, State
from trainer.progress.reading import Standing
from trainer.progress.wording import VERDICTS
from trainer.spreadsheet import FORMULA, csv_lines

HEAD = ("Name", "Since", "Cohort", "On all criteria")
TAIL = ("Other criteria met", "Other criteria")
_OF_LINE = ("estimate", "low", "high", "right", "opportunities", "state")


def columns(standings: Sequence[Standing]) -> list[tuple[int, str]]:
    """The duties that anybody on the list is measured on one by one: number and name."""
    found = {line.duty: line.label for one in standings for line in one.picture.lines if line.duty}
    return sorted(found.items())


def by_duty(standing: Standing) -> dict[int, Line]:
    return {line.duty: line for line in standing.picture.lines if line.duty}


def others(standing: Standing) -> tuple[int, int]:
    """How many of the criteria that are not told duty by duty are met, and how many there are."""
    rest = [one for one in standing.picture.results if not any(line.duty for line in one.lines)]
    return sum(one.state is State.MET for one in rest), len(rest)


def table(standings: Sequence[Standing]) -> list[list[Any]]:
    """A head and one row for each person. Shares are in a hundred, to the nearest whole one, as on the page."""
    duties = columns(standings)
    head = [*HEAD, *(f"{number} {name}: {one}" for number, name in duties for one in _OF_LINE), *TAIL]
    return [head, *(_row(one, duties) for one in standings)]


def _row(standing: Standing, duties: Sequence[tuple[int, str]]) -> list[Any]:
    lines, subject = by_duty(standing), standing.subject
    cells = [cell for number, _ in duties for cell in _cells(lines.get(number))]
    since = subject.in_class.starts_on.isoformat()
    return [
        subject.person.name,
        since,
        subject.cohort.name,
        VERDICTS[standing.picture.verdict][0],
        *cells,
        *others(standing),
    ]


def _cells(line: Line | None) -> list[Any]:
    if line is None:
        return [""] * len(_OF_LINE)
    known = line.state is not State.THIN and line.estimate is not None
    shares = [round(100 * (one or 0)) if known else "" for one in (line.estimate, line.low, line.high)]
    return [*shares, f"{line.right:g}", line.opportunities, line.state.value]


def as_csv(rows: Sequence[Sequence[Any]]) -> bytes:
    """With a byte order mark, so that a spreadsheet program reads every letter."""
    texts = [[str(cell) for cell in column] for column in zip(*rows, strict=True)]
    return "".join(csv_lines(texts)).encode("utf-8-sig")


def as_xlsx(rows: Sequence[Sequence[Any]], title: str) -> bytes:
    """A workbook with one sheet; nothing in it runs as a formula."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet.freeze_panes = title[:31], "B2"
    for place, row in enumerate(rows, 1):
        sheet.append([*row])
        for cell in sheet[place]:
            if isinstance(cell.value, str):
                cell.data_type, cell.quotePrefix = "s", cell.value.startswith(FORMULA)
            if place == 1:
                cell.font = Font(bold=True)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
