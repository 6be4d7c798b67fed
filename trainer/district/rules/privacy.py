"""Chapter 1, privacy: protected people, written requests, pretexters, calls we make, and what is never hinted."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.authority import caller, may_act
from trainer.district.rules.identity import opens_account
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import WRITTEN, Case, Contact
from trainer.record.listing import PROTECTING
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted
from trainer.record.service import Flag, FlagKind

SAFE_AT_HOME, RESTRAINING_ORDER = "safe at home", "restraining order"
PROTECTIONS = {SAFE_AT_HOME: "protected", RESTRAINING_ORDER: "restraining"}

# What someone who has taken over an account changes first.
TAKEN_OVER = ("change_address", "change_name", "add_person", "request_refund", "end_service", "transfer_service")
SIGNED = frozenset({*TAKEN_OVER, "remove_person", "enrol_autopay"})

# What tells whoever answers the telephone that money is owed.
NAMES_A_DEBT = frozenset({
    "late_penalty_rule", "shutoff_policy", "plan_terms", "how_to_restore", "low_income_relief", "extension",
    "payment_plan",
})  # fmt: skip


@rules_on("protected_address", "confirm")
def protected_address(case: Case, what: Act) -> Ruling | None:
    """Of a protected person nothing is confirmed to anyone, not even that there is an account."""
    flags: tuple[Flag, ...] = case.see("summary").flags
    protecting = [flag for flag in flags if flag.kind in PROTECTING]
    if not protecting:
        return None
    case.note_reading("protected since", protecting[0].on, "summary")
    return forbidden("Nothing is confirmed of a protected person.", reasons=("protected",))


@owes("protected_address")
def flag_the_protection(case: Case) -> Iterable[Obligation]:
    """Who tells of such a protection has the account flagged while they wait."""
    flag = PROTECTIONS.get(str(case.told("protection")))
    if flag is not None:
        yield Obligation(f"flag:{flag}", "Flag the account as protected", (pattern("set_flag", flag=flag),))


@rules_on("substitute_address", "change_address")
def substitute_address(case: Case, what: Act) -> Ruling | None:
    """The state's substitute address is accepted; a protected address is not changed at the desk otherwise."""
    if case.told("protection") == SAFE_AT_HOME:
        return permitted(what, "The substitute address is accepted as theirs.", entitled=True)
    summary = case.panels.get("summary")
    if summary is None or not any(flag.kind is FlagKind.PROTECTED for flag in summary.flags):
        return None
    return forbidden(
        "The address of a protected person is not changed at the desk.",
        reasons=("protected", "someone_else_decides"), instead=(act("offer", offer="supervisor"),),
    )  # fmt: skip


@rules_on("no_item_given_out", "confirm")
def no_item_given_out(case: Case, what: Act) -> Ruling | None:
    """What proves who someone is comes from them: no item is confirmed, completed or hinted."""
    if what.text("what") != "identity_item":
        return None
    return forbidden(
        "An item that we give away proves nothing.", reasons=("not_allowed", "not_verified"),
        instead=(act("explain", topic="verification"),),
    )  # fmt: skip


@rules_on("written_to_the_address_on_file")
def written_to_the_address_on_file(case: Case, what: Act) -> Ruling | None:
    """An e-mail or letter is answered to the address on file; what could take an account over needs a signature."""
    contact = case.contact(what.toward)
    if contact is None or contact.channel not in WRITTEN or not opens_account(case, what):
        return None
    if not _from_file(case, contact):
        return forbidden(
            f"{contact.address or 'The address'} is not on file.",
            reasons=("wrong_channel", "not_verified"), instead=(act("instruct", step="send_from_file"),),
        )  # fmt: skip
    if what.kind in SIGNED and case.know("signature", assume=False) is not True:
        return forbidden(
            "Anyone can write under another's address: this needs a signed form.",
            reasons=("papers_missing",), instead=(act("instruct", step="sign_the_form"),),
        )  # fmt: skip
    return permitted(credit=True)


def _from_file(case: Case, contact: Contact) -> bool:
    """Whether it came from, and so is answered to, an address that the account has."""
    if contact.channel == "email":
        known = [person.email for person in case.see("people") if person.email and may_act(case, person)]
    else:
        summary = case.see("summary")
        known = [summary.mailing, summary.premise.address]  # what moves in this letter leaves the other one on file
    return contact.address.casefold().strip() in {one.casefold().strip() for one in known}


@rules_on("red_flags", *TAKEN_OVER)
def red_flags(case: Case, what: Act) -> Ruling | None:
    """After so many items that did not match, nothing that could take the account over is done in this contact."""
    contact = case.contact(what.toward)
    if contact is None or not _suspicious(case, contact):
        return None
    return forbidden(
        "Too many items did not match.", reasons=("not_verified",), instead=(act("offer", offer="office_visit"),)
    )


@owes("red_flags")
def log_the_red_flag(case: Case) -> Iterable[Obligation]:
    """A pretexter tries again with the next colleague: the log warns them."""
    for contact in case.contacts.values():
        if _suspicious(case, contact):
            yield Obligation(f"red flag:{contact.id}", "Log a red flag", (pattern("write_log", log="red_flag"),))


def _suspicious(case: Case, contact: Contact) -> bool:
    failed = [item for item in contact.tried if item not in contact.matched]
    limit: int = case.parameter("red_flag_items")
    case.note_reading("items that did not match", len(failed), "the call")
    return len(failed) >= limit


@rules_on("message_without_debt", "leave_message")
def message_without_debt(case: Case, what: Act) -> Ruling | None:
    """A message has a name, the District and a number; whoever hears it learns nothing of a debt."""
    if what.text("what") == "call_us":
        return permitted(what)
    return forbidden("Others hear a message too.", allowed=what.but(what="call_us"))


@owes("message_without_debt")
def leave_word(case: Case) -> Iterable[Obligation]:
    """A machine that answers is asked to have the customer call."""
    for contact in case.contacts.values():
        if contact.channel == "voicemail":
            message = pattern("leave_message", what="call_us")
            yield Obligation(f"message:{contact.id}", "Leave a name, the District and a number", (message,),
                             contact=contact.id, while_open=True)  # fmt: skip


@rules_on("ask_who_answers", "explain", "offer")
def ask_who_answers(case: Case, what: Act) -> Ruling | None:
    """On a call we make, what the call is about is named only to someone who may act."""
    contact = case.contact(what.toward)
    named = what.text("topic") or what.text("offer")
    if contact is None or contact.channel != "outbound" or named not in NAMES_A_DEBT:
        return None
    name = caller(case)
    if any(person.name == name and may_act(case, person) for person in case.see("people")):
        return permitted()
    return forbidden(
        f"{name} would learn that money is owed.", reasons=("not_authorised",),
        instead=(act("leave_message", what="call_us"),),
    )  # fmt: skip


@owes("ask_who_answers")
def ask_for_the_name(case: Case) -> Iterable[Obligation]:
    """Whoever answers is asked for their name before anything else."""
    for contact in case.contacts.values():
        if contact.channel == "outbound":
            ask = pattern("ask", topic="caller_name")
            yield Obligation(f"who:{contact.id}", "Ask who is speaking", (ask,), contact=contact.id, while_open=True)
