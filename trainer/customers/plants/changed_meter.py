"""A changed meter: an old one was taken out within the latest bill, which therefore has two meters in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

from trainer.customers.days import DAY, open_day_until
from trainer.customers.numbers import SERIALS, meter_number
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.visits import order_number
from trainer.record.account import Account, Order, OrderStatus, Read

_WHY = ("Old reg fogged.", "AMI upgrade.", "Age c/o per list.", "Old mtr running slow.")


class ChangedMeter(Plant):
    """The new meter began at zero; the bill adds what both counted."""

    name: ClassVar[str] = "changed_meter"
    decides: ClassVar[frozenset[str]] = frozenset({"the latest read"})
    needs_bills: ClassVar[int] = 13

    def use(self, plan: Plan) -> Plan:
        month = plan.months[-1]
        return plan.with_month(-1, register=month.use - _through_old(plan))

    def pay(self, plan: Plan) -> Plan:
        day, why = _day(plan), plan.stream("plant changed_meter: words").choice(_WHY)
        made = plan.district.policy.add_business_days(day, -plan.stream("plant changed_meter: made").randint(3, 12))
        result = f"Pulled {meter_number(plan.serial)} out at {_out(plan):04}, set {_new(plan)} in at 0000. {why}"
        order = Order(
            order_number(plan, self.name), "meter_repair", made, OrderStatus.DONE, done_on=day, read=0, result=result
        )
        return plan.ordering(order)

    def finish(self, plan: Plan, account: Account) -> Account:
        day = _day(plan)
        swap = (Read(day, _out(plan)), Read(day, 0))
        reads = (*account.reads[:-1], *swap, account.reads[-1])
        return replace(account, meter=replace(account.meter, number=_new(plan), installed=day, digits=4), reads=reads)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        return {
            "changed_on": _day(plan), "changed_bill": account.bills[-1].id, "old_meter": meter_number(plan.serial),
            "new_meter": _new(plan), "old_read_out": _out(plan), "old_use": _through_old(plan),
        }  # fmt: skip


def _day(plan: Plan) -> dt.date:
    """A day on which the office is open, in the middle of the period."""
    month = plan.months[-1]
    after = plan.stream("plant changed_meter").randint(9, max(9, month.days - 8))
    return open_day_until(month.period_from + DAY * after, plan.district.policy)


def _through_old(plan: Plan) -> int:
    """What the old meter still counted, in CCF: its share of the days."""
    month = plan.months[-1]
    return month.use * (_day(plan) - month.period_from).days // month.days


def _out(plan: Plan) -> int:
    """Where the old register stood when it came out."""
    return plan.start + sum(month.use for month in plan.months[:-1]) + _through_old(plan)


def _new(plan: Plan) -> str:
    return meter_number(plan.stream("plant changed_meter: number").randrange(SERIALS))
