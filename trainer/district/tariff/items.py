"""The terms that `bill` sums, each worked out: what a line of the bill charges, before rounding and without words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic

from trainer.district.tariff.exact import V
from trainer.district.tariff.formula import Binary, Expression, Name, Negative, names, show
from trainer.district.tariff.model import USE, ByTier, canonical
from trainer.district.tariff.tiers import Slice
from trainer.district.tariff.working import Working

MOST = 10**10  # dollars in a line: far above any bill, and far below what a count of small units can hold


@dataclass(frozen=True)
class Term:
    """One term of the sum. Where it is a factor on other terms, they are its `parts`, and it charges the rest."""

    code: str
    tree: Expression
    parts: tuple[Term, ...] = ()
    credit: bool = False


@dataclass(frozen=True)
class Item(Generic[V]):
    """What one line charges: `amount` dollars, and where it is a price on use, that use and price.

    `part` is the tier of a charge by tier, and `on` the items that a factor is charged on. A credit is taken off; its
    amount and price are given as they are written.
    """

    code: str
    amount: V
    use: V | None = None
    price: V | None = None
    part: Slice[V] | None = None
    on: tuple[Item[V], ...] = ()
    credit: bool = False

    @property
    def charged(self) -> V:
        """Dollars that the line adds to the bill."""
        return -self.amount if self.credit else self.amount


def items(working: Working[V]) -> Iterator[Item[V]]:
    """Every line in the order in which the tariff sums them; raises TariffError."""
    for item in _items(working):
        if working.arithmetic.exceeds(item.amount, MOST):
            raise working.error("bill", f"comes to more than ${MOST:,} for {item.code}.", "Check the facts it reads.")
        yield item


def _items(working: Working[V]) -> Iterator[Item[V]]:
    cell = working.cell("bill", "bill")
    if cell is None:
        yield Item("bill", working.value("bill", "bill"))
    elif isinstance(cell, ByTier | tuple):
        raise working.error("bill", "is no formula.", "Correct the tariff file.")
    else:
        for term in _terms_of(cell):
            yield from _of(term, working)


@lru_cache(maxsize=256)
def _terms_of(tree: Expression) -> tuple[Term, ...]:
    """The terms of a sum, which is the same for every bill of its class."""
    return tuple(terms(tree))


def terms(tree: Expression) -> Iterator[Term]:
    """The terms of a sum: it is taken apart, and a factor on a sum of charges becomes a term of its own."""
    if isinstance(tree, Binary) and tree.operator in "+-":
        yield from terms(tree.left)
        yield from terms(tree.right) if tree.operator == "+" else map(_turned, terms(tree.right))
    elif isinstance(tree, Negative):
        yield from map(_turned, terms(tree.of))
    elif isinstance(tree, Binary) and _sums_charges(tree.left):
        yield from _scaled(tree.left, tree.right, tree)
    elif isinstance(tree, Binary) and tree.operator == "*" and _sums_charges(tree.right):
        yield from _scaled(tree.right, tree.left, tree)
    else:
        yield Term(canonical(tree.name) if isinstance(tree, Name) else show(tree), tree)


def _turned(term: Term) -> Term:
    return replace(term, credit=not term.credit)


def _scaled(charges: Expression, factor: Expression, tree: Expression) -> Iterator[Term]:
    parts = tuple(terms(charges))
    yield from parts
    yield Term(show(factor), tree, parts)


def _of(term: Term, working: Working[V]) -> Iterator[Item[V]]:
    if term.parts:
        rest = working.calculate(term.tree, "bill")
        on = tuple(item for part in term.parts for item in _of(part, working))
        for item in on:
            rest = rest - item.charged
        yield Item(term.code, rest, on=on, credit=term.credit)
    elif isinstance(term.tree, Name):
        yield from (_signed(item, term) for item in _named(term.code, working))
    else:
        yield _signed(_formula(term.code, term.tree, working), term)


def _signed(item: Item[V], term: Term) -> Item[V]:
    return replace(item, credit=True) if term.credit else item


def _named(name: str, working: Working[V]) -> Iterator[Item[V]]:
    cell = working.cell(name, "bill")
    if cell is None:
        yield Item(name, working.value(name, "bill"))
    elif isinstance(cell, ByTier):
        yield from (Item(name, part.amount, part.use, part.price, part) for part in working.slices(name))
    elif isinstance(cell, tuple):
        raise working.error("bill", f"sums “{name}”, which is a list.", "Correct the tariff file.")
    else:
        yield _formula(name, cell, working)


def _formula(code: str, tree: Expression, working: Working[V]) -> Item[V]:
    """A charge by use knows units and price when it is written as a price times the use."""
    field = code if code in working.customer_class.fields else "bill"
    rate = _price_of(tree)
    if rate is None:
        return Item(code, working.calculate(tree, field))
    use, each = working.use(field), working.calculate(rate, field)
    return Item(code, use * each, use, each)


def _sums_charges(tree: Expression) -> bool:
    """Whether this is a sum of named charges, itself perhaps scaled: what a surcharge or discount is a factor on."""
    if not isinstance(tree, Binary):
        return False
    if tree.operator in "*/":
        return _sums_charges(tree.left)
    return all(isinstance(part, Name) or _sums_charges(part) for part in (tree.left, tree.right))


def _price_of(tree: Expression) -> Expression | None:
    """The price in "price times use", or None for any other formula."""
    if not isinstance(tree, Binary) or tree.operator != "*":
        return None
    for use, rate in ((tree.right, tree.left), (tree.left, tree.right)):
        if isinstance(use, Name) and use.name == USE and USE not in names(rate):
            return rate
    return None
