"""An amount as it is written out on a check: eighty-four and 20/100."""

from __future__ import annotations

from decimal import Decimal

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def written_out(amount: Decimal) -> str:
    """Dollars in words and cents as a fraction; below a million."""
    dollars, cents = divmod(int(amount * 100), 100)
    return f"{_words(dollars)} and {cents:02}/100"


def _words(number: int) -> str:
    if number >= 1000:
        return _joined(f"{_words(number // 1000)} thousand", number % 1000, " ")
    if number >= 100:
        return _joined(f"{_SMALL[number // 100]} hundred", number % 100, " ")
    if number >= 20:
        return _joined(_TENS[number // 10 - 2], number % 10, "-")
    return _SMALL[number]


def _joined(head: str, rest: int, by: str) -> str:
    return f"{head}{by}{_words(rest)}" if rest else head
