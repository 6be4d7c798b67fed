"""Columns of exact numbers: integers over one denominator that all rows share, so that no row is ever off by a hair.

Most tariffs stay within 64-bit integers. Where a bound on the numerators says that they might not, and where a column
divides by a column, the same arithmetic goes on in Python's own numbers: slower, and as exact.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

Numerators = npt.NDArray[Any] | int

_FITS = 2**62
_UNKNOWN = 2**200  # a bound for numerators that are fractions themselves: it keeps them in Python's numbers


class Mixed(Exception):  # noqa: N818 - it is no error: it asks that rows which differ be worked out apart
    """The rows differ in something that must be one for all. `codes` tells which rows belong together."""

    def __init__(self, codes: npt.NDArray[Any]) -> None:
        super().__init__("rows differ")
        self.codes = codes


def uniform(codes: Any) -> Any:
    """The one value that all rows share; raises Mixed."""
    if not isinstance(codes, np.ndarray):
        return codes
    if (codes == codes[0]).all():
        return codes.flat[0] if codes.dtype == object else codes[0].item()
    raise Mixed(codes)


class Column:
    """A number for each row, `n` / `d`: an array of numerators, or one numerator for all rows, over one denominator.

    `bound` is never less than the greatest numerator, in absolute value.
    """

    __slots__ = ("bound", "d", "n")

    def __init__(self, n: Numerators, d: int, bound: int) -> None:
        self.n, self.d, self.bound = n, d, bound

    @classmethod
    def constant(cls, value: Fraction) -> Column:
        return cls(value.numerator, value.denominator, abs(value.numerator))

    def __add__(self, other: Column, /) -> Column:
        one, two = _aligned(self, other)
        return _binary(one, two, one.d, one.bound + two.bound, lambda a, b: a + b)

    def __sub__(self, other: Column, /) -> Column:
        return self + -other

    def __neg__(self) -> Column:
        return Column(-self.n, self.d, self.bound)

    def __mul__(self, other: Column, /) -> Column:
        return _binary(self, other, self.d * other.d, self.bound * other.bound, lambda a, b: a * b)

    def __truediv__(self, other: Column, /) -> Column:
        if uniform(other.n == 0):
            raise ZeroDivisionError
        if not isinstance(other.n, np.ndarray):
            return self * Column.constant(Fraction(other.d, other.n))
        fractions = np.frompyfunc(Fraction, 2, 1)
        above, below = _wide(self.n) * other.d, _wide(other.n) * self.d
        return Column(fractions(above, below), 1, _UNKNOWN)

    def smaller(self, other: Column) -> Column:
        one, two = _aligned(self, other)
        return _binary(one, two, one.d, max(one.bound, two.bound), _least)

    def larger(self, other: Column) -> Column:
        one, two = _aligned(self, other)
        return _binary(one, two, one.d, max(one.bound, two.bound), _greatest)

    def reached(self, start: Fraction) -> Any:
        """Whether each row is at least `start`."""
        return (self - Column.constant(start)).n >= 0

    def beyond(self, limit: int) -> Any:
        """Whether each row is further from zero than `limit`."""
        most = limit * self.d
        return abs(_wide(self.n) if _over(most) else self.n) > most

    def half_up(self, places: int) -> Column:
        """Each value to so many decimal places, half away from zero."""
        scale = 10**places
        n = _wide(self.n) if _over(2 * scale * self.bound + self.d) else self.n
        size = (abs(n) * (2 * scale) + self.d) // (2 * self.d)
        signed = np.where(n < 0, -size, size) if isinstance(n, np.ndarray) else size if n >= 0 else -size
        return Column(signed, scale, self.bound * scale // self.d + 1)

    def half_even(self) -> Column:
        """Each value in whole units, a half to the even one."""
        n = _wide(self.n) if _over(2 * self.bound + self.d) else self.n
        up, left = (2 * n + self.d) // (2 * self.d), (2 * n + self.d) % (2 * self.d)
        odd_tie = (left == 0) & (up % 2 == 1)
        return Column(up - odd_tie * 1, 1, self.bound // self.d + 1)

    def floats(self) -> Any:
        """The nearest floats, for showing."""
        if isinstance(self.n, np.ndarray) and self.n.dtype != object and _exact(self.bound) and _exact(self.d):
            return self.n / self.d
        return np.vectorize(lambda n: float(Fraction(n) / self.d), otypes=[float])(self.n)


def _aligned(one: Column, two: Column) -> tuple[Column, Column]:
    """Both over the same denominator."""
    d = lcm(one.d, two.d)
    return _over_denominator(one, d), _over_denominator(two, d)


def _over_denominator(column: Column, d: int) -> Column:
    factor = d // column.d
    if factor == 1:
        return column
    bound = column.bound * factor
    return Column((_wide(column.n) if _over(max(bound, factor)) else column.n) * factor, d, bound)


def _binary(one: Column, two: Column, d: int, bound: int, operation: Callable[[Any, Any], Any]) -> Column:
    a, b = one.n, two.n
    if _over(max(bound, one.bound, two.bound)):
        a, b = _wide(a), _wide(b)
    return Column(operation(a, b), d, bound)


def _least(one: Any, two: Any) -> Any:
    return np.minimum(one, two) if isinstance(one, np.ndarray) or isinstance(two, np.ndarray) else min(one, two)


def _greatest(one: Any, two: Any) -> Any:
    return np.maximum(one, two) if isinstance(one, np.ndarray) or isinstance(two, np.ndarray) else max(one, two)


def _over(bound: int) -> bool:
    return bound >= _FITS


def _exact(number: int) -> bool:
    return number < 2**53


def _wide(n: Numerators) -> Any:
    """The numerators as Python's own numbers, which know no bound."""
    return n.astype(object) if isinstance(n, np.ndarray) else n
