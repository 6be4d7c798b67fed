"""Chapter 11, leaks and emergencies: where, danger, whose side, the crew or the house valve; paperwork later."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.first_report import HYDRANT, PLACES, incident_here, is_urgent, outside, reported
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case, Told
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted
from trainer.record.topic import IDENTITY_ITEMS, QUESTIONS

DRIP = "drip"
PAPERWORK = frozenset({*IDENTITY_ITEMS, "caller_name", "change_at_home", "why_late"})
NEEDED = ("incidents", "service_area")  # looked at because of the water, and not instead of it
VALVE_FAILED = ("stuck", "not found")


def leak_at(case: Case) -> int | None:
    """The second at which a leak was first told of, or None."""
    return case.told_at("leak") if case.told("leak") else None


def water_runs(case: Case) -> bool:
    """Whether water runs where it should not: from a pipe, or from a hydrant."""
    return leak_at(case) is not None or bool(case.told(HYDRANT))


def dealt_with(case: Case) -> bool:
    """Whether the water is being seen to, as far as the representative knows."""
    theirs = case.told("leak_flow") == DRIP and case.told("leak_side") == "house"
    seen_to = (pattern("dispatch"), pattern("order_work", work="leak_repair"), pattern("join_incident"),
               pattern("transfer", to="neighbour"))  # fmt: skip
    return any(map(case.did, seen_to)) or theirs or case.told("valve_result") == "shut"


@owes("locate_emergency", hurry="emergency_location_seconds")
def locate_emergency(case: Case) -> Iterable[Obligation]:
    """Ask where the water is, at once; then how much, and on which side of the meter."""
    start = leak_at(case)
    if start is None:
        return
    case.know("leak_place", assume="unknown")
    by = start + case.parameter("emergency_dispatch_seconds")
    for topic in ("leak_flow", "leak_side"):
        if topic == "leak_side" and case.told(HYDRANT):
            continue
        if case.state_of(topic) is Told.UNASKED and case.talking:
            ask = pattern("ask", topic=topic)
            what = f"Ask about {QUESTIONS[topic].label}"
            yield Obligation(f"need:ask:{topic}", what, (ask,), by=by, contact=case.talking.id, while_open=True)


@owes("ask_about_danger", hurry="emergency_dispatch_seconds")
def ask_about_danger(case: Case) -> Iterable[Obligation]:
    """Ask whether anyone is hurt, or water is near electricity or traffic."""
    if water_runs(case):
        case.know("danger", assume=True)
    return ()


def in_danger(case: Case) -> bool:
    """Whether there is danger, as far as anyone knows: who was asked and did not answer is taken to be in it."""
    return "danger" in case.facts and case.told("danger") is not False


@owes("send_to_911")
def send_to_911(case: Case) -> Iterable[Obligation]:
    """Where there is danger, the caller hears to keep clear, and to call 911."""
    if not water_runs(case) or not in_danger(case):
        return
    due = case.told_at("danger") + case.parameter("danger_word_seconds")
    for step, what in (("stay_clear", "Tell them to keep clear of the danger"), ("call_911", "Tell them to call 911")):
        yield Obligation(f"danger:{step}", what, (pattern("instruct", step=step),), by=due)


@rules_on("send_to_911", "instruct")
def no_valve_through_danger(case: Case, what: Act) -> Ruling | None:
    """Nobody is sent to a valve while there is danger."""
    if what.text("step") != "shut_house_valve" or not in_danger(case):
        return None
    return forbidden("There is danger: nobody is sent to a valve.", instead=(act("instruct", step="stay_clear"),))


@owes("dispatch_emergency")
def dispatch_emergency(case: Case) -> Iterable[Obligation]:
    """Running water on the District's side, or nobody knows whose: a crew goes at once."""
    start = leak_at(case)
    if start is None or case.told("leak_flow") in (None, DRIP):
        return
    place = case.told("leak_place")
    if place is None or "leak_side" not in case.facts or not needs_crew(case):
        return
    if outside(case) or incident_here(case):
        return  # another agency's to send, or a crew is there already
    known = max(case.told_at(topic) for topic in ("leak_place", "leak_side", "valve_result") if topic in case.facts)
    yield Obligation(
        "dispatch",
        "Dispatch an emergency crew",
        (pattern("dispatch", place=place),),
        by=known + case.parameter("emergency_dispatch_seconds"),
    )


def needs_crew(case: Case) -> bool:
    """Ours or nobody knows whose; or theirs, where the house valve failed or is not safe to reach."""
    if case.told("leak_side") != "house":
        return True
    return case.told("valve_result") in VALVE_FAILED or in_danger(case)


@rules_on("dispatch_emergency", "dispatch")
def may_dispatch(case: Case, what: Act) -> Ruling | None:
    """In doubt a crew goes; not for a drip, and not before the house valve where the water is on the owner's side."""
    if leak_at(case) is None:
        return None if reported(case) else forbidden("Nobody has reported water running.")
    if what.text("crew") not in (None, "water") or outside(case) or incident_here(case):
        return None  # another rule's matter
    place = case.know("leak_place")
    if case.told("leak_flow") == DRIP:
        visit = (act("offer", offer="routine_visit"),)
        reasons = ("not_an_emergency", "customer_side") if case.told("leak_side") == "house" else ("not_an_emergency",)
        return forbidden("A slow leak is a scheduled visit.", reasons=reasons, instead=visit)
    if not needs_crew(case):
        if case.told("valve_result") == "shut":
            plumber = (act("offer", offer="plumber"),)
            return forbidden("The house valve stopped it.", reasons=("customer_side",), instead=plumber)
        needs = [pattern("instruct", step="shut_house_valve"), pattern("ask", topic="valve_result")]
        if case.did(needs[0]):
            needs = needs[1:]
        return not_yet("On the owner's side the house valve comes first.", *needs)
    return permitted(what.but(place=str(place)), entitled=True)


@owes("house_valve_first")
def house_valve_first(case: Case) -> Iterable[Obligation]:
    """On the owner's side: the customer's own house valve, and whether it stopped the water."""
    start = leak_at(case)
    if start is None or case.told("leak_side") != "house" or case.told("leak_flow") in (None, DRIP):
        return
    if "danger" not in case.facts or in_danger(case):
        return
    due = start + case.parameter("emergency_dispatch_seconds")
    yield Obligation("valve", "Have the house valve shut", (pattern("instruct", step="shut_house_valve"),), by=due)
    if case.did(pattern("instruct", step="shut_house_valve")):
        tried = case.parameter("valve_result_seconds")
        yield Obligation(
            "valve result", "Ask whether it stopped", (pattern("ask", topic="valve_result"),), by=due + tried
        )


@rules_on("never_the_meter_valve", "instruct")
def never_the_meter_valve(case: Case, what: Act) -> Ruling | None:
    """A customer is never sent to the valve at the meter: the District turns it."""
    if what.text("step") != "shut_meter_valve":
        return None
    return forbidden("The valve at the meter is the District's to turn.", allowed=what.but(step="shut_house_valve"))


@owes("routine_leak_order")
def routine_leak_order(case: Case) -> Iterable[Obligation]:
    """A slow leak on the District's side is a repair order, not an emergency."""
    place = case.told("leak_place")
    ours = "leak_side" in case.facts and case.told("leak_side") != "house"
    if leak_at(case) is not None and case.told("leak_flow") == DRIP and place and ours:
        order = pattern("order_work", work="leak_repair", place=place)
        yield Obligation("leak order", "Order a repair visit for the slow leak", (order,))


@rules_on("routine_leak_order", "order_work")
def leak_order_for_a_drip(case: Case, what: Act) -> Ruling | None:
    """Running water does not wait for a scheduled visit."""
    if what.text("work") != "leak_repair" or leak_at(case) is None:
        return None
    if case.know("leak_flow", assume="unknown") == DRIP:
        place = case.know("leak_place")
        return permitted(what.but(place=str(place)))
    return forbidden("Running water is an emergency, not a scheduled visit.", instead=(act("dispatch"),))


@rules_on("water_before_paperwork", "ask", "small_talk", "look", "match", "find_account", "open_account")
def water_before_paperwork(case: Case, what: Act) -> Ruling | None:
    """No account questions, no look-ups and no small talk until the water is being dealt with."""
    if not is_urgent(case) or dealt_with(case) or what.text("panel") in NEEDED:
        return None
    place = PLACES.get(reported(case) or "")
    if what.kind == "ask" and (what.text("topic") not in PAPERWORK or what.text("topic") == place):
        return None
    if what.text("topic") == "caller_name" and "leak_place" in case.facts:
        return None  # the crew may want a name to ask for; nobody pulls up an account
    return forbidden("The water comes first.")


@owes("callback_number")
def callback_number(case: Case) -> Iterable[Obligation]:
    """The crew needs a number to reach the caller on."""
    contact = case.talking
    if is_urgent(case) and contact is not None:
        ask = pattern("ask", topic="callback_number")
        yield Obligation("callback", "Take a callback number", (ask,), contact=contact.id, while_open=True)


@rules_on("no_arrival_time", "state")
def no_arrival_time(case: Case, what: Act) -> Ruling | None:
    """Nobody at the desk knows when a crew arrives; the day of an appointment that waits is another thing."""
    appointment = what.get("on") is not None and what.get("minutes") is None and not is_urgent(case)
    if what.text("figure") != "arrival" or appointment:
        return None
    return forbidden("Nobody at the desk knows when the crew arrives.", untrue=True)
