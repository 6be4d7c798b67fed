"""Chapter 9, where the water went: rereads, catch-up bills, the steps before a visit, and how far back we correct."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainer.district.dates import months_back
from trainer.district.rules.high_bills import (
    HIGH_BILL,
    LEAK,
    MOVING,
    NOTHING_CHANGED,
    catches_up,
    crossed_visit,
    disputes,
    second_read,
)
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Bill, year_before
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, all_of, forbidden, permitted


@rules_on("reread_when_doubtful", "order_work")
def reread_only_when_doubtful(case: Case, what: Act) -> Ruling | None:
    """A reread is for a use that is unusually high and that nothing explains."""
    if what.text("work") != "reread":
        return None
    for _, bill in disputes(case):
        if not _unusually_high(case, bill):
            return forbidden("The use is not unusually high.")
        if crossed_visit(case, bill):
            return forbidden("A visit has found the meters crossed.")
        if catches_up(case, bill):
            return forbidden("It makes up for estimated reads.", instead=(act("explain", topic="catch_up"),))
        if case.know("change_at_home", assume=NOTHING_CHANGED) != NOTHING_CHANGED:
            return forbidden("What the customer told explains the use.", reasons=("use_explained",))
    return permitted()


@owes("reread_when_doubtful")
def reread_when_doubtful(case: Case) -> Iterable[Obligation]:
    """A use far above last year's that nothing explains, and no second read yet: order one."""
    for request, bill in disputes(case):
        if all_of(
            lambda bill=bill: _unusually_high(case, bill),  # type: ignore[misc]
            lambda bill=bill: second_read(case.see("orders"), bill) is None,  # type: ignore[misc]
            lambda bill=bill: not (catches_up(case, bill) or crossed_visit(case, bill)),  # type: ignore[misc]
            lambda: case.know("change_at_home", assume=NOTHING_CHANGED) == NOTHING_CHANGED,
        ):
            yield Obligation(f"reread:{request.id}", "Order a second read", (pattern("order_work", work="reread"),))


def _unusually_high(case: Case, bill: Bill) -> bool:
    bills: Sequence[Bill] = case.see("bills")
    year_ago = year_before(bills, bill)
    if year_ago is None:
        return False
    case.note_reading("use billed, CCF", bill.use, "bills")
    case.note_reading("same period a year ago, CCF", year_ago.use, "bills")
    return bool(bill.use * 100 > year_ago.use * case.parameter("high_bill_ratio_percent"))


@owes("catch_up")
def catch_up(case: Case) -> Iterable[Obligation]:
    """A bill that makes up for estimated reads is explained, and may be spread."""
    if "bills" not in case.panels:
        return
    for request, bill in disputes(case):
        if request.contact is not None and catches_up(case, bill):
            explained, spread = (pattern("explain", topic="catch_up"),), (pattern("offer", offer="payment_plan"),)
            yield Obligation(f"explain:{request.id}", "Explain the catch-up bill", explained,
                             contact=request.contact, while_open=True)  # fmt: skip
            yield Obligation(f"spread:{request.id}", "Offer to spread the catch-up bill", spread,
                             contact=request.contact, while_open=True)  # fmt: skip


@rules_on("catch_up", "explain")
def only_a_catch_up(case: Case, what: Act) -> Ruling | None:
    """A bill is called a catch-up only where the reads show an estimate before it."""
    if what.text("topic") != "catch_up":
        return None
    case.see("reads")
    bills = case.see("bills")
    if bills and catches_up(case, bills[-1]):
        return permitted()
    return forbidden("No estimated read stands before this bill.", untrue=True)


@rules_on("refund_reach", "recommend_adjustment")
def refund_reach(case: Case, what: Act) -> Ruling | None:
    """An overcharge is given back for so many months, and no further."""
    bill = next((bill for bill in case.see("bills") if bill.id == what.text("bill")), None)
    if bill is None or what.text("cause") == LEAK:
        return None
    first = months_back(case.today, case.parameter("overcharge_refund_months"))
    case.note_reading("the bill's date", bill.on, "bills")
    if bill.on < first:
        return forbidden(f"Bills before {first:%-d %B %Y} are past correcting.", reasons=("too_late",))
    return permitted()


@rules_on("high_use_steps", "order_work")
def high_use_steps(case: Case, what: Act) -> Ruling | None:
    """Before a visit: the reads, the orders, what changed, and the leak indicator with all water off."""
    if what.text("work") != "leak_check" or all(request.fact != HIGH_BILL for request in case.requests):
        return None
    case.see("reads")
    case.see("orders")
    cause = case.know("change_at_home", assume=NOTHING_CHANGED)
    if cause not in (NOTHING_CHANGED, LEAK):
        return forbidden("What the customer told explains the use.", reasons=("use_explained",))
    case.know("indicator", assume="not seen")
    return permitted()


@owes("high_use_steps")
def moving_indicator(case: Case) -> Iterable[Obligation]:
    """An indicator that moves with all water off is a leak past the meter: theirs to have repaired."""
    contact = case.talking
    high = any(request.fact == HIGH_BILL for request in case.requests)
    if contact is not None and high and case.told("indicator") == MOVING:
        plumber = (pattern("offer", offer="plumber"), pattern("instruct", step="call_plumber"))
        yield Obligation("plumber", "Say that it takes a plumber", plumber, contact=contact.id, while_open=True)
