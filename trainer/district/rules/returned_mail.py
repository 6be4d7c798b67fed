"""Chapter 14, returned mail and bounced bills: written down, and the customer reached by another way.

Told, where it is so: returned_mail, bounced_email; no_mail, no_email, no_phone (a way that is known not to reach them);
new_address and new_email, as the holder gave them.
"""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, Pattern, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted

# What came back, its log, and the way that is closed by it.
CAME_BACK = (("returned_mail", "mail"), ("bounced_email", "email"))
WAYS = ("phone", "email", "mail", "visit")
# What the holder gave when reached, and the slot it goes into.
NEW = {"change_address": ("new_address", "place"), "enrol_ebill": ("new_email", "email")}


def closed_ways(case: Case) -> list[str]:
    """The ways by which this customer is known not to be reached."""
    came_back = {way for what, way in CAME_BACK if case.told(what) is True}
    return [way for way in WAYS if way in came_back or case.told(f"no_{way}") is True]


def _came_back(case: Case) -> bool:
    return any(case.told(what) is True for what, _ in CAME_BACK)


def _open_ways(case: Case) -> tuple[Pattern, ...]:
    return tuple(pattern("contact_customer", how=way) for way in WAYS if way not in closed_ways(case))


@owes("returned_mail")
def returned_mail(case: Case) -> Iterable[Obligation]:
    """What came back is logged, the customer contacted another way, and the record says so."""
    if not _came_back(case):
        return
    for log, _ in CAME_BACK:
        if case.told(log) is True:
            yield Obligation(f"log:{log}", "Write in the log what came back", (pattern("write_log", log=log),))
    yield Obligation("contact", "Contact the customer another way", _open_ways(case))
    note = Pattern("add_note", includes={"facts": frozenset({"contacted"})})
    yield Obligation("note", "Note on the account that the customer was contacted", (note,))


@rules_on("returned_mail", "contact_customer")
def another_way(case: Case, what: Act) -> Ruling | None:
    """Nothing is sent again to where it came back from."""
    if not _came_back(case):
        return None
    if what.text("how") in closed_ways(case):
        other = next((way for way in WAYS if way not in closed_ways(case)), "visit")
        return forbidden("They are not reached that way.", allowed=what.but(how=other))
    return permitted()


@rules_on("address_from_the_holder", *NEW)
def address_from_the_holder(case: Case, what: Act) -> Ruling | None:
    """A new address is the one that the holder gave, and not what a sticker or a guess says."""
    topic, slot = NEW[what.kind]
    given = case.told(topic)
    if given is None and not _came_back(case):
        return None
    if given is None:
        return not_yet("Reach the customer, and ask for the address.", *_open_ways(case))
    return permitted(what.but(**{slot: given}))
