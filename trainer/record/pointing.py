"""What points to an account: what a contact told that stands in its listing; and how the right one is found by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from trainer.record.act import Pattern, pattern, squeezed
from trainer.record.listing import Found, Listing, Standing
from trainer.record.ruling import Need

if TYPE_CHECKING:
    from trainer.record.case import Case

# What tells of an account, the surest first, and the field of a listing that it must be the same as.
POINTERS: Mapping[str, Callable[[Listing], str]] = MappingProxyType({
    "account_number": lambda one: one.number,
    "service_address": lambda one: one.address,
    "leak_place": lambda one: one.address,
    "place_wanted": lambda one: one.address,
    "phone_on_file": lambda one: one.phone,
    "callback_number": lambda one: one.phone,
    "caller_name": lambda one: one.holder,
})  # fmt: skip
OPENING_RULE = "open_with_need"
ASKED_FIRST = ("service_address", "account_number", "caller_name")


def pointers(case: Case, listing: Listing) -> tuple[str, ...]:
    """The topics by which what was told points to this listing."""
    told = ((topic, case.told(topic), of(listing)) for topic, of in POINTERS.items())
    return tuple(topic for topic, said, held in told if said and held and squeezed(str(said)) == squeezed(held))


def listed(case: Case, number: str) -> Listing | None:
    """The listing of an account number among all that was found, or None."""
    return next((one for one in _listings(case) if one.number == number), None)


def to_find(case: Case) -> Need:
    """The need to open the account that is spoken of: open what fits best, else search for what was told, else ask."""
    ways = (*_opening(case), *_searching(case), *_asking(case))
    return Need("Find the account first.", *ways, rule=OPENING_RULE)


def _opening(case: Case) -> Iterator[Pattern]:
    """The one customer whom most of what was told points to; none where two fit alike."""
    fitting = {one.number: len(pointers(case, one)) for one in _listings(case) if one.standing is Standing.CUSTOMER}
    most = max(fitting.values(), default=0)
    best = [number for number, count in fitting.items() if count == most > 0]
    if len(best) == 1:
        yield pattern("open_account", account=best[0])


def _searching(case: Case) -> Iterator[Pattern]:
    for topic in POINTERS:
        said = case.told(topic)
        if said and not case.did(pattern("find_account", query=str(said))):
            yield pattern("find_account", query=str(said))


def _asking(case: Case) -> Iterator[Pattern]:
    return (pattern("ask", topic=topic) for topic in ASKED_FIRST if topic not in case.facts and case.talking)


def _listings(case: Case) -> Iterator[Listing]:
    searches: tuple[Found, ...] = case.panels.get("search", ())
    return (hit.listing for found in searches for hit in found.hits)
