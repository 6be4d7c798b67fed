"""Chapter 4, when money went wrong: on another account, twice, back to the customer, or back from the bank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from trainer.district.delinquency import balance
from trainer.district.rules.penalties import not_reversed, received_in_time
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import NO_MONEY, Entry, EntryKind
from trainer.record.act import Act, Pattern, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted
from trainer.record.service import Payments

GONE_AGAIN = (EntryKind.RETURNED, EntryKind.REFUND, EntryKind.TRANSFER)
CLEARS_AT_ONCE = ("cash", "money order", "cashier_check")
NO_PROOF = (False, "none")


@rules_on("misapplied_payment", "move_payment")
def misapplied_payment(case: Case, what: Act) -> Ruling | None:
    """A payment is moved to where it belongs once it is shown that it was made."""
    if case.know("payment_proof") in NO_PROOF:
        return forbidden("Nothing shows that payment.", reasons=("papers_missing",))
    named = next((e for e in case.see("ledger") if e.id == what.text("payment")), None)
    if named is not None and named.kind is not EntryKind.PAYMENT:
        return forbidden(f"{named.id} is not a payment.")
    return permitted(entitled=True)


@owes("misapplied_payment")
def undo_its_penalty(case: Case) -> Iterable[Obligation]:
    """Money that was moved here and had reached the District in time takes the late penalty with it."""
    ledger: Sequence[Entry] = case.panels.get("ledger", ())
    for fee in (e for e in ledger if e.kind is EntryKind.PENALTY and not_reversed(ledger, e) > 0):
        paid = received_in_time(ledger, case.panels.get("bills", ()), fee)
        if paid is not None and paid.kind is EntryKind.TRANSFER:
            undo = pattern("waive_fee", fee=fee.id, reason="our_mistake", amount=not_reversed(ledger, fee))
            yield Obligation(f"penalty:{fee.id}", "Reverse the penalty that the misapplied payment caused", (undo,))


def paid_twice(ledger: Sequence[Entry]) -> Entry | None:
    """The later of two posted payments of one amount for one bill, neither of which has gone again."""
    gone = {e.concerns for e in ledger if e.kind in GONE_AGAIN}
    seen: set[tuple[str, Decimal]] = set()
    for entry in ledger:
        if entry.kind is not EntryKind.PAYMENT or entry.id in gone or not entry.concerns:
            continue
        if (entry.concerns, entry.amount) in seen:
            return entry
        seen.add((entry.concerns, entry.amount))
    return None


@rules_on("paid_once", "request_refund")
def paid_once(case: Case, what: Act) -> Ruling | None:
    """A bill paid twice: the customer chooses refund or credit. One payment still pending is not two."""
    ledger: Sequence[Entry] = case.see("ledger")
    second = paid_twice(ledger)
    if second is not None:
        case.note_reading("paid a second time", second.on, "ledger")
        chosen = case.know("refund_or_credit")
        how = "credit" if chosen == "credit" else _not_cash(what)
        return permitted(what.but(amount=-second.amount, how=how), f"They chose the {chosen}.", entitled=True)
    posted = {-e.amount for e in ledger if e.kind is EntryKind.PAYMENT}
    shown: Payments = case.see("payments")
    if any(one.amount in posted for one in shown.pending):
        why, instead = "One of the two is still pending.", (act("explain", topic="pending_payment"),)
        return forbidden(why, reasons=("still_pending", "not_duplicate"), instead=instead)
    return None


def _not_cash(what: Act) -> str:
    """The way a refund is paid: as asked for, by check where cash or nothing was said."""
    how = what.text("how")
    return how if how in ("check", "original") else "check"


@rules_on("refund_amount", "request_refund")
def refund_amount(case: Case, what: Act) -> Ruling | None:
    """A refund is the credit on the account, to the cent, and never cash; a second payment is its own amount."""
    ledger: Sequence[Entry] = case.see("ledger")
    if what.text("how") == "cash":
        return forbidden("Refunds are never paid in cash.", reasons=("not_allowed",), allowed=what.but(how="check"))
    if paid_twice(ledger) is not None or case.did(pattern("return_meter", refund=what.amount() or NO_MONEY)):
        return None  # a second payment, and what is left of a construction deposit, are amounts of their own
    credit = -balance(ledger)
    case.note_reading("credit on the account", max(credit, Decimal("0.00")), "ledger")
    if credit <= 0:
        return forbidden("There is no credit on the account.", reasons=("not_duplicate", "not_allowed"))
    return permitted(what.but(amount=credit), entitled=True)


@rules_on("refund_cleared", "request_refund")
def refund_cleared(case: Case, what: Act) -> Ruling | None:
    """Nothing goes back before the payment it comes from can no longer come back itself."""
    if what.text("how") == "credit":
        return None
    paid = [e for e in case.see("ledger") if e.kind is EntryKind.PAYMENT and e.channel not in CLEARS_AT_ONCE]
    if not paid:
        return None
    received = paid[-1].received or paid[-1].on
    clear = case.policy.add_business_days(received, case.parameter("payment_clearing_business_days"))
    case.note_reading("payment cleared on", clear, "ledger")
    if clear > case.today:
        return forbidden(f"The payment has not cleared before {_day(clear)}.", reasons=("too_soon",))
    return permitted()


def _day(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"


APPROVERS: tuple[Pattern, ...] = (
    pattern("pass_on", to="finance"), pattern("pass_on", to="supervisor"), pattern("ask_supervisor"),
)  # fmt: skip


@owes("refund_approved_apart")
def refund_approved_apart(case: Case) -> Iterable[Obligation]:
    """Money that leaves is approved by another person than who asks for it."""
    for how in ("check", "original"):
        if case.did(pattern("request_refund", how=how)):
            yield Obligation("approve", "Pass the refund on to who approves it", APPROVERS)
            return


@rules_on("refund_approved_apart", "request_refund", "promise")
def not_by_who_holds_cash(case: Case, what: Act) -> Ruling | None:
    """Who approves refunds holds no drawer that day; and nobody promises a refund that another decides."""
    if what.kind == "promise":
        decided = any(r.act.kind == "request_refund" and r.id in case.approved for r in case.requests)
        refund = what.text("what") == "refund"
        return forbidden("The refund is someone else’s decision.", untrue=True) if refund and not decided else None
    if case.level == "supervisor" and "drawer" in case.panels:
        return forbidden("Who holds a drawer today approves no refund.", instead=(act("pass_on", to="finance"),))
    return None


@rules_on("returned_charge", "charge_returned")
def returned_charge(case: Case, what: Act) -> Ruling | None:
    """The first returned payment has one charge, each later one another; one charge for each, and no more."""
    ledger: Sequence[Entry] = case.see("ledger")
    back = [e for e in ledger if e.kind is EntryKind.RETURNED]
    this = next((e for e in back if what.text("payment") in (e.id, e.concerns)), None)
    if this is None:
        return forbidden("No bank has returned that payment.", untrue=True)
    if any(e.kind is EntryKind.RETURNED_CHARGE and e.concerns in (this.id, this.concerns) for e in ledger):
        return forbidden("That payment was charged for already.")
    which = "first" if back[0] is this else "later"
    fee, most = case.parameter(f"returned_payment_fee_{which}"), case.parameter(f"returned_check_ceiling_{which}")
    return permitted(what.but(amount=Decimal(min(fee, most))))


@owes("returned_charge")
def explain_the_return(case: Case) -> Iterable[Obligation]:
    """Who is charged hears what came back, what it costs and how to pay now."""
    contact = case.talking
    if contact is not None and case.did(pattern("charge_returned")):
        say = (pattern("explain", topic="returned_payment"),)
        yield Obligation("returned", "Explain the returned payment", say, contact=contact.id, while_open=True)
