"""Chapter 7, shut-off protections: how long a bill must be late, what contact must come first, and on which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from trainer.district.delinquency import oldest_unpaid
from trainer.district.rules.extensions import in_force
from trainer.district.rules.registry import rules_on
from trainer.record.account import Bill
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.credit import Notice, NoticeKind, Shutoff
from trainer.record.ruling import Ruling, forbidden, not_yet, permitted

HOMES = ("home", "apartments")
NON_PAYMENT = "non_payment"
PLANS = (act("offer", offer="extension"), act("offer", offer="payment_plan"))
DAY = dt.timedelta(days=1)
FINAL_BY_MAIL = pattern("send_notice", notice="final_notice", how="mail", to="customer")
REACH_BY_PHONE = pattern("contact_customer", how="phone")


def is_home(case: Case) -> bool:
    """Whether people live there: the Water Shutoff Protection Act is about homes only."""
    return case.see("summary").premise.kind in HOMES


def for_non_payment(what: Act) -> dt.date | None:
    """The day of a shut-off for non-payment, or None for any other act."""
    on = what.get("on")
    return on if what.text("reason") == NON_PAYMENT and isinstance(on, dt.date) else None


def open_day_from(case: Case, day: dt.date) -> dt.date:
    """The first business day on or after a day."""
    return case.policy.add_business_days(day - DAY, 1)


def late_bill(case: Case) -> Bill | None:
    """The oldest unpaid bill, as bills and ledger show it."""
    bill = oldest_unpaid(case.see("bills"), case.see("ledger"))
    if bill is not None:
        case.note_reading("oldest unpaid bill was due", bill.due, "bills")
    return bill


def _sooner(case: Case, what: Act, earliest: dt.date, why: str) -> Ruling:
    """The no to a day that is too soon, with the first day that this rule leaves open."""
    day = open_day_from(case, earliest)
    return forbidden(why, reasons=("too_soon",), instead=PLANS, allowed=what.but(on=day))


def coming(case: Case) -> Shutoff | None:
    """The shut-off for non-payment that is scheduled, where the protections are open and show one."""
    protections = case.panels.get("protections")
    listed = protections.shutoffs if protections is not None else ()
    waiting = (one for one in listed if one.reason == NON_PAYMENT and one.done is None and not one.stopped)
    return next(waiting, None)


@rules_on("sixty_days", "schedule_shutoff")
def sixty_days(case: Case, what: Act) -> Ruling | None:
    """No home is shut off before its oldest unpaid bill is so many days past its due date."""
    on = for_non_payment(what)
    if on is None:
        return None
    bill = late_bill(case)
    if bill is None or bill.due >= case.today:
        return forbidden("Nothing is past due.", reasons=("not_late",))
    if not is_home(case):
        return permitted(why="The 60 days of the Water Shutoff Protection Act are for homes.")
    days = case.parameter("shutoff_delinquent_days")
    case.note_reading("days past due on that day", (on - bill.due).days, "worked out")
    earliest = bill.due + dt.timedelta(days=days)
    if on < earliest:
        return _sooner(case, what, earliest, f"The bill is {days} days past due on {earliest:%-d %B %Y}, not before.")
    return permitted(what)


def finals(case: Case, bill: Bill) -> list[Notice]:
    """The final notices to the customer about what is unpaid now, complete ones only, oldest first."""
    listed = (one for one in case.see("notices") if one.kind is NoticeKind.FINAL and one.to == "customer")
    return sorted((one for one in listed if one.on > bill.due and one.names_help), key=lambda one: one.on)


def mail_came_back(case: Case, notice: Notice) -> bool:
    """Whether a mailed notice is known to have come back."""
    returned = case.see("payments").mail_returned
    return notice.reached is False or (returned is not None and returned >= notice.on)


def counting(case: Case, notices: Sequence[Notice]) -> Iterator[Notice]:
    """Those that reached somebody as the Act asks: told by telephone, or mailed; by a visit once mail came back."""
    mailed = [one for one in notices if one.how == "mail"]
    lost = bool(mailed) and all(mail_came_back(case, one) for one in mailed)
    for one in notices:
        spoken = one.how == "phone" and one.reached is True
        written = one.how == "mail" and not mail_came_back(case, one)
        if spoken or written or (lost and one.how in ("visit", "door")):
            yield one


@rules_on("contact_in_time", "schedule_shutoff")
def contact_in_time(case: Case, what: Act) -> Ruling | None:
    """So many business days before, the customer was told by telephone or in writing, with the ways out."""
    on = for_non_payment(what)
    bill = late_bill(case) if on is not None and is_home(case) else None
    if on is None or bill is None:
        return None
    contact = next(counting(case, finals(case, bill)), None)
    if contact is None:
        return not_yet("Contact the customer by telephone or in writing first.", FINAL_BY_MAIL, REACH_BY_PHONE)
    case.note_reading("contacted", contact.on, "notices")
    days = case.parameter("shutoff_notice_business_days")
    earliest = case.policy.add_business_days(contact.on, days)
    if on < earliest:
        return _sooner(case, what, earliest, f"{days} business days after that contact is {earliest:%-d %B %Y}.")
    return permitted(what)


@rules_on("mailed_notice", "schedule_shutoff")
def mailed_notice(case: Case, what: Act) -> Ruling | None:
    """A notice is mailed to every customer: so many days that begin some days after mailing; the longer law governs."""
    on = for_non_payment(what)
    bill = late_bill(case) if on is not None else None
    if on is None or bill is None:
        return None
    mailed = next((one for one in finals(case, bill) if one.how == "mail"), None)
    if mailed is None:
        return not_yet("Mail the final notice first.", FINAL_BY_MAIL)
    case.note_reading("final notice mailed", mailed.on, "notices")
    earliest, why = mailed_until(case, mailed.on)
    return _sooner(case, what, earliest, why) if on < earliest else permitted(what, why)


def mailed_until(case: Case, mailed: dt.date) -> tuple[dt.date, str]:
    """The first day after a mailed notice, under the longer of the two laws, and which one that is."""
    days, begin = case.parameter("mailed_notice_days"), case.parameter("mailed_notice_begins_days")
    district = mailed + dt.timedelta(days=begin + days)
    if not is_home(case):
        return district, f"{days} days that begin {begin} days after mailing end on {district:%-d %B %Y}."
    act_of_2018 = case.policy.add_business_days(mailed, case.parameter("shutoff_notice_business_days"))
    longer = "the special-district law" if district >= act_of_2018 else "the Water Shutoff Protection Act"
    return max(district, act_of_2018), (
        f"Mailed: {days} days that begin {begin} days later end on {district:%-d %B %Y}; the business days of the "
        f"other law on {act_of_2018:%-d %B %Y}. The longer governs: {longer}."
    )


@rules_on("open_days_only", "schedule_shutoff")
def open_days_only(case: Case, what: Act) -> Ruling | None:
    """Nobody is shut off for non-payment on a Saturday, a Sunday, a holiday or a day when the office is closed."""
    on = for_non_payment(what)
    if on is None:
        return None
    if not case.policy.is_business_day(on):
        return _sooner(case, what, on, f"The office is closed on {on:%A, %-d %B}.")
    return permitted()


@rules_on("not_before_closed_days", "schedule_shutoff")
def not_before_closed_days(case: Case, what: Act) -> Ruling | None:
    """The law allows a Friday afternoon; ours ends at midday before closed days, so that service can be restored."""
    on = for_non_payment(what)
    if on is None or case.policy.is_business_day(on + DAY):
        return None
    last = dt.time.fromisoformat(case.parameter("last_shutoff_time"))
    if on == case.today and case.now.time() >= last:
        return _sooner(case, what, on + DAY, "The law allows it; we do not, this late before a day we are closed.")
    return permitted(why="Before the hour at which shut-offs end on a day before we are closed.")


@rules_on("after_a_broken_plan", "schedule_shutoff")
def after_a_broken_plan(case: Case, what: Act) -> Ruling | None:
    """A broken plan: so many days unpaid, and so many business days after a final notice is posted at the home."""
    on = for_non_payment(what)
    if on is None or not is_home(case):
        return None
    arrangements = case.see("arrangements")
    broken = arrangements[-1].broken_on if arrangements and in_force(arrangements, on) is None else None
    if broken is None:
        return None
    case.note_reading("plan broken", broken, "arrangements")
    earliest = broken + dt.timedelta(days=case.parameter("plan_default_days"))
    if on < earliest:
        return _sooner(case, what, earliest, f"The plan must be broken until {earliest:%-d %B %Y}.")
    listed = (n for n in case.see("notices") if n.kind is NoticeKind.PLAN_DEFAULT and n.on >= broken)
    posted = next((one for one in listed if one.how == "door"), None)
    if posted is None:
        post = pattern("send_notice", notice="plan_default", how="door", to="customer")
        return not_yet("Post a final notice at the property first.", post)
    case.note_reading("final notice posted", posted.on, "notices")
    days = case.parameter("plan_default_notice_business_days")
    earliest = case.policy.add_business_days(posted.on, days)
    if on < earliest:
        return _sooner(case, what, earliest, f"{days} business days after posting is {earliest:%-d %B %Y}.")
    return permitted(what)
