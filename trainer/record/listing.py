"""Listings: what the directory of customers shows of each before an account is opened, and what a search finds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trainer.record.account import Account
from trainer.record.service import FlagKind


class Standing(StrEnum):
    """A customer, one who has left, or a place that another agency serves."""

    CUSTOMER = "customer"
    FORMER = "former"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Listing:
    """One line of the directory. `number` is the account's, and empty where another `agency` serves the address.

    `since` and `until` are the first day as a customer and, for one who has left, the last. Of someone `protected`
    neither address nor telephone is listed, so that no search leads from the one to the other.
    """

    number: str
    holder: str
    address: str
    community: str
    phone: str = ""
    meter: str = ""
    standing: Standing = Standing.CUSTOMER
    since: dt.date | None = None
    until: dt.date | None = None
    agency: str = ""
    protected: bool = False


PROTECTING = (FlagKind.PROTECTED, FlagKind.RESTRAINING)


def listing_of(account: Account) -> Listing:
    """The line that stands in the directory for an account."""
    hidden = any(flag.kind in PROTECTING for flag in account.flags)
    return Listing(
        number=account.number,
        holder=account.holder.name,
        address="" if hidden else account.premise.address,
        community="" if hidden else account.premise.community,
        phone="" if hidden else account.holder.phone,
        protected=hidden,
        meter="" if hidden else account.meter.number,
        standing=Standing.FORMER if account.status == "closed" else Standing.CUSTOMER,
        since=account.since,
        until=account.ended,
    )


@dataclass(frozen=True)
class Hit:
    """A listing that a search found, in which field it matched, and whether to the letter."""

    listing: Listing
    field: str
    exact: bool = False


@dataclass(frozen=True)
class Found:
    """What one search found, the best first; `more` is how many others would fit less well or come after."""

    query: str
    hits: tuple[Hit, ...]
    more: int = 0
