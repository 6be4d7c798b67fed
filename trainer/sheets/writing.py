"""Writing a pack's parameters to a sheet to fill in, as XLSX or CSV by the file's ending."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from trainer.district.parameters import Parameter, Parameters
from trainer.sheets.columns import COLUMNS, FILLED, HELP, SHEET, TOLD, SheetError
from trainer.spreadsheet import FORMULA, defused

_WIDTHS = (28, 46, 14, 14, 12, 13, 46, 40, 14, 12, 13, 46, 40)

INSTRUCTIONS = (
    "One row of the sheet Parameters is one figure of policy. The first eight columns tell what holds now.",
    "To give your own figure, fill New value, From, New mark and New source in its row. Leave the rest alone.",
    "New value: in the unit of the row, as a plain number. Ten percent is 10, and twenty-five dollars is 25.00.",
    "From: the day it takes effect, such as 2025-07-01, later than the day in Since. Earlier days keep the old value.",
    "New mark: law for a statute, published for your agency’s own figure, illustrative for one chosen for training.",
    "New source: where it stands, so that anyone can find it: the resolution, the page, the section.",
    "Still to confirm: what somebody has yet to settle about it. Empty when nothing is open.",
    "Formulas are refused. Rows you do not fill stay as they are.",
    "Then: trainer pack import FILE --into FOLDER. If anything is wrong, every place is named and nothing is changed.",
)


def write_sheet(parameters: Parameters, path: Path) -> None:
    """Write every parameter to `path`, as XLSX or CSV by its ending; raises SheetError for another."""
    rows = [_told(name, entry) for name, entry in parameters.entries.items()]
    if path.suffix.lower() == ".csv":
        _write_csv(rows, path)
    elif path.suffix.lower() == ".xlsx":
        _write_xlsx(rows, path)
    else:
        raise SheetError([f"{path.name}: end the name in .xlsx or .csv."])


def _told(name: str, entry: Parameter) -> list[Any]:
    last = entry.values[-1]
    return [name, entry.label, entry.unit, last.value, last.from_, last.mark, last.source, last.confirm]


def _write_csv(rows: Sequence[Sequence[Any]], path: Path) -> None:
    """With a byte order mark, without which a spreadsheet program takes it for an older character set."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([defused(str(value)) for value in row] + [""] * len(FILLED) for row in rows)


def _write_xlsx(rows: Sequence[Sequence[Any]], path: Path) -> None:
    book = Workbook()
    book.remove(book["Sheet"])
    told = book.create_sheet(HELP)
    told.column_dimensions["A"].width = 110
    for place, text in enumerate(INSTRUCTIONS, 1):
        told.cell(place, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet = book.create_sheet(SHEET)
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
                cell.quotePrefix = cell.value.startswith(FORMULA)
    _dress(sheet)
    book.save(path)


def _dress(sheet: Worksheet) -> None:
    sheet.freeze_panes = "B2"
    for place, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(1, place).font = Font(bold=True)
        for row in range(1, sheet.max_row + 1):
            cell = sheet.cell(row, place)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if place > len(TOLD):
                cell.fill = PatternFill("solid", fgColor="FFF7E6")
