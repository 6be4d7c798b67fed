"""A long absence: nobody was at home for some bills last season, and the use fell to what a closed house takes."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import HOMES, Plant
from trainer.record.account import Account

_LAST = -5  # the last bill of it: before what other plants tell of the latest ones
_SAID = ("Snowbirds, away til {until:%b}. Irr on timer.", "Cust out of country thru {until:%b}, son has key.",
         "Holder away for work, back {until:%b}.")  # fmt: skip


class Absence(Plant):
    """Away for `bills` bills, until five bills ago; the garden got a little, and the house nothing."""

    name: ClassVar[str] = "absence"
    classes: ClassVar[frozenset[str]] = HOMES
    needs_bills: ClassVar[int] = 20

    bills: int = Field(2, ge=1, le=4)

    def use(self, plan: Plan) -> Plan:
        rng = plan.stream("plant absence")
        for number in self._away():
            use = max(1, round(plan.months[number].use * rng.uniform(0.1, 0.3)))
            plan = plan.with_month(number, use=use, billed=use)
        return plan

    def pay(self, plan: Plan) -> Plan:
        first, last = plan.months[self._away()[0]], plan.months[_LAST]
        said = plan.stream("plant absence: words").choice(_SAID).format(until=last.read_on)
        return plan.noting(plan.district.policy.add_business_days(first.period_from, -1), said)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        away = [account.bills[number] for number in self._away()]
        return {"away_from": away[0].period_from, "away_until": away[-1].period_to, "away_bills": len(away)}

    def _away(self) -> range:
        return range(_LAST - self.bills + 1, _LAST + 1)
