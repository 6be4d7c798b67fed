"""Small words on pages: counts written out, durations, lists."""

from __future__ import annotations

import math
from collections.abc import Sequence

_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def count(number: int) -> str:
    """A number at the start of a sentence: written out up to twelve."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """`3 minutes`, `1 minute`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def wait(seconds: float) -> str:
    """How long to wait, never said too short: `40 seconds`, `3 minutes`."""
    whole = max(1, math.ceil(seconds))
    return plural(whole, "second") if whole < 90 else plural(math.ceil(whole / 60), "minute")


def listing(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)
