"""Tables by ranges of one number: a landscape factor by the size of the lot, say.

    depends_on: lot_area
    lot_area_tier: [0, 2700, 21780]
    values: [0.7, 0.5, 0.3]

Published files name the list of starts as they please, ending in _starts or _tier.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from trainer.district.sources import Where
from trainer.district.tariff.errors import CellError
from trainer.district.tariff.exact import fraction

_ENDINGS = ("_starts", "_tier")


def is_starts(name: object) -> bool:
    """Whether this entry of a table lists where its ranges start."""
    return isinstance(name, str) and name.endswith(_ENDINGS)


def read_starts(table: dict[Any, Any]) -> tuple[Fraction, ...]:
    """Where the ranges of a table start, lowest first; () for a table by name. Raises CellError."""
    found = [name for name in table if is_starts(name)]
    if not found:
        return ()
    written = table[found[0]]
    numbers = [_number(found[0], item) for item in (written if isinstance(written, list) else [])]
    if len(found) > 1 or not numbers or sorted(set(numbers)) != numbers:
        raise CellError(f"needs {found[0]} as one list of rising numbers.", "Write it like [0, 2700, 21780].")
    return tuple(numbers)


def _number(name: str, item: Any) -> Fraction:
    if isinstance(item, Decimal | int) and not isinstance(item, bool):
        try:
            return fraction(item)
        except ValueError:
            pass
    raise CellError(f"has “{str(item)[:20]}” in {name}, which is no number.", "Write it like [0, 2700, 21780].")


def ranged(columns: list[str], starts: tuple[Fraction, ...], values: Any) -> list[tuple[str, Where, Any]]:
    """The entries of a table by ranges, each named by its place; raises CellError."""
    listed = values if isinstance(values, list) else []
    if len(columns) != 1 or len(listed) != len(starts):
        message = f"has {len(starts)} ranges of {' and '.join(columns)} for {len(listed)} values."
        raise CellError(message, "Let it depend on one column, and give one value in a list for each start.")
    return [(str(number + 1), ("values", number), value) for number, value in enumerate(listed)]
