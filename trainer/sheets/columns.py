"""The columns of the sheet, and what is said of a place in it.

The left columns tell what holds; an agency fills the right ones, and so adds a value without changing an old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from trainer.district.parameters import Mark

TOLD = ("Parameter", "Label", "Unit", "Value", "Since", "Mark", "Source", "To confirm")
FILLED = ("New value", "From", "New mark", "New source", "Still to confirm")
COLUMNS = (*TOLD, *FILLED)
REQUIRED = FILLED[:4]
SHEET, HELP = "Parameters", "How to fill it in"
MARKS: tuple[str, ...] = get_args(Mark)


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a sheet, by the place a person finds it at."""

    file: str
    sheet: str
    row: int
    column: str
    message: str
    remedy: str

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.row}, column {self.column}: {self.message} {self.remedy}"


class SheetError(Exception):
    """A sheet that cannot be taken; `mistakes` lists every one, and the text says them line by line."""

    def __init__(self, mistakes: Sequence[Mistake | str]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes
