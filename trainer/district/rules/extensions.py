"""Chapter 6, extensions and payment plans: open to any customer, within limits, one at a time, to the cent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal

from trainer.district.dates import months_back
from trainer.district.delinquency import oldest_unpaid, open_amounts, past_due
from trainer.district.money import CENT
from trainer.district.rules.hardship import unable
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import NO_MONEY
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case, Contact, Request
from trainer.record.credit import Arrangement, NoticeKind
from trainer.record.ruling import Obligation, Ruling, Verdict, forbidden, permitted

PLAN = "payment plan"
WAYS = ("grant_extension", "set_up_plan")
OFFERS = (pattern("offer", offer="extension"), pattern("offer", offer="payment_plan"))
IN_FULL = ("in full", True)
NOTHING = "nothing"


def in_force(arrangements: Sequence[Arrangement], on: dt.date) -> Arrangement | None:
    """The arrangement that is kept and still runs on a day, the latest first."""
    kept = (one for one in reversed(arrangements) if one.broken_on is None and one.until >= on)
    return next(kept, None)


@rules_on("extension_length", "grant_extension")
def extension_length(case: Case, what: Act) -> Ruling | None:
    """An extension runs to a day not later than so many days after the due date of the oldest unpaid bill."""
    bills = case.see("bills")
    until = what.get("until")
    if not bills or not isinstance(until, dt.date):
        return None
    bill = oldest_unpaid(bills, case.see("ledger")) or bills[-1]
    latest = bill.due + dt.timedelta(days=case.parameter("extension_days"))
    case.note_reading("due date", bill.due, "bills")
    if latest <= case.today:
        plan = (act("offer", offer="payment_plan"),)
        return forbidden(f"The last day was {latest:%-d %B %Y}.", reasons=("too_late",), instead=plan)
    if until > latest:
        return forbidden(
            f"The latest day is {latest:%-d %B %Y}.", reasons=("too_late",), allowed=what.but(until=latest)
        )
    return permitted(what, entitled=True, discretion=f"Any day up to {latest:%-d %B %Y}.")


@rules_on("plan_length", "set_up_plan")
def plan_length(case: Case, what: Act) -> Ruling | None:
    """A payment plan runs at most so many months; longer where the household is unable to pay otherwise."""
    asked = what.get("instalments")
    if not isinstance(asked, int):
        return None
    ordinary, longest = case.parameter("payment_plan_months"), case.parameter("payment_plan_hardship_months")
    if asked < 2:
        return forbidden("A plan has at least two instalments.", allowed=what.but(instalments=2))
    if asked <= ordinary:
        band = f"Anything from 2 to {ordinary} months."
        return permitted(why=band, entitled=True, discretion=band)
    if asked > longest:
        return forbidden(f"No plan is longer than {longest} months.", allowed=what.but(instalments=longest))
    if unable(case):
        band = f"In hardship, anything up to {longest} months."
        return permitted(why=band, discretion=band)
    why = f"Without hardship a plan has two to {ordinary} instalments."
    return forbidden(why, allowed=what.but(instalments=ordinary))


@rules_on("plan_amounts", "set_up_plan")
def plan_amounts(case: Case, what: Act) -> Ruling | None:
    """The instalments add up to what is past due, or else owed; the last takes the odd cents."""
    count = what.get("instalments")
    bills, ledger = case.see("bills"), case.see("ledger")
    owed = past_due(bills, ledger, case.today) or sum(open_amounts(bills, ledger).values(), NO_MONEY)
    if not isinstance(count, int) or count < 1:
        return None
    case.note_reading("to be divided", owed, "ledger")
    if not owed:
        return forbidden("Nothing is owed: there is nothing to divide.", reasons=("not_late",))
    each, last = instalments(owed, count)
    case.note_reading("each instalment", each, "worked out")
    case.note_reading("last instalment", last, "worked out")
    right = what.but(amount=each)
    if what.amount() not in (None, each):
        return forbidden(
            f"{count} instalments of ${each:,.2f}, the last ${last:,.2f}, make ${owed:,.2f}.", allowed=right
        )
    return permitted(right)


def instalments(owed: Decimal, count: int) -> tuple[Decimal, Decimal]:
    """Each instalment and the last one, in dollars: the last is never smaller, and together they are what is owed."""
    each = (owed / count).quantize(CENT, ROUND_DOWN)
    return each, owed - each * (count - 1)


@rules_on("one_arrangement", *WAYS)
def one_arrangement(case: Case, what: Act) -> Ruling | None:
    """One arrangement at a time; only an extension that still runs may be turned into a plan."""
    current = in_force(case.see("arrangements"), case.today)
    if current is None:
        return permitted()
    case.note_reading(current.kind, current.until, "arrangements")
    if what.kind == "set_up_plan" and current.kind != PLAN:
        return permitted(why="The plan takes the place of the extension.")
    why = f"There is an arrangement until {current.until:%-d %B %Y}."
    return forbidden(why, reasons=("plan_in_force",), instead=(act("explain", topic="plan_terms"),))


@rules_on("broken_plan", "set_up_plan")
def broken_plan(case: Case, what: Act) -> Ruling | None:
    """After a broken plan, a new one within so many months is a supervisor's decision."""
    months = case.parameter("broken_plan_months")
    since = months_back(case.today, months)
    broken = [one.broken_on for one in case.see("arrangements") if one.kind == PLAN and one.broken_on]
    lately = [day for day in broken if day > since]
    if not lately:
        return permitted()
    case.note_reading("last plan broken", lately[-1], "arrangements")
    if case.level == "supervisor" or _approved(case, what.kind):
        return permitted(why="A supervisor decided.")
    why = f"A plan was broken within {months} months: a supervisor decides about a new one."
    return Ruling(Verdict.BEYOND_AUTHORITY, why, reasons=("plan_broken",), instead=(act("offer", offer="extension"),))


def _approved(case: Case, kind: str) -> bool:
    return any(request.act.kind == kind and request.id in case.approved for request in case.requests)


@rules_on("no_medical_proof", "ask")
def no_medical_proof(case: Case, what: Act) -> Ruling | None:
    """A plan or an extension is open to anyone: nobody is asked for a medical certificate to have one."""
    asked_for = [request for request in case.requests if request.act.kind in WAYS]
    if what.text("topic") != "medical_certificate" or not asked_for:
        return None
    protections = case.panels.get("protections")
    if protections is not None and any(not one.stopped and one.done is None for one in protections.shutoffs):
        return permitted(why="A shut-off is scheduled: then it matters.")
    return forbidden("A plan needs no proof of illness.", instead=(act("offer", offer="payment_plan"),))


@owes("offer_to_whoever_cannot_pay")
def offer_to_whoever_cannot_pay(case: Case) -> Iterable[Obligation]:
    """Whoever says that they cannot pay in full is told of more time or a plan, asked for or not."""
    said, contact = case.told("able_to_pay"), case.talking
    if contact is None or said is None or said in IN_FULL:
        return
    if not any(request.act.kind in WAYS for request in case.requests):
        what = "Offer an extension or a payment plan"
        yield Obligation("cannot pay", what, OFFERS, contact=contact.id, while_open=True)


@owes("mention_help")
def mention_help(case: Case) -> Iterable[Obligation]:
    """Whoever can pay nothing hears where help beyond the water bill is to be had."""
    contact = case.talking
    if contact is not None and case.told("able_to_pay") == NOTHING:
        where = (pattern("offer", offer="assistance"), pattern("explain", topic="assistance"))
        yield Obligation("help", "Say where help can be had", where, contact=contact.id, while_open=True)


@owes("tell_plan_terms")
def tell_plan_terms(case: Case) -> Iterable[Obligation]:
    """Whoever has a plan hears what keeps it and what breaks it: the instalments and the new bills, both."""
    contact = case.talking
    if contact is not None and case.did(pattern("set_up_plan")):
        terms = (pattern("explain", topic="plan_terms"),)
        yield Obligation("terms", "Say what keeps the plan, and what breaks it", terms, contact=contact.id,
                         while_open=True)  # fmt: skip


@owes("review_in_time")
def review_in_time(case: Case) -> Iterable[Obligation]:
    """An extension asked for within so many days of the notice, and refused, goes to whoever reviews it."""
    for request in case.requests:
        contact = case.contact(request.contact)
        if request.act.kind not in WAYS or contact is None or not case.did(pattern("refuse", request=request.id)):
            continue
        if _noticed_lately(case):
            yield _review(request, contact)


def _noticed_lately(case: Case) -> bool:
    """Whether a final notice was sent within the days in which a request earns a review."""
    since = case.today - dt.timedelta(days=case.parameter("review_request_days"))
    return any(one.kind is NoticeKind.FINAL and one.on >= since for one in case.see("notices"))


def _review(request: Request, contact: Contact) -> Obligation:
    ways = (
        pattern("pass_on", to="supervisor"), pattern("transfer", to="supervisor"),
        pattern("ask_supervisor", request=request.id),
    )  # fmt: skip
    return Obligation(f"review:{request.id}", "Pass it on for review", ways, contact=contact.id)
