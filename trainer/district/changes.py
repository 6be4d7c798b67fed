"""What changed in a pack between two days: figures, the rules and sections that read them, and tariffs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.district.pack import Pack
from trainer.district.parameters import Parameter, Value
from trainer.district.reads import read_by_rule
from trainer.district.tariff import Dated, TariffError
from trainer.district.tariff.exact import plain
from trainer.district.tariff.formula import Number
from trainer.district.tariff.model import Cell, CustomerClass


@dataclass(frozen=True)
class ParameterChange:
    """A figure that is another on the second day; None on a day before its first value.

    `since` is the day on which the value of the second day took effect; `rules` and `sections` are those that read it.
    """

    name: str
    label: str
    old: Value | None
    new: Value | None
    rules: tuple[str, ...]
    sections: tuple[str, ...]

    @property
    def since(self) -> dt.date | None:
        return self.new.since if self.new else None


@dataclass(frozen=True)
class PriceChange:
    """One figure of a tariff, as text; empty where it was not there."""

    customer_class: str
    field: str
    key: str
    old: str
    new: str


@dataclass(frozen=True)
class TariffChange:
    """Another tariff in force in a rate area; None where none was in force yet."""

    area: str
    old: Dated | None
    new: Dated | None
    prices: tuple[PriceChange, ...]


def parameter_changes(pack: Pack, first: dt.date, second: dt.date) -> list[ParameterChange]:
    """The parameters whose value in force differs between two days, in the pack's order."""
    names = pack.parameters.entries
    readers = {rule: read_by_rule(rule, names) for rule in pack.rules}
    found = []
    for name, entry in names.items():
        old, new = _value(pack, name, entry, first), _value(pack, name, entry, second)
        if (old and old.value) != (new and new.value):
            rules = tuple(rule for rule, read in readers.items() if name in read)
            sections = tuple(section.number for section in pack.manual.sections if name in section.figures)
            found.append(ParameterChange(name, entry.label, old, new, rules, sections))
    return found


def _value(pack: Pack, name: str, entry: Parameter, day: dt.date) -> Value | None:
    return pack.parameter(name, day) if entry.values[0].from_ <= day else None


def tariff_changes(pack: Pack, first: dt.date, second: dt.date) -> list[TariffChange]:
    """The rate areas with another tariff in force, each with the figures that differ."""
    found = []
    for area in pack.tariffs.areas:
        old, new = _tariff(pack, area, first), _tariff(pack, area, second)
        if (old and old.effective) != (new and new.effective):
            found.append(TariffChange(area, old, new, tuple(_prices(old, new)) if old and new else ()))
    return found


def _tariff(pack: Pack, area: str, day: dt.date) -> Dated | None:
    try:
        return pack.tariffs.entry(day, area)
    except TariffError:
        return None


def _prices(old: Dated, new: Dated) -> Iterator[PriceChange]:
    before, after = old.tariff.rates.classes, new.tariff.rates.classes
    for name in dict.fromkeys([*before, *after]):
        had, has = (_figures(one.get(name)) for one in (before, after))
        for field, key in dict.fromkeys([*had, *has]):
            was, is_now = had.get((field, key), ""), has.get((field, key), "")
            if was != is_now:
                yield PriceChange(name, field, key, was, is_now)


def _figures(found: CustomerClass | None) -> dict[tuple[str, str], str]:
    """The plain figures of a class by field and key; a formula is not a figure, and is left out."""
    cells = ((field.name, key, cell) for field in (found.fields if found else {}).values()
             for key, cell in field.cells.items())  # fmt: skip
    shown = {(name, key): _shown(cell) for name, key, cell in cells}
    return {place: text for place, text in shown.items() if text}


def _shown(cell: Cell) -> str:
    if isinstance(cell, Number):
        return str(plain(cell.value))
    if isinstance(cell, tuple) and all(isinstance(step, Number) for step in cell):
        return ", ".join(str(plain(step.value)) for step in cell if isinstance(step, Number))
    return ""
