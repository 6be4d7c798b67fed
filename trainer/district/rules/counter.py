"""Chapter 14, at the counter: claims, papers that are handed over, packages, visitors, and who is asked for.

Told, where it is so: claim, and damage_on (the day of the damage); handed (an item); visitor; asks_for (an office), or
asks_for_person (by name).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from trainer.district.dates import months_back
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.arrivals import CAME_BY
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted
from trainer.record.topic import LOGS, OFFICES

CLERK = (pattern("pass_on", to="clerk"), pattern("transfer", to="clerk"))
SUSPICIOUS = "suspicious_package"


@owes("claim_form")
def claim_form(case: Case) -> Iterable[Obligation]:
    """Whoever says that the District did damage gets the form, hears how a claim goes, and is logged."""
    if case.told("claim") is True:
        form = (pattern("give_form", form="claim"), pattern("offer", offer="claim_form"))
        yield Obligation("form", "Give the claim form", form)
        yield Obligation("explain", "Explain how a claim goes", (pattern("explain", topic="claims"),))
        yield Obligation("log", "Write the claim in the log", (pattern("write_log", log="claim"),))


@rules_on("claim_form", "give_form", "explain")
def anyone_may_claim(case: Case, what: Act) -> Ruling | None:
    """The form is for whoever wants one; filing and answering have their times."""
    if case.told("claim") is not True:
        return None
    if what.kind == "give_form":
        return permitted(entitled=True) if what.text("form") == "claim" else None
    if what.text("topic") != "claims":
        return None
    months, days = case.parameter("claim_filing_months"), case.parameter("claim_answer_days")
    return permitted(why=f"A claim is filed within {months} months, and answered within {days} days.")


@rules_on("admit_nothing", "admit_fault", "promise")
def admit_nothing(case: Case, what: Act) -> Ruling | None:
    """Nobody at the counter says whose fault damage was, or that it will be paid."""
    form = act("give_form", form="claim")
    if what.kind == "promise":
        if what.text("what") != "compensation":
            return None
        return forbidden("Whether damage is paid is not yours to say.", untrue=True, instead=(form,))
    if case.told("claim") is not True:
        return None
    return forbidden("Whose fault it was is not yours to say.", instead=(form,))


@rules_on("claim_in_time", "refuse")
def claim_in_time(case: Case, what: Act) -> Ruling | None:
    """No claim is turned away for its date: in time it is not too late, and afterwards others decide."""
    if case.told("claim") is not True or what.text("reason") != "too_late":
        return None
    damage, months = case.told("damage_on"), case.parameter("claim_filing_months")
    in_time = isinstance(damage, dt.date) and months_back(case.today, months) <= damage
    if in_time:
        return forbidden(f"It is within {months} months: it is not too late.", untrue=True)
    return forbidden("Whether it is too late is not decided at the counter.", reasons=("someone_else_decides",))


def accepted_here(case: Case) -> frozenset[str]:
    """What the pack lets the counter accept by itself."""
    return frozenset(item.strip() for item in case.parameter("counter_accepts").split(","))


@owes("who_accepts")
def who_accepts(case: Case) -> Iterable[Obligation]:
    """What the counter may not accept goes to the clerk with whoever brings it, and into the log where there is one."""
    item = case.told("handed")
    if not isinstance(item, str) or item == SUSPICIOUS or item in accepted_here(case):
        return
    yield Obligation("clerk", "Pass it to the District clerk", CLERK)
    if item in LOGS:
        yield Obligation("log", "Write it in the log", (pattern("write_log", log=item),))


@rules_on("who_accepts", "accept_item")
def only_what_the_pack_says(case: Case, what: Act) -> Ruling | None:
    """The counter accepts what the pack lists, whatever one calls it; a summons taken wrongly may count as served."""
    handed = case.told("handed")
    item = handed if isinstance(handed, str) else what.text("item")
    if item == SUSPICIOUS:
        return None
    if item in accepted_here(case):
        return permitted()
    clerk = act("pass_on", to="clerk")
    return forbidden("The counter may not accept that.", reasons=("not_accepted_here",), instead=(clerk,))


@owes("log_packages")
def log_packages(case: Case) -> Iterable[Obligation]:
    """A package is taken in and written down."""
    if case.told("handed") == "package":
        yield Obligation("take", "Take the package in", (pattern("accept_item", item="package"),))
        yield Obligation("log", "Write the package in the log", (pattern("write_log", log="package"),))


@owes("suspicious_package")
def suspicious_package(case: Case) -> Iterable[Obligation]:
    """A package that looks wrong: security at once, and the log afterwards."""
    if case.told("handed") == SUSPICIOUS:
        help_ = tuple(pattern("call_help", who=who) for who in ("security", "police_911"))
        due = case.told_at("handed") + case.parameter("crisis_word_seconds")
        yield Obligation("help", "Call security", help_, by=due)
        yield Obligation("log", "Write the package in the log", (pattern("write_log", log="package"),))


@rules_on("suspicious_package", "accept_item")
def never_touch_it(case: Case, what: Act) -> Ruling | None:
    """It is not touched, whatever one calls it."""
    if SUSPICIOUS not in (case.told("handed"), what.text("item")):
        return None
    return forbidden("It is not touched.", instead=(act("call_help", who="security"),))


@owes("log_visitors")
def log_visitors(case: Case) -> Iterable[Obligation]:
    """Who comes to see someone: name, from where, what about, in the book."""
    if case.told("visitor") is True:
        yield Obligation("log", "Write the visitor in the log", (pattern("write_log", log="visitor"),))
        for topic in ("caller_name", "organization", "purpose"):
            case.know(topic, assume="not said")


@rules_on("log_visitors", "pass_on")
def in_the_book_first(case: Case, what: Act) -> Ruling | None:
    """Nobody is announced before they stand in the book."""
    if case.told("visitor") is not True:
        return None
    if case.did(pattern("write_log", log="visitor")):
        return permitted()
    return not_yet("Write the visitor in the log first.", pattern("write_log", log="visitor"))


def office_asked_for(case: Case) -> str | None:
    """The office that someone asks for, or in which the person they ask for works; that needs the staff list."""
    office, person = case.told("asks_for"), case.told("asks_for_person")
    if isinstance(person, str):
        office = next((one.office for one in case.see("staff") if one.name == person), None)
    return office if isinstance(office, str) and office in OFFICES else None


@owes("right_office")
def right_office(case: Case) -> Iterable[Obligation]:
    """Whoever asks for an office, or for someone in it, gets that office."""
    office = office_asked_for(case)
    if office is not None:
        ways = (pattern("transfer", to=office), pattern("pass_on", to=office))
        ways = ways[::-1] if case.told(CAME_BY) else ways
        yield Obligation("office", f"Put them through to {OFFICES[office].label}", ways)


@rules_on("right_office", "transfer", "pass_on")
def not_just_anywhere(case: Case, what: Act) -> Ruling | None:
    """A call, a visitor or a letter goes where it was meant to go."""
    office = office_asked_for(case)
    return permitted(what.but(to=office)) if office is not None else None
