"""Chapter 2, construction meters: what they cost, what is told with them, and what comes back of the deposit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from trainer.district.money import dollars
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted
from trainer.record.service import ConstructionMeter

OUT, LOST, MOVE = "out", "lost", "move_construction_meter"


@rules_on("construction_amounts", "lend_meter")
def construction_amounts(case: Case, what: Act) -> Ruling | None:
    """A construction meter goes out for the deposit and the fee that stand, and for no others."""
    deposit, fee = (Decimal(case.parameter(name)) for name in ("construction_deposit", "construction_fee"))
    if (what.amount("deposit"), what.amount("fee")) == (deposit, fee):
        return permitted(what)
    return forbidden(
        f"The deposit is {dollars(deposit)} and the fee {dollars(fee)}.", allowed=what.but(deposit=deposit, fee=fee)
    )


@rules_on("construction_terms", "order_work")
def moved_by_us(case: Case, what: Act) -> Ruling | None:
    """A meter that is out is moved by a crew whenever the customer asks; nobody moves one that is not out."""
    if what.text("work") != MOVE:
        return None
    if any(meter.state == OUT for meter in case.see("meters")):
        return permitted(entitled=True)
    return forbidden("No construction meter is out on this account.", reasons=("not_allowed",))


@owes("construction_terms")
def tell_the_terms(case: Case) -> Iterable[Obligation]:
    """Whoever takes a meter, or has left out a read, hears the terms."""
    overdue = any(_read_is_overdue(case, meter) for meter in case.panels.get("meters", ()))
    contact = case.talking
    if contact is not None and (overdue or case.did(pattern("lend_meter"))):
        explain = pattern("explain", topic="construction_terms")
        yield Obligation("terms", "Tell the terms: read it monthly, never move it, bring it back", (explain,),
                         contact=contact.id, while_open=True)  # fmt: skip


def _read_is_overdue(case: Case, meter: ConstructionMeter) -> bool:
    last = meter.reported or meter.lent
    days: int = case.parameter("construction_read_days")
    return meter.state == OUT and case.today > last + dt.timedelta(days=days)


def refund_of(meter: ConstructionMeter) -> Decimal:
    """What comes back in dollars: the deposit less the repair, then less what is unpaid; a lost meter forfeits it.

    Below zero the customer owes it.
    """
    kept = Decimal("0.00") if meter.state == LOST else meter.deposit - meter.repair
    return kept - meter.unpaid


@rules_on("construction_refund", "return_meter")
def construction_refund(case: Case, what: Act) -> Ruling | None:
    """The refund is worked out in its order, to the cent, down to what the customer still owes."""
    meters: tuple[ConstructionMeter, ...] = case.see("meters")
    if not meters:
        return forbidden("No construction meter is lent on this account.", reasons=("not_allowed",))
    meter = meters[-1]
    right = refund_of(meter)
    for label, amount in (("deposit", meter.deposit), ("repair", meter.repair), ("unpaid", meter.unpaid)):
        case.note_reading(label, amount, "meters")
    if what.amount("refund") == right:
        return permitted(what)
    return forbidden(f"It comes to {dollars(right)}.", allowed=what.but(refund=right))


@owes("construction_refund")
def send_the_refund(case: Case) -> Iterable[Obligation]:
    """What comes back is asked for when the meter is, so that nobody waits for it."""
    for _, deed in case.deeds(pattern("return_meter")):
        refund = deed.act.amount("refund")
        if refund is not None and refund > 0:
            yield Obligation("refund", f"Request the refund of {dollars(refund)}",
                             (pattern("request_refund", amount=refund),))  # fmt: skip
