"""Chapter 10, field orders: which visit is right, and when; what it costs, what it found, and who must hear of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from trainer.district.rules.high_bills import NOTHING_CHANGED, second_read
from trainer.district.rules.meter_tests import done, is_credited, named_fee
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import NO_MONEY, Bill, Entry, EntryKind, Order
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted

NO_ACCESS = "no access"
VISITS = ("leak_check", "pressure_check", "quality_check", "site_visit")  # someone is at home for these


@rules_on("meter_test_last", "order_work")
def meter_test_last(case: Case, what: Act) -> Ruling | None:
    """A meter test comes after a reread has confirmed the read and nothing explains the use."""
    if what.text("work") != "meter_test":
        return None
    bills = case.see("bills")
    reread = second_read(case.see("orders"), bills[-1]) if bills else None
    if reread is None:
        return forbidden("The read has not been checked yet.", instead=(act("offer", offer="reread"),))
    if reread.read != bills[-1].read_to:
        return forbidden("The second read already explains the bill.")
    if case.know("change_at_home", assume=NOTHING_CHANGED) != NOTHING_CHANGED:
        return forbidden("What the customer told explains the use.")
    case.parameter("meter_test_fee")
    return permitted()


@rules_on("one_reread", "order_work")
def one_reread(case: Case, what: Act) -> Ruling | None:
    """A meter that was read a second time is not read a third time on the same bill."""
    if what.text("work") != "reread":
        return None
    if "orders" not in case.panels:
        return not_yet("See whether one was made already.", pattern("look", panel="orders"))
    bills = case.see("bills")
    if bills and second_read(case.see("orders"), bills[-1]):
        return forbidden("The meter was already read a second time.")
    return permitted()


@rules_on("reread_fee", "reduce_charge")
def reread_fee(case: Case, what: Act) -> Ruling | None:
    """A reread costs its fee unless the read was wrong; the first one costs what the first one costs."""
    fee = named_fee(case.see("ledger"), what, EntryKind.REREAD_FEE)
    if fee is None:
        return None
    orders, bills = case.see("orders"), case.see("bills")
    off = fee_too_much(case, fee, orders, bills)
    if off > 0:
        return permitted(what.but(amount=off, reason="our_mistake"), "That reread is not charged.", entitled=True)
    return forbidden("The read was right, and it was not their first reread.", reasons=("read_confirmed",))


def fee_too_much(case: Case, fee: Entry, orders: Sequence[Order], bills: Sequence[Bill]) -> Decimal:
    """Dollars of a reread's fee that should not stand: all of it where the read was wrong."""
    rereads = [order for order in orders if order.work == "reread"]
    reread = next((order for order in rereads if order.id == fee.concerns), None)
    if reread is None:
        return NO_MONEY
    bill = next((bill for bill in reversed(bills) if bill.on <= reread.on), None)
    if bill is not None and reread.read is not None and reread.read != bill.read_to:
        case.note_reading("read billed", bill.read_to, "bills")
        case.note_reading("read found", reread.read, f"order {reread.id}")
        return fee.amount
    first = reread is rereads[0]
    return fee.amount - Decimal(case.parameter("reread_fee")) if first else NO_MONEY


@owes("reread_fee")
def reread_fee_owed(case: Case) -> Iterable[Obligation]:
    """A reread that found the read wrong is not charged; whoever sees the fee takes it off unasked."""
    if not {"ledger", "orders", "bills"} <= case.panels.keys():
        return
    ledger = case.see("ledger")
    for fee in ledger:
        if fee.kind is EntryKind.REREAD_FEE and not is_credited(ledger, fee):
            off = fee_too_much(case, fee, case.see("orders"), case.see("bills"))
            if off > 0:
                back = pattern("reduce_charge", charge=fee.id, amount=off)
                yield Obligation(f"fee:{fee.id}", "Take the fee of the reread off", (back,))


def results(case: Case) -> list[Order]:
    """What visits have found since the latest bill, as far as the orders are open; rereads speak for themselves."""
    bills: Sequence[Bill] = case.panels.get("bills", ())
    orders = [order for order in done(case.panels.get("orders", ())) if order.result]
    found = (order for order in orders if order.work != "reread" or order.result == NO_ACCESS)
    return [order for order in found if not bills or order.on >= bills[-1].on]


@owes("tell_field_result")
def tell_field_result(case: Case) -> Iterable[Obligation]:
    """What a visit found is told to the customer, whole."""
    contact = case.talking
    for order in results(case) if contact is not None else ():
        told = (pattern("explain", topic="field_result"),)
        what = f"Tell what the visit found: {order.result}"
        yield Obligation(f"result:{order.id}", what, told, contact=contact.id if contact else None, while_open=True)


@rules_on("tell_field_result", "explain")
def only_what_was_found(case: Case, what: Act) -> Ruling | None:
    """Nobody is told a result that has not come back."""
    if what.text("topic") != "field_result":
        return None
    if any(order.result for order in done(case.see("orders"))):
        return permitted()
    return forbidden("No result has come back yet.", untrue=True)


@owes("order_again")
def order_again(case: Case) -> Iterable[Obligation]:
    """A visit that could not get in is ordered again."""
    orders: Sequence[Order] = case.panels.get("orders", ())
    for order in results(case):
        after = orders[orders.index(order) + 1 :]
        if order.result == NO_ACCESS and not any(later.work == order.work for later in after):
            again = (pattern("order_work", work=order.work),)
            yield Obligation(f"again:{order.id}", "Order the visit again", again)


@rules_on("visit_window", "order_work")
def visit_window(case: Case, what: Act) -> Ruling | None:
    """A visit that needs someone at home is a business day to come, and a morning or an afternoon of it."""
    day = what.get("on")
    if what.text("work") not in VISITS or not isinstance(day, dt.date):
        return None
    right = what.but(window=what.text("window") or "morning")
    if day <= case.today or not case.policy.is_business_day(day):
        right = right.but(on=case.policy.add_business_days(max(day, case.today), 1))
        return forbidden("A visit is made on a business day to come.", reasons=("too_soon",), allowed=right)
    if what.text("window") is None:
        return forbidden("They are told a morning or an afternoon.", allowed=right)
    return permitted(what)


@owes("pressure_complaint")
def pressure_complaint(case: Case) -> Iterable[Obligation]:
    """Pressure: whether neighbors have it too; then the main's people, or a check at the meter and its result."""
    contact = case.talking
    if case.told("pressure") is None or contact is None:
        return
    if case.know("others_affected", assume=False) is True:
        yield Obligation("main", "Pass it on to field operations", (pattern("pass_on", to="field_operations"),))
        return
    checks = [found for order in done(case.see("orders")) if (found := measured(order)) is not None]
    if not checks:
        yield Obligation("check", "Order a pressure check", (pattern("order_work", work="pressure_check"),))
    elif checks[-1] > case.parameter("pressure_regulator_psi"):
        yield Obligation("regulator", "Say that the regulator is theirs", (pattern("explain", topic="their_side"),),
                         contact=contact.id, while_open=True)  # fmt: skip


def measured(order: Order) -> int | None:
    """The pressure a check found at the meter, in pounds per square inch; None for any other result."""
    found = re.fullmatch(r"(\d{1,3}) psi", order.result)
    return int(found[1]) if found and order.work == "pressure_check" else None


@rules_on("pressure_complaint", "order_work")
def check_one_home(case: Case, what: Act) -> Ruling | None:
    """A check at one meter tells nothing where the whole street has it."""
    if what.text("work") != "pressure_check" or case.told("pressure") is None:
        return None
    if case.know("others_affected", assume=False) is True:
        return forbidden("Neighbors have it too: it is the main.", instead=(act("pass_on", to="field_operations"),))
    return permitted()
