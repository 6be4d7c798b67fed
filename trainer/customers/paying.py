"""How customers pay: when a payment reaches the District, when it is posted, and by which channel."""

from __future__ import annotations

import datetime as dt
import random

from trainer.customers.days import DAY, open_day_from, open_day_until
from trainer.customers.plan import Month, Payment
from trainer.customers.streams import Seed, stream
from trainer.record.case import Policy

CHANNELS = {"portal": 50, "mail": 25, "night drop": 10, "counter": 15}
Draws = tuple[float, float, float]
LATE_CHANCE = {"on_time": 0.0, "sometimes_late": 0.15, "late": 0.5}


def pay(months: tuple[Month, ...], habit: str, autopay: bool, policy: Policy, seed: Seed) -> tuple[Payment | None, ...]:
    """A payment for each month but the latest, which is not due yet."""
    rng = stream(seed, "payments")
    usual = rng.choices(list(CHANNELS), weights=list(CHANNELS.values()))[0]
    paid = (pay_month(month, habit, usual, autopay, policy, _three(rng)) for month in months[:-1])
    return (*paid, None)


def _three(rng: random.Random) -> Draws:
    """Every month takes the same number of draws, so that one month's payment never moves another's."""
    return rng.random(), rng.random(), rng.random()


def pay_month(month: Month, habit: str, usual: str, autopay: bool, policy: Policy, draws: Draws) -> Payment:
    """How one bill is paid; the draws, from 0 to 1, say whether late, by another channel, and after what wait."""
    late, other, wait = draws
    if autopay:
        day = open_day_until(month.due, policy)
        return Payment(day, day, "autopay")
    channel = usual if other < 0.8 else list(CHANNELS)[int((other - 0.8) * 5 * len(CHANNELS))]
    if late < LATE_CHANCE[habit]:
        return late_payment(month, 1 + int(wait * 17), channel, policy, penalised=True)
    return timely_payment(month, 5 + int(wait * ((month.due - month.bill_on).days - 7)), channel, policy)


def timely_payment(month: Month, after: int, channel: str, policy: Policy) -> Payment:
    """A payment about `after` days after the bill, and posted by the due date whatever the channel."""
    received = _arrival(month.bill_on + DAY * after, channel, policy)
    posted = posting_day(received, channel, policy)
    if posted > month.due:
        received = policy.add_business_days(month.due, -2)
        posted = posting_day(received, channel, policy)
    return Payment(received, posted, channel)


def late_payment(month: Month, late: int, channel: str, policy: Policy, penalised: bool = False) -> Payment:
    """A payment that reaches the District about `late` days after the due date."""
    received = _arrival(month.due + DAY * late, channel, policy)
    return Payment(received, posting_day(received, channel, policy), channel, penalised)


def posting_day(received: dt.date, channel: str, policy: Policy) -> dt.date:
    """What is in the night drop is recorded the next business day; everything else on the day, or once open."""
    return policy.add_business_days(received, 1) if channel == "night drop" else open_day_from(received, policy)


def _arrival(day: dt.date, channel: str, policy: Policy) -> dt.date:
    """Mail and the counter have office days; the portal and the night drop are always open."""
    return open_day_from(day, policy) if channel in ("mail", "counter") else day
