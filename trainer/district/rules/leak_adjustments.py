"""Chapter 9, leak adjustments: asked in time, repaired and shown, once in a window, exactly so much, and told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from trainer.district.dates import months_back
from trainer.district.relief import above_budget
from trainer.district.rules.high_bills import HIGH_BILL, LEAK, MOVING, NOTHING_CHANGED
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import NO_MONEY, Bill, EntryKind
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.charges import Charge
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted

SPREAD = (act("offer", offer="payment_plan"),)


def leak_bill(case: Case, what: Act) -> Bill | None:
    """The bill that a leak adjustment is recommended for; None for any other adjustment."""
    if what.text("cause") != LEAK:
        return None
    return next((bill for bill in case.see("bills") if bill.id == what.text("bill")), None)


@rules_on("leak_asked_in_time", "recommend_adjustment")
def leak_asked_in_time(case: Case, what: Act) -> Ruling | None:
    """A leak adjustment is asked for within so many days of the bill."""
    bill = leak_bill(case, what)
    if bill is None:
        return None
    last = bill.on + dt.timedelta(days=case.parameter("leak_adjustment_request_days"))
    case.note_reading("the bill's date", bill.on, "bills")
    if case.today > last:
        return forbidden(f"It could be asked for until {last:%-d %B %Y}.", reasons=("too_late",), instead=SPREAD)
    return permitted()


@rules_on("leak_repaired", "recommend_adjustment")
def leak_repaired(case: Case, what: Act) -> Ruling | None:
    """The leak is repaired, and the customer has something that shows it."""
    if leak_bill(case, what) is None:
        return None
    if case.know("repair", assume=False) is False:
        plumber = (act("offer", offer="plumber"),)
        return forbidden("The leak is not repaired yet.", reasons=("not_repaired",), instead=plumber)
    if case.know("repair_proof", assume=False) is False:
        form = (act("offer", offer="leak_form"),)
        return forbidden("Nothing shows the repair yet.", reasons=("papers_missing",), instead=form)
    return permitted()


@rules_on("leak_repaired_in_time", "recommend_adjustment")
def leak_repaired_in_time(case: Case, what: Act) -> Ruling | None:
    """Whoever knows of a leak has so many days to repair it; what ran after that is theirs."""
    if leak_bill(case, what) is None:
        return None
    repaired = case.know("repair", assume=False)
    if not isinstance(repaired, dt.date):
        return None
    noticed = case.know("since_when", assume=repaired)
    if not isinstance(noticed, dt.date):
        return None
    last = noticed + dt.timedelta(days=case.parameter("leak_repair_days"))
    if repaired > last:
        return forbidden(f"It was to be repaired by {last:%-d %B %Y}.", reasons=("too_late",), instead=SPREAD)
    return permitted()


@rules_on("leak_once", "recommend_adjustment")
def leak_once(case: Case, what: Act) -> Ruling | None:
    """One bill is adjusted for a leak in any window of months."""
    bill = leak_bill(case, what)
    if bill is None:
        return None
    if any(one.cause == LEAK and one.bill != bill.id for one in case.see("summary").recommendations):
        return forbidden("One bill for each leak, and one was sent already.", reasons=("adjusted_already",))
    months = case.parameter("leak_adjustment_months")
    start = months_back(case.today, months)
    adjusted = (e for e in case.see("ledger") if e.kind is EntryKind.ADJUSTMENT and e.memo == LEAK)
    earlier = next((entry for entry in adjusted if start < entry.on), None)
    if earlier is not None:
        case.note_reading("last leak adjustment", earlier.on, "ledger")
        why = f"A leak was already adjusted within {months} months."
        return forbidden(why, reasons=("adjusted_already",), instead=SPREAD)
    return permitted()


@rules_on("leak_adjustment_amount", "recommend_adjustment")
def leak_adjustment_amount(case: Case, what: Act) -> Ruling | None:
    """Units above the water budget at the price of the budget's last tier; not a cent more or less."""
    bill = leak_bill(case, what)
    if bill is None:
        return None
    credit = above_budget_repriced(bill.charges, case.parameter("leak_reprice_tier"))
    case.note_reading("as billed", bill.total, "bills")
    case.note_reading("less, above the budget", credit, "bills")
    if not credit:
        return forbidden("Nothing on this bill was priced above the budget.", reasons=("not_allowed",), instead=SPREAD)
    return permitted(what.but(amount=credit), "Units above the budget cost the budget's last price.", entitled=True)


def above_budget_repriced(charges: Sequence[Charge], tier: int) -> Decimal:
    """Dollars that come off when all units in tiers above `tier` are charged at that tier's price, line by line."""
    return max(sum((one.billed - one.again for one in above_budget(charges, tier)), NO_MONEY), NO_MONEY)


def knows_of_leak(case: Case) -> bool:
    """Whether a leak past the meter is known behind a high bill: told, repaired, or seen at the leak indicator."""
    told = case.told("change_at_home") == LEAK or case.told("indicator") == MOVING
    return told or isinstance(case.told("repair"), dt.date)


@owes("explain_leak_relief")
def explain_leak_relief(case: Case) -> Iterable[Obligation]:
    """Whoever has a leak behind a high bill hears of the leak adjustment, and gets the form."""
    contact = case.talking
    if contact is None or not knows_of_leak(case) or all(request.fact != HIGH_BILL for request in case.requests):
        return
    explained = (pattern("explain", topic="leak_relief"),)
    form = (pattern("offer", offer="leak_form"), pattern("give_form", form="leak_adjustment"))
    yield Obligation("relief", "Explain the leak adjustment", explained, contact=contact.id, while_open=True)
    yield Obligation("form", "Offer the leak adjustment form", form, contact=contact.id, while_open=True)


@rules_on("explain_leak_relief", "offer", "give_form")
def relief_is_for_leaks(case: Case, what: Act) -> Ruling | None:
    """A pool, new planting or more people is no leak: hope of an adjustment would be false."""
    if what.text("offer") != "leak_form" and what.text("form") != "leak_adjustment":
        return None
    cause = case.told("change_at_home")
    if cause in (None, NOTHING_CHANGED, LEAK) or knows_of_leak(case):
        return permitted()
    return forbidden("What they told of is no leak.", reasons=("use_explained",), instead=SPREAD)
