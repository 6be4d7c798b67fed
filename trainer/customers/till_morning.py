"""A drawer in the morning: nothing in it but the float, which may be over or short."""

from __future__ import annotations

import random
from decimal import Decimal
from types import MappingProxyType

from trainer.customers.cash import float_pieces
from trainer.customers.till_recipe import FloatOff, TillRecipe
from trainer.record.account import NO_MONEY
from trainer.record.change import Pieces, cents, change, largest_first, piles
from trainer.record.till import Till


def morning_drawer(recipe: TillRecipe, rng: random.Random, cashier: str, float_amount: Decimal) -> tuple[Till, Decimal]:
    """The drawer, and what its float is over (positive) or short."""
    off = rng.choice(recipe.plant.amount) if isinstance(recipe.plant, FloatOff) else NO_MONEY
    till = Till(
        number=str(rng.randint(1, 4)), cashier=cashier, float_amount=float_amount, receipts=(), log=(), safe=(),
        papers=(), piles=MappingProxyType(piles(_pieces(float_amount, off))),
    )  # fmt: skip
    return till, off


def _pieces(float_amount: Decimal, off: Decimal) -> Pieces:
    pieces = float_pieces(float_amount)
    if off > 0:
        return pieces + largest_first(cents(off))
    missing = change(pieces, -off)
    if missing is None:
        raise ValueError(f"a float of ${float_amount} has no ${-off} in it that could be missing")
    return pieces - missing
