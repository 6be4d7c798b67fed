"""Chapter 12, cash office: what takes two people, duties that are kept apart, the night drop and the courier.

Told, where it is so: courier, night_drop, approves_refunds; dropped_on (the day marked on an envelope); staff_tie.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from trainer.district.rules.cash_office import APPROVES_REFUNDS, whole_deposit
from trainer.district.rules.cash_taken import CASH
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted
from trainer.record.till import Balance

# Whose money the person at the drawer does not handle. A director of the board pays like anyone else.
TOO_CLOSE = ("own", "relative", "coworker")
SUPERVISOR = act("pass_on", to="supervisor")


def _asked(case: Case) -> list[str | None]:
    """Who was asked to be there, by name where one was given."""
    return [deed.act.text("person") for _, deed in case.deeds(pattern("ask_witness"))]


def _with_two(case: Case, what: Act) -> Ruling:
    """A second person is there: named in the act, or asked before."""
    balance: Balance = case.see("balance")
    asked = _asked(case)
    second = what.text("witness") or next((person for person in reversed(asked) if person), None)
    if second == balance.cashier:
        return forbidden("The second person is someone else than the cashier.")
    if second is None and not asked:
        return not_yet("Ask a second person to be there.", pattern("ask_witness"))
    return permitted(what.but(witness=second) if second else what)


@rules_on("void_with_second_person", "void_receipt")
def void_with_second_person(case: Case, what: Act) -> Ruling | None:
    """Nobody voids alone, and nothing is voided twice."""
    receipt = next((one for one in case.see("receipts") if one.number == what.text("receipt")), None)
    if receipt is None or receipt.voided_by:
        return forbidden("There is no such receipt to void.")
    return _with_two(case, what)


@rules_on("refunds_apart", "request_refund", "take_payment", "count_cash", "make_deposit")
def refunds_apart(case: Case, what: Act) -> Ruling | None:
    """No refund leaves a drawer, and whoever approves refunds touches no cash."""
    if what.kind == "request_refund":
        if what.text("how") != "cash":
            return None
        return forbidden("No refund is paid out of a drawer.", reasons=("not_allowed",), allowed=what.but(how="check"))
    if case.told(APPROVES_REFUNDS) is not True or (what.kind == "take_payment" and what.text("tender") not in CASH):
        return None
    return forbidden("Whoever approves refunds does not handle cash.", instead=(SUPERVISOR,))


@rules_on("not_your_own_drawer", "take_payment", "void_receipt", "give_change")
def not_your_own_drawer(case: Case, what: Act) -> Ruling | None:
    """One's own money, a relative's or a colleague's goes through somebody else's drawer."""
    if case.told("staff_tie") not in TOO_CLOSE:
        return None
    return forbidden("Somebody else's drawer takes that.", reasons=("own_interest",), instead=(SUPERVISOR,))


def received_by_drop(case: Case) -> dt.date:
    """The day a night drop counts as received: as marked, and not before the box was emptied last.

    Unmarked, it is the earliest day it can have been dropped, the last business day: no customer is late by our box.
    """
    emptied = case.policy.add_business_days(case.today, -1)
    marked = case.told("dropped_on")
    return min(max(marked, emptied), case.today) if isinstance(marked, dt.date) else emptied


@owes("night_drop_by_two")
def night_drop_by_two(case: Case) -> Iterable[Obligation]:
    """The box is opened, recorded and logged on the next business day."""
    if case.told("night_drop") is True:
        record = pattern("record_night_drop", received=received_by_drop(case))
        yield Obligation("record", "Record the night drop with the day it was dropped", (record,))
        yield Obligation("log", "Write the night drop in the log", (pattern("write_log", log="night_drop"),))


@rules_on("night_drop_by_two", "record_night_drop", "look")
def box_opened_by_two(case: Case, what: Act) -> Ruling | None:
    """Two people open the box, and the day of the drop counts as the day received."""
    if what.kind == "look":
        if what.text("panel") != "night_drop":
            return None
        return permitted() if _asked(case) else not_yet("Ask a second person to be there.", pattern("ask_witness"))
    if case.told("night_drop") is not True:
        return None
    received = received_by_drop(case)
    case.note_reading("received", received, "the day of the drop")
    return _with_two(case, what.but(received=received))


@owes("deposit_signed_for")
def deposit_signed_for(case: Case) -> Iterable[Obligation]:
    """The courier who has come gets the deposit, against a signature."""
    if case.told("courier") is True:
        yield Obligation("courier", "Hand over the deposit", (pattern("hand_over_deposit", signed="yes"),))


@rules_on("deposit_signed_for", "hand_over_deposit")
def never_unsigned(case: Case, what: Act) -> Ruling | None:
    """No deposit leaves without a signature, or before all of it is made up."""
    balance: Balance = case.see("balance")
    if balance.deposit is None:
        return not_yet("Make up the deposit first.", pattern("make_deposit"))
    if balance.deposit != whole_deposit(case):
        return not_yet("The slip is not all that is there: make it up again.", pattern("make_deposit"))
    if what.text("signed") != "yes":
        return forbidden("The courier has not signed.", allowed=what.but(signed="yes"))
    return permitted()
