"""Chapter 14, the line and the tray: nothing is left lying, and what is the clerk's is not opened.

Told of the office, where it is so: came_in (the trays that hold something); of an envelope: for_clerk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.district.rules.counter import CLERK
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.arrivals import CAME_BY, Arrival, arrivals
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted

FOR_CLERK = "for_clerk"


def waiting(case: Case) -> Iterator[Arrival]:
    """What lies there unopened and is this desk's to open. Needs a look at each tray that holds something."""
    trays = case.told("came_in")
    for tray in trays.split(", ") if isinstance(trays, str) else ():
        case.see(tray)
    return (one for one in arrivals(case) if not one.opened and one.facts.get(FOR_CLERK) is not True)


@owes("nothing_left_lying")
def nothing_left_lying(case: Case) -> Iterable[Obligation]:
    """Whoever waits is turned to, and whatever came in is opened."""
    if case.told(CAME_BY) is not None:
        return
    for one in waiting(case):
        opening = pattern("open_item", arrival=one.id)
        yield Obligation(f"open:{one.id}", f"See to {one.id}", (opening,))


@rules_on("nothing_left_lying", "hand_over_desk", "hand_over_deposit")
def not_before_all_is_open(case: Case, what: Act) -> Ruling | None:
    """The desk, or the deposit, is handed over when nothing waits any more."""
    left = [pattern("open_item", arrival=one.id) for one in waiting(case)]
    if left:
        return not_yet(f"{len(left)} still to be seen to." if len(left) > 1 else "One is still to be seen to.", *left)
    return permitted(entitled=True)


@owes("clerk_mail_unopened")
def clerk_mail_unopened(case: Case) -> Iterable[Obligation]:
    """A certified or legal letter to the clerk goes to the clerk as it is."""
    if case.told(FOR_CLERK) is True:
        yield Obligation("clerk", "Pass it to the District clerk, unopened", CLERK)


@rules_on("clerk_mail_unopened", "open_item")
def not_yours_to_open(case: Case, what: Act) -> Ruling | None:
    """The clerk opens the clerk's mail: when it was opened, and by whom, may matter in court."""
    if case.told(FOR_CLERK) is not True:
        return None
    return forbidden("The clerk opens that.", instead=(act("pass_on", to="clerk"),))
