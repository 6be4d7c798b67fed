"""Variances: what a larger budget, once approved, adds to the facts of a period. It never reaches back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pydantic import Field

from trainer.district.dates import months_back
from trainer.district.tariff.exact import plain
from trainer.district.tariff.labels import Template, fill
from trainer.district.tariff.proration import Provenance


class VarianceKind(Provenance):
    """What the pack says of one kind: each unit of it adds `each` to the tariff's `field`, for `months` if it ends."""

    label: Template
    field: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    each: Decimal = Field(gt=0)
    months: int | None = Field(default=None, ge=1, le=120)


@dataclass(frozen=True)
class Variance:
    """One approved variance: `amount` is counted as its kind says (people, square feet, gallons a day).

    It holds from the day of approval, and through `ends` where that is given.
    """

    kind: str
    amount: Decimal
    approved: dt.date
    ends: dt.date | None = None


@dataclass(frozen=True)
class Allowance:
    """What variances add in one period: facts by the tariff's fields, averaged over its days, and words for each."""

    facts: Mapping[str, Fraction]
    words: tuple[str, ...]


def allow(
    kinds: Mapping[str, VarianceKind], variances: Iterable[Variance], first_day: dt.date, last_day: dt.date
) -> Allowance:
    """What holds in the period, both days included; raises ValueError for a kind that the pack does not have."""
    facts: dict[str, Fraction] = {}
    words = []
    whole = (last_day - first_day).days + 1
    for variance in variances:
        kind = _kind(kinds, variance.kind)
        days = _days(variance, kind, first_day, last_day)
        if days:
            added = Fraction(variance.amount) * Fraction(kind.each) * Fraction(days, whole)
            facts[kind.field] = facts.get(kind.field, Fraction(0)) + added
            words.append(_words(variance, kind, days, whole))
    return Allowance(facts, tuple(words))


def _kind(kinds: Mapping[str, VarianceKind], name: str) -> VarianceKind:
    if name not in kinds:
        known = ", ".join(kinds) or "none: the pack has none"
        raise ValueError(f"“{name}” is no kind of variance. Give one of {known}.")
    return kinds[name]


def _days(variance: Variance, kind: VarianceKind, first_day: dt.date, last_day: dt.date) -> int:
    """The days of the period on which it holds."""
    ends = variance.ends
    if ends is None and kind.months is not None:
        ends = months_back(variance.approved, -kind.months) - dt.timedelta(days=1)
    start, end = max(first_day, variance.approved), last_day if ends is None else min(last_day, ends)
    return max((end - start).days + 1, 0)


def _words(variance: Variance, kind: VarianceKind, days: int, whole: int) -> str:
    label = fill(kind.label, {"amount": str(plain(Fraction(variance.amount)))})
    span = "the whole period" if days == whole else f"{days} of its {whole} days"
    on = variance.approved
    return f"Your budget is larger for {span}: {label}, approved on {on:%B} {on.day}, {on.year}."
