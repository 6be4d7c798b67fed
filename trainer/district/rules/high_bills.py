"""Chapter 9, high bills: ask, check the read, recommend the exact amount, hold, and say how to appeal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainer.district.rules.registry import owes, releases, rules_on
from trainer.record.account import Bill, Estimate, Order, OrderStatus, Read, ReadSource
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case, Request
from trainer.record.ruling import Need, Obligation, Ruling, forbidden, permitted

NOTHING_CHANGED = "nothing"
HIGH_BILL = "high_bill"
LEAK = "leak"
MOVING = "moving"  # the leak indicator, with all water off
CROSSED = "crossed"  # a cause, and what a visit found
CHECKS = ("reread", "meter_test", "leak_check")  # visits that a high bill may need
OWN_RULES = (LEAK, CROSSED, "fast_meter")  # causes whose amount another rule works out


def disputes(case: Case) -> Iterable[tuple[Request, Bill]]:
    """The requests about a high bill, each with its bill, the latest unless it names one; needs the bills."""
    for request in case.requests:
        if request.fact == HIGH_BILL:
            bills: Sequence[Bill] = case.see("bills")
            named = (bill for bill in bills if bill.id == request.act.text("bill"))
            bill = next(named, bills[-1] if bills else None)
            if bill is not None:
                yield request, bill


def second_read(orders: Sequence[Order], bill: Bill) -> Order | None:
    """The finished reread that checks this bill."""
    done = (o for o in orders if o.work == "reread" and o.status is OrderStatus.DONE and o.read is not None)
    return next((order for order in done if order.on >= bill.on), None)


def catches_up(case: Case, bill: Bill) -> bool:
    """Whether the bill begins at an estimated read and ends at a real one, as far as the reads were opened."""
    reads: Sequence[Read] = case.panels.get("reads", ())
    begins = any(read.value == bill.read_from and read.source is ReadSource.ESTIMATED for read in reads)
    ends = any(read.value == bill.read_to and read.source is not ReadSource.ESTIMATED for read in reads)
    return begins and ends


def crossed_visit(case: Case, bill: Bill) -> Order | None:
    """The visit since this bill's period began that found the meter crossed with another, as far as orders are open."""
    orders: Sequence[Order] = case.panels.get("orders", ())
    found = (order for order in orders if order.status is OrderStatus.DONE and order.result == CROSSED)
    return next((order for order in found if order.on >= bill.period_from), None)


@rules_on("ask_cause_first", "recommend_adjustment", "order_work")
def ask_cause_first(case: Case, what: Act) -> Ruling | None:
    """Ask what changed at home before an adjustment or a field order."""
    if what.kind == "order_work" and what.text("work") not in CHECKS:
        return None
    if case.contact(what.toward) is None or what.text("cause") in OWN_RULES:
        return None
    case.know("change_at_home", assume=NOTHING_CHANGED)
    return permitted(credit=True)


def is_open(case: Case) -> bool:
    """Whether the read is still being checked: nobody has read the meter a second time, and someone will."""
    bills: Sequence[Bill] = case.panels.get("bills", ())
    checked = bills and second_read(case.panels.get("orders", ()), bills[-1])
    return is_pending(case) and not checked


@rules_on("check_the_read", "recommend_adjustment", "explain", "refuse")
def check_the_read(case: Case, what: Act) -> Ruling | None:
    """Open the reads and the field orders before a high bill is explained, changed or left as it is."""
    if what.kind == "explain" and what.text("topic") not in ("misread", "high_use"):
        return None
    request = case.request(what.text("request"))
    if what.kind == "refuse" and (request is None or request.act.kind != "recommend_adjustment"):
        return None
    case.see("reads")
    orders = case.see("orders")
    bills = case.see("bills")
    if what.kind != "explain" or not bills:
        return permitted()
    reread = second_read(orders, bills[-1])
    if (
        reread is None
        and what.text("topic") == "high_use"
        and case.told("change_at_home") not in (None, NOTHING_CHANGED)
    ):
        return permitted()
    misread = reread is not None and reread.read != bills[-1].read_to
    if (what.text("topic") == "misread") is misread and reread is not None:
        return permitted()
    return forbidden("No second read of the meter shows that.", untrue=True)


@rules_on("adjustment_amount", "recommend_adjustment")
def adjustment_amount(case: Case, what: Act) -> Ruling | None:
    """After a misread: billed total minus the bill worked out again at the read found, to the cent."""
    if what.text("cause") in OWN_RULES:
        return None
    bill = next((bill for bill in case.see("bills") if bill.id == what.text("bill")), None)
    if bill is None:
        return None
    reread = second_read(case.see("orders"), bill)
    if reread is None and what.text("cause") is None and crossed_visit(case, bill):
        return None
    if reread is None:
        return _caught_up() if catches_up(case, bill) else _unchecked(case)
    case.note_reading("read billed", bill.read_to, "bills")
    case.note_reading("read found", reread.read or 0, f"order {reread.id}")
    if reread.read == bill.read_to:
        instead = (act("offer", offer="high_bill_visit"), act("offer", offer="payment_plan"))
        return forbidden("The second read confirmed the bill.", reasons=("read_confirmed",), instead=instead)
    estimate = worked_out(case, bill, reread.read or 0)
    return permitted(
        what.but(amount=estimate.difference, cause="misread"),
        "The second read shows that the meter was misread.",
        entitled=True,
    )


def _caught_up() -> Ruling:
    """A bill after an estimate is right, however high: the water ran through earlier."""
    spread = (act("offer", offer="payment_plan"),)
    return forbidden("It makes up for estimated reads.", reasons=("makes_up_estimate",), instead=spread)


def _unchecked(case: Case) -> Ruling:
    """No second read yet: the answer depends on whether the customer knows a cause."""
    if case.know("change_at_home", assume=NOTHING_CHANGED) == NOTHING_CHANGED:
        offer = (act("offer", offer="reread"),)
        return forbidden("The read has not been checked.", reasons=("read_not_checked",), instead=offer)
    instead = (act("offer", offer="payment_plan"),)
    return forbidden("What the customer told explains the use.", reasons=("use_explained",), instead=instead)


def worked_out(case: Case, bill: Bill, read: int) -> Estimate:
    """The bill at another read, as the desk has worked it out; needs the estimate."""
    for estimate in case.panels.get("estimate", ()):
        if isinstance(estimate, Estimate) and (estimate.bill, estimate.read) == (bill.id, read):
            case.note_reading("as billed", estimate.billed, "bills")
            case.note_reading("at the read found", estimate.total, "estimate")
            case.note_reading("difference", estimate.difference, "estimate")
            return estimate
    wanted = pattern("estimate_bill", bill=bill.id, read=read)
    raise Need("Work the bill out again at the read found.", wanted, entitled=True)


@owes("hold_while_disputed")
def hold_while_disputed(case: Case) -> Iterable[Obligation]:
    """While a reread or a recommended adjustment is pending, the bill is held, once."""
    for request in case.requests:
        if request.fact == HIGH_BILL and is_pending(case):
            bill = request.act.text("bill")
            hold = pattern("place_hold", bill=bill) if bill else pattern("place_hold")
            if any(deed.effect and hold.matches(deed.act) for deed in case.earlier):
                continue
            yield Obligation(f"hold:{request.id}", "Place a dispute hold", (hold,))


def is_pending(case: Case) -> bool:
    """Whether something was ordered or recommended whose answer is still to come."""
    ordered = any(case.did(pattern("order_work", work=work)) for work in CHECKS)
    return ordered or case.did(pattern("recommend_adjustment"))


@rules_on("hold_while_disputed", "place_hold")
def hold_only_what_is_disputed(case: Case, what: Act) -> Ruling | None:
    """A hold stops collection: it is for a bill that is being looked into."""
    asked = (request for request in case.requests if request.fact == HIGH_BILL)
    if any(request.act.text("bill") in (None, what.text("bill")) for request in asked):
        return permitted()
    return forbidden("Nobody disputes that bill.")


@owes("tell_appeal_right")
def tell_appeal_right(case: Case) -> Iterable[Obligation]:
    """When a disputed bill stands, the customer hears that it can be reviewed and appealed."""
    for request in case.requests:
        if request.fact != HIGH_BILL or request.contact is None:
            continue
        if case.did(pattern("refuse", request=request.id)) and not is_open(case):
            yield Obligation(
                f"appeal:{request.id}",
                "Say that the bill can be reviewed and appealed",
                (pattern("explain", topic="appeal"),),
                contact=request.contact,
                while_open=True,
            )


@releases("tell_appeal_right")
def not_while_it_is_open(case: Case, owed: Obligation) -> bool:
    """A bill that is still being looked into does not stand yet."""
    return is_open(case)
