"""A visit to the meter that came back: ordered some business days ago, and done since."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from trainer.customers.plan import Plan
from trainer.customers.plants.base import Setting
from trainer.customers.streams import stream
from trainer.record.account import Order, OrderStatus

_MADE, _DONE = (6, 5, 4, 3), (1, 2)


class Visit(NamedTuple):
    made: dt.date
    done: dt.date


def visit_after(setting: Setting, after: dt.date, purpose: str) -> Visit:
    """Ordered 3 to 6 business days ago and done 1 or 2 ago.

    The same days however often they are asked for, as long as `after` leaves room for them.
    """
    rng = stream(setting.seed, purpose)
    policy = setting.district.policy
    made = [policy.add_business_days(setting.today, -back) for back in _MADE]
    done = policy.add_business_days(setting.today, -rng.choice(_DONE))
    place = rng.random()
    free = [day for day in made if day > after]
    return Visit(free[int(place * len(free))], done)


def early_enough(days: list[dt.date], setting: Setting, purpose: str) -> list[dt.date]:
    """Those of `days` for the latest bill that come before the visit was ordered."""
    made = visit_after(setting, days[0], purpose).made
    return [day for day in days if day < made]


def visited(plan: Plan, name: str, work: str, read: int | None = None, result: str = "") -> Order:
    """The order of a visit since the latest bill; `name` is the plant that brings it about."""
    setting = Setting(plan.seed, plan.today, plan.district)
    made, done = visit_after(setting, plan.months[-1].bill_on, f"plant {name}: days")
    return Order(order_number(plan, name), work, made, OrderStatus.DONE, done_on=done, read=read, result=result)


def order_number(plan: Plan, name: str) -> str:
    return f"FO-{plan.stream(f'plant {name}: number').randint(10_000, 99_999)}"
