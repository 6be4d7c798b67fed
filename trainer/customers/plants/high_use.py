"""High use: far more water than in the same month a year ago really went through the meter."""

from __future__ import annotations

import math
from typing import ClassVar, Literal

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.record.account import Account

Cause = Literal["pool_fill", "irrigation", "leak", "unknown"]
CAUSES: tuple[Cause, ...] = ("pool_fill", "irrigation", "leak", "unknown")
_JUMP = (2.2, 3.5)


class HighUse(Plant):
    """The latest month's use is 2.2 to 3.5 times last year's; `cause` is drawn unless given."""

    name: ClassVar[str] = "high_use"
    decides: ClassVar[frozenset[str]] = frozenset({"the latest use"})
    needs_bills: ClassVar[int] = 13

    cause: Cause | None = None

    def use(self, plan: Plan) -> Plan:
        rng = plan.stream("plant high_use")
        drawn = rng.choice(CAUSES)
        low, high = (share * plan.year_ago.use for share in _JUMP)
        use = rng.randint(math.ceil(low), math.floor(high))
        return plan.with_month(-1, use=use, billed=use).knowing(cause=self.cause or drawn)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        month = plan.months[-1]
        return {"high_bill": account.bills[-1].id, "true_read": plan.last_read, "true_use": month.use}
