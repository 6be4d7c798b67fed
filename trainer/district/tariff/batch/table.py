"""A table of customers as text, and the same table with their bills beside them, in the standard's column names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from trainer.district.tariff.batch.bills import Bills, bill_many
from trainer.district.tariff.batch.layout import Tier, layout
from trainer.district.tariff.model import canonical, tier_fields
from trainer.district.tariff.tariff import Tariff

TOTAL, ERROR = "bill", "error"


class HeaderError(ValueError):
    """A row of column names that cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Billed:
    """Rows and their bills, column by column; what is wrong with single rows, by place; the sum in dollars."""

    columns: list[Sequence[str]]
    errors: dict[int, str]
    total: Decimal


class Table:
    """Bills tables of customers of one class, whose columns are named in `header`.

    `columns` names what comes back: the columns given, then those of budgets, use by tier (X1, X2, …; X1_drought for a
    second charge by tier), charge by tier (XR1, …), each line of the bill, bill, and error. A column given of the same
    name as a line or a budget stands for it and is not repeated.
    """

    def __init__(self, tariff: Tariff, customer_class: str, header: Sequence[str]) -> None:
        """Raises HeaderError, and TariffError for a class that is not in the tariff."""
        self.tariff, self.customer_class = tariff, customer_class
        self.width = len(header)
        self.layout = layout(tariff, customer_class)
        self.places = {canonical(name): place for place, name in enumerate(header) if name}
        self._check(header)
        self._budgets = [name for name in self.layout.budgets if name not in self.places]
        self._lines = [code for code in self.layout.lines if code not in self.places]
        tiers = [*map(used, self.layout.tiers), *map(charged, self.layout.tiers)]
        self.columns = [*header, *self._budgets, *tiers, *self._lines, TOTAL, ERROR]

    def _check(self, header: Sequence[str]) -> None:
        ours = {TOTAL, ERROR, *map(used, self.layout.tiers), *map(charged, self.layout.tiers)}
        seen: set[str] = set()
        for name in filter(None, header):
            if name in ours:
                raise HeaderError(f"has a column “{name}”, which the bills are written to. Rename it, or leave it out.")
            if canonical(name) in seen:
                raise HeaderError(f"has the column “{name}” twice, perhaps with and without _commodity. Keep one.")
            seen.add(canonical(name))

    def bill(self, rows: Sequence[Sequence[str]]) -> Billed:
        """The same rows with their bills. Each has as many cells as the header; a blank one is a fact not given."""
        given = list(zip(*rows, strict=True)) or [()] * self.width
        facts = {name: _objects(given[place]) for name, place in self.places.items()}
        bills = bill_many(self.tariff, self.customer_class, facts)
        errors = {place: str(error) for place, error in bills.errors.items()}
        told = [errors.get(place, "") for place in range(len(rows))]
        found = [_but(cells, errors) for cells in self._cells(bills)]
        total = Decimal(int(bills.total.sum())).scaleb(-bills.places)
        return Billed([*given, *found, told], errors, total)

    def _cells(self, bills: Bills) -> Iterator[list[str]]:
        """The columns of the bills as text, in the order of `columns`."""
        yield from (_uses(bills.budgets[name]) for name in self._budgets)
        yield from (_uses(bills.tier_use[tier]) for tier in self.layout.tiers)
        yield from (_money(bills.tier_charges[tier], bills.places) for tier in self.layout.tiers)
        yield from (_money(bills.lines[code], bills.places) for code in self._lines)
        yield _money(bills.total, bills.places)


def used(tier: Tier) -> str:
    """The standard's name for the use in a tier."""
    return f"X{tier[1]}{_ending(tier)}"


def charged(tier: Tier) -> str:
    """The standard's name for the charge of a tier."""
    return f"XR{tier[1]}{_ending(tier)}"


def _ending(tier: Tier) -> str:
    return tier_fields(tier[0])[0].removeprefix("tier_starts")


def _objects(cells: Sequence[str]) -> npt.NDArray[Any]:
    column = np.empty(len(cells), object)
    column[:] = cells
    return column


def _but(cells: list[str], errors: dict[int, str]) -> list[str]:
    """The cells, blank where there is no bill."""
    for place in errors:
        cells[place] = ""
    return cells


def _money(amounts: npt.NDArray[np.int64], places: int) -> list[str]:
    """Dollars with all the digits that were counted, and no fewer than two."""
    return _texts(amounts, partial(_dollars, places=places))


@lru_cache(maxsize=2**17)
def _dollars(amount: int, places: int) -> str:
    whole, rest = divmod(abs(amount), 10**places)
    digits = f"{rest:0{places}d}"
    return f"{'-' if amount < 0 else ''}{whole}.{digits[:2]}{digits[2:].rstrip('0')}"


def _uses(uses: npt.NDArray[np.float64]) -> list[str]:
    return _texts(uses, lambda use: "" if np.isnan(use) else repr(use).removesuffix(".0"))


def _texts(numbers: npt.NDArray[Any], text: Callable[[Any], str]) -> list[str]:
    """Each distinct number is written once: most bills share theirs with others."""
    distinct, places = np.unique(numbers, return_inverse=True)
    texts = np.array([text(number) for number in distinct.tolist()], object)
    listed: list[str] = texts[places].tolist()
    return listed
