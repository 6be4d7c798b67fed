"""Chapter 11, what others do or own: neighboring agencies, broken hydrants, digging, and reports of waste."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.first_report import HYDRANT, PLACES, incident_here, is_urgent, outside, reported
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case, Told
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted
from trainer.record.topic import IDENTITY_ITEMS

WASTE = "water_waste"
PERSONAL = frozenset({*IDENTITY_ITEMS, "caller_name", "callback_number"})


@owes("hand_over_emergency")
def hand_over_emergency(case: Case) -> Iterable[Obligation]:
    """An emergency outside the service area is handed over, with the caller still on the line."""
    contact = case.talking
    if contact is not None and is_urgent(case) and outside(case):
        warm = (pattern("transfer", to="neighbour"),)
        yield Obligation("hand over", "Hand the caller over to their agency", warm, contact=contact.id, while_open=True)


@rules_on("hand_over_emergency", "dispatch", "refuse", "transfer")
def never_turned_away(case: Case, what: Act) -> Ruling | None:
    """No crew of ours for another agency's pipe; and nobody with an emergency is told that it is not our area."""
    neighbor = act("transfer", to="neighbour")
    if what.kind == "transfer":
        if what.text("to") != "neighbour":
            return None
        area = case.see("service_area")
        return forbidden(f"{area.address} is ours.") if area.ours else permitted()
    request = case.request(what.text("request"))
    if not is_urgent(case) or not outside(case) or (request is not None and request.act.kind != "dispatch"):
        return None
    if what.kind == "dispatch":
        return forbidden("It is another agency’s to send a crew.", reasons=("not_our_area",), instead=(neighbor,))
    if case.did(pattern("transfer", to="neighbour")):
        return permitted()
    return forbidden("An emergency is handed over, never turned away.", instead=(neighbor,))


@owes("sheared_hydrant")
def sheared_hydrant(case: Case) -> Iterable[Obligation]:
    """A broken hydrant is ours, whatever broke it: people keep clear, and the crew goes at once."""
    if not case.told(HYDRANT) or outside(case):
        return
    start, topic = case.told_at(HYDRANT), PLACES[HYDRANT]
    clear = (pattern("instruct", step="stay_clear"),)
    yield Obligation("clear", "Tell them to keep clear", clear, by=start + case.parameter("danger_word_seconds"))
    place = case.told(topic)
    if case.state_of(topic) is Told.UNASKED and case.talking:
        ask, due = (pattern("ask", topic=topic),), start + case.parameter("emergency_location_seconds")
        yield Obligation(f"need:ask:{topic}", "Ask where it is", ask, by=due, contact=case.talking.id, while_open=True)
    elif place is not None and incident_here(case) is None:
        crew, due = (pattern("dispatch", place=place),), case.told_at(topic)
        due += case.parameter("emergency_dispatch_seconds")
        yield Obligation("dispatch", "Dispatch an emergency crew", crew, by=due)


@rules_on("sheared_hydrant", "dispatch", "ask")
def hydrant_is_ours(case: Case, what: Act) -> Ruling | None:
    """Nobody is asked whose side a hydrant is on."""
    if not case.told(HYDRANT) or outside(case) or incident_here(case):
        return None
    if what.kind == "ask":
        return forbidden("A hydrant is ours.") if what.text("topic") == "leak_side" else None
    return permitted(what.but(place=str(case.know(PLACES[HYDRANT]))), entitled=True)


@owes("call_before_digging")
def call_before_digging(case: Case) -> Iterable[Obligation]:
    """Whoever is about to dig hears of 811, which has every utility mark its pipes and lines."""
    contact = case.talking
    if contact is not None and case.told("digging"):
        call = (pattern("instruct", step="call_811"),)
        yield Obligation("811", "Tell them to call 811 before digging", call, contact=contact.id, while_open=True)


@rules_on("call_before_digging", "order_work", "dispatch")
def no_crew_to_mark(case: Case, what: Act) -> Ruling | None:
    """Marking is asked for through 811, never by an order of ours."""
    visit = what.kind == "dispatch" or what.text("work") == "site_visit"
    if not case.told("digging") or not visit or is_urgent(case):
        return None
    return forbidden("Marking is asked for through 811.", instead=(act("instruct", step="call_811"),))


@owes("water_waste")
def water_waste(case: Case) -> Iterable[Obligation]:
    """A report of wasted water: where it runs, the log, and on to the conservation staff."""
    if not case.told(WASTE):
        return
    yield Obligation("log", "Log the report of water waste", (pattern("write_log", log="water_waste"),))
    yield Obligation("staff", "Pass it on to the conservation staff", (pattern("pass_on", to="conservation"),))
    case.know("leak_place", assume="unknown")


@rules_on("water_waste", "ask", "schedule_shutoff")
def no_names_no_threats(case: Case, what: Act) -> Ruling | None:
    """Whoever reports waste may stay unnamed, and nobody's water is turned off on a report."""
    if not case.told(WASTE) or reported(case) or any(one.act.kind != "write_log" for one in case.requests):
        return None
    if what.kind == "schedule_shutoff":
        return forbidden("A report of waste is answered with advice, not with a shut-off.")
    if what.text("topic") not in PERSONAL:
        return None
    return forbidden("Whoever reports waste may stay unnamed.")
