"""The arithmetic of many bills: what one bill does with a fraction, done to a column of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from trainer.district.tariff.arithmetic import ONE, NotANumber
from trainer.district.tariff.batch.column import Column, uniform
from trainer.district.tariff.batch.given import Part
from trainer.district.tariff.conventions import BudgetRounding


class Many:
    """Where a choice depends on a number or a fact, all rows must agree; otherwise Mixed asks to take them apart."""

    def constant(self, value: Fraction) -> Column:
        return Column.constant(value)

    def number(self, fact: object) -> Column:
        if isinstance(fact, Part):
            return fact.number()
        raise NotANumber(fact)

    def text(self, fact: object) -> str:
        if isinstance(fact, Part):
            return fact.text()
        raise NotANumber(fact)

    def shown(self, value: Column) -> str:
        return ONE.shown(Fraction(uniform(value.n)) / value.d)

    def place(self, value: Column, starts: Sequence[Fraction]) -> int:
        reached: Any = sum(np.asarray(value.reached(start)).astype(int) for start in starts[1:])
        return int(uniform(reached))

    def negative(self, value: Column) -> bool:
        return bool(uniform(value.n < 0))

    def exceeds(self, value: Column, limit: int) -> bool:
        return value.bound > limit * value.d and bool(uniform(value.beyond(limit)))

    def smaller(self, one: Column, other: Column) -> Column:
        return one.smaller(other)

    def larger(self, one: Column, other: Column) -> Column:
        return one.larger(other)

    def whole(self, value: Column, rounding: BudgetRounding) -> Column:
        if rounding is BudgetRounding.EXACT:
            return value
        return value.half_even() if rounding is BudgetRounding.HALF_EVEN else value.half_up(0)


MANY = Many()
