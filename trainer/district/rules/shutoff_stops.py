"""Chapter 7, shut-off protections: what bars a shut-off, and stops one that is scheduled already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from trainer.district.rules.hardship import CERTIFICATES, declared
from trainer.district.rules.registry import owes, releases, rules_on
from trainer.district.rules.shutoff_causes import (
    Cause,
    appeal_pending,
    arrangement_kept,
    dispute_open,
    falls_short,
    medical,
    not_safe,
    paid_enough,
    payment_pending,
    standing_causes,
    stands,
    tenants_not_told,
)
from trainer.district.rules.shutoff_timing import NON_PAYMENT, PLANS, coming, for_non_payment, is_home
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, Verdict, forbidden, permitted


def _no(why: str | None, *reasons: str, instead: tuple[Act, ...] = ()) -> Ruling | None:
    return forbidden(why, reasons=reasons or ("not_allowed",), instead=instead) if why else None


def nothing_left_to_stop(case: Case, owed: Obligation) -> bool:
    """A shut-off that was stopped for one cause needs no other, and nobody has to look for one."""
    protections = case.panels.get("protections")
    listed = protections.shutoffs if protections is not None else ()
    return coming(case) is None and any(one.stopped for one in listed)


def _bars(rule: str, cause: Cause, stop: str, *reasons: str, instead: tuple[Act, ...] = ()) -> None:
    """A rule with two sides: nothing is scheduled against the cause, and what is scheduled is stopped for it."""

    def ruling(case: Case, what: Act) -> Ruling | None:
        on = for_non_payment(what)
        return _no(cause(case, on), *reasons, instead=instead) if on is not None else None

    def owed(case: Case) -> Iterable[Obligation]:
        shutoff = coming(case)
        why = cause(case, shutoff.scheduled) if shutoff is not None else None
        if why:
            yield Obligation(f"stop:{rule}", f"Stop the shut-off. {why}", (pattern("stop_shutoff", reason=stop),))

    ruling.__doc__ = owed.__doc__ = cause.__doc__
    rules_on(rule, "schedule_shutoff")(ruling)
    owes(rule)(owed)
    releases(rule)(nothing_left_to_stop)


_bars("appeal_stops_shutoff", appeal_pending, "appeal")
_bars("dispute_stops_shutoff", dispute_open, "appeal")
_bars("arrangement_stops_shutoff", arrangement_kept, "arrangement", "plan_in_force")
_bars("pending_payment_stops_shutoff", payment_pending, "paid", instead=(act("explain", topic="pending_payment"),))
_bars("life_at_stake", not_safe, "safety", instead=(act("pass_on", to="supervisor"),))


@rules_on("medical_protection", "schedule_shutoff")
def medical_protection(case: Case, what: Act) -> Ruling | None:
    """All three together protect a home: the certificate, inability to pay, and willingness to arrange."""
    on = for_non_payment(what)
    if on is None or not is_home(case) or not declared(case, *CERTIFICATES):
        return None
    why = medical(case, on)
    if why:
        return _no(why, instead=PLANS)
    return permitted(why="A certificate alone, or two of the three, does not protect. A plan is still open to them.")


@owes("medical_protection")
def stop_for_medical(case: Case) -> Iterable[Obligation]:
    """A scheduled shut-off is stopped, and a plan offered, once all three hold."""
    shutoff = coming(case)
    if shutoff is not None and declared(case, *CERTIFICATES) and medical(case, shutoff.scheduled):
        stop = (pattern("stop_shutoff", reason="medical"),)
        yield Obligation("stop:medical", "Stop the shut-off: all three medical conditions hold", stop)
        if case.talking is not None:
            offer = (pattern("offer", offer="payment_plan"),)
            yield Obligation("plans", "Offer a plan that they can keep", offer, contact=case.talking.id)


@owes("payment_stops_shutoff")
def payment_stops_shutoff(case: Case) -> Iterable[Obligation]:
    """A payment of what was late stops the shut-off, the truck too, at once."""
    shutoff = coming(case)
    why = paid_enough(case, shutoff.scheduled) if shutoff is not None else None
    if why:
        yield Obligation("stop:paid", f"Stop the shut-off. {why}", (pattern("stop_shutoff", reason="paid"),))


@owes("stop_what_falls_short")
def stop_what_falls_short(case: Case) -> Iterable[Obligation]:
    """A shut-off scheduled without what the law asks for first is stopped."""
    shutoff = coming(case)
    if shutoff is None or paid_enough(case, shutoff.scheduled):
        return
    for reason, cause in (("notice", falls_short), ("tenant", tenants_not_told)):
        why = cause(case, shutoff.scheduled)
        if why:
            yield Obligation(f"stop:{reason}", f"Stop the shut-off. {why}", (pattern("stop_shutoff", reason=reason),))


for _stops in ("payment_stops_shutoff", "stop_what_falls_short"):
    releases(_stops)(nothing_left_to_stop)


@rules_on("stop_only_for_cause", "stop_shutoff")
def stop_only_for_cause(case: Case, what: Act) -> Ruling | None:
    """A scheduled shut-off is stopped for what truly stands against it, and for nothing else."""
    case.see("protections")
    shutoff = coming(case)
    if shutoff is None:
        return forbidden("No shut-off is scheduled.")
    case.note_reading("scheduled for", shutoff.scheduled, "protections")
    given = what.text("reason")
    why = stands(case, given, shutoff.scheduled) if given else None
    if why:
        return permitted(what, why, entitled=True)
    for reason, found in standing_causes(case, shutoff.scheduled):
        right = what.but(reason=reason)
        return forbidden(found, allowed=right) if given else permitted(right, found, entitled=True)
    return forbidden("Nothing stands against it yet. A payment or an arrangement would.", instead=PLANS)


@rules_on("appeal_is_open", "file_appeal")
def appeal_is_open(case: Case, what: Act) -> Ruling | None:
    """Any adult at the residence may have a bill reviewed; one review at a time of each bill."""
    bill = what.text("bill")
    if not any(one.id == bill for one in case.see("bills")):
        return None
    if any(one.bill == bill and one.decided is None for one in case.see("protections").appeals):
        return forbidden("A review of that bill is pending already.", instead=(act("explain", topic="appeal"),))
    return permitted(what, entitled=True)


@rules_on("promise_it_stays_on", "promise")
def promise_it_stays_on(case: Case, what: Act) -> Ruling | None:
    """That water stays on is promised only while something stands against a shut-off."""
    if what.text("what") != "no_shutoff":
        return None
    by = what.get("by")
    day = by if isinstance(by, dt.date) else case.today
    for _, why in standing_causes(case, day):
        return permitted(why=why)
    return forbidden("Nothing stands against a shut-off.", untrue=True, instead=PLANS)


@rules_on("other_reasons", "schedule_shutoff")
def other_reasons(case: Case, what: Act) -> Ruling | None:
    """The Act is about non-payment; a shut-off for another reason is a supervisor's, and none is made up for money."""
    reason = what.text("reason")
    if reason in (None, NON_PAYMENT, "request"):
        return None
    if case.level == "supervisor":
        return permitted()
    why = "Unauthorized use and an overdue backflow test are not non-payment: a supervisor decides."
    return Ruling(Verdict.BEYOND_AUTHORITY, why, reasons=("someone_else_decides",))
