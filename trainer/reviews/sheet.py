"""A table that a page shows, as CSV and XLSX: the same rows, and nothing in it is run when a spreadsheet opens it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import openpyxl
from flask import Response, abort

from trainer.reviews import seeing
from trainer.spreadsheet import csv_lines, defused

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Sheet:
    """A heading for each column, and rows of text; `name` is the file's, without its ending."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def csv(self) -> str:
        """The table as CSV in UTF-8, with its headings."""
        return "".join(csv_lines(list(zip(self.columns, *self.rows, strict=True))))

    def xlsx(self) -> bytes:
        """The table as a workbook with one sheet. Every cell is text or a number, and none a formula."""
        book = openpyxl.Workbook(write_only=True)
        page = book.create_sheet(self.name[:31])
        page.freeze_panes = "A2"
        for row in (self.columns, *self.rows):
            page.append([_cell(text) for text in row])
        kept = io.BytesIO()
        book.save(kept)
        return kept.getvalue()


def figure(exact: Fraction) -> str:
    """An exact figure as a spreadsheet reads it, to ten decimals: it would take 20/3 for the third of a month."""
    text = f"{Decimal(exact.numerator) / Decimal(exact.denominator):.10f}"
    return text.rstrip("0").rstrip(".")


def _cell(text: str) -> str | float:
    try:
        return float(text) if text.replace(".", "", 1).removeprefix("-").isascii() and text else text
    except ValueError:
        return defused(text)


def download(sheet: Sheet, form: str) -> Response:
    """The sheet as the answer to a request for `csv` or `xlsx`, which the trail tells."""
    if form not in _TYPES:
        abort(404)
    seeing.exported(sheet.name, form, len(sheet.rows))
    body = sheet.csv() if form == "csv" else sheet.xlsx()
    headers = {"Content-Disposition": f'attachment; filename="{sheet.name}.{form}"'}
    return Response(body, content_type=_TYPES[form], headers=headers)
