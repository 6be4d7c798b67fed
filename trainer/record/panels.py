"""The panels of one account: what each shows of it. A desk opens them one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from trainer.record.account import Account, EntryKind
from trainer.record.credit import Protections
from trainer.record.service import Payments, PortalView


def _protections(account: Account) -> Protections:
    return Protections(account.declarations, account.appeals, account.holds, account.shutoffs)


def _payments(account: Account) -> Payments:
    return Payments(
        account.pending, account.mandate, account.paperless, account.mail_returned, account.email_bounced
    )  # fmt: skip


def _portal(account: Account) -> PortalView:
    """What the customer sees: nothing of notes, penalties in dispute or who else may act."""
    bill = account.latest_bill
    paid = [(entry.on, -entry.amount) for entry in account.entries if entry.kind is EntryKind.PAYMENT]
    return PortalView(
        account.holder.email, account.portal, account.number, account.balance,
        bill.due if bill and account.balance > 0 else None, account.pending, tuple(paid[:-6:-1]), account.paperless,
    )  # fmt: skip


ACCOUNT_PANELS: Mapping[str, Callable[[Account], Any]] = MappingProxyType({
    "summary": lambda account: account,
    "bills": lambda account: account.bills,
    "use": lambda account: account.bills,
    "reads": lambda account: account.reads,
    "ledger": lambda account: account.entries,
    "orders": lambda account: account.orders,
    "people": lambda account: account.people,
    "notes": lambda account: account.notes,
    "arrangements": lambda account: account.arrangements,
    "deposits": lambda account: account.deposits,
    "notices": lambda account: account.notices,
    "protections": _protections,
    "payments": _payments,
    "documents": lambda account: account.documents,
    "variances": lambda account: account.variances,
    "meters": lambda account: account.construction,
    "portal": _portal,
    "worksheets": lambda account: account.worksheets,
})  # fmt: skip
