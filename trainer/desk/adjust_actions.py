"""Charges taken off, and bills put right: fees, estimates at another read, adjustments, a bill made out anew."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from trainer.desk.adjust_events import BillEstimated, LeakWorkedOut, Rebilled
from trainer.desk.events import Event
from trainer.desk.rebilling import rebilled
from trainer.desk.record_events import Amended, Filed, Posted
from trainer.desk.registry import (
    RefusedError,
    Systems,
    a_count,
    action,
    an_amount,
    next_entry,
    the_account,
    the_bill,
)
from trainer.desk.state import Desk
from trainer.district.money import dollars
from trainer.district.relief import above_budget
from trainer.record.account import Account, Bill, Entry, EntryKind, Estimate, Recommendation, Worksheet
from trainer.record.act import Act
from trainer.record.case import shown
from trainer.record.kinds import KINDS

FEES = (
    EntryKind.FEE, EntryKind.NOTICE_FEE, EntryKind.SHUTOFF_FEE, EntryKind.RECONNECTION, EntryKind.RETURNED_CHARGE,
    EntryKind.INTEREST, EntryKind.REREAD_FEE, EntryKind.TEST_FEE,
)  # fmt: skip
# As what a charge comes off, by the reason; the cap of the law and a low income adjust it.
_AS = {
    "courtesy": EntryKind.WAIVER, "our_mistake": EntryKind.REVERSAL, "not_delivered": EntryKind.REVERSAL,
}  # fmt: skip
LEAK_TIER = "leak_reprice_tier"
MOST_USE = 2000  # CCF between two reads of a bill: more is a slip of the finger


@action("waive_fee")
def waive_fee(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account = the_account(desk)
    fee = account.entry(act.text("fee"))
    if fee is None or fee.kind is not EntryKind.PENALTY:
        raise RefusedError(f"There is no late penalty {act.text('fee')} on the ledger.")
    left = _left(account, fee)
    amount = act.amount() or left
    if amount > left or not amount:
        raise RefusedError(f"Only {dollars(left)} of that penalty is left to take off.")
    kind = _AS[str(act.text("reason"))]
    entry = Entry(next_entry(account), desk.today, kind, -amount, fee.id)
    verb = "Waived as a courtesy" if kind is EntryKind.WAIVER else "Reversed"
    return [Posted((entry,), f"{verb}: late penalty, {dollars(amount)}")]


@action("reduce_charge")
def reduce_charge(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, amount, reason = the_account(desk), an_amount(act), str(act.text("reason"))
    charge = account.entry(act.text("charge"))
    if charge is not None and charge.kind is EntryKind.PENALTY:
        raise RefusedError(f"{charge.id} is a late penalty. Use “{KINDS['waive_fee'].label}”.")
    if charge is None or charge.kind not in FEES or charge.amount <= 0:
        known = ", ".join(one.id for one in account.entries if one.kind in FEES and one.amount > 0) or "none"
        raise RefusedError(f"{act.text('charge')} is no charge that can be reduced. Those on the ledger are: {known}.")
    left = _left(account, charge)
    if amount > left:
        raise RefusedError(f"Only {dollars(left)} of that charge is left to take off.")
    label = KINDS["reduce_charge"].slots["reason"].choices[reason].label
    entry = Entry(
        next_entry(account), desk.today, _AS.get(reason, EntryKind.ADJUSTMENT), -amount, charge.id, memo=label
    )
    return [Posted((entry,), f"Taken off the {charge.kind.value}: {dollars(amount)}, {dollars(left - amount)} left")]


def _left(account: Account, charge: Entry) -> Decimal:
    """What of a charge was not taken off yet."""
    return charge.amount + sum(one.amount for one in account.entries if one.concerns == charge.id)


@action("estimate_bill")
def estimate_bill(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    return [BillEstimated(_repriced(the_account(desk), the_bill(desk, act), a_count(act, "read"), systems))]


def _repriced(account: Account, bill: Bill, read: int, systems: Systems) -> Estimate:
    if abs(read - bill.read_to) > MOST_USE:
        raise RefusedError(f"A read of {read} does not fit: the bill ends at {bill.read_to}.")
    try:
        return systems.reprice(account, bill, read)
    except ValueError as error:
        raise RefusedError(f"A read of {read} does not fit. {error}") from None


@action("work_out_leak")
def work_out_leak(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    """The worksheet that goes with a leak adjustment; whether one is due is another question."""
    bill, tier = the_bill(desk, act), systems.parameter(LEAK_TIER)
    lines = tuple(above_budget(bill.charges, int(tier))) if tier is not None else ()
    if not lines:
        raise RefusedError(f"Nothing on {bill.id} was priced above the budget: there is nothing to work out.")
    return [LeakWorkedOut(Worksheet(bill.id, desk.today, lines))]


@action("recommend_adjustment")
def recommend_adjustment(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    bill, amount, cause = the_bill(desk, act), act.amount(), act.text("cause") or ""
    if amount is None or amount > bill.total:
        raise RefusedError(f"An adjustment of this bill lies between $0.01 and {dollars(bill.total)}.")
    if any(one.bill == bill.id for one in the_account(desk).recommendations):
        raise RefusedError("An adjustment of this bill was already sent for approval.")
    said = f"adjustment of {dollars(amount)}, which brings {bill.id} from {dollars(bill.total)} to"
    recommended = Recommendation(bill.id, amount, cause)
    return [Filed("recommendations", recommended, f"Sent for approval: {said} {dollars(bill.total - amount)}")]


@action("approve_adjustment")
def approve_adjustment(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """Who may approve posts it; nobody else's desk has the button."""
    account, bill = the_account(desk), the_bill(desk, act)
    waiting = next((one for one in account.recommendations if one.bill == bill.id), None)
    if waiting is None:
        raise RefusedError(f"No adjustment of {bill.id} waits for approval. Recommend one first.")
    if not desk.approves:
        raise RefusedError("Approving is for a supervisor: ask one.")
    entry = Entry(next_entry(account), desk.today, EntryKind.ADJUSTMENT, -waiting.amount, bill.id, memo=waiting.cause)
    others = tuple(one for one in account.recommendations if one is not waiting)
    said = f"Adjustment approved: {dollars(waiting.amount)} off {bill.id}"
    return [Amended({"recommendations": others}), Posted((entry,), said)]


@action("rebill")
def rebill(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    """Only the latest bill: the reads of an earlier one stand in those that follow it."""
    account, bill, read = the_account(desk), the_bill(desk, act), a_count(act, "read")
    if bill is not account.latest_bill:
        raise RefusedError("Later bills begin at this one’s read. Pass it on to finance.")
    if read == bill.read_to:
        raise RefusedError("That is the read it was billed at.")
    anew = rebilled(account, bill, _repriced(account, bill, read, systems), desk.today)
    said = (
        f"{bill.id} canceled, made out anew as {anew.bill.id}: {dollars(anew.bill.total)}, due {shown(anew.bill.due)}"
    )
    return [Rebilled(bill, anew, said)]
