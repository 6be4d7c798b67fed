"""What surrounds an account: papers, variances, construction meters, the premise, the service area, incidents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True)
class Document:
    """A paper on file; `kind` as the desk lists it: lease, owner consent, revert to owner, autopay form, …

    `words` are what stands on it, or what is missing, as whoever opened the mail wrote it down.
    """

    kind: str
    on: dt.date
    by: str = ""
    complete: bool = True
    words: str = ""


@dataclass(frozen=True)
class Variance:
    """A larger water budget, from the day it was approved; `units` are CCF a month where it was given in units."""

    kind: str
    start: dt.date
    until: dt.date | None = None
    people: int = 0
    area: int = 0
    units: Decimal = Decimal(0)


@dataclass(frozen=True)
class ConstructionMeter:
    """A meter lent for building.

    `fee_a_day` and `repair` in dollars; `reported` is the last monthly read that the customer sent in; `state` is out,
    returned, damaged or lost.
    """

    number: str
    lent: dt.date
    deposit: Decimal
    fee_a_day: Decimal
    reported: dt.date | None = None
    state: str = "out"
    repair: Decimal = Decimal("0.00")
    unpaid: Decimal = Decimal("0.00")


class FlagKind(StrEnum):
    PROTECTED = "protected"
    DECEASED = "deceased"
    BANKRUPTCY = "bankruptcy"
    THREAT = "threat"
    LIFE_SUPPORT = "life_support"
    RESTRAINING = "restraining"


@dataclass(frozen=True)
class Flag:
    """A warning that stands on an account, from a day: the petition, the death, the order of the court."""

    kind: FlagKind
    on: dt.date
    words: str = ""


@dataclass(frozen=True)
class Pending:
    """A payment on its way: made on a day, not posted yet."""

    amount: Decimal
    channel: str
    made: dt.date


@dataclass(frozen=True)
class Mandate:
    """Automatic payment: the first bill it pays, and whether the bank has sent one back."""

    since: dt.date
    returned: dt.date | None = None


@dataclass(frozen=True)
class RefundRequest:
    """A refund asked for, in dollars, and how it is to be paid; someone else approves it."""

    amount: Decimal
    how: str
    on: dt.date


@dataclass(frozen=True)
class PortalSignIn:
    """The customer's own entrance: since when, whether it is locked, and the number they last typed to pay by."""

    since: dt.date
    locked: bool = False
    typed: str = ""


@dataclass(frozen=True)
class PortalView:
    """The portal as the customer sees it; amounts in dollars, `paid` the posted payments, newest first."""

    email: str
    sign_in: PortalSignIn | None
    number: str
    due: Decimal
    due_on: dt.date | None
    pending: tuple[Pending, ...]
    paid: tuple[tuple[dt.date, Decimal], ...]
    paperless: bool


@dataclass(frozen=True)
class Payments:
    """How an account is paid, as one panel shows it."""

    pending: tuple[Pending, ...] = ()
    mandate: Mandate | None = None
    paperless: bool = False
    mail_returned: dt.date | None = None
    email_bounced: dt.date | None = None


@dataclass(frozen=True)
class FormerCustomer:
    """Who had service at a premise before, and what they left unpaid, in dollars."""

    name: str
    since: dt.date
    until: dt.date
    owed: Decimal = Decimal("0.00")


@dataclass(frozen=True)
class PremiseRecord:
    """A premise as the desk shows it: whether water is on, who was there, and what the owner has agreed to."""

    address: str
    water_on: bool = True
    former: tuple[FormerCustomer, ...] = ()
    owner: str = ""
    reverts_to_owner: bool = False


@dataclass(frozen=True)
class AreaAnswer:
    """What the service area says of an address: the District's own or `agency`'s, and its rate area."""

    address: str
    ours: bool
    agency: str = ""
    rate_area: str = ""


@dataclass(frozen=True)
class Incident:
    """Something that many call about; `words` is the approved wording, `places` the streets it touches."""

    id: str
    kind: str
    since: dt.datetime
    places: tuple[str, ...]
    words: str
    open: bool = True
