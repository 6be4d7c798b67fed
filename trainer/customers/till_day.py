"""A cashier's day from a recipe and a seed: the drawer as it stands at closing, and the truth behind it.

Money is moved piece by piece: what lies in the drawer is what really went in and out, whatever the receipts say.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from trainer.customers.cash import float_pieces
from trainer.customers.names import draw_names, draw_pool
from trainer.customers.plan import Hidden, Truth
from trainer.customers.slips import Slip
from trainer.customers.streams import Seed, stream
from trainer.customers.till_morning import morning_drawer
from trainer.customers.till_recipe import TillRecipe
from trainer.customers.till_script import Script, write_script
from trainer.record.account import NO_MONEY
from trainer.record.change import Pieces, change, piles
from trainer.record.till import Bag, Paper, Receipt, Till, worth

_ATTEMPTS = 1000
_LEAST_DROP = Decimal(100)
_TWENTIES_KEPT = 4


@dataclass(frozen=True)
class BuiltTill:
    """A drawer, and what nobody there knows yet."""

    till: Till
    truth: Truth


class _NotToday(Exception):  # noqa: N818 - no error: the day is drawn again
    """The change cannot be made, there is too little to take to the safe, or less than the float is left."""


@dataclass
class _Drawer:
    """The drawer while the day goes on."""

    pieces: Pieces
    signer: str
    receipts: list[Receipt] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    bags: list[Bag] = field(default_factory=list)


def make_till(
    recipe: TillRecipe, seed: Seed, today: dt.date, float_amount: Decimal, cashier: str | None = None
) -> BuiltTill:
    """The drawer at closing of `today`, begun with `float_amount` dollars. Raises ValueError when no such day can be.

    A day on which the change cannot be made, or too little cash comes in for the drops or to keep the float, is drawn
    again. The cashier is drawn where none is given.
    """
    rng = stream(seed, "till people")
    names = (draw_names(rng, draw_pool(rng), 1)[0] for _ in range(_ATTEMPTS))
    drawn = next(names)
    cashier = cashier or drawn
    signer = next(name for name in names if name != cashier)
    if recipe.morning:
        return _morning(recipe, rng, cashier, float_amount)
    for attempt in range(_ATTEMPTS):
        script = write_script(recipe, stream(seed, f"till {today} {attempt}"))
        drawer = _Drawer(float_pieces(float_amount), signer)
        try:
            if script is None:
                continue
            _work(script, drawer)
            if worth(drawer.pieces) < float_amount:
                raise _NotToday
        except _NotToday:
            continue
        till = _closing(script, drawer, str(rng.randint(1, 4)), cashier, float_amount)
        return BuiltTill(till, _truth(recipe, script, till))
    raise ValueError(f"no such day can be made with a float of ${float_amount}: ask for fewer drops or more receipts")


def _morning(recipe: TillRecipe, rng: random.Random, cashier: str, float_amount: Decimal) -> BuiltTill:
    till, off = morning_drawer(recipe, rng, cashier, float_amount)
    known: dict[str, Hidden] = {"plant": recipe.plant.name, "in_drawer": worth(till.pieces), "shortage": -off}
    return BuiltTill(till, MappingProxyType(known))


def _work(script: Script, drawer: _Drawer) -> None:
    for number, slip in enumerate(script.slips):
        _take(script, number, slip, drawer)
        if number in script.drops:
            _drop(script, slip.at, drawer)


def _take(script: Script, number: int, slip: Slip, drawer: _Drawer) -> None:
    """One payment. What is voided goes back as it came, so that the drawer stays as it was."""
    extra = script.wrong.extra if number == script.wrong.slip else NO_MONEY
    name = f"R-{script.first_receipt + number}"
    if slip.tender != "cash":
        drawer.papers.append(Paper(name, slip.amount))
    elif number != script.voided:
        drawer.pieces += slip.pieces
        drawer.pieces -= _change(drawer, slip.change + extra)
    drawer.receipts.append(_receipt(script, number, slip, name, drawer.signer))


def _receipt(script: Script, number: int, slip: Slip, name: str, signer: str) -> Receipt:
    """What the receipt says; a check that was keyed as cash reads as if the exact sum had been handed over."""
    keyed = number == script.wrong.slip and slip.tender == "check"
    if slip.tender != "cash" and not keyed:
        return Receipt(name, slip.at, slip.what, slip.tender, slip.amount)
    tendered = slip.amount if keyed else worth(slip.pieces)
    given = slip.change + (script.wrong.extra if number == script.wrong.slip else NO_MONEY)
    voided_by = signer if number == script.voided else ""
    return Receipt(name, slip.at, slip.what, "cash", slip.amount, tendered, given, voided_by)


def _change(drawer: _Drawer, amount: Decimal) -> Pieces:
    pieces = change(drawer.pieces, amount)
    if pieces is None:
        raise _NotToday
    return pieces


def _drop(script: Script, at: dt.time, drawer: _Drawer) -> None:
    """Hundreds and most twenties go to the safe."""
    twenties = max(0, drawer.pieces["20"] - _TWENTIES_KEPT)
    taken: Pieces = Counter({"100": drawer.pieces["100"], "20": twenties})
    if worth(taken) < _LEAST_DROP:
        raise _NotToday
    drawer.pieces -= taken
    minute = at.hour * 60 + at.minute + 4
    drawer.bags.append(Bag(f"S-{script.first_bag + len(drawer.bags)}", worth(taken), dt.time(*divmod(minute, 60))))


def _closing(script: Script, drawer: _Drawer, number: str, cashier: str, float_amount: Decimal) -> Till:
    logged = tuple(bag for place, bag in enumerate(drawer.bags) if place != script.wrong.drop)
    return Till(
        number=number,
        cashier=cashier,
        float_amount=float_amount,
        receipts=tuple(drawer.receipts),
        log=logged,
        safe=tuple(drawer.bags),
        papers=tuple(drawer.papers),
        piles=MappingProxyType(piles(drawer.pieces)),
    )


def _truth(recipe: TillRecipe, script: Script, till: Till) -> Truth:
    """What is short and why; the receipt or the bag is named where there is one."""
    in_drawer = worth(till.pieces)
    known: dict[str, Hidden] = {
        "plant": recipe.plant.name,
        "expected": till.expected,
        "in_drawer": in_drawer,
        "shortage": till.expected - in_drawer,
    }
    if script.wrong.slip is not None:
        known["receipt"] = till.receipts[script.wrong.slip].number
        known["receipt_amount"] = till.receipts[script.wrong.slip].amount
    if script.wrong.drop is not None:
        bag = till.safe[script.wrong.drop]
        known |= {"bag": bag.number, "bag_amount": bag.amount}
    return MappingProxyType(known)
