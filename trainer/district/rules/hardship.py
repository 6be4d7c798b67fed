"""Chapter 7, shut-off protections: who is unable to pay, and who is protected on medical grounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case, Told
from trainer.record.ruling import Need, Obligation, Readable, Ruling, all_of, forbidden, permitted
from trainer.record.topic import QUESTIONS

BELOW = "below"
CERTIFICATES = ("medical", "physician")
NEEDS = ("benefit", "income")
_TOPIC = {
    "medical": "medical_certificate", "physician": "medical_certificate", "benefit": "income", "income": "income",
    "willing": "willing_to_arrange",
}  # fmt: skip


def declared(case: Case, *kinds: str) -> bool:
    """Whether a declaration of one of these kinds is on file and has not run out."""
    listed = case.see("protections").declarations
    return any(one.kind in kinds and (one.until is None or one.until >= case.today) for one in listed)


def unable(case: Case) -> bool:
    """Whether the household is unable to pay in the normal cycle: on file, or as they say; raises Need."""
    return declared(case, *NEEDS) or shown_by(case, _asked(case, "income")) is not None


def willing(case: Case) -> bool:
    """Whether the customer agrees to an arrangement: on file, or as they say; raises Need."""
    return declared(case, "willing") or _asked(case, "willing_to_arrange") in (True, "yes")


def shown_by(case: Case, said: Readable) -> str | None:
    """What an answer about income shows: a benefit of the law's list, an income below its limit, or nothing.

    A number is the household's income in percent of the federal poverty level.
    """
    if isinstance(said, int | Decimal) and not isinstance(said, bool):
        return "income" if said < case.parameter("hardship_income_percent") else None
    benefits = re.split(r", | or ", case.parameter("hardship_benefits").casefold())
    if str(said).casefold() in benefits:
        return "benefit"
    return "income" if said == BELOW else None


def _asked(case: Case, topic: str) -> Readable:
    """What was answered. With nobody on the line the customer is contacted first; no answer at all counts as no."""
    reach = pattern("contact_customer", how="phone")
    if case.state_of(topic) is Told.UNASKABLE and not case.did(reach):
        raise Need(f"Ask the customer about {QUESTIONS[topic].label} first.", reach)
    return case.know(topic, assume=False)


def medical_reason(case: Case) -> str | None:
    """Why all three medical conditions hold, or None; raises Need where one of them is not known."""
    if not declared(case, *CERTIFICATES):
        return None
    if not all_of(lambda: unable(case), lambda: willing(case)):
        return None
    if declared(case, "medical"):
        return (
            "A care provider’s certificate for anyone at home, inability to pay and willingness to arrange: all three. "
            "Of the two laws the Water Shutoff Protection Act is the kinder, and governs."
        )
    return "A physician’s certificate, inability to pay and willingness to arrange: all three, under both laws."


@owes("ask_all_three")
def ask_all_three(case: Case) -> Iterable[Obligation]:
    """Who speaks of a medical need is asked about the other two conditions, and told about plans in any case."""
    claim, contact = case.told("medical_certificate"), case.talking
    if contact is None or claim in (None, False, "no"):
        return
    steps = [
        (f"need:ask:{topic}", f"Ask about {QUESTIONS[topic].label}", pattern("ask", topic=topic))
        for topic in ("income", "willing_to_arrange")
        if case.state_of(topic) is Told.UNASKED
    ]
    steps.append(("plans", "Tell them about payment plans in any case", pattern("offer", offer="payment_plan")))
    steps.append(("medical", "Explain medical protection", pattern("explain", topic="medical_protection")))
    if claim not in CERTIFICATES:
        steps.append(("form", "Give the medical certificate form", pattern("give_form", form="medical_certificate")))
    for key, what, owed in steps:
        yield Obligation(key, what, (owed,), contact=contact.id, while_open=True)


@rules_on("record_what_is_shown", "record_declaration")
def record_what_is_shown(case: Case, what: Act) -> Ruling | None:
    """Only what a household has shown or declared is recorded."""
    kind = str(what.text("declaration"))
    said = case.know(_TOPIC[kind], assume=False)
    fits = {
        "benefit": shown_by(case, said) == "benefit", "income": shown_by(case, said) == "income",
        "willing": said in (True, "yes"),
    }.get(kind, said == kind)  # fmt: skip
    if fits:
        return permitted(what, entitled=True)
    form = "medical_certificate" if kind in CERTIFICATES else "income_declaration"
    return forbidden("Nobody has shown or declared that.", untrue=True, instead=(act("give_form", form=form),))


@owes("record_what_is_shown")
def record_inability(case: Case) -> Iterable[Obligation]:
    """Inability to pay that was told, while the protections are open, is recorded: it counts later, too."""
    said, contact = case.told("income"), case.talking
    if said is None or contact is None or "protections" not in case.panels:
        return
    kind = shown_by(case, said)
    if kind is not None and not declared(case, *NEEDS):
        entry = (pattern("record_declaration", declaration=kind),)
        yield Obligation("inability", "Record what shows that they cannot pay", entry, contact=contact.id)
