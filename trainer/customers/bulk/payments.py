"""How a block of customers pays: the same habits as of a single account, and some who are behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from trainer.customers.bulk.calendar import Calendar, OfficeDays
from trainer.customers.bulk.draws import Draws, Floats, Ints, pick
from trainer.customers.bulk.homes import Truths
from trainer.customers.paying import LATE_CHANCE
from trainer.district.population import Population

NEVER = 10**7  # a day that does not come
AUTOPAY = "autopay"


@dataclass(frozen=True)
class Payments:
    """What pays each bill, of shape (n, months): the days, NEVER where nothing does, and the place of the channel.

    `late` ones pay the late penalty along with the bill. `channels` begins with autopay; `autopay` has the shape (n,).
    """

    received: Ints
    posted: Ints
    channel: Ints
    late: Truths
    autopay: Truths
    channels: Sequence[str]


def draw_payments(draws: Draws, calendar: Calendar, cycle: Ints, population: Population) -> Payments:
    """The payments of every bill, those after the calendar's last day among them."""
    months, names = calendar.number, list(population.channels.shares)
    habits = draws.pick("habit", population.habits.shares)
    chance = np.array([LATE_CHANCE[name] for name in population.habits.shares])[habits]
    autopay = (chance == 0) & draws.holds("autopay", population.autopay.percent)
    three = (draws.unit("late", months), draws.unit("other channel", months), draws.unit("wait", months))
    usual = draws.pick("channel", population.channels.shares)
    paid = pay_months(calendar, cycle, chance, usual, autopay, names, three)
    unpaid = _unpaid(draws, calendar, cycle, population) & ~autopay[:, None]
    posted, received = (np.where(unpaid, NEVER, days) for days in (paid.posted, paid.received))
    return Payments(received, posted, paid.channel, paid.late & ~unpaid, autopay, paid.channels)


def pay_months(
    calendar: Calendar, cycle: Ints, chance: Floats, usual: Ints, autopay: Truths, names: Sequence[str],
    draws: tuple[Floats, Floats, Floats],
) -> Payments:  # fmt: skip
    """`pay_month` for many: `chance` of paying late, `usual` channel and `draws` as that reckons with them."""
    late_draw, other, wait = draws
    bill_on, due, office = calendar.bill_on[cycle], calendar.due[cycle], calendar.office
    channel = np.where(other < 0.8, usual[:, None], ((other - 0.8) * 5 * len(names)).astype(np.int64))
    late = late_draw < chance[:, None]
    after = 5 + (wait * (due - bill_on - 7)).astype(np.int64)
    day = np.where(late, due + 1 + (wait * 17).astype(np.int64), bill_on + after)
    received, posted = _arriving(day, channel, names, office)
    tardy = ~late & (posted > due)
    received = np.where(tardy, office.two_before(due), received)
    posted = np.where(tardy, _posting(received, channel, names, office), posted)
    drawn = autopay[:, None]
    on_time = office.until(due)
    return Payments(
        received=np.where(drawn, on_time, received),
        posted=np.where(drawn, on_time, posted),
        channel=np.where(drawn, 0, channel + 1),
        late=late & ~drawn,
        autopay=autopay,
        channels=(AUTOPAY, *names),
    )


def _arriving(day: Ints, channel: Ints, names: Sequence[str], office: OfficeDays) -> tuple[Ints, Ints]:
    """Mail and the counter have office days; the portal and the night drop are always open."""
    received = np.where(_among(channel, names, ("mail", "counter")), office.from_(day), day)
    return received, _posting(received, channel, names, office)


def _posting(received: Ints, channel: Ints, names: Sequence[str], office: OfficeDays) -> Ints:
    dropped = _among(channel, names, ("night drop",))
    return np.where(dropped, office.next(received), office.from_(received))


def _among(channel: Ints, names: Sequence[str], wanted: tuple[str, ...]) -> Any:
    return np.isin(channel, [place for place, name in enumerate(names) if name in wanted])


def _unpaid(draws: Draws, calendar: Calendar, cycle: Ints, population: Population) -> Truths:
    """The latest bills of those who are behind, of shape (n, months)."""
    past_due = (calendar.due < calendar.today.toordinal()).sum(axis=1)[cycle]
    owed = np.array(list(population.behind.bills))[pick(draws.unit("bills behind"), population.behind.bills)]
    owed = np.where(draws.holds("behind", population.behind.percent), owed, 0)
    first = np.where(owed > 0, past_due - owed, calendar.number)
    return np.asarray(np.arange(calendar.number) >= first[:, None])
