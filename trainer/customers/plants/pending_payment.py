"""A payment on its way: made in the portal, and pending; or posted already, and shown as pending still."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar, Literal

from trainer.customers.days import DAY
from trainer.customers.plan import Payment, Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.record.account import Account
from trainer.record.service import Pending


class PendingPayment(Plant):
    """`covers` the latest bill, or everything that is owed; with `posted: true` the latest bill's was posted, too."""

    name: ClassVar[str] = "pending_payment"
    decides: ClassVar[frozenset[str]] = frozenset({"how the latest bill is paid"})

    covers: Literal["latest", "all"] = "latest"
    posted: bool = False

    def pay(self, plan: Plan) -> Plan:
        if not self.posted:
            return plan
        day = plan.district.policy.add_business_days(plan.today, -1)
        return plan.with_payment(-1, Payment(self._made(plan), day, "portal"))

    def finish(self, plan: Plan, account: Account) -> Account:
        owed = account.bills[-1].total if self.covers == "latest" or self.posted else account.balance
        return replace(account, pending=(*account.pending, Pending(owed, "portal", self._made(plan))))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        pending = account.pending[-1]
        return {"pending_amount": pending.amount, "pending_made_on": pending.made}

    def _made(self, plan: Plan) -> dt.date:
        before = plan.stream("plant pending_payment").randint(0, 1)
        return plan.district.policy.add_business_days(plan.today, -1) - DAY * before
