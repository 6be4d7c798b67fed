"""What people came to pay for on one day, before any money has changed hands."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal

from trainer.customers.cash import tender
from trainer.record.change import Pieces
from trainer.record.till import worth

_OPENS, _LASTS = 8 * 60 + 20, 8 * 60
_TENDERS = {"cash": 55, "check": 32, "money order": 13}
_SHEETS, _SHEET = (1, 8), Decimal("5.00")
_CONSTRUCTION = Decimal("3226.00")  # a deposit of 3,000 and a fee of 226
WATER = "Water"


@dataclass(frozen=True)
class Slip:
    """One payment to be taken; `pieces` are what is handed over, when it is cash."""

    at: dt.time
    what: str
    tender: str
    amount: Decimal
    pieces: Pieces

    @property
    def change(self) -> Decimal:
        """What is due back in cash."""
        return worth(self.pieces) - self.amount if self.tender == "cash" else Decimal("0.00")


def draw_slips(rng: random.Random, number: int) -> list[Slip]:
    """The day's payments in order: mostly water, always both cash and a check among them."""
    minutes = sorted(rng.sample(range(_LASTS + 1), number))
    kinds = [(WATER, "cash"), (WATER, "check"), (WATER, "cash")]
    kinds += [("Plan copies", rng.choice(("cash", "cash", "check"))) for _ in range(rng.randint(0, 2))]
    kinds += [("Construction meter: deposit and fee", "check")] * (rng.random() < 0.4)
    kinds += [(WATER, rng.choices(list(_TENDERS), weights=list(_TENDERS.values()))[0]) for _ in range(number)]
    kinds = kinds[:number]
    rng.shuffle(kinds)
    return [_slip(rng, minute, what, paid_by) for minute, (what, paid_by) in zip(minutes, kinds, strict=True)]


def _slip(rng: random.Random, minute: int, what: str, paid_by: str) -> Slip:
    amount = _amount(rng, what)
    pieces = tender(amount, rng) if paid_by == "cash" else Pieces()
    hour, minute = divmod(_OPENS + minute, 60)
    return Slip(dt.time(hour, minute), what, paid_by, amount, pieces)


def _amount(rng: random.Random, what: str) -> Decimal:
    if what == WATER:
        return Decimal(int(rng.triangular(3800, 26_000, 9500))).scaleb(-2)
    return _SHEET * rng.randint(*_SHEETS) if what == "Plan copies" else _CONSTRUCTION
