"""Cash in pieces: what a drawer begins with, and what is handed over."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

from trainer.record.change import CENTS, Pieces, cents, largest_first

# How much of a float is in each kind, in thousandths; what is left over is in the largest pieces that fit.
_FLOAT = {"1c": 5, "5c": 15, "10c": 25, "25c": 55, "1": 150, "5": 225, "10": 250}
_EXACT, _EVEN, _NOTE = 0.2, 0.45, 0.75


def float_pieces(amount: Decimal) -> Pieces:
    """A float of `amount` with coins and small notes enough to give change."""
    pieces: Pieces = Counter()
    for name, share in _FLOAT.items():
        pieces[name] = cents(amount) * share // 1000 // CENTS[name]
    rest = cents(amount) - sum(CENTS[name] * number for name, number in pieces.items())
    for name in ("20", "10", "5", "1", "25c", "10c", "5c", "1c"):
        number, rest = divmod(rest, CENTS[name])
        pieces[name] += number
    return pieces


def tender(amount: Decimal, rng: random.Random) -> Pieces:
    """What a customer hands over for `amount`: exactly that, the next even sum, or the next large note."""
    way = rng.random()
    steps = 1 if way < _EXACT else 500 if way < _EVEN else 2000 if way < _NOTE else 10_000
    return largest_first(-(-cents(amount) // steps) * steps)
