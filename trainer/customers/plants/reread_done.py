"""A reread that came back: the field order was made after the bill, and its result shows who was right."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant, Setting
from trainer.customers.plants.visits import early_enough, visited
from trainer.record.account import Account


class RereadDone(Plant):
    """Ordered 3 to 6 business days ago and done 1 or 2 ago.

    The order's `read` is what the register's own log holds for the read date of the bill: the true read of that day.
    """

    name: ClassVar[str] = "reread_done"

    def bill_days(self, days: list[dt.date], setting: Setting) -> list[dt.date]:
        """The order was made the day after the bill at the earliest."""
        return early_enough(days, setting, "plant reread_done: days")

    def pay(self, plan: Plan) -> Plan:
        order = visited(plan, self.name, "reread", plan.last_read, _result(plan))
        plan = plan.noting(order.on, f"Customer questions the latest bill. Reread ordered, {order.id}.")
        return plan.ordering(order)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        order = next(order for order in reversed(account.orders) if order.work == "reread")
        confirmed = order.read == account.bills[-1].read_to
        shows = "confirmed" if confirmed else "misread"
        return {"reread_order": order.id, "reread": plan.last_read, "reread_shows": shows}


def _result(plan: Plan) -> str:
    """What the technician writes. A dial that moves with the house off is how a leak shows."""
    month, read = plan.months[-1], plan.last_read
    day = f"{month.read_on.day} {month.read_on:%b}"
    leak = plan.truth.get("cause") == "leak"
    found = "as billed" if month.use == month.billed else f"billed as {read - month.use + month.billed:04}"
    dial = "flow indicator turning with house off" if leak else "no movement with house off"
    return f"Reread {read:04}: register's data log for {day}, {found}. Dial clear, {dial}."
