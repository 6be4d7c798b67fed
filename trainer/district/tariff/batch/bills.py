"""The bills of many customers of one class, and which of them could not be billed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from trainer.district.tariff.batch.column import Column, Mixed
from trainer.district.tariff.batch.given import Given, Part
from trainer.district.tariff.batch.layout import Tier, layout
from trainer.district.tariff.batch.many import MANY
from trainer.district.tariff.errors import MissingFact, TariffError
from trainer.district.tariff.items import items
from trainer.district.tariff.tariff import Tariff
from trainer.district.tariff.working import Working

Rows = npt.NDArray[np.intp]


@dataclass
class Bills:
    """The bills of n customers: every array has the shape (n,), in the order of the rows given.

    Money is counted in int64 of 10**-`places` dollars: cents, where `places` is 2. `total` is the sum of `lines`, which
    go by the tariff's own name for each charge, and a charge by tier is the sum of its `tier_charges`. `tier_use` and
    `budgets` are floats in the tariff's billing unit, for showing: the charges are worked out from the exact figures.
    A budget that the facts do not settle is NaN. `errors` gives by row why there is no bill; such a row has zero in
    every other array.
    """

    places: int
    total: npt.NDArray[np.int64]
    lines: dict[str, npt.NDArray[np.int64]]
    tier_use: dict[Tier, npt.NDArray[np.float64]]
    tier_charges: dict[Tier, npt.NDArray[np.int64]]
    budgets: dict[str, npt.NDArray[np.float64]]
    errors: dict[int, TariffError] = field(default_factory=dict)


def bill_many(tariff: Tariff, customer_class: str, columns: Mapping[str, npt.NDArray[Any]]) -> Bills:
    """The bills of all rows of `columns`, to the cent those that `tariff.bill` gives for each row's facts.

    `columns` maps the name of a fact, as in `Tariff.bill`, to an array of shape (n,): integers, text, or objects
    (Decimal, Fraction, int, str). A blank ("" or None) is a fact not given, and the file's own value holds. Facts that
    the class does not read are let be.

    Raises TariffError for a class that is not in the tariff, and ValueError for columns of floats or of unequal
    length, or none. What is wrong with single rows stands in `Bills.errors`.
    """
    given = {name: Given(name, column) for name, column in columns.items()}
    lengths = {len(one.codes) for one in given.values()}
    if len(lengths) != 1:
        raise ValueError("the columns are of unequal length, or there are none. Give one fact a row in each.")
    bills = _empty(tariff, customer_class, lengths.pop())
    waiting = list(_by_blanks(given, np.arange(len(bills.total))))
    while waiting:
        names, rows = waiting.pop()
        facts = {name: Part(given[name], given[name].codes[rows]) for name in names}
        working = Working(tariff.rates, tariff.customer_class(customer_class), facts, MANY)
        try:
            _fill(bills, rows, working)
        except Mixed as mixed:
            waiting.extend((names, rows[part]) for part in _parts(mixed.codes))
        except TariffError as error:
            bills.errors.update(dict.fromkeys(rows.tolist(), error))
    return bills


def _empty(tariff: Tariff, customer_class: str, size: int) -> Bills:
    shape = layout(tariff, customer_class)
    return Bills(
        places=tariff.rates.conventions.line_places,
        total=np.zeros(size, np.int64),
        lines={code: np.zeros(size, np.int64) for code in shape.lines},
        tier_use={tier: np.zeros(size) for tier in shape.tiers},
        tier_charges={tier: np.zeros(size, np.int64) for tier in shape.tiers},
        budgets={name: np.full(size, np.nan) for name in shape.budgets},
    )


def _by_blanks(given: Mapping[str, Given], rows: Rows) -> Iterator[tuple[tuple[str, ...], Rows]]:
    """The rows that have the same facts given, with the names of those."""
    blanks = [name for name, one in given.items() if one.blank.any()]
    pattern = np.zeros(len(rows), np.int64)
    for name in blanks:
        pattern = np.unique(pattern * 2 + given[name].blank[given[name].codes], return_inverse=True)[1]
    for part in _parts(pattern):
        first = part[0]
        yield tuple(name for name, one in given.items() if not one.blank[one.codes[first]]), rows[part]


def _parts(codes: npt.NDArray[Any]) -> Iterator[Rows]:
    """The places of equal codes together."""
    order = np.argsort(codes, kind="stable")
    listed = codes[order]
    edges = np.flatnonzero(listed[1:] != listed[:-1]) + 1
    yield from (part for part in np.split(order, edges) if len(part))


def _fill(bills: Bills, rows: Rows, working: Working[Column]) -> None:
    """Everything is worked out before anything is written, for a row may turn out to differ, or to be in error."""
    worked = [(item, np.asarray(item.charged.half_up(bills.places).n).astype(np.int64)) for item in items(working)]
    budgets = {name: _budget(working, name) for name in bills.budgets}
    for item, amount in worked:
        _add(bills, bills.lines, item.code, rows, amount)
        bills.total[rows] += amount
        if item.part is not None:
            tier = item.code, item.part.tier
            _add(bills, bills.tier_charges, tier, rows, amount)
            bills.tier_use[tier][rows] += item.part.use.floats()
    for name, budget in budgets.items():
        bills.budgets[name][rows] = budget


def _budget(working: Working[Column], name: str) -> Any:
    """As with one bill: a class may define a budget that its bill does not need and the facts do not settle."""
    try:
        return working.value(name, name).floats()
    except MissingFact:
        return np.nan


def _add(bills: Bills, arrays: dict[Any, npt.NDArray[np.int64]], key: Any, rows: Rows, amount: Any) -> None:
    if key not in arrays:
        arrays[key] = np.zeros(len(bills.total), np.int64)
    arrays[key][rows] += amount
