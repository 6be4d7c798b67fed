"""A running toilet: a worn flapper lets water through day and night, so that the use creeps up and stays up."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from pydantic import Field

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import HOMES, Plant, Setting
from trainer.customers.plants.visits import early_enough, visited
from trainer.record.account import Account

_GALLONS_A_DAY = (250, 620)
_LEAST = 1.6  # of the use a year ago, so that the bill is one that people call about
_ROOMS = ("hall bath", "guest bath", "master bath", "downstairs half bath", "kids' bath")


class RunningToilet(Plant):
    """The toilet has run through the last `bills` bills, some hundred gallons a day.

    `checked: true` puts a leak check on the account that found it.
    """

    name: ClassVar[str] = "running_toilet"
    decides: ClassVar[frozenset[str]] = frozenset({"the latest use"})
    classes: ClassVar[frozenset[str]] = HOMES
    needs_bills: ClassVar[int] = 16

    bills: int = Field(2, ge=1, le=3)
    checked: bool = True

    def bill_days(self, days: list[dt.date], setting: Setting) -> list[dt.date]:
        return early_enough(days, setting, "plant running_toilet: days") if self.checked else days

    def use(self, plan: Plan) -> Plan:
        """The leak runs for part of the first of those bills, and through all of the rest."""
        daily = plan.stream("plant running_toilet").randint(*_GALLONS_A_DAY)
        for number in range(-self.bills, 0):
            month = plan.months[number]
            days = month.days * 2 // 3 if number == -self.bills and self.bills > 1 else month.days
            lost = round(daily * days / float(plan.district.number("gallons_per_ccf", month.bill_on)))
            use = month.use + lost
            if number == -1:
                use = max(use, int(plan.year_ago.use * _LEAST) + 1)
            plan = plan.with_month(number, use=use, billed=use)
        return plan.knowing(cause="leak")

    def pay(self, plan: Plan) -> Plan:
        if not self.checked:
            return plan
        rng = plan.stream("plant running_toilet: words")
        opening = rng.choice(("LI turning slow, all fixtures off", "Slow flow on LI w/ nothing running"))
        room = rng.choice(_ROOMS)
        result = f"{opening}. Dye in {room} tank showed in bowl <5 min. Flapper. Adv cust, no mtr prob."
        order = visited(plan, self.name, "leak_check", result=result)
        return plan.ordering(order).noting(order.on, f"Hi bill call, no leak seen. Leak check {order.id}.")

    def reveal(self, plan: Plan, account: Account) -> Truth:
        first = account.bills[-self.bills]
        return {"cause": "leak", "leak_place": "toilet", "leak_bill": account.bills[-1].id, "leak_since": first.id}
