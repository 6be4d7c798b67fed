"""Money: dollars as decimals, rounded to the cent half up, read from text and shown as text."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
MINUS = "−"  # U+2212, the real minus sign: a hyphen is too easily overlooked in front of an amount

_WRITTEN = re.compile(r"(?P<minus>[-−]?)\$?(?P<dollars>\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?P<cents>\.\d{1,2})?", re.ASCII)


def to_cents(amount: Decimal) -> Decimal:
    """`amount` in dollars rounded to the cent, half away from zero: 2.345 gives 2.35, −2.345 gives −2.35."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def parse_dollars(text: str) -> Decimal:
    """The amount that a person wrote, such as "$1,234.50", "5" or "−$5.00"; ValueError says how to write it."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text.strip()[:40]}” is not an amount of money. Write it like 1,234.50.")
    amount = to_cents(Decimal(found["dollars"].replace(",", "") + (found["cents"] or "")))
    return -amount if found["minus"] and amount else amount


def dollars(amount: Decimal) -> str:
    """`amount` as read on a bill: "$1,234.50", "−$5.00"."""
    cents = to_cents(amount)
    return f"{MINUS if cents < 0 else ''}${abs(cents):,.2f}"


def price(amount: Decimal) -> str:
    """A price per unit with all its digits, and no fewer than two: "$2.46", "$0.5518"."""
    whole, _, digits = format(abs(amount), ",f").partition(".")
    return f"{MINUS if amount < 0 else ''}${whole}.{digits.rstrip('0').ljust(2, '0')}"
