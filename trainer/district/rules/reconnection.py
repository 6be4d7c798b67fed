"""Chapter 7, shut-off protections: how water comes back, what that costs, and when it was our mistake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from trainer.district.money import to_cents
from trainer.district.rules.extensions import in_force
from trainer.district.rules.hardship import unable
from trainer.district.rules.registry import owes, rules_on
from trainer.district.rules.shutoff_causes import standing_causes
from trainer.district.rules.shutoff_timing import NON_PAYMENT, PLANS, is_home, late_bill
from trainer.record.account import EntryKind
from trainer.record.act import Act, pattern
from trainer.record.case import Case
from trainer.record.credit import Appeal, Arrangement, Shutoff
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted

_TAKEN_OFF = (EntryKind.WAIVER, EntryKind.REVERSAL, EntryKind.ADJUSTMENT)
# The fee of each hour, and its cap for a household that is unable to pay.
_FIGURES = {
    "office": ("reconnection_fee", "reconnection_cap"),
    "after": ("reconnection_fee_after_hours", "reconnection_cap_after_hours"),
}


def water_off(case: Case) -> Shutoff | None:
    """The shut-off for non-payment that lasts, where the protections are open and show one."""
    protections = case.panels.get("protections")
    listed = protections.shutoffs if protections is not None else ()
    return next((one for one in reversed(listed) if one.reason == NON_PAYMENT and one.done and not one.restored), None)


def as_it_was(case: Case, day: dt.date) -> Case:
    """The case as it stood when the water was turned off: without what was paid, agreed or filed since.

    An appeal filed on that day was pending on it, as it is for the fee of the shut-off.
    """
    protections = case.see("protections")
    then = {
        "ledger": tuple(one for one in case.see("ledger") if (one.received or one.on) < day),
        "payments": replace(case.see("payments"), pending=()),
        "arrangements": tuple(_unbroken(a, day) for a in case.see("arrangements") if a.agreed and a.agreed < day),
        "protections": replace(
            protections, holds=(), appeals=tuple(_undecided(one, day) for one in protections.appeals if one.on <= day),
            declarations=tuple(one for one in protections.declarations if one.on < day),
        ),
    }  # fmt: skip
    moment = dt.datetime.combine(day, case.now.time())
    return replace(case, now=moment, panels=MappingProxyType({**case.panels, **then}))


def _unbroken(one: Arrangement, day: dt.date) -> Arrangement:
    return replace(one, broken_on=None) if one.broken_on and one.broken_on > day else one


def _undecided(one: Appeal, day: dt.date) -> Appeal:
    return replace(one, decided=None) if one.decided and one.decided > day else one


def our_mistake(case: Case) -> str | None:
    """Why the water should not have been turned off, or None; raises Need."""
    off = water_off(case)
    if off is None or off.done is None:
        return None
    return next((why for _, why in standing_causes(as_it_was(case, off.done), off.done)), None)


@owes("restore_our_mistake")
def restore_our_mistake(case: Case) -> Iterable[Obligation]:
    """A home shut off wrongly is restored at once, without a fee, with an apology, and a supervisor hears of it."""
    why, contact = our_mistake(case), case.talking
    if why is None:
        return
    when = "office" if case.policy.is_open(case.now) else "after"
    yield Obligation("restore", f"Restore service at once. {why}", (pattern("restore_service", when=when),))
    yield Obligation(
        "supervisor", "Tell a supervisor", (pattern("pass_on", to="supervisor"), pattern("ask_supervisor"))
    )
    if contact is not None:
        yield Obligation("sorry", "Apologize", (pattern("apologise"),), contact=contact.id, while_open=True)


@rules_on("restore_our_mistake", "restore_service")
def no_fee_for_our_mistake(case: Case, what: Act) -> Ruling | None:
    """Nothing is charged for putting our own mistake right."""
    case.see("protections")
    why = our_mistake(case)
    if why is None:
        return None
    if what.amount("fee") is None:
        return permitted(why=why, entitled=True)
    free = {slot: value for slot, value in what.slots.items() if slot != "fee"}
    return forbidden(f"It was our mistake, and costs nothing. {why}", allowed=Act(what.kind, free, what.toward))


@rules_on("restore_when_settled", "restore_service")
def restore_when_settled(case: Case, what: Act) -> Ruling | None:
    """Service comes back once nothing is late enough for a shut-off, or an arrangement is made."""
    case.see("protections")
    if water_off(case) is None or our_mistake(case):
        return None
    bill = late_bill(case)
    days = case.parameter("shutoff_delinquent_days") if is_home(case) else 1
    settled = bill is None or (case.today - bill.due).days < days
    if settled or in_force(case.see("arrangements"), case.today):
        return permitted(entitled=True)
    return forbidden("What was late is neither paid nor arranged.", instead=PLANS)


@rules_on("reconnection_fee", "restore_service")
def reconnection_fee(case: Case, what: Act) -> Ruling | None:
    """The fee for the hour, or the law's cap where that is lower and the household is unable to pay."""
    case.see("protections")
    names = _FIGURES.get(what.text("when") or "")
    if names is None or our_mistake(case):
        return None
    fee, cap = (to_cents(Decimal(case.parameter(name))) for name in names)
    capped = cap < fee and is_home(case) and unable(case)
    right = what.but(fee=cap if capped else fee)
    why = "The cap of the law is below our fee." if capped else ""
    if what.amount("fee") not in (None, right.amount("fee")):
        return forbidden(f"The fee is ${right.amount('fee')}. {why}".strip(), allowed=right)
    return permitted(right, why, entitled=capped)


@owes("tell_how_to_restore")
def tell_how_to_restore(case: Case) -> Iterable[Obligation]:
    """Whoever has been shut off hears how service is restored."""
    contact = case.talking
    if contact is not None and water_off(case) is not None:
        say = (pattern("explain", topic="how_to_restore"),)
        yield Obligation("restore", "Say how service is restored", say, contact=contact.id, while_open=True)
