"""The plan of an account: what happened month by month, before it is written down as bills and ledger.

Plants work on the plan. Bills, penalties and balances then follow from it, so they always add up.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from trainer.customers.district import District
from trainer.customers.profile import Profile
from trainer.customers.streams import Seed, stream
from trainer.district.tariff import Variance
from trainer.record.account import Entry, Note, Order, Person, ReadSource

Hidden = str | int | Decimal | dt.date
Truth = Mapping[str, Hidden]


@dataclass(frozen=True)
class Month:
    """One billing period. `use` is what went through the meter, `billed` what the bill is made out for, in CCF.

    `source` is how the read at its end came about: an estimated one bills what nobody saw, and the next that was read
    makes up for it. `register` is where a meter put in during the period stands at its end; None: the meter is the old
    one.
    """

    period_from: dt.date
    read_on: dt.date
    bill_on: dt.date
    due: dt.date
    use: int = 0
    billed: int = 0
    source: ReadSource = ReadSource.ACTUAL
    register: int | None = None

    @property
    def days(self) -> int:
        return (self.read_on - self.period_from).days + 1


@dataclass(frozen=True)
class Payment:
    """One bill's payment. `penalised` pays the late penalty along with the bill.

    `mark`, which begins with ~, lets another line of the ledger name it; `amount` is what of the bill was paid, in
    dollars, all of it when None.
    """

    received: dt.date
    posted: dt.date
    channel: str
    penalised: bool = False
    mark: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class Waiver:
    """A courtesy waiver of the late penalty on one month's bill; `month` counts like a sequence."""

    month: int
    on: dt.date


@dataclass(frozen=True)
class Plan:
    """See the module. `start` is the register at the first read; `payments` run beside `months`, None: unpaid.

    `entries` are lines of the ledger that no bill brings about: a returned payment, a fee, a refund. One whose id
    begins with ~ may be named by another's `concerns`; the ledger gives both their numbers. `variances` enlarge the
    budgets; `serial` numbers the account among those of its District; `people` hold it and act on it, before plants
    bring others.
    """

    seed: Seed
    today: dt.date
    district: District
    profile: Profile
    start: int
    months: tuple[Month, ...]
    payments: tuple[Payment | None, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    orders: tuple[Order, ...] = ()
    notes: tuple[Note, ...] = ()
    entries: tuple[Entry, ...] = ()
    variances: tuple[Variance, ...] = ()
    serial: int = 0
    people: tuple[Person, ...] = ()
    truth: Truth = field(default_factory=dict)

    def stream(self, purpose: str) -> random.Random:
        return stream(self.seed, purpose)

    def with_month(self, number: int, **changes: Any) -> Plan:
        """The same plan with one month changed; `number` counts like a sequence, -1 the latest."""
        months = list(self.months)
        months[number] = replace(months[number], **changes)
        return replace(self, months=tuple(months))

    def with_payment(self, number: int, payment: Payment | None) -> Plan:
        payments = list(self.payments)
        payments[number] = payment
        return replace(self, payments=tuple(payments))

    def noting(self, on: dt.date, text: str, by: str = "") -> Plan:
        """The same plan with a note of the office, unless it is signed by someone else."""
        return replace(self, notes=(*self.notes, Note(on, by or self.district.invented.office, text)))

    def ordering(self, *orders: Order) -> Plan:
        return replace(self, orders=(*self.orders, *orders))

    def adding(self, *entries: Entry) -> Plan:
        return replace(self, entries=(*self.entries, *entries))

    def knowing(self, **hidden: Hidden) -> Plan:
        return replace(self, truth={**self.truth, **hidden})

    @property
    def year_ago(self) -> Month:
        """The same period as the latest, a year earlier."""
        return self.months[-1 - self.district.bills_a_year]

    @property
    def last_read(self) -> int:
        """What the register showed at the latest read, whatever was written down."""
        register = self.start
        for month in self.months:
            register = register + month.use if month.register is None else month.register
        return register
