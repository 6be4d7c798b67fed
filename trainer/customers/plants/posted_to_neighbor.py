"""A payment posted to a neighbor: it reached the District in time, and lies on another account."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from trainer.customers.days import DAY, open_day_until
from trainer.customers.neighbors import next_door
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.arrears import LATEST_PAYMENT
from trainer.customers.plants.base import Plant
from trainer.customers.plants.late_penalty import PENALISED
from trainer.customers.pricing import bill_of, total_of
from trainer.record.account import Account, Entry, EntryKind

_CALLS = ("Says pd {month} bill by ck, not showing.", "Cust has ck copy for {month}, not on acct.")


class PostedToNeighbor(Plant):
    """The bill before the latest looks unpaid, and has a late penalty.

    `moved: true`: the payment was found and moved here since, and the late penalty still stands.
    """

    name: ClassVar[str] = "posted_to_neighbor"
    decides: ClassVar[frozenset[str]] = frozenset({LATEST_PAYMENT})
    needs_bills: ClassVar[int] = 2
    pays_late: ClassVar[bool] = True

    moved: bool = False

    def pay(self, plan: Plan) -> Plan:
        plan = plan.with_payment(PENALISED, None)
        policy, month = plan.district.policy, plan.months[PENALISED]
        words = plan.stream("plant posted_to_neighbor: words").choice(_CALLS).format(month=f"{month.bill_on:%b}")
        plan = plan.noting(policy.add_business_days(plan.today, -2), words)
        if not self.moved:
            return plan
        day, amount = policy.add_business_days(plan.today, -1), total_of(bill_of(plan, PENALISED))
        received, other = self._received(plan), next_door(plan).number
        line = Entry(
            "", day, EntryKind.TRANSFER, -amount, f"B{month.bill_on:%y%m%d}", received, "mail", f"from {other}"
        )
        return plan.adding(line).noting(day, f"Ck {self._check(plan)} found on {other}, moved.", by="Finance")

    def reveal(self, plan: Plan, account: Account) -> Truth:
        bill = account.bills[PENALISED]
        fee = next(e for e in account.entries if e.kind is EntryKind.PENALTY and e.concerns == bill.id)
        known: dict[str, str | Decimal] = {
            "penalised_bill": bill.id, "penalised_total": bill.total, "penalty_id": fee.id,
            "penalty_amount": fee.amount, "paid_amount": bill.total, "check_number": self._check(plan),
        }  # fmt: skip
        return {**known, "paid_on": self._received(plan), **next_door(plan).revealed()}

    def _received(self, plan: Plan) -> dt.date:
        days = plan.stream("plant posted_to_neighbor").randint(3, 9)
        return open_day_until(plan.months[PENALISED].due - DAY * days, plan.district.policy)

    def _check(self, plan: Plan) -> str:
        return str(plan.stream("plant posted_to_neighbor: check").randint(1001, 6999))
