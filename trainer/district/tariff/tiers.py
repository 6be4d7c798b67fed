"""Where tiers end, and how use falls into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Generic

from trainer.district.tariff.arithmetic import Arithmetic
from trainer.district.tariff.conventions import Conventions, FixedStart, PercentStart
from trainer.district.tariff.exact import V, plain
from trainer.district.tariff.formula import Name, Number
from trainer.district.tariff.model import BUDGETS, Percent, Step, canonical

if TYPE_CHECKING:
    from trainer.district.tariff.working import Working


@dataclass(frozen=True)
class Edge(Generic[V]):
    """Where a tier ends, in units; `key` names the kind of end for the table of labels ("indoor", "150%", …)."""

    value: V
    key: str


@dataclass(frozen=True)
class Slice(Generic[V]):
    """The use that falls into one tier, from `above` to `to`; `end` is the key of its edge, "" for the last tier."""

    tier: int
    end: str
    above: V
    to: V | None
    use: V
    price: V

    @property
    def amount(self) -> V:
        return self.use * self.price


def edge(start: Step, conventions: Conventions, working: Working[V], field: str) -> Edge[V]:
    """Where the tier below `start` ends; `field` is where it stands. Raises TariffError."""
    arithmetic = working.arithmetic
    if isinstance(start, Percent):
        percent = _percent(start.value, conventions)
        share = working.value("budget", field) * arithmetic.constant(percent / 100)
        return Edge(arithmetic.whole(share, conventions.budgets), f"{plain(percent)}%")
    if isinstance(start, Number):
        return Edge(arithmetic.constant(_fixed(start.value, conventions)), "units")
    name = canonical(start.name) if isinstance(start, Name) else ""
    return Edge(working.calculate(start, field), name if name in BUDGETS else "other")


def _fixed(start: Fraction, conventions: Conventions) -> Fraction:
    rule = conventions.fixed_starts
    lower = rule is FixedStart.ONE_BELOW or (rule is FixedStart.FIRST_UNIT and start.denominator == 1)
    return max(start - 1, Fraction(0)) if lower else start


def _percent(start: Fraction, conventions: Conventions) -> Fraction:
    first = conventions.percent_starts is PercentStart.FIRST_PERCENT and (start - 1) % 10 == 0
    return start - 1 if first else start


def split(use: V, edges: Sequence[Edge[V]], prices: Sequence[V], arithmetic: Arithmetic[V]) -> Iterator[Slice[V]]:
    """The use in each tier, lowest first.

    An edge below the one before it (a whole budget smaller than its indoor part) makes a tier of no width.
    """
    nothing = arithmetic.constant(Fraction(0))
    above = nothing
    for number, price in enumerate(prices):
        end = edges[number] if number < len(edges) else None
        to = None if end is None else arithmetic.larger(end.value, above)
        top = use if to is None else arithmetic.smaller(to, use)
        inside = arithmetic.larger(top - above, nothing)
        yield Slice(number + 1, "" if end is None else end.key, above, to, inside, price)
        above = above if to is None else to
