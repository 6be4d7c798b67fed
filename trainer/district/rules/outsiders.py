"""Chapter 14, people who ask for something that the desk does not decide: records, the press, the police, an aide.

Told, where it is so: records_request, press, police, aide.
"""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.kinds import KINDS, SlotType
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted

CLERK = (pattern("pass_on", to="clerk"), pattern("transfer", to="clerk"))
PUBLIC_AFFAIRS = (pattern("pass_on", to="public_affairs"), pattern("transfer", to="public_affairs"))
SPOKEN = ("explain", "state", "confirm")
# What anyone may be told of how the District works, a reporter too.
PUBLIC = ("records_request", "claims", "next_steps")
ROUTING = ("pass_on", "transfer", "give_form")


def tells_of_a_customer(what: Act) -> bool:
    """Whether what is said belongs to one customer's account."""
    slots = KINDS[what.kind].slots.items()
    chosen = (slot.choices.get(what.text(name) or "") for name, slot in slots if slot.type is SlotType.CHOICE)
    return any(topic.private for topic in chosen if topic)


@owes("records_request")
def records_request(case: Case) -> Iterable[Obligation]:
    """A request for records is logged and passed to the clerk, however it was made."""
    if case.told("records_request") is True:
        yield Obligation("log", "Write the request in the log", (pattern("write_log", log="records_request"),))
        yield Obligation("clerk", "Pass it to the District clerk", CLERK)


@rules_on("records_request", "refuse", "pass_on", "transfer")
def an_oral_request_counts(case: Case, what: Act) -> Ruling | None:
    """Nobody is sent away to write it down, to give a reason, or to come back."""
    if case.told("records_request") is not True:
        return None
    if what.kind != "refuse":
        return permitted(entitled=True) if what.text("to") == "clerk" else None
    request = case.request(what.text("request"))
    if request is not None and request.act.kind not in ROUTING:
        return None
    return forbidden("A request for records is never refused here.", instead=(act("pass_on", to="clerk"),))


@owes("press_to_public_affairs")
def press_to_public_affairs(case: Case) -> Iterable[Obligation]:
    """A reporter is passed on, and the question logged."""
    if case.told("press") is True:
        yield Obligation("pass on", "Pass the reporter to public affairs", PUBLIC_AFFAIRS)
        yield Obligation("log", "Write the question in the log", (pattern("write_log", log="press"),))


@rules_on("press_to_public_affairs", *SPOKEN, "admit_fault")
def no_comment(case: Case, what: Act) -> Ruling | None:
    """Nothing is explained, stated, confirmed or admitted to a reporter."""
    if case.told("press") is not True or what.text("topic") in PUBLIC:
        return None
    on = act("pass_on", to="public_affairs")
    return forbidden("Public affairs speaks for the District.", reasons=("someone_else_decides",), instead=(on,))


@owes("police_routed")
def police_routed(case: Case) -> Iterable[Obligation]:
    """The police are passed to the clerk or a supervisor, who decide what may be given."""
    if case.told("police") is True:
        yield Obligation(
            "route", "Pass them to the clerk or a supervisor", (*CLERK, pattern("pass_on", to="supervisor"))
        )


@rules_on("police_routed", *SPOKEN)
def not_across_the_counter(case: Case, what: Act) -> Ruling | None:
    """The law lets the District give the police some data; it does not let the counter."""
    if case.told("police") is not True or not tells_of_a_customer(what):
        return None
    clerk = act("pass_on", to="clerk")
    return forbidden("What the police are given others decide.", reasons=("someone_else_decides",), instead=(clerk,))


@owes("aide_needs_authority")
def aide_needs_authority(case: Case) -> Iterable[Obligation]:
    """An aide who writes or calls for a constituent is passed on, and never turned away."""
    if case.told("aide") is True:
        ways = (*PUBLIC_AFFAIRS, pattern("pass_on", to="supervisor"))
        yield Obligation("pass on", "Pass the aide to public affairs or a supervisor", ways)


@rules_on("aide_needs_authority", *SPOKEN)
def only_with_the_customers_word(case: Case, what: Act) -> Ruling | None:
    """An office is no authority: nothing of a customer is said without that customer's written word."""
    if case.told("aide") is not True or not tells_of_a_customer(what):
        return None
    if case.know("written_authority", assume=False) is True:
        return None
    how = act("explain", topic="how_to_be_added")
    return forbidden("The customer has not authorized the aide.", reasons=("not_authorised",), instead=(how,))
