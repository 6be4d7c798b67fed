"""Chapter 10, meter tests: what they cost, what comes first, and what a meter that counts too much gives back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from trainer.district.dates import months_back
from trainer.district.rules.high_bills import worked_out
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Bill, Entry, EntryKind, Order, OrderStatus
from trainer.record.act import Act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted

WHOLE = Decimal(100)


def done(orders: Sequence[Order]) -> list[Order]:
    """The orders that were carried out, oldest first."""
    return [order for order in orders if order.status is OrderStatus.DONE]


def registered(order: Order) -> Decimal | None:
    """What a tested meter counted, in percent of the water that ran through it; None for any other result."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)%", order.result)
    return Decimal(found[1]) if found and order.work == "meter_test" else None


def tested_fast(case: Case) -> tuple[Order, Decimal] | None:
    """The last meter test and what it found, where the meter counts too much by more than policy lets pass."""
    tests = [(order, share) for order in done(case.see("orders")) if (share := registered(order)) is not None]
    if not tests:
        return None
    order, share = tests[-1]
    case.note_reading("the meter counted", f"{share}%", f"order {order.id}")
    return (order, share) if share - WHOLE > case.parameter("meter_test_refund_percent") else None


@rules_on("test_fee_told", "order_work", "state")
def test_fee_told(case: Case, what: Act) -> Ruling | None:
    """The fee of a meter test, and when it is given back, is said before the test is ordered."""
    if what.kind == "state":
        return _true_fee(case, what)
    if what.text("work") != "meter_test" or case.contact(what.toward) is None:
        return None
    case.parameter("meter_test_fee")
    if case.did(pattern("explain", topic="meter_test")) or case.did(pattern("state", figure="fee")):
        return permitted()
    return not_yet("They must know the fee first.", pattern("explain", topic="meter_test"))


def _true_fee(case: Case, what: Act) -> Ruling | None:
    asked = any(request.act.text("work") == "meter_test" for request in case.requests)
    if what.text("figure") != "fee" or what.amount() is None or not asked:
        return None
    fee = case.parameter("meter_test_fee")
    return permitted() if what.amount() == fee else forbidden("The fee is another.", untrue=True)


@rules_on("visit_before_test", "order_work")
def visit_before_test(case: Case, what: Act) -> Ruling | None:
    """A leak check at the meter is free, and is offered before a test that costs something."""
    if what.text("work") != "meter_test" or case.contact(what.toward) is None:
        return None
    visited = any(order.work == "leak_check" for order in done(case.see("orders")))
    if visited or case.did(pattern("offer", offer="high_bill_visit")):
        return permitted()
    return not_yet("The free visit is offered first.", pattern("offer", offer="high_bill_visit"))


def is_credited(ledger: Sequence[Entry], fee: Entry) -> bool:
    """Whether a charge was taken off the ledger again."""
    return any(entry.concerns == fee.id and entry.amount < 0 for entry in ledger)


def named_fee(ledger: Sequence[Entry], what: Act, kind: EntryKind) -> Entry | None:
    """The charge of that kind which an act takes off, as the ledger shows it."""
    return next((e for e in ledger if e.id == what.text("charge") and e.kind is kind), None)


@rules_on("test_fee_returned", "reduce_charge")
def test_fee_returned(case: Case, what: Act) -> Ruling | None:
    """The fee of a test goes back, whole, when the meter counts too much; otherwise it stays."""
    fee = named_fee(case.see("ledger"), what, EntryKind.TEST_FEE)
    if fee is None:
        return None
    if tested_fast(case):
        whole = what.but(amount=fee.amount, reason="our_mistake")
        return permitted(whole, "The meter counts too much, so the test costs them nothing.", entitled=True)
    return forbidden("No test shows that the meter counts too much.", reasons=("not_allowed",))


@owes("test_fee_returned")
def test_fee_owed(case: Case) -> Iterable[Obligation]:
    """After a test that finds the meter fast, the fee is given back unasked."""
    ledger: Sequence[Entry] = case.panels.get("ledger", ())
    fees = [entry for entry in ledger if entry.kind is EntryKind.TEST_FEE and not is_credited(ledger, entry)]
    if fees and "orders" in case.panels and tested_fast(case):
        for fee in fees:
            back = pattern("reduce_charge", charge=fee.id, amount=fee.amount)
            yield Obligation(f"fee:{fee.id}", "Give the fee of the meter test back", (back,))


@rules_on("fast_meter_refund", "recommend_adjustment")
def fast_meter_refund(case: Case, what: Act) -> Ruling | None:
    """Each bill within the months before the test, worked out again at what really ran through, to the cent."""
    bill = named_bill(case, what, "fast_meter")
    if bill is None:
        return None
    found = tested_fast(case)
    if found is None:
        return forbidden("No test shows that the meter counts too much.", reasons=("not_allowed",))
    test, share = found
    first = months_back(test.on, case.parameter("fast_meter_refund_months"))
    if bill.on < first:
        return forbidden(f"Bills before {first:%-d %B %Y} are past correcting.", reasons=("too_late",))
    use = true_use(bill.use, share)
    case.note_reading("really used, CCF", use, f"order {test.id}")
    difference = worked_out(case, bill, bill.read_from + use).difference
    if difference <= 0:
        return forbidden("In whole units it makes no difference to this bill.", reasons=("not_allowed",))
    return permitted(what.but(amount=difference, cause="fast_meter"), "The meter counted too much.", entitled=True)


def true_use(billed: int, share: Decimal) -> int:
    """What ran through a meter that counts `share` percent, in whole CCF, half up."""
    return int((billed * WHOLE / share).to_integral_value(ROUND_HALF_UP))


def named_bill(case: Case, what: Act, cause: str) -> Bill | None:
    """The bill an adjustment for this cause is recommended for; None for another cause."""
    if what.text("cause") != cause:
        return None
    return next((bill for bill in case.see("bills") if bill.id == what.text("bill")), None)
