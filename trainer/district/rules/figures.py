"""Chapter 3, figures: what the account shows, and the District's own fees, for each figure that can be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from trainer.district.delinquency import balance, past_due
from trainer.record.account import Entry, EntryKind
from trainer.record.act import pattern
from trainer.record.case import Case
from trainer.record.credit import EXTENSION, Protections
from trainer.record.ruling import Readable

IN_CCF = ("use",)
DATED = ("due_date", "shutoff_date")
FEES = (
    EntryKind.FEE, EntryKind.NOTICE_FEE, EntryKind.SHUTOFF_FEE, EntryKind.RECONNECTION, EntryKind.RETURNED_CHARGE,
    EntryKind.REREAD_FEE, EntryKind.TEST_FEE,
)  # fmt: skip


def true_values(case: Case, figure: str) -> Sequence[Readable] | None:
    """Every value that would be a true answer, the plainest last.

    None for a figure that has no such answer (an arrival), or a chapter that works it out (deposits, payoffs).
    """
    shows = _SHOWN.get(figure)
    return shows(case) if shows else None


def _of_kind(ledger: Sequence[Entry], *kinds: EntryKind) -> list[Decimal]:
    return [abs(entry.amount) for entry in ledger if entry.kind in kinds]


def _amounts(case: Case, *kinds: str) -> Iterator[Decimal]:
    """The amounts of what was done in this play, in dollars."""
    for kind in kinds:
        for _, deed in case.deeds(pattern(kind)):
            amount = deed.act.amount()
            if amount is not None:
                yield amount


def _due_dates(case: Case) -> Sequence[Readable]:
    """The due dates of the bills, and the new ones that an extension gave: the one just granted, and any seen."""
    granted = (deed.act.get("until") for _, deed in case.deeds(pattern("grant_extension")))
    seen = (one.until for one in case.panels.get("arrangements", ()) if one.kind == EXTENSION and not one.broken_on)
    return [*(day for day in granted if isinstance(day, dt.date)), *seen, *(bill.due for bill in case.see("bills"))]


def _shutoff_dates(case: Case) -> Sequence[Readable]:
    shown: Protections = case.see("protections")
    return [one.scheduled for one in shown.shutoffs if one.done is None and not one.stopped]


def _instalments(case: Case) -> Sequence[Readable]:
    agreed = (one.each for one in case.see("arrangements") if one.broken_on is None)
    return [*(each for each in agreed if each is not None), *_amounts(case, "set_up_plan")]


def _fees(case: Case) -> Sequence[Readable]:
    on_account = _of_kind(case.panels.get("ledger", ()), *FEES)
    return [*(Decimal(fee.value) for fee in case.policy.fees(case.today)), *on_account]


_SHOWN: Mapping[str, Callable[[Case], Sequence[Readable]]] = {
    "balance": lambda case: [balance(case.see("ledger"))],
    "bill_total": lambda case: [bill.total for bill in case.see("bills")],
    "due_date": _due_dates,
    "penalty": lambda case: _of_kind(case.see("ledger"), EntryKind.PENALTY),
    "last_payment_amount": lambda case: _of_kind(case.see("ledger"), EntryKind.PAYMENT)[-1:],
    "adjustment": lambda case: [estimate.difference for estimate in case.see("estimate")],
    "past_due": lambda case: [past_due(case.see("bills"), case.see("ledger"), case.today)],
    "use": lambda case: [Decimal(bill.use) for bill in case.see("use")],
    "shutoff_date": _shutoff_dates,
    "instalment": _instalments,
    "fee": _fees,
}
