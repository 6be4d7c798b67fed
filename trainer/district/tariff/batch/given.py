"""The facts of many customers: each column is read once for every distinct fact in it, and rows refer to that."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from trainer.district.tariff.arithmetic import ONE, NotANumber
from trainer.district.tariff.batch.column import Column, uniform

_KINDS = "iuOUT"  # integers, objects and text


@dataclass(frozen=True)
class Numbers:
    """The distinct facts of a column as numbers; `bad` marks those that are none."""

    n: npt.NDArray[Any]
    d: int
    bound: int
    bad: npt.NDArray[np.bool_]


class Given:
    """One column of facts. `facts` are the distinct ones, `codes` says which of them each row has."""

    def __init__(self, name: str, column: npt.NDArray[Any]) -> None:
        """Raises ValueError for a column of floats: a float is not exact."""
        if column.ndim != 1 or column.dtype.kind not in _KINDS:
            raise ValueError(
                f"the column {name} is an array of {column.dtype}, which is not exact. "
                "Give one dimension of integers, text or Decimals."
            )
        self.facts, self.codes = _distinct(column)
        self.blank = np.array([fact is None or (isinstance(fact, str) and not fact.strip()) for fact in self.facts])
        self._numbers: Numbers | None = None

    @property
    def numbers(self) -> Numbers:
        if self._numbers is None:
            self._numbers = _numbers(self.facts)
        return self._numbers


@dataclass(frozen=True)
class Part:
    """A column of facts for some of the rows."""

    given: Given
    codes: npt.NDArray[np.intp]

    def number(self) -> Column:
        """The facts as numbers; raises NotANumber, Mixed."""
        known = self.given.numbers
        if known.bad.any() and uniform(known.bad[self.codes]):
            raise NotANumber(self.given.facts[uniform(self.codes)])
        return Column(known.n[self.codes], known.d, known.bound)

    def text(self) -> str:
        """The facts as the key of a table; raises NotANumber, Mixed."""
        return ONE.text(self.given.facts[uniform(self.codes)])


def _distinct(column: npt.NDArray[Any]) -> tuple[list[Any], npt.NDArray[np.intp]]:
    if column.dtype.kind in "iu":
        facts, codes = np.unique(column, return_inverse=True)
        return facts.tolist(), codes
    listed = column.tolist()
    keys: list[Hashable] = listed if set(map(type, listed)) <= {str} else [_key(fact) for fact in listed]
    distinct = dict(zip(keys, listed, strict=True))
    places = {key: place for place, key in enumerate(distinct)}
    return list(distinct.values()), np.fromiter(map(places.__getitem__, keys), np.intp, len(keys))


def _key(fact: Any) -> Hashable:
    """What makes a fact distinct: 1 and True are equal, and not the same fact."""
    try:
        hash(fact)
    except TypeError:
        return type(fact), repr(fact)
    return type(fact), fact


def _numbers(facts: list[Any]) -> Numbers:
    read = [_text_number(fact) if type(fact) is str else _number(fact) for fact in facts]
    d = lcm(*{number.denominator for number in read if number is not None})
    above = [0 if number is None else number.numerator * (d // number.denominator) for number in read]
    bound = max(map(abs, above), default=0)
    fits = bound < 2**62
    bad = np.array([number is None for number in read])
    return Numbers(np.array(above, np.int64 if fits else object), d, bound, bad)


@lru_cache(maxsize=2**17)
def _text_number(text: str) -> Fraction | None:
    """A long file is read in parts, and the same figures come back in each."""
    return _number(text)


def _number(fact: Any) -> Fraction | None:
    try:
        return ONE.number(fact)
    except NotANumber:
        return None
