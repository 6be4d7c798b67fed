"""Chapter 13, attending: nobody waits longer than they should, and what was promised is kept on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import OrderStatus
from trainer.record.act import Act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, not_yet, permitted

AT_ONCE = ("telephone", "chat", "counter")  # who came by these is there, and waits
CALLS = ("callback", "result")
KEPT_BY = (
    pattern("contact_customer", how="phone"),
    pattern("contact_customer", how="email"),
    pattern("explain", topic="field_result"),
)


@owes("answer_waiting")
def answer_waiting(case: Case) -> Iterable[Obligation]:
    """Who waits while you are with somebody else is turned to in time, if only to say how long it will be."""
    for contact in case.contacts.values():
        if contact.waiting and contact.channel in AT_ONCE:
            yield Obligation(
                f"wait:{contact.id}", "Turn to who is waiting", (pattern("switch_to", contact=contact.id),),
                by=contact.since + case.parameter("waiting_seconds"), contact=contact.id, while_open=True,
            )  # fmt: skip


@rules_on("hold_kindly", "switch_to")
def ask_before_a_hold(case: Case, what: Act) -> Ruling | None:
    """Nobody is put on hold in mid-talk without being asked."""
    left = next((one for one in case.elsewhere if one.left), None)
    if left is None:
        return None
    return permitted(credit=True) if left.asked else not_yet("Ask them to hold first.", pattern("hold_please"))


@owes("hold_kindly")
def back_from_a_hold(case: Case) -> Iterable[Obligation]:
    """Who holds is got back to in time, if only to say where things are."""
    for contact in case.contacts.values():
        if contact.held_since is not None:
            yield Obligation(
                f"back:{contact.id}:{contact.held_since}", "Get back to who is on hold",
                (pattern("switch_to", contact=contact.id),), by=contact.held_since + case.parameter("hold_seconds"),
                since=len(case.history), contact=contact.id, while_open=True,
            )  # fmt: skip


@owes("keep_promise")
def keep_promise(case: Case) -> Iterable[Obligation]:
    """A promise of an earlier day is kept by its day, or as soon as what it waited for has come back."""
    for by in _unkept(case):
        if by <= case.today or _has_come_back(case):
            late = 0 if by < case.today else None
            yield Obligation(f"kept:{by}", f"Call back as promised for {by:%A, %-d %B}", KEPT_BY, by=late)


def _unkept(case: Case) -> Iterator[dt.date]:
    """The days for which a call was promised in an earlier scene, and nobody called since."""
    for place, deed in enumerate(case.earlier):
        by = deed.act.get("by")
        promised = deed.effect and deed.act.kind == "promise" and deed.act.text("what") in CALLS
        since = (later.act for later in case.earlier[place + 1 :] if later.effect)
        if promised and isinstance(by, dt.date) and not any(one.matches(act) for act in since for one in KEPT_BY):
            yield by


def _has_come_back(case: Case) -> bool:
    """Whether an order placed in an earlier scene is done; without one, the day alone counts."""
    works = {deed.act.text("work") for deed in case.earlier if deed.effect and deed.act.kind == "order_work"}
    if not works:
        return False
    return any(one.work in works and one.status is OrderStatus.DONE for one in case.see("orders"))
