"""Chapter 11, sewage: stop the water, note the minute, send the sewer crew, and pass a large spill on."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.first_report import LEAK, SEWAGE, incident_here, outside
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case, Told
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted

CREW = "sewer"


@owes("stop_using_water")
def stop_using_water(case: Case) -> Iterable[Obligation]:
    """Each flush adds to it: no water is used until the crew says so, and people and pets keep away."""
    contact = case.talking
    if not case.told(SEWAGE) or contact is None:
        return
    due = case.told_at(SEWAGE) + case.parameter("sewage_word_seconds")
    for step, what in (("stop_using_water", "Tell them to stop using water"), ("stay_clear", "Tell them to keep away")):
        instruct = (pattern("instruct", step=step),)
        yield Obligation(step, what, instruct, by=due, contact=contact.id, while_open=True)


@owes("log_sewage_notice")
def log_sewage_notice(case: Case) -> Iterable[Obligation]:
    """The minute of the first notice is written in the log: what must be reported counts from it."""
    if case.told(SEWAGE):
        due = case.told_at(SEWAGE) + case.parameter("sewage_log_seconds")
        yield Obligation("log", "Log the minute it was told", (pattern("write_log", log="sewage_notice"),), by=due)


@owes("dispatch_sewer")
def dispatch_sewer(case: Case) -> Iterable[Obligation]:
    """Sewage that comes up is looked at by the sewer crew at once: only they can tell the main from the house."""
    if not case.told(SEWAGE) or outside(case) or incident_here(case):
        return
    if case.state_of("sewage_place") is Told.UNASKED and case.talking:
        ask, due = (pattern("ask", topic="sewage_place"),), case.told_at(SEWAGE)
        yield Obligation("need:ask:sewage_place", "Ask where the sewage is", ask, contact=case.talking.id,
                         by=due + case.parameter("emergency_location_seconds"), while_open=True)  # fmt: skip
    elif (place := case.told("sewage_place")) is not None:
        due = case.told_at("sewage_place") + case.parameter("emergency_dispatch_seconds")
        crew = (pattern("dispatch", place=place, crew=CREW),)
        yield Obligation("dispatch", "Dispatch the sewer crew", crew, by=due)


@rules_on("dispatch_sewer", "dispatch")
def sewer_crew_for_sewage(case: Case, what: Act) -> Ruling | None:
    """For sewage it is the sewer crew, and no other; no sewer crew for anything else."""
    if not case.told(SEWAGE):
        return forbidden("Nobody told of sewage.") if what.text("crew") == CREW else None
    if outside(case) or incident_here(case):
        return None
    if case.told(LEAK) and what.text("crew") not in (None, CREW):
        return None  # two things at once: the water crew is another rule's matter
    right = what.but(place=str(case.know("sewage_place")), crew=CREW)
    if what.text("crew") in (None, CREW):
        return permitted(right, entitled=True)
    return forbidden("Sewage is the sewer crew’s.", allowed=right)


@owes("sewer_sides")
def sewer_sides(case: Case) -> Iterable[Obligation]:
    """One house alone: probably its own pipe. They hear whose it is before a plumber is paid, or not called."""
    contact = case.talking
    if case.told(SEWAGE) and contact is not None and case.know("others_affected", assume=True) is False:
        explained = (pattern("explain", topic="sewer_sides"),)
        yield Obligation("sides", "Explain whose sewer it is", explained, contact=contact.id, while_open=True)


@rules_on("sewer_sides", "offer", "instruct")
def no_plumber_for_the_main(case: Case, what: Act) -> Ruling | None:
    """Where neighbors have it too, it is the main, and nobody is sent to pay a plumber."""
    plumber = what.text("offer") == "plumber" or what.text("step") == "call_plumber"
    if not plumber or not case.told(SEWAGE):
        return None
    if case.know("others_affected", assume=True) is True:
        return forbidden("It may be the main, which is ours.", instead=(act("explain", topic="sewer_sides"),))
    return permitted()


@owes("large_spill")
def large_spill(case: Case) -> Iterable[Obligation]:
    """A large spill, or one nobody can size, is passed on at once: the state must hear of it within hours."""
    if not case.told(SEWAGE):
        return
    gallons = case.parameter("sewage_report_gallons")
    size = case.know("spill_size", assume=gallons)
    if isinstance(size, int) and size >= gallons:
        case.parameter("sewage_report_hours")
        known = case.told_at("spill_size") if "spill_size" in case.facts else case.second
        passed = (pattern("pass_on", to="supervisor"), pattern("pass_on", to="field_operations"))
        due = known + case.parameter("spill_pass_on_seconds")
        yield Obligation("spill", "Pass the large spill on at once", passed, by=due)
