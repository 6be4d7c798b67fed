"""Chapter 11, water quality: what to ask, what to advise, and when nobody may drink it."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.first_report import (
    PLACES,
    QUALITY,
    RECYCLED,
    asked_about_water,
    incident_here,
    outside,
    undrinkable,
)
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, Pattern, act, pattern
from trainer.record.case import Case, Contact
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted

SEDIMENT = ("brown", "yellow")
HARMLESS = ("milky", "chlorine", "earthy")
CREW = "quality"


@owes("quality_advice")
def quality_advice(case: Case) -> Iterable[Obligation]:
    """How does it look or smell, and only the hot? Then the advice that belongs to the answer."""
    contact = case.talking
    if contact is None or not asked_about_water(case):
        return
    look = case.know("water_look", assume="unknown")
    if undrinkable(case):
        return
    if case.know("only_hot", assume=False) is True:
        yield _say(contact, "Say that it is the heater’s side", pattern("explain", topic="their_side"))
    elif look in SEDIMENT:
        yield _say(contact, "Tell them to run an outside tap", pattern("instruct", step="run_outside_tap"))
        yield _say(contact, "Tell them to wait with the laundry", pattern("instruct", step="no_laundry"))
    elif look in HARMLESS:
        yield _say(contact, "Explain what the water’s look means", pattern("explain", topic="water_quality"))
    elif incident_here(case) is None:
        yield Obligation("check", "Order a water quality check", (pattern("order_work", work="quality_check"),))


def _say(contact: Contact, what: str, how: Pattern) -> Obligation:
    return Obligation(what, what, (how,), contact=contact.id, while_open=True)


@rules_on("quality_advice", "order_work")
def check_what_is_odd(case: Case, what: Act) -> Ruling | None:
    """A sample is taken of what the telephone cannot explain."""
    if what.text("work") != "quality_check" or not asked_about_water(case):
        return None
    look = case.know("water_look", assume="unknown")
    if undrinkable(case):
        return None
    if case.know("only_hot", assume=False) is True:
        plumber = (act("offer", offer="plumber"),)
        return forbidden("Only the hot water: it is the heater.", reasons=("customer_side",), instead=plumber)
    if look in HARMLESS:
        return forbidden("It is explained, and harmless.", instead=(act("explain", topic="water_quality"),))
    return permitted()


@owes("do_not_drink")
def do_not_drink(case: Case) -> Iterable[Obligation]:
    """Blue, chemicals, sewage, or recycled water in the pipes: nobody drinks or uses it, from this minute."""
    contact = case.talking
    if contact is not None and undrinkable(case):
        due = _known_at(case) + case.parameter("do_not_drink_seconds")
        told = (pattern("instruct", step="do_not_drink"),)
        yield Obligation("word", "Tell them not to drink it", told, by=due, contact=contact.id, while_open=True)


def _known_at(case: Case) -> int:
    return case.told_at(RECYCLED) if case.told(RECYCLED) else case.told_at("water_look")


@rules_on("do_not_drink", "instruct", "explain")
def no_harmless_advice(case: Case, what: Act) -> Ruling | None:
    """What may be poison is not called harmless, run off, or boiled: boiling takes no chemical out."""
    advice = what.text("topic") == "water_quality" or what.text("step") in ("run_outside_tap", "boil_water")
    if not advice or not undrinkable(case):
        return None
    return forbidden("Nobody may drink or use that water.", allowed=_as_word(what))


def _as_word(what: Act) -> Act:
    return act("instruct", what.toward, step="do_not_drink")


@owes("dispatch_quality")
def dispatch_quality(case: Case) -> Iterable[Obligation]:
    """Water that nobody may drink is an emergency: the water quality crew goes at once."""
    if not undrinkable(case) or outside(case):
        return
    place = case.know(PLACES[QUALITY])
    due = max(_known_at(case), case.told_at(PLACES[QUALITY])) + case.parameter("emergency_dispatch_seconds")
    crew = (pattern("dispatch", place=place, crew=CREW),)
    yield Obligation("dispatch", "Dispatch the water quality crew", crew, by=due)


@rules_on("dispatch_quality", "dispatch")
def crew_for_bad_water(case: Case, what: Act) -> Ruling | None:
    """Brown, milky or chlorine is no emergency; what nobody may drink is."""
    if outside(case) or not (asked_about_water(case) or case.told(RECYCLED)):
        return None
    if not undrinkable(case):
        case.know("water_look", assume="unknown")
        if what.text("crew") not in (None, CREW):
            return None
        return forbidden("That water is no emergency.", reasons=("not_an_emergency",))
    right = what.but(place=str(case.know(PLACES[QUALITY])), crew=CREW)
    if what.text("crew") in (None, CREW):
        return permitted(right, entitled=True)
    return forbidden("It takes the water quality crew.", allowed=right)


@owes("cross_connection")
def cross_connection(case: Case) -> Iterable[Obligation]:
    """Recycled water that may have reached drinking water is passed on to the water quality staff at once."""
    if case.told(RECYCLED):
        due = case.told_at(RECYCLED) + case.parameter("spill_pass_on_seconds")
        passed = (pattern("pass_on", to="water_quality"),)
        yield Obligation("staff", "Pass it on to the water quality staff", passed, by=due)


@rules_on("cross_connection", "order_work")
def not_on_the_schedule(case: Case, what: Act) -> Ruling | None:
    """A suspected cross-connection does not wait for a scheduled visit."""
    if not case.told(RECYCLED) or what.text("work") not in ("quality_check", "site_visit"):
        return None
    return forbidden("It is an emergency, not a scheduled visit.", instead=(act("dispatch", crew=CREW),))
