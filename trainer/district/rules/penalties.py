"""Chapter 5, late penalties: what the penalty on a bill may be, and what of a wrong one is our mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from trainer.district.dates import months_back
from trainer.district.money import to_cents
from trainer.district.rules.registry import rules_on
from trainer.record.account import NO_MONEY, Bill, Entry, EntryKind
from trainer.record.act import Act
from trainer.record.case import Case
from trainer.record.credit import EXTENSION, Arrangement, Protections
from trainer.record.ruling import Ruling, permitted

ARRIVED = (EntryKind.PAYMENT, EntryKind.TRANSFER)


@dataclass(frozen=True)
class Mistake:
    """What of a penalty should not be there: the rule that says so, dollars above zero, and why."""

    rule: str
    amount: Decimal
    why: str


def penalty(ledger: Sequence[Entry], what: Act) -> Entry | None:
    """The late penalty an act names, as the ledger shows it."""
    return next((e for e in ledger if e.id == what.text("fee") and e.kind is EntryKind.PENALTY), None)


def received_in_time(ledger: Sequence[Entry], bills: Sequence[Bill], fee: Entry) -> Entry | None:
    """The payment that had settled a bill by its due date, though it was posted, or moved here, after it."""
    bill = next((bill for bill in bills if bill.id == fee.concerns), None)
    if bill is None or past_due_charges(ledger, bill):
        return None
    payments = (e for e in ledger if e.kind in ARRIVED and e.concerns == bill.id)
    return next((e for e in payments if e.received and e.received <= bill.due < e.on), None)


def not_reversed(ledger: Sequence[Entry], fee: Entry) -> Decimal:
    """What is left of a charge after what was reversed as our mistake, in dollars."""
    reversed_ = (e.amount for e in ledger if e.concerns == fee.id and e.kind is EntryKind.REVERSAL)
    return fee.amount + sum(reversed_, NO_MONEY)


def earlier_courtesy(case: Case, fee: Entry) -> Entry | None:
    """The last charge waived as a courtesy within the window, other than this one; needs the ledger."""
    start = months_back(case.today, case.parameter("courtesy_waiver_months"))
    ledger: Sequence[Entry] = case.see("ledger")
    found = [e for e in ledger if e.kind is EntryKind.WAIVER and start < e.on and e.concerns != fee.id]
    if found:
        case.note_reading("last courtesy waiver", found[-1].on, "ledger")
    return found[-1] if found else None


def past_due_charges(ledger: Sequence[Entry], bill: Bill) -> Decimal:
    """What of a bill's own charges was open at the end of its due date; an adjustment lowers it whenever it came."""
    credits = (e for e in ledger if e.concerns == bill.id and e.amount < 0)
    counted = (e.amount for e in credits if e.kind is EntryKind.ADJUSTMENT or (e.received or e.on) <= bill.due)
    return max(NO_MONEY, bill.total + sum(counted, NO_MONEY))


def right_penalty(case: Case, ledger: Sequence[Entry], bill: Bill) -> Decimal:
    """The penalty policy adds to a bill, to the cent, never above the law's ceiling."""
    percent = min(case.parameter("late_penalty_percent"), case.parameter("late_penalty_ceiling_percent"))
    return to_cents(past_due_charges(ledger, bill) * percent / 100)


def mistake_in(case: Case, ledger: Sequence[Entry], bills: Sequence[Bill], fee: Entry) -> Mistake | None:
    """What of a penalty is our mistake, beside a payment posted late; holds and extensions count once they are seen."""
    bill = next((bill for bill in bills if bill.id == fee.concerns), None)
    left = not_reversed(ledger, fee)
    if bill is None or left <= 0 or received_in_time(ledger, bills, fee):
        return None
    if _penalized_before(ledger, fee):
        return Mistake("one_penalty_a_bill", left, "That bill had its one penalty already.")
    held = _held(case, bill, fee)
    if held:
        return Mistake("no_penalty_while_held", left, held)
    right = NO_MONEY if fee.on <= bill.due else right_penalty(case, ledger, bill)
    if left <= right:
        return None
    case.note_reading("open at the due date", past_due_charges(ledger, bill), "bills and ledger")
    case.note_reading("right penalty", right, "worked out")
    return Mistake("penalty_amount", left - right, f"The penalty should be ${right:,.2f}.")


def _penalized_before(ledger: Sequence[Entry], fee: Entry) -> bool:
    """Whether an earlier penalty on the same bill stands, in ledger order."""
    before = ledger[: list(ledger).index(fee)]
    same = (e for e in before if e.kind is EntryKind.PENALTY and e.concerns == fee.concerns)
    return any(not_reversed(ledger, e) > 0 for e in same)


def _held(case: Case, bill: Bill, fee: Entry) -> str:
    """Why no penalty could be added to a bill on that day; empty when nothing seen forbids it."""
    shown: Protections = case.panels.get("protections", Protections())
    extensions: Sequence[Arrangement] = case.panels.get("arrangements", ())
    appealed = (a for a in shown.appeals if a.bill == bill.id and a.on <= fee.on)
    if bill.id in shown.holds or any(a.decided is None or a.decided > fee.on for a in appealed):
        return "The bill was on hold while it was disputed."
    if any(e.kind == EXTENSION and e.agreed and bill.on <= e.agreed <= fee.on <= e.until for e in extensions):
        return "The customer had an extension on that day."
    return ""


def _taken_off(rule: str, case: Case, what: Act) -> Ruling | None:
    """What of a penalty is a mistake that this rule names is taken off as ours; more is left as it is."""
    ledger, bills = case.see("ledger"), case.see("bills")
    fee = penalty(ledger, what)
    wrong = mistake_in(case, ledger, bills, fee) if fee else None
    if fee is None or wrong is None or wrong.rule != rule:
        return None
    case.note_reading("late penalty", fee.amount, "ledger")
    return permitted(what.but(amount=wrong.amount, reason="our_mistake"), wrong.why, entitled=True)


@rules_on("penalty_amount", "waive_fee")
def penalty_amount(case: Case, what: Act) -> Ruling | None:
    """A penalty above what policy adds to the bill's own open charges is brought down to it."""
    return _taken_off("penalty_amount", case, what)


@rules_on("one_penalty_a_bill", "waive_fee")
def one_penalty_a_bill(case: Case, what: Act) -> Ruling | None:
    """A bill gets one penalty; a second one comes off whole."""
    return _taken_off("one_penalty_a_bill", case, what)


@rules_on("no_penalty_while_held", "waive_fee")
def no_penalty_while_held(case: Case, what: Act) -> Ruling | None:
    """A penalty added while the bill was disputed, or within an extension, comes off whole."""
    return _taken_off("no_penalty_while_held", case, what)
