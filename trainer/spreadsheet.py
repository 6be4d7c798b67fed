"""CSV files that people open in a spreadsheet: nothing in them is run, whoever typed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?(\d+(,\d{3})*(\.\d*)?|\.\d+)([eE][+-]?\d+)?%?", re.ASCII)
_QUOTED = re.compile(r'[,"\r\n]')
_SPECIAL = re.compile(r'[=+@\t\r\n,"-]')


def defused(cell: str) -> str:
    """`cell` so that a spreadsheet shows it and runs nothing: text that begins like a formula gets an apostrophe.

    Numbers stay numbers, whatever their sign.
    """
    return f"'{cell}" if cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell) else cell


def csv_lines(columns: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows of a table as lines of CSV, each with its line feed. Every column has the same length.

    Whole columns are written at once, each distinct cell once, for tables of a million rows.
    """
    return (f"{line}\n" for line in map(",".join, zip(*map(_texts, columns), strict=True)))


def _texts(column: Sequence[str]) -> Iterable[str]:
    distinct = set(column)
    if not _SPECIAL.search("".join(distinct)):
        return column
    changed = {cell: text for cell in distinct if (text := _text(cell)) != cell}
    return [changed.get(cell, cell) for cell in column] if changed else column


def _text(cell: str) -> str:
    shown = defused(cell)
    return '"' + shown.replace('"', '""') + '"' if _QUOTED.search(shown) else shown
