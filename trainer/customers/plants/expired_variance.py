"""A budget variance that expired: more people live there than the budget counts since it ran out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from trainer.customers.days import DAY
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.pricing import VARIANCES, price, total_of
from trainer.district.dates import months_back
from trainer.district.tariff import Variance as Enlarged
from trainer.record.account import Account
from trainer.record.service import Document, Variance


class ExpiredVariance(Plant):
    """For `people` more; it ran for the pack's months and ended before the latest period began."""

    name: ClassVar[str] = "expired_variance"
    classes: ClassVar[frozenset[str]] = frozenset({"RESIDENTIAL_SINGLE"})
    parameters: ClassVar[tuple[str, ...]] = ("variance_months",)
    needs_bills: ClassVar[int] = 20

    people: int = Field(3, ge=1, le=8)

    def use(self, plan: Plan) -> Plan:
        """The people have lived there all along, and the budget was larger for as long as the variance ran."""
        daily = self.people * plan.profile.gallons_each
        for number, month in enumerate(plan.months):
            gallons = float(plan.district.number("gallons_per_ccf", month.bill_on))
            use = month.use + round(daily * month.days / gallons)
            plan = plan.with_month(number, use=use, billed=use)
        start, until = _ran(plan)
        held = Enlarged(VARIANCES["people"][0], Decimal(self.people), start, until)
        room = max(0, plan.start + sum(month.use for month in plan.months) - _HIGHEST)
        return replace(plan, variances=(*plan.variances, held), start=max(0, plan.start - room))

    def pay(self, plan: Plan) -> Plan:
        start, until = _ran(plan)
        words = f"Var appr, {self.people} more res, thru {until.month}/{until.day}/{until:%y}. Renewal ltr to follow."
        return plan.noting(plan.district.policy.add_business_days(start - DAY, 1), words)

    def finish(self, plan: Plan, account: Account) -> Account:
        start, until = _ran(plan)
        return replace(
            account,
            variances=(*account.variances, Variance("people", start, until, people=self.people)),
            documents=(*account.documents, Document("residency proof", start, account.holder.name)),
        )

    def reveal(self, plan: Plan, account: Account) -> Truth:
        _, until = _ran(plan)
        lasting = tuple(replace(one, ends=plan.today) for one in plan.variances)
        renewed = total_of(price(replace(plan, variances=lasting), plan.months[-1], account.bills[-1].use))
        return {
            "variance_ended_on": until, "people_at_home": plan.profile.household + self.people,
            "extra_people": self.people, "total_with_variance": renewed,
        }  # fmt: skip


_HIGHEST = 9_200  # a home's four digits do not roll over


def _ran(plan: Plan) -> tuple[dt.date, dt.date]:
    """Its first and last day; the last is in the two weeks before the latest period."""
    until = plan.months[-1].period_from - DAY * plan.stream("plant expired_variance").randint(1, 14)
    return months_back(until, int(plan.district.number("variance_months", until))) + DAY, until
