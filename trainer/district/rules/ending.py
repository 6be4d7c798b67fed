"""Chapter 2, changing and ending service: who may, the final read, what goes to the owner, new names and addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from trainer.district.rules.authority import is_holder
from trainer.district.rules.privacy import SAFE_AT_HOME
from trainer.district.rules.registry import owes, rules_on
from trainer.district.rules.starting import shown
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted
from trainer.record.service import FlagKind, PremiseRecord

ENDS = ("end_service", "transfer_service")


def _flagged(case: Case, flag: FlagKind) -> bool:
    summary = case.panels.get("summary")
    return summary is not None and any(one.kind is flag for one in summary.flags)


def last_day(case: Case) -> dt.date | None:
    """The last day of service that was entered, or None."""
    days = (deed.act.get("on") for kind in ENDS for _, deed in case.deeds(pattern(kind)))
    return next((day for day in days if isinstance(day, dt.date)), None)


@rules_on("end_by_holder", *ENDS)
def end_by_holder(case: Case, what: Act) -> Ruling | None:
    """Only the holder ends or moves their service, and may insist on it; for the dead others act."""
    if _flagged(case, FlagKind.DECEASED):
        return None
    if is_holder(case):
        return permitted(entitled=True)
    return forbidden("Only the account holder ends the service.", reasons=("holder_only",))


@owes("final_read_and_address")
def final_read_and_address(case: Case) -> Iterable[Obligation]:
    """Service ends with a read, and the last bill needs somewhere to go."""
    if last_day(case) is None:
        return
    yield Obligation("final read", "Order the final read", (pattern("order_work", work="final_read"),))
    contact = case.talking
    if contact is not None:
        ask = pattern("ask", topic="forwarding_address")
        yield Obligation("forwarding", "Ask where the last bill goes", (ask,), contact=contact.id,
                         while_open=True)  # fmt: skip


@rules_on("final_read_and_address", "order_work")
def final_read_on_the_last_day(case: Case, what: Act) -> Ruling | None:
    """A final read on any other day bills them for someone else's water."""
    ends, on = last_day(case), what.get("on")
    if what.text("work") != "final_read" or ends is None or on is None:
        return None
    if on == ends:
        return permitted()
    return forbidden(f"Service ends on {ends:%-d %B}.", allowed=what.but(on=ends))


def _reverting(case: Case) -> PremiseRecord | None:
    """The premise that goes back to its owner, where a tenant's service ends under an agreement."""
    summary, premise = case.panels.get("summary"), case.panels.get("premise")
    tenant = summary is not None and summary.tenure == "tenant"
    return premise if tenant and premise is not None and premise.reverts_to_owner and last_day(case) else None


@owes("revert_to_owner")
def revert_to_owner(case: Case) -> Iterable[Obligation]:
    """Under the agreement the owner becomes the customer on the day the tenant ends, without a gap."""
    premise, ends = _reverting(case), last_day(case)
    if premise is not None and ends is not None:
        start = pattern("start_service", customer="owner", place=premise.address, on=ends, name=premise.owner)
        yield Obligation("owner", f"Start service for the owner on {ends:%-d %B}", (start,))


@rules_on("revert_to_owner", "order_work")
def no_turn_off_between_tenants(case: Case, what: Act) -> Ruling | None:
    """Under the agreement the water stays on between tenants."""
    if what.text("work") != "turn_off" or _reverting(case) is None:
        return None
    return forbidden("The owner's agreement keeps the water on.", instead=(act("explain", topic="revert_to_owner"),))


@rules_on("name_papers", "change_name")
def name_papers(case: Case, what: Act) -> Ruling | None:
    """The holder's name changes by a paper that shows it; another person is a new customer, not a new name."""
    if not is_holder(case):
        return forbidden(
            "Someone else starts service of their own.", reasons=("holder_only",),
            instead=(act("explain", topic="start_papers"),),
        )  # fmt: skip
    if shown(case, "name_papers"):
        return permitted(entitled=True)
    return forbidden("No paper shows the new name.", reasons=("papers_missing",))


@rules_on("address_change_confirmed", "change_address")
def address_change_by_holder(case: Case, what: Act) -> Ruling | None:
    """Where the bills go is for the holder to say."""
    if is_holder(case):
        return permitted()
    return forbidden("Only the account holder moves the mail.", reasons=("holder_only",))


@owes("address_change_confirmed")
def address_change_confirmed(case: Case) -> Iterable[Obligation]:
    """A letter to the address before, or an e-mail, tells the holder; nothing follows a protected person there."""
    protected = case.told("protection") == SAFE_AT_HOME or _flagged(case, FlagKind.PROTECTED)
    if case.did(pattern("change_address")) and not protected:
        ways = (pattern("contact_customer", how="mail"), pattern("contact_customer", how="email"))
        yield Obligation("confirm", "Confirm the new address to the holder, in writing", ways)
