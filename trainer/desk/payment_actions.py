"""Payments on an account: applied, moved, reversed, charged for, and refunds asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from trainer.desk.events import Event
from trainer.desk.payment_events import PaymentMoved
from trainer.desk.record_events import Amended, Filed, Posted
from trainer.desk.registry import (
    RefusedError,
    Systems,
    action,
    an_amount,
    next_entry,
    the_account,
    the_payment,
)
from trainer.desk.state import Desk
from trainer.district.delinquency import open_amounts
from trainer.district.money import dollars
from trainer.record.account import NO_MONEY, Account, Bill, Entry, EntryKind, FollowUp
from trainer.record.act import Act
from trainer.record.kinds import KINDS
from trainer.record.service import Mandate, RefundRequest

AUTOPAY = "autopay"


@action("apply_payment")
def apply_payment(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """What was paid and names no bill yet is put against bills, in the order given; the balance stays as it is."""
    account, amount = the_account(desk), an_amount(act)
    loose = unapplied(account)
    if amount > loose:
        raise RefusedError(f"{dollars(max(loose, NO_MONEY))} of what was paid is not applied to a bill yet: no more.")
    parts = list(_parts(account, amount, newest=act.text("first") == "current"))
    if not parts:
        raise RefusedError("No bill is open: what was paid stays as a credit.")
    applied = sum((part for _, part in parts), NO_MONEY)
    lines = [Entry("", desk.today, EntryKind.TRANSFER, applied, memo="applied to bills")]
    lines += [Entry("", desk.today, EntryKind.TRANSFER, -part, bill.id, memo="applied") for bill, part in parts]
    said = ", ".join(f"{dollars(part)} to {bill.id}" for bill, part in parts)
    return [Posted(numbered(account, lines), f"Applied: {said}")]


def unapplied(account: Account) -> Decimal:
    """What was paid and is put against no bill or charge, in dollars."""
    moved = (EntryKind.PAYMENT, EntryKind.TRANSFER)
    return -sum((one.amount for one in account.entries if one.kind in moved and not one.concerns), NO_MONEY)


def numbered(account: Account, lines: Sequence[Entry]) -> tuple[Entry, ...]:
    """Lines that are posted together, with the next numbers of the ledger."""
    return tuple(replace(line, id=next_entry(account, place)) for place, line in enumerate(lines))


def _parts(account: Account, amount: Decimal, *, newest: bool) -> Iterator[tuple[Bill, Decimal]]:
    """So much to each bill that is open when nothing loose counts."""
    named = [
        entry
        for entry in account.entries
        if entry.concerns or entry.kind not in (EntryKind.PAYMENT, EntryKind.TRANSFER)
    ]
    left = open_amounts(account.bills, named)
    for bill in sorted(account.bills, key=lambda one: one.due, reverse=newest):
        part = min(amount, left[bill.id])
        if part > 0:
            yield bill, part
            amount -= part


@action("move_payment")
def move_payment(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    """To another account; one that lies elsewhere is asked back from there, for nobody posts what they cannot see."""
    account, to = the_account(desk), act.text("to") or ""
    if account.entry(act.text("payment")) is None and to in ("", account.number):
        wanted = f"Payment {act.text('payment')} to be found and moved here"
        return [Filed("follow_ups", FollowUp(wanted, desk.today), f"Sent to the cash office: {wanted.lower()}")]
    payment = the_payment(desk, act)
    if to in ("", account.number):
        raise RefusedError("It is on this account. Give the number of the account that it belongs to.")
    other = _other(desk, to, systems)
    return [PaymentMoved(payment, other, f"{dollars(-payment.amount)} moved to account {to}")]


def _other(desk: Desk, number: str, systems: Systems) -> Account:
    """Another account, as this desk has left it or as the District has it."""
    parked = next((one.account for one in desk.parked if one.account.number == number), None)
    found = parked or systems.account(number)
    if found is None:
        raise RefusedError(f"There is no account {number[:40]}. Search for it by name or address.")
    return found


@action("reverse_payment")
def reverse_payment(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, payment, by_bank = the_account(desk), the_payment(desk, act), act.text("reason") == "bank"
    reason = KINDS["reverse_payment"].slots["reason"].choices[str(act.text("reason"))].label
    line = Entry(next_entry(account), desk.today, EntryKind.RETURNED, -payment.amount, payment.id, memo=reason)
    events: list[Event] = [
        Posted((line,), f"Payment {payment.id} reversed, {reason}: {dollars(line.amount)} owed again")
    ]
    if by_bank and payment.channel == AUTOPAY and account.mandate is not None:
        events.append(Amended({"mandate": Mandate(account.mandate.since, desk.today)}))
    return events


@action("charge_returned")
def charge_returned(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, named, amount = the_account(desk), act.text("payment"), an_amount(act)
    returned = [one for one in account.entries if one.kind is EntryKind.RETURNED]
    back = next((one for one in returned if named in (one.id, one.concerns)), None)
    if back is None:
        raise RefusedError(
            f"{named} was not returned. Returned are: {', '.join(e.concerns for e in returned) or 'none'}."
        )
    if any(
        one.kind is EntryKind.RETURNED_CHARGE and one.concerns in (back.id, back.concerns) for one in account.entries
    ):
        raise RefusedError("That payment was charged for already.")
    line = Entry(next_entry(account), desk.today, EntryKind.RETURNED_CHARGE, amount, back.id)
    return [Posted((line,), f"Charged for the returned payment: {dollars(amount)}")]


@action("request_refund")
def request_refund(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """A request: the money leaves once somebody else has approved it."""
    account, amount, how = the_account(desk), an_amount(act), str(act.text("how"))
    ever = -sum((one.amount for one in account.entries if one.amount < 0), NO_MONEY)
    if amount > ever:
        raise RefusedError(f"Only {dollars(ever)} was ever paid or credited on this account.")
    if any(one.amount == amount and one.on == desk.today for one in account.refunds):
        raise RefusedError("That refund is asked for already.")
    label = KINDS["request_refund"].slots["how"].choices[how].label
    return [
        Filed(
            "refunds", RefundRequest(amount, how, desk.today), f"Refund of {dollars(amount)}, {label}: to be approved"
        )
    ]
