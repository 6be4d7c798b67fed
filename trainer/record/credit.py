"""Credit and collection on an account: deposits, notices, arrangements, declarations, appeals and shut-offs.

Everything is frozen; money is Decimal dollars, dates are dates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class DepositState(StrEnum):
    ASKED = "asked for"
    HELD = "held"
    APPLIED = "applied"
    RETURNED = "returned"
    WAIVED = "waived"


@dataclass(frozen=True)
class Deposit:
    """Money held against unpaid bills, or asked for; `ended` is the day it was applied, returned or waived."""

    id: str
    on: dt.date
    amount: Decimal
    state: DepositState = DepositState.HELD
    ended: dt.date | None = None


class NoticeKind(StrEnum):
    REMINDER = "reminder"
    FINAL = "final notice"
    DOOR_TAG = "notice at the door"
    OCCUPANTS = "notice to occupants"
    PLAN_DEFAULT = "final notice after a broken plan"


@dataclass(frozen=True)
class Notice:
    """A notice before a shut-off.

    `how` is phone, mail, email, visit or door; `to` customer, occupant or third party. `reached` is None until it is
    known: False when mail came back or nobody answered. `names_help` says that it told of plans, review and appeal.
    """

    id: str
    kind: NoticeKind
    on: dt.date
    how: str
    to: str = "customer"
    languages: tuple[str, ...] = ("English",)
    reached: bool | None = None
    concerns: str = ""
    names_help: bool = True


EXTENSION = "extension"  # a kind of arrangement; the other is a payment plan


@dataclass(frozen=True)
class Arrangement:
    """An extension (one instalment) or a payment plan, in force until `until`, unless it was broken.

    `broken_on` is the first day on which an instalment or a new bill was left unpaid.
    """

    kind: str
    until: dt.date
    instalments: int = 1
    agreed: dt.date | None = None
    each: Decimal | None = None
    broken_on: dt.date | None = None


@dataclass(frozen=True)
class Declaration:
    """What a household has shown or declared.

    `kind` is medical (a primary care provider's certificate), physician, benefit, income or willing.
    """

    kind: str
    on: dt.date
    by: str = ""
    until: dt.date | None = None


@dataclass(frozen=True)
class Appeal:
    """A review or appeal of a bill; pending until it is decided."""

    bill: str
    on: dt.date
    by: str = "customer"
    decided: dt.date | None = None
    upheld: bool | None = None


@dataclass(frozen=True)
class Shutoff:
    """A shut-off: scheduled, then done, then restored.

    `reason` is non_payment, unauthorised_use, backflow or request.
    """

    reason: str
    scheduled: dt.date
    done: dt.date | None = None
    restored: dt.date | None = None
    stopped: bool = False


@dataclass(frozen=True)
class Protections:
    """What may stand between an account and a shut-off, as one panel shows it."""

    declarations: tuple[Declaration, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    holds: tuple[str, ...] = ()
    shutoffs: tuple[Shutoff, ...] = ()
