"""The synthetic customer's record, as a utility's customer information system would keep it.

Everything is frozen; money is Decimal dollars, use is whole CCF, dates are dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from trainer.record.charges import Charge
from trainer.record.credit import Appeal, Arrangement, Declaration, Deposit, Notice, Shutoff
from trainer.record.service import (
    ConstructionMeter,
    Document,
    Flag,
    Mandate,
    Pending,
    PortalSignIn,
    RefundRequest,
    Variance,
)

_ABOUT = dt.timedelta(days=20)  # how far from the day a year ago a bill of the same season may lie
NO_MONEY = Decimal("0.00")


@dataclass(frozen=True)
class Person:
    """Someone connected with the account.

    `standing` is holder, authorised, owner (of the property, where the holder is a tenant), agent, third_party (who
    gets copies of notices) or former. Authority ends on `until`; nobody acts on it after that day.
    """

    name: str
    standing: str
    phone: str
    email: str = ""
    language: str = "English"
    until: dt.date | None = None


@dataclass(frozen=True)
class Premise:
    """The place served: irrigated area in square feet, household in people, pressure zone as the tariff names it.

    `kind` is home, apartments, business, association or site; `rate_area` is empty for the District's main rates.
    """

    address: str
    community: str
    postcode: str
    household: int
    irrigated_area: int
    pressure_zone: str
    rate_area: str = ""
    kind: str = "home"


@dataclass(frozen=True)
class Meter:
    """A meter; size as the tariff writes it (3/4"), `digits` on its register, read in whole CCF."""

    number: str
    size: str
    installed: dt.date
    digits: int = 4


class ReadSource(StrEnum):
    ACTUAL = "actual"
    ESTIMATED = "estimated"
    CUSTOMER = "customer"
    REREAD = "reread"


@dataclass(frozen=True)
class Read:
    on: dt.date
    value: int
    source: ReadSource = ReadSource.ACTUAL


@dataclass(frozen=True)
class Bill:
    """One bill: `use` and `budget` in CCF, charges to the cent, their sum the total."""

    id: str
    on: dt.date
    due: dt.date
    period_from: dt.date
    period_to: dt.date
    read_from: int
    read_to: int
    use: int
    budget: Decimal
    charges: tuple[Charge, ...]

    @property
    def days(self) -> int:
        return (self.period_to - self.period_from).days + 1

    @property
    def total(self) -> Decimal:
        return sum((charge.amount for charge in self.charges), NO_MONEY)


def year_before(bills: Sequence[Bill], bill: Bill) -> Bill | None:
    """The bill for the same season a year earlier, found by its date; None where there was none about that day."""
    then = bill.on - dt.timedelta(days=365)
    nearest = min(bills, key=lambda one: abs(one.on - then), default=None)
    return nearest if nearest and abs(nearest.on - then) <= _ABOUT else None


class EntryKind(StrEnum):
    BILL = "bill"
    PAYMENT = "payment"
    PENALTY = "late penalty"
    FEE = "fee"
    WAIVER = "courtesy waiver"
    REVERSAL = "reversal"
    ADJUSTMENT = "adjustment"
    NOTICE_FEE = "final notice fee"
    SHUTOFF_FEE = "shut-off processing fee"
    RECONNECTION = "reconnection fee"
    RETURNED = "returned payment"
    RETURNED_CHARGE = "returned-payment charge"
    INTEREST = "interest"
    REREAD_FEE = "reread fee"
    TEST_FEE = "meter test fee"
    DEPOSIT = "deposit"
    REFUND = "refund"
    TRANSFER = "transfer"


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: charges positive, credits negative; `concerns` is the bill or entry it belongs to.

    A payment has the day it reached the District (`received`) beside the day it was posted (`on`).
    """

    id: str
    on: dt.date
    kind: EntryKind
    amount: Decimal
    concerns: str = ""
    received: dt.date | None = None
    channel: str = ""
    memo: str = ""


def paid_off(entries: Iterable[Entry]) -> dict[str, Decimal]:
    """What was paid or taken off of each bill and charge, in dollars above zero, by the id of what it concerns."""
    found: dict[str, Decimal] = {}
    for entry in entries:
        if entry.amount < 0 and entry.concerns:
            found[entry.concerns] = found.get(entry.concerns, NO_MONEY) - entry.amount
    return found


class OrderStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELED = "canceled"


@dataclass(frozen=True)
class Order:
    """A field order; a reread's result is the read found, on the day it was made.

    `planned` and `window` are the appointment, where one was made: the day, and the part of it.
    """

    id: str
    work: str
    on: dt.date
    status: OrderStatus = OrderStatus.OPEN
    done_on: dt.date | None = None
    read: int | None = None
    result: str = ""
    place: str = ""
    emergency: bool = False
    planned: dt.date | None = None
    window: str = ""
    crew: str = ""


@dataclass(frozen=True)
class Note:
    on: dt.date
    by: str
    text: str


@dataclass(frozen=True)
class FollowUp:
    what: str
    by: dt.date


@dataclass(frozen=True)
class Recommendation:
    """An adjustment recommended and not yet approved."""

    bill: str
    amount: Decimal
    cause: str


@dataclass(frozen=True)
class WorksheetLine:
    """One line above the budget: `quantity` in CCF, as billed, and `again` at another `price`; all in dollars."""

    label: str
    quantity: Decimal
    billed: Decimal
    price: Decimal
    again: Decimal


@dataclass(frozen=True)
class Worksheet:
    """How a leak adjustment of a bill was worked out, and on which day."""

    bill: str
    on: dt.date
    lines: tuple[WorksheetLine, ...]

    @property
    def credit(self) -> Decimal:
        """What comes off, in dollars."""
        return sum((line.billed - line.again for line in self.lines), NO_MONEY)


@dataclass(frozen=True)
class Account:
    """One customer's account. `status` is active, off or closed; `tenure` owner or tenant.

    `mailing` is empty where bills go to the premise; `meters` are those beside the one that the account began with.
    """

    number: str
    customer_class: str
    since: dt.date
    people: tuple[Person, ...]
    premise: Premise
    meter: Meter
    reads: tuple[Read, ...] = ()
    bills: tuple[Bill, ...] = ()
    entries: tuple[Entry, ...] = ()
    orders: tuple[Order, ...] = ()
    holds: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    autopay: bool = False
    paperless: bool = False
    status: str = "active"
    ended: dt.date | None = None
    tenure: str = "owner"
    mailing: str = ""
    flags: tuple[Flag, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    notices: tuple[Notice, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    shutoffs: tuple[Shutoff, ...] = ()
    pending: tuple[Pending, ...] = ()
    mandate: Mandate | None = None
    documents: tuple[Document, ...] = ()
    variances: tuple[Variance, ...] = ()
    meters: tuple[Meter, ...] = ()
    construction: tuple[ConstructionMeter, ...] = ()
    mail_returned: dt.date | None = None
    email_bounced: dt.date | None = None
    refunds: tuple[RefundRequest, ...] = ()
    portal: PortalSignIn | None = None
    worksheets: tuple[Worksheet, ...] = ()

    @property
    def holder(self) -> Person:
        return next(person for person in self.people if person.standing == "holder")

    @property
    def balance(self) -> Decimal:
        """What is owed, in dollars; a credit balance is negative."""
        return sum((entry.amount for entry in self.entries), NO_MONEY)

    def bill(self, bill_id: str | None) -> Bill | None:
        return next((bill for bill in self.bills if bill.id == bill_id), None)

    def entry(self, entry_id: str | None) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    @property
    def paid(self) -> dict[str, Decimal]:
        return paid_off(self.entries)

    @property
    def latest_bill(self) -> Bill | None:
        return self.bills[-1] if self.bills else None


@dataclass(frozen=True)
class Estimate:
    """A bill worked out again at another read: `difference` is the amount billed less the amount at that read."""

    bill: str
    read: int
    charges: tuple[Charge, ...] = field(default=())
    billed: Decimal = NO_MONEY

    @property
    def total(self) -> Decimal:
        return sum((charge.amount for charge in self.charges), NO_MONEY)

    @property
    def difference(self) -> Decimal:
        return self.billed - self.total
