"""A whole district in blocks of accounts: each comes from the seed and its own number alone.

So the same seed gives the same district in whatever order and by however many processes the blocks are made, and a
smaller district is the beginning of a larger one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from trainer.customers.bulk.calendar import Calendar, make_calendar
from trainer.customers.bulk.charges import Bills, bill_block, kinds_of_charge
from trainer.customers.bulk.draws import Draws, Ints
from trainer.customers.bulk.entries import Entries, write_entries
from trainer.customers.bulk.flow import Flow, draw_flow
from trainer.customers.bulk.holders import Holders, draw_holders
from trainer.customers.bulk.homes import CLASSES, Homes, Truths, draw_homes
from trainer.customers.bulk.payments import Payments, draw_payments
from trainer.customers.days import DAY, open_day_until
from trainer.customers.district import District
from trainer.customers.names import POOLS
from trainer.customers.numbers import SERIALS, account_number, meter_number
from trainer.customers.paying import LATE_CHANCE
from trainer.customers.places import address
from trainer.customers.streams import Seed, stream
from trainer.district.dates import months_back
from trainer.district.pack import Pack
from trainer.district.population import FILE, Population
from trainer.district.tariff.batch import Tier

BLOCK = 2_000  # accounts; another number gives another district
MOST_MONTHS = 60


@dataclass(frozen=True)
class Block:
    """Accounts `first`, `first` + 1, …, counted from 1 in the district, with everything that happened to them.

    Sequences and arrays have one item for each account; see the parts for the rest.
    """

    first: int
    homes: Homes
    holders: Holders
    flow: Flow
    bills: Bills
    payments: Payments
    entries: Entries
    numbers: Sequence[str]
    meters: Sequence[str]
    addresses: Sequence[str]
    since: Ints
    installed: Ints
    paperless: Truths

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class Maker:
    """Makes the blocks of one district; see `Maker.of`."""

    district: District
    population: Population
    seed: Seed
    calendar: Calendar
    kinds: Sequence[Tier]
    standard: int
    base: int

    @classmethod
    def of(cls, pack: Pack, seed: Seed, months: int, today: dt.date | None = None) -> Maker:
        """The maker of the district of `pack`, billed for `months` until `today`, else until the pack's last day.

        Raises ValueError for a pack that does not say what its district is like.
        """
        if pack.population is None:
            raise ValueError(f"This pack does not say what its whole district is like. Add {FILE} to it.")
        _check(pack.population)
        if not 1 <= months <= MOST_MONTHS:
            raise ValueError(f"A district is made for 1 to {MOST_MONTHS} months, not {months}.")
        district = District.of(pack)
        last = open_day_until(today or pack.identity.window.to, district.policy)
        calendar = make_calendar(district, last, months)
        standard = int(district.number("default_household", last))
        base = stream(seed, "serial").randrange(SERIALS)
        return cls(district, pack.population, seed, calendar, kinds_of_charge(district, calendar), standard, base)

    def sizes(self, accounts: int) -> Iterator[tuple[int, int]]:
        """The number and size of each block of a district of so many accounts."""
        for block, first in enumerate(range(0, accounts, BLOCK)):
            yield block, min(BLOCK, accounts - first)

    def make(self, block: int, size: int) -> Block:
        """The first `size` accounts of a block."""
        draws = Draws(self.seed, block, size)
        serials, streets = self.places(block, size)
        homes = draw_homes(draws, self.district, self.population, self.standard, self.calendar.cycles)
        flow = draw_flow(draws, homes, self.calendar, self.population)
        bills = bill_block(self.district, self.calendar, homes, flow.use, self.kinds)
        payments = draw_payments(draws, self.calendar, homes.cycle, self.population)
        since, installed = self._days(draws, homes)
        return Block(
            first=block * BLOCK + 1,
            homes=homes,
            holders=draw_holders(draws, homes, serials, streets, self.district.invented.area_code, self.population),
            flow=flow,
            bills=bills,
            payments=payments,
            entries=write_entries(self.calendar, homes.cycle, bills.total, payments),
            numbers=[account_number(serial) for serial in serials.tolist()],
            meters=[meter_number(serial) for serial in serials.tolist()],
            addresses=streets,
            since=since,
            installed=installed,
            paperless=draws.holds("paperless", self.population.paperless.percent),
        )

    def places(self, block: int, size: int) -> tuple[Ints, list[str]]:
        """The serials of a block's accounts, and the addresses that they give."""
        serials = (self.base + block * BLOCK + np.arange(size)) % SERIALS
        return serials, [address(serial, self.district.streets) for serial in serials.tolist()]

    def _days(self, draws: Draws, homes: Homes) -> tuple[Ints, Ints]:
        """The day each became a customer, before the first period; and the day the meter was put in, before that."""
        opened = np.array([months_back(self.calendar.today, back).toordinal() for back in range(homes.since.max() + 1)])
        first = self.calendar.period_from[homes.cycle, 0]
        since = np.minimum(opened[homes.since], first)
        latest = first - 30
        earliest = np.minimum(since, latest) - 365
        drawn = earliest + np.asarray(draws.unit("installed") * (latest - earliest + 1)).astype(np.int64)
        return since, np.array([self._open(day) for day in drawn.tolist()])

    def _open(self, day: int) -> int:
        """A weekday: holidays of long ago are not looked up for every meter."""
        return (dt.date.fromordinal(day) - DAY * max(0, dt.date.fromordinal(day).weekday() - 4)).toordinal()


def _check(population: Population) -> None:
    for name, given, known in (
        ("habits", population.habits, tuple(LATE_CHANCE)),
        ("classes", population.classes, CLASSES),
        ("families", population.families, tuple(dict.fromkeys(pool.language for pool in POOLS))),
    ):
        unknown = given.shares.keys() - set(known)
        if unknown:
            raise ValueError(f"{FILE}: {name}.shares: there is no “{min(unknown)}”. Give some of {', '.join(known)}.")
