"""A duplicate payment: one bill was paid twice, so that the account has a credit."""

from __future__ import annotations

from typing import ClassVar

from trainer.customers.paying import timely_payment
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.arrears import LATEST_PAYMENT
from trainer.customers.plants.base import Plant
from trainer.customers.plants.late_penalty import PENALISED
from trainer.customers.pricing import bill_of, total_of
from trainer.record.account import Account, Entry, EntryKind

_SECOND = "~duplicate_payment"
_AGAIN = ("portal", "mail", "counter")


class DuplicatePayment(Plant):
    """The bill before the latest was paid in time, and once more one to three business days later."""

    name: ClassVar[str] = "duplicate_payment"
    decides: ClassVar[frozenset[str]] = frozenset({LATEST_PAYMENT})
    needs_bills: ClassVar[int] = 2

    def pay(self, plan: Plan) -> Plan:
        rng, policy, month = plan.stream("plant duplicate_payment"), plan.district.policy, plan.months[PENALISED]
        first = timely_payment(month, rng.randint(6, 11), "portal", policy)
        day = policy.add_business_days(first.posted, rng.randint(1, 3))
        line = Entry(
            _SECOND, day, EntryKind.PAYMENT, -total_of(bill_of(plan, PENALISED)), f"B{month.bill_on:%y%m%d}",
            received=day, channel=rng.choice(_AGAIN),
        )  # fmt: skip
        return plan.with_payment(PENALISED, first).adding(line)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        bill = account.bills[PENALISED]
        paid = [e for e in account.entries if e.kind is EntryKind.PAYMENT and e.concerns == bill.id]
        return {
            "paid_twice_bill": bill.id, "first_payment": paid[0].id, "second_payment": paid[1].id,
            "second_payment_on": paid[1].on, "paid_twice_amount": bill.total,
        }  # fmt: skip
