"""Chapter 1, authority: who may act on an account, until when, and who adds and removes people."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.identity import opens_account
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Person
from trainer.record.act import Act, act, pattern, squeezed
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted
from trainer.record.service import FlagKind

ACTING = ("holder", "authorised", "agent")
LANDLORD = "landlord"
HOW_TO_BE_ADDED = act("explain", topic="how_to_be_added")


def caller(case: Case) -> str:
    """The name the contact gives; raises Need(the question)."""
    return str(case.know("caller_name", assume="someone who gave no name"))


def may_act(case: Case, person: Person) -> bool:
    """Whether a listed person acts on the account today; authority holds through its last day."""
    return person.standing in ACTING and (person.until is None or case.today <= person.until)


def is_holder(case: Case) -> bool:
    """Whether the contact is the account holder; raises Need for the name, then for the list."""
    name = caller(case)
    return any(person.name == name and person.standing == "holder" for person in case.see("people"))


@rules_on("holder_or_authorised")
def holder_or_authorised(case: Case, what: Act) -> Ruling | None:
    """The account holder and those listed may act; anyone else gets general information only."""
    if case.contact(what.toward) is None or not opens_account(case, what):
        return None
    name = caller(case)
    if any(person.name == name and may_act(case, person) for person in case.see("people")):
        return permitted(credit=True)
    return forbidden(
        f"{name} may not act on the account.", reasons=("not_authorised",), instead=(HOW_TO_BE_ADDED,)
    )  # fmt: skip


@rules_on("authority_ended")
def authority_ended(case: Case, what: Act) -> Ruling | None:
    """An agent whose authority has ended is a stranger to the account, however well they know it."""
    if case.contact(what.toward) is None or not opens_account(case, what):
        return None
    name = caller(case)
    listed = [person for person in case.see("people") if person.name == name]
    ended = [person.until for person in listed if person.until is not None and person.standing in ACTING]
    if not ended or any(may_act(case, person) for person in listed):
        return None
    case.note_reading("authority until", max(ended), "people")
    return forbidden(
        f"The authority of {name} ended on {max(ended):%-d %B %Y}.",
        reasons=("not_authorised",), instead=(HOW_TO_BE_ADDED,),
    )  # fmt: skip


@rules_on("landlord_is_not_the_customer")
def landlord_is_not_the_customer(case: Case, what: Act) -> Ruling | None:
    """The owner of a property hears nothing of the tenant's account, and changes nothing on it."""
    if case.contact(what.toward) is None or not opens_account(case, what) or not owner_calls(case):
        return None
    return forbidden(
        "The tenant is the customer; the owner of the property is not.",
        reasons=("not_authorised",), instead=(HOW_TO_BE_ADDED, act("explain", topic="revert_to_owner")),
    )  # fmt: skip


def owner_calls(case: Case) -> bool:
    """Whether the contact is known as the owner of the property, and is not listed to act."""
    named = [person for person in case.panels.get("people", ()) if person.name == case.told("caller_name")]
    known = case.told("relation") == LANDLORD or any(person.standing == "owner" for person in named)
    return known and not any(may_act(case, person) for person in named)


@owes("landlord_is_not_the_customer")
def tell_the_owner_what_there_is(case: Case) -> Iterable[Obligation]:
    """An owner who asks about the tenant's account hears of the agreement that gives them service between tenants."""
    contact = case.talking
    asks = any(opens_account(case, request.act) for request in case.requests)
    if contact is not None and asks and owner_calls(case):
        explain = pattern("explain", topic="revert_to_owner")
        yield Obligation("owner", "Explain what an owner can have: service between tenants", (explain,),
                         contact=contact.id, while_open=True)  # fmt: skip


@rules_on("people_by_holder_only", "add_person", "remove_person")
def people_by_holder_only(case: Case, what: Act) -> Ruling | None:
    """The holder alone says who is listed; anyone may have their own name taken off."""
    own = what.kind == "remove_person" and squeezed(what.text("name") or "") == squeezed(caller(case))
    if own or is_holder(case):
        return permitted(what, entitled=True)
    return forbidden(
        "Only the account holder says who is on the account.", reasons=("holder_only",), instead=(HOW_TO_BE_ADDED,)
    )


@owes("people_by_holder_only")
def say_how_to_be_added(case: Case) -> Iterable[Obligation]:
    """Whoever is refused a place on the account hears how the holder gives it."""
    for request in case.requests:
        if request.act.kind == "add_person" and case.did(pattern("refuse", request=request.id)):
            explain = pattern("explain", topic="how_to_be_added")
            yield Obligation(f"added:{request.id}", "Explain how to be authorized", (explain,),
                             contact=request.contact, while_open=True)  # fmt: skip


@rules_on("restraining_order")
def restraining_order(case: Case, what: Act) -> Ruling | None:
    """Whom a court keeps away from the customer hears nothing, though the account may list them."""
    summary = case.panels.get("summary")
    orders = [flag for flag in summary.flags if flag.kind is FlagKind.RESTRAINING] if summary else []
    if not orders or case.contact(what.toward) is None or not opens_account(case, what):
        return None
    name = caller(case)
    if not any(squeezed(name) in squeezed(flag.words) for flag in orders):
        return None
    case.note_reading("order of the court since", orders[0].on, "summary")
    return forbidden(f"A court keeps {name} away from the customer.", reasons=("protected", "not_authorised"))
