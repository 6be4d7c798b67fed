"""A payment that the bank sent back: its line on the ledger, and the charge for it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.late_penalty import PENALISED
from trainer.customers.pricing import bill_of, total_of
from trainer.record.account import Account, Entry, EntryKind

PARAMETERS = ("returned_payment_fee_first", "returned_check_ceiling_first")


def came_back(plan: Plan, mark: str, on: dt.date, why: str, charged: bool) -> Plan:
    """The plan with the payment of the bill before the latest, named by `mark`, taken back on a day.

    `charged` adds what a first returned payment costs, as the pack says and the law allows.
    """
    amount: Decimal = total_of(bill_of(plan, PENALISED))
    plan = plan.adding(Entry(f"{mark}:back", on, EntryKind.RETURNED, amount, mark, memo=why))
    if not charged:
        return plan
    fee, most = (plan.district.number(name, on) for name in PARAMETERS)
    return plan.adding(Entry("", on, EntryKind.RETURNED_CHARGE, min(fee, most), f"{mark}:back"))


def returned(account: Account) -> Entry:
    """The ledger's line of what came back."""
    return next(entry for entry in account.entries if entry.kind is EntryKind.RETURNED)


def revealed(account: Account) -> Truth:
    """What authored text may name of it."""
    back = returned(account)
    return {
        "returned_payment": back.concerns, "returned_line": back.id, "returned_on": back.on,
        "returned_amount": back.amount, "returned_bill": account.bills[PENALISED].id, "returned_why": back.memo,
    }  # fmt: skip
