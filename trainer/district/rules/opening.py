"""Chapter 1, opening accounts: only the account that the work is about is opened, and only that one is changed."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.district.rules.fairness import CHANGES
from trainer.district.rules.registry import rules_on
from trainer.record.act import Act, squeezed
from trainer.record.case import Case
from trainer.record.listing import Listing
from trainer.record.pointing import OPENING_RULE, listed, pointers
from trainer.record.ruling import Ruling, forbidden, permitted
from trainer.record.topic import QUESTIONS


@rules_on(OPENING_RULE, "open_account", *CHANGES)
def open_with_need(case: Case, what: Act) -> Ruling | None:
    """An account is opened when what was told, asked for or given points to it; on another nothing is changed."""
    opens = what.kind == "open_account"
    number = what.text("account") if opens else case.account
    if not number or number == case.given:
        return permitted() if opens and number else None
    why = next(_reasons(case, number), None)
    if why is None:
        return forbidden("Nothing in this work points to that account.")
    case.note_reading("what points to it", why, "told or asked for")
    return permitted(credit=True) if opens else None


def concerns(case: Case, number: str) -> bool:
    """Whether the work is about this account: it was given with it, or what was told or asked for points to it."""
    return number in ("", case.given) or next(_reasons(case, number), None) is not None


def _reasons(case: Case, number: str) -> Iterator[str]:
    """In words, what leads to an account: an item told, or the subject of a request."""
    listing = listed(case, number)
    told = pointers(case, listing or Listing(number, "", "", ""))
    yield from (QUESTIONS[topic].label for topic in told)
    names = {squeezed(one) for one in (number, listing.address if listing else "", listing.holder if listing else "")}
    for request in case.requests:
        words = (value for value in request.act.slots.values() if isinstance(value, str))
        if any(squeezed(word) in names - {""} for word in words):
            yield request.words
