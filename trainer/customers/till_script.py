"""The script of a cashier's day: who pays what, when cash goes to the safe, what is voided, and what goes wrong."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from trainer.customers.slips import WATER, Slip, draw_slips
from trainer.customers.till_recipe import CheckKeyedAsCash, TillRecipe, UnloggedDrop, WrongChange
from trainer.record.account import NO_MONEY
from trainer.record.till import worth

_VOID_CHANCE = 0.4


@dataclass(frozen=True)
class Wrong:
    """Where the day goes wrong: the slip concerned and the change given too much, or the drop that is not logged."""

    slip: int | None = None
    extra: Decimal = NO_MONEY
    drop: int | None = None


@dataclass(frozen=True)
class Script:
    """`drops` are the slips after which cash goes to the safe; `voided` is a slip, or None."""

    slips: tuple[Slip, ...]
    drops: tuple[int, ...]
    wrong: Wrong
    voided: int | None
    first_receipt: int
    first_bag: int


def write_script(recipe: TillRecipe, rng: random.Random) -> Script | None:
    """A script, or None when what the recipe plants has no place in the day that was drawn."""
    slips = draw_slips(rng, rng.randint(*recipe.receipts))
    drops = sorted(rng.sample(range(len(slips) // 3, len(slips)), _number_of_drops(recipe, rng)))
    wrong = _wrong(recipe, slips, len(drops), rng)
    if wrong is None:
        return None
    voided = _voided(recipe, slips, wrong, rng)
    return Script(tuple(slips), tuple(drops), wrong, voided, rng.randrange(10_000, 90_000), rng.randrange(1000, 9000))


def _number_of_drops(recipe: TillRecipe, rng: random.Random) -> int:
    drawn = rng.randint(*recipe.drops)
    return max(1, drawn) if isinstance(recipe.plant, UnloggedDrop) else drawn


def _wrong(recipe: TillRecipe, slips: Sequence[Slip], drops: int, rng: random.Random) -> Wrong | None:
    match recipe.plant:
        case UnloggedDrop():
            return Wrong(drop=rng.randrange(drops))
        case CheckKeyedAsCash():
            checks = [n for n, slip in enumerate(slips) if slip.tender == "check" and slip.what == WATER]
            return Wrong(slip=rng.choice(checks))
        case WrongChange(amount=choices):
            extra = rng.choice(choices)
            due = [n for n, slip in enumerate(slips) if 0 < slip.change < worth(slip.pieces) - extra]
            return Wrong(slip=rng.choice(due), extra=extra) if due else None
    return Wrong()


def _voided(recipe: TillRecipe, slips: Sequence[Slip], wrong: Wrong, rng: random.Random) -> int | None:
    """A cash receipt to be voided, other than the one that is wrong."""
    wanted = rng.random() < _VOID_CHANCE if recipe.void is None else recipe.void
    cash = [n for n, slip in enumerate(slips) if slip.tender == "cash" and n != wrong.slip]
    return rng.choice(cash) if wanted else None
