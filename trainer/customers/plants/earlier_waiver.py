"""An earlier waiver: a late penalty some months back, taken off as a courtesy."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product
from typing import ClassVar

from pydantic import field_validator

from trainer.customers.ledger import penalty_day
from trainer.customers.paying import late_payment
from trainer.customers.plan import Month, Payment, Plan, Truth, Waiver
from trainer.customers.plants.base import Plant
from trainer.customers.spans import Span
from trainer.district.dates import months_back
from trainer.record.account import Account, EntryKind, Note

_CHANNELS = ("portal", "mail", "counter")


class EarlierWaiver(Plant):
    """The waiver was given `months_ago`: [3, 10] is no less than three and no more than ten months before today."""

    name: ClassVar[str] = "earlier_waiver"
    pays_late: ClassVar[bool] = True
    needs_bills: ClassVar[int] = 24

    months_ago: Span = (3, 10)

    @field_validator("months_ago")
    @classmethod
    def _has_room(cls, given: tuple[int, int]) -> tuple[int, int]:
        low, high = given
        if not 2 <= low < high <= 22:
            raise ValueError("must give a span of at least a month between 2 and 22, such as [3, 10]")
        return given

    def pay(self, plan: Plan) -> Plan:
        rng = plan.stream("plant earlier_waiver")
        drawn, channel = (rng.randint(1, 6), rng.randint(1, 4)), rng.choice(_CHANNELS)
        tries = [drawn, *product(range(1, 15), range(1, 5))]
        chances = next(filter(None, (self._chances(plan, late, wait, channel) for late, wait in tries)), None)
        if chances is None:
            low, high = self.months_ago
            raise ValueError(f"plant earlier_waiver: no late penalty falls {low} to {high} months before {plan.today}")
        number, payment, on = rng.choice(chances)
        note = Note(on, plan.district.invented.office, "Late penalty waived as a courtesy at the customer's request.")
        plan = replace(plan, waivers=(*plan.waivers, Waiver(number, on)), notes=(*plan.notes, note))
        return plan.with_payment(number, payment)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        waiver = next(entry for entry in account.entries if entry.kind is EntryKind.WAIVER)
        penalty = next(entry for entry in account.entries if entry.id == waiver.concerns)
        return {
            "earlier_waiver": waiver.id,
            "earlier_waiver_on": waiver.on,
            "earlier_penalty": penalty.id,
            "earlier_penalty_amount": penalty.amount,
        }

    def _chances(self, plan: Plan, late: int, wait: int, channel: str) -> list[tuple[int, Payment, dt.date]]:
        """The months whose penalty may be the one, with its payment and the day of the waiver."""
        found = []
        for number, month in enumerate(plan.months[:-2]):
            before = plan.payments[number]
            if before is None or before.mark or before.amount is not None:
                continue  # another plant tells what happened about that bill
            payment = late_payment(month, late, channel, plan.district.policy)
            on = _granted(month, payment, wait, plan)
            if self._covers(on, plan.today):
                found.append((number, payment, on))
        return found

    def _covers(self, on: dt.date, today: dt.date) -> bool:
        low, high = self.months_ago
        return months_back(today, high) <= on <= months_back(today, low)


def _granted(month: Month, payment: Payment, wait: int, plan: Plan) -> dt.date:
    """A few business days after the penalty stood on the ledger and the bill was paid."""
    policy = plan.district.policy
    return policy.add_business_days(max(payment.posted, penalty_day(month.due, policy)), wait)
