"""Payments in envelopes: by mail with their stub, and out of the night drop; what may be wrong with a check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from trainer.customers.arriving.amounts import written_out
from trainer.customers.arriving.base import Draw, Kind, day_of, seen
from trainer.customers.days import DAY
from trainer.district.money import dollars
from trainer.record.arrivals import Arrival
from trainer.record.kinds import KINDS
from trainer.record.ruling import Readable

Flaw = Literal["none", "unsigned", "postdated", "stale", "third_party", "words_differ"]
Service = Literal["water", "construction", "copies", "bids", "deposit"]
_CODES = KINDS["take_payment"].slots["code"].choices
_AMOUNTS: Mapping[str, Sequence[Decimal]] = {
    "construction": (Decimal("3226.00"),), "copies": (Decimal("12.00"), Decimal("4.20"), Decimal("31.50")),
    "bids": (Decimal("50.00"), Decimal("75.00")), "deposit": (Decimal("150.00"), Decimal("200.00")),
}  # fmt: skip
_OTHER_PAYEES = ("Canyon Gas", "Sierra Vista Landscaping", "Mesa Pool Service")


class Paid(Kind):
    """A payment in an envelope: by check, with a flaw or none, or by money order; and what it pays."""

    flaw: Flaw = "none"
    service: Service = "water"
    money_order: bool = False

    def payment(self, day: Draw) -> tuple[list[str], dict[str, Readable]]:
        """What is read on the payment and its stub, and what is known from it."""
        amount, payer = self._amount(day), day.name()
        stub = f"Stub: {_CODES[self.service].label}, account {day.account()}, {dollars(amount)}"
        if self.service != "water":
            stub = f"With it, a note: “For {_CODES[self.service].label}, {payer}.”"
        if self.money_order:
            lines = ["Money order", f"Pay to {day.agency}", dollars(amount), f"From {payer}", stub]
            return lines, {
                "tender": "money order", "check_figures": amount, "check_to_us": True, "paying_for": self.service,
            }  # fmt: skip
        return self._check(day, amount, payer, stub)

    def _amount(self, day: Draw) -> Decimal:
        return day.rng.choice(_AMOUNTS[self.service]) if self.service in _AMOUNTS else day.amount()

    def _check(self, day: Draw, amount: Decimal, payer: str, stub: str) -> tuple[list[str], dict[str, Readable]]:
        dated, in_words = self._dated(day), _swapped(amount) if self.flaw == "words_differ" else amount
        to_us, signed = self.flaw != "third_party", self.flaw != "unsigned"
        payee = day.agency if to_us else day.rng.choice(_OTHER_PAYEES)
        signature = f"Signed {payer}" if signed else "Not signed"
        behind = [] if to_us else [f"On the back: “Pay to {day.agency}, {payer}”"]
        lines = [
            f"Check {day.rng.randint(101, 4999)}, {day_of(dated)}", f"Pay to the order of {payee}", dollars(amount),
            f"{written_out(in_words).capitalize()} dollars", signature, *behind, stub,
        ]  # fmt: skip
        return lines, {
            "check_figures": amount, "check_words": in_words, "check_dated": dated, "check_signed": signed,
            "check_to_us": to_us, "paying_for": self.service,
        }  # fmt: skip

    def _dated(self, day: Draw) -> dt.date:
        """A few days ago; ahead, or more than half a year back, where that is the flaw."""
        if self.flaw == "postdated":
            return day.today + DAY * day.rng.randint(1, 20)
        return day.today - DAY * (day.rng.randint(200, 320) if self.flaw == "stale" else day.rng.randint(5, 12))


def _swapped(amount: Decimal) -> Decimal:
    """The same amount with two digits changed round, or ten dollars more where they are alike."""
    tens, ones = divmod(int(amount) % 100, 10)
    other = amount + (ones - tens) * 9
    return other if other != amount else amount + 10


class MailedPayment(Paid):
    """A payment in a window envelope, as the mail brings it."""

    name: ClassVar[str] = "payment"
    tray: ClassVar[str] = "mail"

    def draw(self, day: Draw) -> Arrival:
        lines, known = self.payment(day)
        marks = [f"Postmarked {day_of(day.today - DAY * day.rng.randint(1, 4))}", "In the window: Payments"]
        return seen("letter", "window", marks, {"payment_mail": True}, lines, known)


class DroppedPayment(Paid):
    """A payment out of the night drop; `marked` is the day written on it: right, too early, or none."""

    name: ClassVar[str] = "payment"
    tray: ClassVar[str] = "night_drop"
    marked: Literal["none", "right", "too_early"] = "none"

    def draw(self, day: Draw) -> Arrival:
        lines, known = self.payment(day)
        on = self._day(day)
        facts: dict[str, Readable] = {"night_drop": True}
        if on is None:
            return seen("night_drop", "dropped", ["No stamp", "Nothing written on it"], facts, lines, known)
        marks = ["No stamp", f"Written on it: “Dropped {on:%A}, {day_of(on)}”"]
        return seen("night_drop", "dropped", marks, {**facts, "dropped_on": on}, lines, known)

    def _day(self, day: Draw) -> dt.date | None:
        """Right: since the box was emptied last, on the last business day."""
        if self.marked == "none":
            return None
        emptied = day.policy.add_business_days(day.today, -1)
        if self.marked == "too_early":
            return emptied - DAY * day.rng.randint(3, 6)
        return emptied + DAY * day.rng.randint(0, (day.today - emptied).days - 1)
