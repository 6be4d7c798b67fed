"""Crossed meters: since the meters of two neighbors were mixed up, this account is billed for the other one's water."""

from __future__ import annotations

import datetime as dt
import math
from typing import ClassVar

from trainer.customers.neighbors import next_door
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import HOMES, Plant, Setting
from trainer.customers.plants.visits import early_enough, visited
from trainer.customers.pricing import price, total_of
from trainer.record.account import Account

_JUMP = (1.8, 3.0)
_FIELD = "Field Services"


class CrossedMeters(Plant):
    """The latest bill is made out for the neighbor's use, 1.8 to 3 times their own.

    `visited: true` puts a visit on the account that found it; its read is what their own meter showed.
    """

    name: ClassVar[str] = "crossed_meters"
    decides: ClassVar[frozenset[str]] = frozenset({"the latest read", "the latest use"})
    clashes: ClassVar[frozenset[str]] = frozenset({"reread_done"})
    classes: ClassVar[frozenset[str]] = HOMES
    needs_bills: ClassVar[int] = 13

    visited: bool = True

    def bill_days(self, days: list[dt.date], setting: Setting) -> list[dt.date]:
        return early_enough(days, setting, "plant crossed_meters: days") if self.visited else days

    def use(self, plan: Plan) -> Plan:
        own = plan.months[-1].use
        low, high = (share * own for share in _JUMP)
        theirs = plan.stream("plant crossed_meters").randint(math.ceil(low), math.floor(high))
        return plan.with_month(-1, billed=theirs)

    def pay(self, plan: Plan) -> Plan:
        if not self.visited:
            return plan
        order = visited(plan, self.name, "site_visit", plan.last_read, "crossed")
        plan = plan.noting(order.on, f"Cust says no change in use, wants someone out. {order.id}.")
        return plan.ordering(order).noting(order.done_on or order.on, _found(plan), by=_FIELD)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        month, bill, other = plan.months[-1], account.bills[-1], next_door(plan)
        own = total_of(price(plan, month, month.use))
        return {
            "cause": "crossed",
            "crossed_bill": bill.id,
            "own_read": plan.last_read,
            "own_use": month.use,
            "corrected_total": own,
            "overbilled": bill.total - own,
            **other.revealed(),
        }


def _found(plan: Plan) -> str:
    """What the crew writes after shutting one valve and watching the other house."""
    rng, other = plan.stream("plant crossed_meters: words"), next_door(plan)
    shut = rng.choice(("Shut curb stop here", "Closed angle stop at this box", "Shut this box off"))
    lost = rng.choice(("water went off next door", "next door lost water", "neighbor's hose bib went dry"))
    return f"{shut}, {lost}. Boxes crossed w/ {other.address}, their mtr {other.meter}. Own mtr {plan.last_read:04}."
