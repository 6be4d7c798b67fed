"""Change: an amount made of pieces, and pieces as they lie in a drawer: notes by fives, coins by tens or in rolls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from trainer.record.till import DENOMINATIONS

CENTS: Mapping[str, int] = {name: int(value * 100) for name, value in DENOMINATIONS.items()}
Pieces = Counter[str]
ROLLS: Mapping[str, int] = {"25c": 40, "10c": 50, "5c": 40, "1c": 50}
_GROUPS = {"25c": 10, "10c": 10, "5c": 10, "1c": 25}
_NOTES = 5


def cents(amount: Decimal) -> int:
    return int(amount * 100)


def change(drawer: Pieces, amount: Decimal) -> Pieces | None:
    """`amount` out of the pieces in the drawer, the largest first; None when those cannot make it."""
    if cents(amount) > sum(CENTS[name] * number for name, number in drawer.items()):
        return None
    names = [name for name in CENTS if drawer[name]]

    @cache
    def paid(place: int, rest: int) -> tuple[tuple[str, int], ...] | None:
        if rest == 0:
            return ()
        if place == len(names):
            return None
        name = names[place]
        for number in range(min(drawer[name], rest // CENTS[name]), -1, -1):
            others = paid(place + 1, rest - number * CENTS[name])
            if others is not None:
                return ((name, number), *others)
        return None

    found = paid(0, cents(amount))
    return None if found is None else +Counter(dict(found))


def largest_first(total: int) -> Pieces:
    """So many cents in the fewest pieces; fifties are rare, so twenties stand for them."""
    pieces: Pieces = Counter()
    for name in ("100", "20", "10", "5", "1", "25c", "10c", "5c", "1c"):
        pieces[name], total = divmod(total, CENTS[name])
    return +pieces


def piles(drawer: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """The pieces as they lie there, in groups to be counted: rolls of coin first, then loose pieces."""
    return {name: _grouped(name, drawer.get(name, 0)) for name in DENOMINATIONS}


def _grouped(name: str, number: int) -> tuple[int, ...]:
    rolls, loose = divmod(number, ROLLS[name]) if name in ROLLS else (0, number)
    size = _GROUPS.get(name, _NOTES)
    full, rest = divmod(loose, size)
    return (ROLLS.get(name, 0),) * rolls + (size,) * full + ((rest,) if rest else ())
