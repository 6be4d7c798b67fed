"""A tariff as read: customer classes made of fields, each field one cell or a table of cells by facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.district.tariff.conventions import Conventions
from trainer.district.tariff.formula import Expression, Number

BUDGETS = ("indoor", "outdoor", "budget")
USE = "usage_ccf"  # the standard's name for the use billed, in the file's bill unit whatever that unit is


@dataclass(frozen=True)
class Percent:
    """A tier start given as a percentage of the whole budget."""

    value: Fraction


@dataclass(frozen=True)
class ByTier:
    """A charge priced tier by tier. `kind` is Tiered or Budget; what the starts say decides where the tiers end."""

    kind: str


Step = Percent | Expression
Cell = Expression | ByTier | tuple[Step, ...]


@dataclass(frozen=True)
class Field:
    """One field of a class. Without `columns` it has the one cell ""; else cells by the facts of those columns.

    With `starts`, the one column is a number and the cells hold for ranges of it, in order: the first below the second
    start, each other from its own start on.
    """

    name: str
    columns: tuple[str, ...]
    cells: Mapping[str, Cell]
    starts: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class CustomerClass:
    name: str
    fields: Mapping[str, Field]


@dataclass(frozen=True)
class Rates:
    """The contents of one tariff file. `unit` is what use is billed in, as printed ("CCF").

    `months` is how many a bill is for, or None where the file does not say it in a word that is understood.
    """

    name: str
    utility: str
    effective: dt.date
    months: int | None
    unit: str
    classes: Mapping[str, CustomerClass]
    conventions: Conventions


def canonical(name: str) -> str:
    """Newer files end some names in _commodity; the standard takes both forms for the same field."""
    return name.removesuffix("_commodity")


def key(*parts: object) -> str:
    """The form in which table keys and facts are compared: files write one and a half inches 1 1/2" and 1|1/2"."""
    return " ".join(word for part in parts for word in str(part).replace("|", " ").split())


def tier_fields(charge: str) -> tuple[str, str]:
    """The fields that hold the tiers of a charge: tier_starts for water itself, tier_starts_drought for drought."""
    base = charge.removeprefix("variable_").removeprefix("fixed_").removesuffix("_charge").removesuffix("_surcharge")
    ending = "" if base == "commodity" else f"_{base}"
    return f"tier_starts{ending}", f"tier_prices{ending}"


def rises(starts: tuple[Step, ...]) -> bool:
    """Whether plain numbers, and percentages among themselves, never fall from one tier to the next."""
    for kind in (Number, Percent):
        values = [step.value for step in starts if isinstance(step, kind)]
        if sorted(values) != values:
            return False
    return True


def steps(field: Field) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Every list of tier starts or prices in a field, with its key."""
    for name, cell in field.cells.items():
        if isinstance(cell, tuple):
            yield name, cell
