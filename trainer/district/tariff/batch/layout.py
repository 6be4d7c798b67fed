"""Which columns the bills of a class can have, told from the tariff alone, before any customer is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.district.tariff.formula import Name
from trainer.district.tariff.items import Term, terms
from trainer.district.tariff.model import BUDGETS, ByTier, CustomerClass, Field, steps, tier_fields
from trainer.district.tariff.tariff import Tariff

Tier = tuple[str, int]


@dataclass(frozen=True)
class Layout:
    """`lines` are the codes that the bill sums, `tiers` each tier of those by tier, and `budgets` those defined."""

    lines: tuple[str, ...]
    tiers: tuple[Tier, ...]
    budgets: tuple[str, ...]


def layout(tariff: Tariff, customer_class: str) -> Layout:
    """The columns of a class, in the order in which its bill sums them; raises TariffError for an unknown class."""
    read = tariff.customer_class(customer_class)
    found = [term for cell in read.fields["bill"].cells.values() for term in _terms(cell)]
    codes = tuple(dict.fromkeys(term.code for term in found))
    named = {term.code for term in found if isinstance(term.tree, Name)}
    tiers = [(code, tier) for code in codes if code in named for tier in range(1, _tiers(read, code) + 1)]
    return Layout(codes, tuple(tiers), tuple(name for name in BUDGETS if name in read.fields))


def _terms(cell: object) -> Iterator[Term]:
    return iter(()) if isinstance(cell, ByTier | tuple) else terms(cell)  # type: ignore[arg-type]


def _tiers(read: CustomerClass, code: str) -> int:
    """How many tiers a charge has at most; none where it is no charge by tier."""
    charge, prices = read.fields.get(code), read.fields.get(tier_fields(code)[1])
    if charge is None or prices is None or not _by_tier(charge):
        return 0
    return max((len(cell) for _, cell in steps(prices)), default=0)


def _by_tier(field: Field) -> bool:
    return any(isinstance(cell, ByTier) for cell in field.cells.values())
