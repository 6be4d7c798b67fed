"""A stuck meter: the register stands still while water flows, so that the bill shows no use."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant, Setting
from trainer.customers.plants.visits import early_enough, visited
from trainer.record.account import Account

_FOUND = (
    "Reg not advancing, hose bib running wide open. Mtr stopped.",
    "No sweep on reg w/ flow at bib. Dead mtr, needs c/o.",
    "Dial froze. Tapped reg, no chg. Stopped.",
)


class StuckMeter(Plant):
    """The latest bill is for no use at all; `visited: true` puts the visit on the account that found it stopped."""

    name: ClassVar[str] = "stuck_meter"
    decides: ClassVar[frozenset[str]] = frozenset({"the latest read", "the latest use"})
    clashes: ClassVar[frozenset[str]] = frozenset({"reread_done"})
    parameters: ClassVar[tuple[str, ...]] = ("stopped_meter_bills",)
    needs_bills: ClassVar[int] = 13

    visited: bool = True

    def bill_days(self, days: list[dt.date], setting: Setting) -> list[dt.date]:
        return early_enough(days, setting, "plant stuck_meter: days") if self.visited else days

    def use(self, plan: Plan) -> Plan:
        """What the register did not count is known to nobody; the plan keeps what it counted."""
        flowed = plan.months[-1].use
        return plan.with_month(-1, use=0, billed=0).knowing(uncounted_use=flowed)

    def pay(self, plan: Plan) -> Plan:
        if not self.visited:
            return plan
        order = visited(plan, self.name, "site_visit", plan.last_read, "stopped")
        found = plan.stream("plant stuck_meter: words").choice(_FOUND)
        plan = plan.ordering(order).noting(order.on, f"Zero use on latest rd, occ. Chk mtr, {order.id}.")
        return plan.noting(order.done_on or order.on, found, by="Field Services")

    def reveal(self, plan: Plan, account: Account) -> Truth:
        """The estimate is the average of the bills before, as many as policy says, rounded down."""
        bill, bills = account.bills[-1], int(plan.district.number("stopped_meter_bills", plan.today))
        before = account.bills[:-1][-bills:]
        usual = sum(one.use for one in before) // len(before)
        return {
            "cause": "stopped", "stopped_bill": bill.id, "usual_use": usual, "estimated_read": bill.read_from + usual,
        }  # fmt: skip
