"""Chapter 7, shut-off protections: people who rent, and whose landlord is the customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from trainer.district.rules.registry import owes, rules_on
from trainer.district.rules.shutoff_notices import languages_of_law
from trainer.district.rules.shutoff_timing import for_non_payment, late_bill, open_day_from
from trainer.record.act import Act, pattern
from trainer.record.case import Case
from trainer.record.credit import NoticeKind
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted

TO_OCCUPANTS = pattern("send_notice", notice="occupants", how="mail", to="occupant")


def landlord_is_customer(case: Case) -> bool:
    """Whether the landlord holds the account for people who rent: as told, or as the premise shows."""
    return case.told("landlord") is True or case.see("summary").premise.kind == "apartments"


@rules_on("tenants_ten_days", "schedule_shutoff")
def tenants_ten_days(case: Case, what: Act) -> Ruling | None:
    """Occupants whose landlord is the customer get so many days in writing, in the languages of the law."""
    on = for_non_payment(what)
    if on is None or not landlord_is_customer(case):
        return None
    bill = late_bill(case)
    wanted = languages_of_law(case) | {"English"}
    listed = (n for n in case.see("notices") if n.kind is NoticeKind.OCCUPANTS and bill and n.on > bill.due)
    notice = next((one for one in listed if wanted <= set(one.languages)), None)
    if notice is None:
        return not_yet("The occupants get a notice in writing first, in every language of the law.", TO_OCCUPANTS)
    case.note_reading("occupants told", notice.on, "notices")
    days = case.parameter("occupant_notice_days")
    begin = case.parameter("mailed_notice_begins_days") if notice.how == "mail" else 0
    earliest = notice.on + dt.timedelta(days=days + begin)
    if on < earliest:
        why = f"The occupants’ {days} days end on {earliest:%-d %B %Y}."
        return forbidden(why, reasons=("too_soon",), allowed=what.but(on=open_day_from(case, earliest)))
    return permitted(what)


@owes("tenant_may_take_over")
def tenant_may_take_over(case: Case) -> Iterable[Obligation]:
    """A tenant whose landlord did not pay hears that they may become the customer, without the landlord's debt."""
    contact = case.talking
    if contact is None or case.told("landlord") is not True:
        return
    explain = (pattern("explain", topic="tenant_rights"),)
    offer = (pattern("offer", offer="become_customer"),)
    yield Obligation("rights", "Explain a tenant’s rights", explain, contact=contact.id, while_open=True)
    yield Obligation("take over", "Offer that they become the customer", offer, contact=contact.id, while_open=True)


@rules_on("tenant_may_take_over", "start_service")
def without_the_landlords_debt(case: Case, what: Act) -> Ruling | None:
    """A tenant becomes the customer on the ordinary terms; what the landlord owes is not asked of them."""
    if what.text("customer") != "tenant" or case.told("landlord") is not True:
        return None
    return permitted(why="What the landlord owes is the landlord’s.", entitled=True)
