"""Chapter 7, shut-off protections: who is told before a shut-off, how, and in which language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from trainer.district.rules.registry import owes, rules_on
from trainer.district.rules.shutoff_timing import (
    FINAL_BY_MAIL,
    REACH_BY_PHONE,
    coming,
    counting,
    finals,
    for_non_payment,
    is_home,
    late_bill,
    mail_came_back,
    mailed_until,
    open_day_from,
)
from trainer.record.act import Act, pattern
from trainer.record.case import Case
from trainer.record.credit import Notice, NoticeKind
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted

POSTED = pattern("send_notice", notice="door_tag", how="door", to="customer")
SPOKEN = (
    ("policy", "Offer the written policy", pattern("offer", offer="written_policy")),
    ("plan", "Offer to discuss a plan, or more time", pattern("offer", offer="payment_plan")),
    ("appeal", "Explain review and appeal", pattern("explain", topic="appeal")),
)


def languages_of_law(case: Case) -> frozenset[str]:
    """The languages in which the law asks for notices, beside English."""
    return languages_in(case.parameter("notice_languages"))


def languages_in(listed: str) -> frozenset[str]:
    """The languages of a list in words; none of an empty one."""
    return frozenset(filter(None, re.split(r", | and ", listed)))


@rules_on("final_notice_not_too_early", "send_notice")
def final_notice_not_too_early(case: Case, what: Act) -> Ruling | None:
    """A final notice is about a bill that is past due, and mailed no sooner than so many days after that bill."""
    if what.text("notice") != "final_notice":
        return None
    bill = late_bill(case)
    if bill is None:
        return forbidden("Nothing is unpaid.", reasons=("not_late",))
    days = case.parameter("final_notice_after_bill_days")
    earliest = max(bill.on + dt.timedelta(days=days), bill.due + dt.timedelta(days=1))
    if case.today < earliest:
        return forbidden(f"A final notice goes out on {earliest:%-d %B %Y} at the earliest.", reasons=("too_soon",))
    return permitted()


@rules_on("two_days_before", "schedule_shutoff")
def two_days_before(case: Case, what: Act) -> Ruling | None:
    """So many hours before, someone is spoken to, or a notice is posted at the door."""
    on = for_non_payment(what)
    bill = late_bill(case) if on is not None else None
    if on is None or bill is None:
        return None
    told = next((one for one in case.see("notices") if one.on > bill.due and last_word(one)), None)
    days = _last_days(case)
    earliest = max(told.on if told else case.today, bill.due) + dt.timedelta(days=days)
    if on < earliest:
        why = f"The last word comes {days} days before: {earliest:%-d %B %Y} is the first day."
        return forbidden(why, reasons=("too_soon",), allowed=what.but(on=open_day_from(case, earliest)))
    return permitted(what)


def last_word(notice: Notice) -> bool:
    """Whether a notice was the word at the door or by telephone that comes last."""
    return notice.kind is NoticeKind.DOOR_TAG and (notice.how == "door" or notice.reached is True)


@owes("two_days_before")
def give_the_last_word(case: Case) -> Iterable[Obligation]:
    """Once a shut-off is scheduled, and while there is time for it, the last word is owed."""
    shutoff = coming(case)
    bill = late_bill(case) if shutoff is not None else None
    if shutoff is None or bill is None or any(one.on > bill.due and last_word(one) for one in case.see("notices")):
        return
    if case.today + dt.timedelta(days=_last_days(case)) <= shutoff.scheduled:
        yield Obligation("last word", "Reach them, or post a notice at the door", (POSTED, REACH_BY_PHONE))


def _last_days(case: Case) -> int:
    """The hours of the last word in whole days, rounded up: notices are kept by the day."""
    return -(-int(case.parameter("last_contact_hours")) // 24)


@rules_on("occupant_copy", "schedule_shutoff")
def occupant_copy(case: Case, what: Act) -> Ruling | None:
    """Where bills go elsewhere, the notice also goes to the property, addressed to the occupant."""
    on = for_non_payment(what)
    if on is None or not is_home(case) or not case.see("summary").mailing:
        return None
    bill = late_bill(case)
    copies = (n for n in case.see("notices") if n.to == "occupant" and n.how == "mail" and bill and n.on > bill.due)
    copy = next(copies, None)
    if copy is None:
        also = pattern("send_notice", notice="final_notice", how="mail", to="occupant")
        return not_yet("The mailing address differs: the occupant gets the notice, too.", also)
    case.note_reading("mailed to the occupant", copy.on, "notices")
    return _after_mailing(case, what, on, copy.on)


def _after_mailing(case: Case, what: Act, on: dt.date, mailed: dt.date) -> Ruling:
    """Whether a copy was mailed as long before as the notice itself has to be."""
    earliest, why = mailed_until(case, mailed)
    if on < earliest:
        return forbidden(why, reasons=("too_soon",), allowed=what.but(on=open_day_from(case, earliest)))
    return permitted(what, why)


@rules_on("notice_in_their_language", "schedule_shutoff")
def notice_in_their_language(case: Case, what: Act) -> Ruling | None:
    """A customer whose language is one of the law's gets the notice in it."""
    on = for_non_payment(what)
    if on is None or not is_home(case):
        return None
    language = next((p.language for p in case.see("people") if p.standing == "holder"), "English")
    if language not in languages_of_law(case):
        return None
    bill = late_bill(case)
    case.note_reading("language", language, "people")
    told = next((one for one in finals(case, bill) if language in one.languages), None) if bill is not None else None
    if told is not None:
        return _after_mailing(case, what, on, told.on) if told.how == "mail" else permitted()
    return not_yet(f"The notice goes out in {language}, too.", FINAL_BY_MAIL)


@rules_on("visit_when_mail_returns", "schedule_shutoff")
def visit_when_mail_returns(case: Case, what: Act) -> Ruling | None:
    """Mail came back and nobody was reached: someone goes there, and leaves the notice and the policy."""
    on = for_non_payment(what)
    bill = late_bill(case) if on is not None and is_home(case) else None
    if bill is None:
        return None
    notices = finals(case, bill)
    if not any(one.how == "mail" and mail_came_back(case, one) for one in notices):
        return None
    if next(counting(case, notices), None) is not None:
        return permitted()
    visit = pattern("send_notice", notice="final_notice", how="visit", to="customer")
    return not_yet("Mail came back: visit, and leave the notice and the policy.", visit)


@owes("third_party_copy")
def third_party_copy(case: Case) -> Iterable[Obligation]:
    """Whom an older or dependent customer has named gets a copy of the final notice."""
    people = case.panels.get("people", ())
    sent = case.did(pattern("send_notice", notice="final_notice", to="customer"))
    if sent and any(person.standing == "third_party" for person in people):
        copy = (pattern("send_notice", notice="final_notice", how="mail", to="third_party"),)
        yield Obligation("copy", "Send a copy to the person they named", copy)


@rules_on("third_party_copy", "send_notice")
def third_party_is_named(case: Case, what: Act) -> Ruling | None:
    """A copy goes only to someone whom the customer has named."""
    if what.text("to") != "third_party":
        return None
    if any(person.standing == "third_party" for person in case.see("people")):
        return permitted()
    return forbidden("The customer has named nobody: a copy would tell a stranger.")


@owes("say_it_on_the_phone")
def say_it_on_the_phone(case: Case) -> Iterable[Obligation]:
    """A call before a shut-off offers the policy, a plan or more time, and explains review and appeal."""
    contact, shutoff = case.talking, coming(case)
    if contact is None or contact.channel != "outbound" or not contact.spoke or shutoff is None:
        return
    for key, what, owed in SPOKEN:
        yield Obligation(key, what, (owed,), contact=contact.id, while_open=True)
