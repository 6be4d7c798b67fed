"""Exact numbers: tariffs divide by 748 and 1200, so values stay fractions until they are shown.

In decimals of any length 55 × 34 × (1/748) is just below the 2.5 that it is, and would round the wrong way.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Protocol, Self, TypeVar

MAX_DIGITS = 40
_SHOWN_EXACTLY = 20
_SHOWN_ROUNDED = 12


class Value(Protocol):
    """A number, or one for each of many bills. Division raises ZeroDivisionError."""

    def __add__(self, other: Self, /) -> Self: ...
    def __sub__(self, other: Self, /) -> Self: ...
    def __mul__(self, other: Self, /) -> Self: ...
    def __truediv__(self, other: Self, /) -> Self: ...
    def __neg__(self) -> Self: ...


V = TypeVar("V", bound=Value)


def fraction(value: Decimal | int | Fraction) -> Fraction:
    """`value` exactly. ValueError when it is no finite number of sensible size (a short "1e999999" fills memory)."""
    if isinstance(value, Fraction):
        return value
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS or len(number.as_tuple().digits) > MAX_DIGITS:
        raise ValueError(f"is not a number of at most {MAX_DIGITS} digits")
    return Fraction(number)


def half_up(value: Fraction, places: int = 0) -> Decimal:
    """`value` to so many decimal places, half away from zero."""
    above, below = value.numerator, value.denominator
    scaled = (2 * abs(above) * 10**places + below) // (2 * below)
    signed = -scaled if above < 0 else scaled
    return Decimal(f"{signed}E-{places}") if places else Decimal(signed)


def plain(value: Fraction) -> Decimal:
    """`value` as a decimal with as few digits as it needs: exactly where it has an end, else to twelve places."""
    rest = value.denominator
    if rest == 1:
        return Decimal(value.numerator)
    twos = (rest & -rest).bit_length() - 1
    rest, fives = rest >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    return half_up(value, places if rest == 1 and places <= _SHOWN_EXACTLY else _SHOWN_ROUNDED)
