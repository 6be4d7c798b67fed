"""Estimated reads and the bill that catches up: nobody could reach the meter, and more flowed than was guessed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from trainer.customers.plan import Month, Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.pricing import bill_of, period_of, total_of
from trainer.district.tariff.estimates import Payer, estimated
from trainer.record.account import Account, ReadSource

_MORE = (1.3, 1.7)  # times what would have flowed: why the estimates are low
_WHY = (
    "Rd est, car parked on box.", "Est rd. Box under mulch, could not loc.", "Est, dog loose in front yd.",
    "Rd est. Lid paved over.", "No rd, gate locked. Est.", "Est rd, box full of mud.",
)  # fmt: skip


class EstimatedReads(Plant):
    """`bills` bills before the latest are estimated, and too low; the latest was read and makes up for them.

    With `caught_up: false` the latest is estimated as well, and nobody has read the meter yet.
    """

    name: ClassVar[str] = "estimated_reads"
    decides: ClassVar[frozenset[str]] = frozenset({"the latest read", "the latest use"})
    needs_bills: ClassVar[int] = 17

    bills: int = Field(2, ge=1, le=3)
    caught_up: bool = True

    def use(self, plan: Plan) -> Plan:
        more = plan.stream("plant estimated_reads").uniform(*_MORE)
        for number in range(-self.bills - 1, 0):
            use = math.ceil(plan.months[number].use * more) + 1
            plan = plan.with_month(number, use=use, billed=use)
        for number in self._guessed():
            plan = plan.with_month(number, billed=_estimate(plan, number), source=ReadSource.ESTIMATED)
        if not self.caught_up:
            return plan
        behind = sum(plan.months[number].use - plan.months[number].billed for number in self._guessed())
        return plan.with_month(-1, billed=plan.months[-1].use + behind)

    def pay(self, plan: Plan) -> Plan:
        rng = plan.stream("plant estimated_reads: words")
        for number, why in zip(self._guessed(), rng.sample(_WHY, len(_WHY)), strict=False):
            plan = plan.noting(plan.months[number].read_on, why, by="Meter Reading")
        return plan

    def reveal(self, plan: Plan, account: Account) -> Truth:
        guessed = [account.bills[number] for number in self._guessed()]
        known: dict[str, str | int | Decimal] = {
            "cause": "estimate",
            "first_estimated": guessed[0].id,
            "estimated_bills": len(guessed),
            "estimated_use": sum(bill.use for bill in guessed),
            "true_read": plan.last_read,
            "true_use": plan.months[-1].use,
        }
        if self.caught_up:
            known |= {"catch_up_bill": account.bills[-1].id, "catch_up_total": total_of(bill_of(plan, -1))}
        return known

    def _guessed(self) -> range:
        return range(-self.bills - 1, -1) if self.caught_up else range(-self.bills - 1, 0)


def _estimate(plan: Plan, number: int) -> int:
    """What the District's own way of estimating gives, in CCF."""
    payer = Payer(plan.district.area, plan.profile.customer_class, plan.variances)
    read = [period_of(plan, one) for one in _read(plan, number)]
    return int(estimated(plan.district.tariffs, payer, period_of(plan, plan.months[number]), read)[0].use)


def _read(plan: Plan, number: int) -> Iterator[Month]:
    return (one for one in plan.months[:number] if one.source is not ReadSource.ESTIMATED)
