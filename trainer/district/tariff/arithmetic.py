"""The numbers that a bill is worked out in: fractions for one bill, columns of them for many at once.

The reading of the standard (working.py, tiers.py, items.py) is written once, over any numbers that can do what
`Value` and `Arithmetic` ask of them. Here is the arithmetic of one bill; `batch/column.py` has that of many.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from trainer.district.tariff.conventions import BudgetRounding
from trainer.district.tariff.exact import V, fraction, half_up, plain
from trainer.district.tariff.model import key


class NotANumber(ValueError):  # noqa: N818 - it names what the fact is
    """A fact that is no number; `given` is the fact."""

    def __init__(self, given: object) -> None:
        super().__init__(f"{given!r} is not a number")
        self.given = given


class Arithmetic(Protocol[V]):
    """What a reading of the standard asks of its numbers, beyond + - * and /."""

    def constant(self, value: Fraction) -> V: ...
    def number(self, fact: object) -> V:
        """A fact as a number; raises NotANumber."""

    def text(self, fact: object) -> str:
        """A fact as the key of a table; raises NotANumber for one that is neither text nor a number."""

    def shown(self, value: V) -> str:
        """A number as the key of a table."""

    def place(self, value: V, starts: Sequence[Fraction]) -> int:
        """Which of the rising `starts` the value has reached, the first of them standing for all below it too."""

    def negative(self, value: V) -> bool: ...
    def exceeds(self, value: V, limit: int) -> bool:
        """Whether the value is further from zero than `limit`."""

    def smaller(self, one: V, other: V) -> V: ...
    def larger(self, one: V, other: V) -> V: ...
    def whole(self, value: V, rounding: BudgetRounding) -> V:
        """The value in whole units, or as it is where budgets are exact."""


class One:
    """The arithmetic of one bill, in fractions."""

    def constant(self, value: Fraction) -> Fraction:
        return value

    def number(self, fact: object) -> Fraction:
        try:
            if isinstance(fact, str):
                return fraction(_decimal(fact))
            if isinstance(fact, Decimal | int | Fraction) and not isinstance(fact, bool):
                return fraction(fact)
        except ValueError:
            pass
        raise NotANumber(fact)

    def text(self, fact: object) -> str:
        return key(fact if isinstance(fact, str) else plain(self.number(fact)))

    def shown(self, value: Fraction) -> str:
        return str(plain(value))

    def place(self, value: Fraction, starts: Sequence[Fraction]) -> int:
        return sum(value >= start for start in starts[1:])

    def negative(self, value: Fraction) -> bool:
        return value < 0

    def exceeds(self, value: Fraction, limit: int) -> bool:
        return abs(value) > limit

    def smaller(self, one: Fraction, other: Fraction) -> Fraction:
        return min(one, other)

    def larger(self, one: Fraction, other: Fraction) -> Fraction:
        return max(one, other)

    def whole(self, value: Fraction, rounding: BudgetRounding) -> Fraction:
        if rounding is BudgetRounding.EXACT:
            return value
        return Fraction(round(value) if rounding is BudgetRounding.HALF_EVEN else half_up(value))


ONE = One()


def _decimal(text: str) -> Decimal:
    """A number as a form or a spreadsheet gives it; ValueError for anything else."""
    try:
        return Decimal(text.strip())
    except ArithmeticError:
        raise ValueError("is no number") from None
