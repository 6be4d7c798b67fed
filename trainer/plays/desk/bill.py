"""A bill as the customer gets it: what was owed and paid before, the new charges, the reads, and the stub."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trainer.district.pack import Identity
from trainer.plays.desk.words import short_day
from trainer.record.account import NO_MONEY, Account, Bill, Entry, EntryKind, year_before

_LATEST = 13  # bills in the little picture of use


@dataclass(frozen=True)
class Sender:
    """Whom a bill comes from, as far as the pack says it: lines of an address, a telephone number, where to pay."""

    name: str
    lines: Sequence[str]
    phone: str
    remit: Sequence[str]


@dataclass(frozen=True)
class Part:
    """One line of what came before the new charges, in dollars."""

    label: str
    amount: Decimal


@dataclass(frozen=True)
class Column:
    """One bill of the little picture: its height and place, in the picture's own units."""

    x: float
    y: float
    height: float
    letter: str
    this: bool


@dataclass(frozen=True)
class PrintedBill:
    """Everything that the page shows; `due` is what was asked for on the bill's day, in dollars."""

    sender: Sender
    bill: Bill
    account: Account
    name: str
    mail_to: Sequence[str]
    before: Sequence[Part]
    due: Decimal
    columns: Sequence[Column]
    a_year_ago: Bill | None
    automatic: bool


def printed(account: Account, bill: Bill, identity: Identity) -> PrintedBill:
    """The bill as it was mailed: the ledger up to its day, and nothing that came later."""
    parts = list(_before(account, bill))
    known = account.bills[: account.bills.index(bill) + 1]
    mandate = account.mandate
    return PrintedBill(
        sender=_sender(identity), bill=bill, account=account, name=account.holder.name, mail_to=_mail_to(account),
        before=parts, due=sum((one.amount for one in parts), NO_MONEY) + bill.total,
        columns=_columns(known[-_LATEST:]), a_year_ago=year_before(known[:-1], bill),
        automatic=mandate is not None and mandate.returned is None and mandate.since <= bill.on,
    )  # fmt: skip


def _before(account: Account, bill: Bill) -> Iterator[Part]:
    """What the last bill asked for, what was paid since, and every other line of the ledger between the two."""
    place = account.bills.index(bill)
    since = account.bills[place - 1].on if place else dt.date.min
    earlier = [e for e in account.entries if e.on < since or (e.on == since and e.kind is EntryKind.BILL)]
    between = [e for e in account.entries if e not in earlier and e.on <= bill.on and e.kind is not EntryKind.BILL]
    if place:
        yield Part("Amount of your last bill", _sum(earlier))
    paid = [e for e in between if e.kind is EntryKind.PAYMENT]
    if paid or place:
        last = f", last on {short_day(paid[-1].on)}" if paid else ""
        yield Part(f"Payments received{last}", _sum(paid))
    for entry in between:
        if entry.kind is not EntryKind.PAYMENT:
            yield Part(f"{entry.kind.value.capitalize()}, {short_day(entry.on)}", entry.amount)


def _sum(entries: Sequence[Entry]) -> Decimal:
    return sum((entry.amount for entry in entries), NO_MONEY)


def _mail_to(account: Account) -> list[str]:
    place = account.premise
    return [account.mailing] if account.mailing else [place.address, f"{place.community}, CA {place.postcode}"]


def _sender(identity: Identity) -> Sender:
    """As the pack gives it; a pack may say less of the agency."""
    known: dict[str, Any] = identity.model_extra or {}
    lines = known.get("address", {})
    phones = known.get("phones", {})
    first: dict[str, Any] = phones.get("customer_relations") or phones.get("main") or {}
    return Sender(
        identity.name, lines.get("office", {}).get("lines", ()), str(first.get("number", "")),
        lines.get("payments_by_mail", {}).get("lines", ()),
    )  # fmt: skip


def _columns(bills: Sequence[Bill]) -> list[Column]:
    top = max([1, *(bill.use for bill in bills)])
    heights = [round(60 * bill.use / top, 1) for bill in bills]
    return [
        Column(place * 20, round(66 - high, 1), high, f"{bill.on:%b}"[0], place == len(bills) - 1)
        for place, (bill, high) in enumerate(zip(bills, heights, strict=True))
    ]
