"""Chapter 10, meters: stopped, crossed, or changed within a bill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainer.district.rules.high_bills import CROSSED, crossed_visit, disputes, worked_out
from trainer.district.rules.meter_tests import done, named_bill
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Bill, Order
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted

STOPPED = "stopped"


@rules_on("stopped_meter", "estimate_bill")
def stopped_meter(case: Case, what: Act) -> Ruling | None:
    """A bill over which the meter stood still is estimated at the average of the bills before it, rounded down."""
    bills: Sequence[Bill] = case.see("bills")
    bill = next((bill for bill in bills if bill.id == what.text("bill")), None)
    if bill is None or not _found(case.see("orders"), STOPPED, bill):
        return None
    before = bills[: bills.index(bill)][-case.parameter("stopped_meter_bills") :]
    if not before:
        return None
    usual = sum(one.use for one in before) // len(before)
    case.note_reading(f"average of {len(before)} bills before, CCF", usual, "bills")
    right = what.but(read=bill.read_from + usual)
    if what.get("read") == right.get("read"):
        return permitted(right)
    return forbidden("A stopped meter is estimated from the use before.", allowed=right)


def _found(orders: Sequence[Order], result: str, bill: Bill) -> Order | None:
    """The visit since this bill's period began that found the meter so."""
    return next((o for o in done(orders) if o.result == result and o.on >= bill.period_from), None)


@owes("stopped_meter")
def repair_the_meter(case: Case) -> Iterable[Obligation]:
    """A meter found stopped is repaired or replaced."""
    orders: Sequence[Order] = case.panels.get("orders", ())
    stopped = [order for order in done(orders) if order.result == STOPPED]
    if stopped and not any(order.work == "meter_repair" and order.on >= stopped[-1].on for order in orders):
        yield Obligation("repair", "Order the stopped meter repaired", (pattern("order_work", work="meter_repair"),))


@rules_on("crossed_meters", "recommend_adjustment")
def crossed_meters(case: Case, what: Act) -> Ruling | None:
    """Crossed meters: the bill worked out again at the read of their own meter, once a visit has shown it."""
    bill = named_bill(case, what, CROSSED) or _unnamed(case, what)
    if bill is None:
        return None
    case.see("orders")
    visit = crossed_visit(case, bill)
    if visit is None or visit.read is None:
        offer = (act("offer", offer="high_bill_visit"),)
        return forbidden("No visit has shown it.", reasons=("read_not_checked",), instead=offer)
    case.note_reading("read of their own meter", visit.read, f"order {visit.id}")
    difference = worked_out(case, bill, visit.read).difference
    if difference <= 0:
        return forbidden("Their own meter shows no less.", reasons=("read_confirmed",))
    return permitted(what.but(amount=difference, cause=CROSSED), "They were billed for another meter.", entitled=True)


def _unnamed(case: Case, what: Act) -> Bill | None:
    """The bill of an adjustment whose cause nobody named, where a visit has found crossed meters."""
    if what.text("cause") is not None:
        return None
    bill = next((bill for bill in case.see("bills") if bill.id == what.text("bill")), None)
    return bill if bill is not None and crossed_visit(case, bill) else None


@owes("crossed_meters")
def the_other_account(case: Case) -> Iterable[Obligation]:
    """Crossed meters touch two accounts: the other one is passed on to be corrected as well."""
    if case.did(pattern("recommend_adjustment", cause=CROSSED)):
        other = (pattern("pass_on", to="finance"), pattern("pass_on", to="supervisor"))
        yield Obligation("other account", "Pass the other account on to be corrected", other)


def was_changed(case: Case, bill: Bill) -> bool:
    """Whether the meter was changed within the bill's period, as the summary shows it."""
    account = case.panels.get("summary")
    return account is not None and bill.period_from <= account.meter.installed <= bill.period_to


@owes("meter_change")
def meter_change(case: Case) -> Iterable[Obligation]:
    """The first bill after a meter was changed has two meters in it, and is explained so."""
    if "bills" not in case.panels:
        return
    for request, bill in disputes(case):
        if request.contact is not None and was_changed(case, bill):
            explained = (pattern("explain", topic="meter_change"),)
            yield Obligation(f"change:{request.id}", "Explain the new meter", explained,
                             contact=request.contact, while_open=True)  # fmt: skip


@rules_on("meter_change", "explain")
def only_a_changed_meter(case: Case, what: Act) -> Ruling | None:
    """Nobody is told of a new meter where there is none."""
    if what.text("topic") != "meter_change":
        return None
    case.see("summary")
    bills = case.see("bills")
    if bills and was_changed(case, bills[-1]):
        return permitted()
    return forbidden("The meter was not changed within this bill.", untrue=True)
