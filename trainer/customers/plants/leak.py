"""A leak past the meter, under the slab or in the irrigation, and its repair."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import replace
from typing import ClassVar, Literal

from trainer.customers.days import DAY
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant, Setting
from trainer.customers.plants.visits import early_enough, visited
from trainer.customers.pricing import price
from trainer.record.account import Account
from trainer.record.service import Document

_JUMP = (2.2, 3.6)
_OVER = (3, 12)  # CCF above the budget at the least, so that there is something to adjust
_FOUND = {
    "slab": ("LI spinning w/ house valve open, stops when shut. Warm spot {room} floor. Slab.",
             "LI moving, irr off. House side. Hear it under {room}. Prob hot line in slab."),
    "irrigation": ("LI moving, house valve shut, stops at irr shutoff. Wet at {valve}.",
                   "LI turning w/ house off. Soggy by {valve}, lateral or valve."),
}  # fmt: skip
_DRY = ("LI still 15 min, house and irr on.", "No movement on LI 20 min, all on.")
_SINCE = {
    "slab": ("Jackhammered patch in {room}.", "New line thru attic, slab line capped."),
    "irrigation": ("Fresh PVC at {valve}.", "New valve at {valve}."),
}
_ROOMS = ("kitchen", "hall", "laundry", "den")
_VALVES = ("valve box 2", "side yd valves", "slope valve", "front planter")


class Leak(Plant):
    """The latest bill carries it. `place` is drawn unless given.

    `repaired` says whether it is; `late` that the repair took longer than the days which policy gives; `proof` that
    the plumber's invoice is on file. A leak check since the bill shows what is so now.
    """

    name: ClassVar[str] = "leak"
    decides: ClassVar[frozenset[str]] = frozenset({"the latest use"})
    needs_bills: ClassVar[int] = 13

    place: Literal["slab", "irrigation"] | None = None
    repaired: bool = True
    late: bool = False
    proof: bool = True

    def bill_days(self, days: list[dt.date], setting: Setting) -> list[dt.date]:
        return early_enough(days, setting, "plant leak: days")

    def use(self, plan: Plan) -> Plan:
        rng = plan.stream("plant leak")
        low, high = (share * plan.year_ago.use for share in _JUMP)
        drawn, over = rng.randint(math.ceil(low), math.floor(high)), rng.randint(*_OVER)
        budget = price(plan, plan.months[-1], drawn).budget
        use = drawn if budget is None else max(drawn, math.ceil(budget) + over)
        plan = plan.with_month(-1, use=use, billed=use)
        return plan if self.repaired else plan.knowing(cause="leak")

    def pay(self, plan: Plan) -> Plan:
        rng = plan.stream("plant leak: words")
        spot = {"room": rng.choice(_ROOMS), "valve": rng.choice(_VALVES)}
        said = _DRY if self.repaired else _FOUND[self._place(plan)]
        result = rng.choice(said).format(**spot)
        if self.repaired:
            result += " " + rng.choice(_SINCE[self._place(plan)]).format(**spot)
        order = visited(plan, self.name, "leak_check", result=result)
        return plan.ordering(order).noting(order.on, f"{_asked(rng, self.repaired)} Leak check {order.id}.")

    def finish(self, plan: Plan, account: Account) -> Account:
        if not (self.repaired and self.proof):
            return account
        _, repaired = self._days(plan)
        paper = Document("repair proof", repaired, account.holder.name)
        return replace(account, documents=(*account.documents, paper))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        noticed, repaired = self._days(plan)
        known: Truth = {
            "cause": "leak", "leak_place": self._place(plan), "leak_bill": account.bills[-1].id, "noticed_on": noticed,
        }  # fmt: skip
        return {**known, "repaired_on": repaired} if self.repaired else known

    def _place(self, plan: Plan) -> str:
        drawn = plan.stream("plant leak: place").choice(("slab", "irrigation"))
        fits = "irrigation" if plan.profile.customer_class == "IRRIGATION" else drawn
        return self.place or fits

    def _days(self, plan: Plan) -> tuple[dt.date, dt.date]:
        """When it was noticed and when repaired: about the day of the read, and before the leak check."""
        rng, read_on = plan.stream("plant leak: days of the repair"), plan.months[-1].read_on
        if self.late:
            return read_on - DAY * rng.randint(8, 14), read_on + DAY * rng.randint(0, 3)
        noticed = read_on - DAY * rng.randint(0, 3)
        return noticed, noticed + DAY * rng.randint(2, 5)


def _asked(rng: random.Random, repaired: bool) -> str:
    if repaired:
        return rng.choice(("Cust had leak, says fixed, asks re adj.", "Leak rprd per cust, wants adj."))
    return rng.choice(("Hi bill, cust knows of no leak.", "Cust called hi bill, nothing changed."))
