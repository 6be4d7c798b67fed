"""Chapter 11, one incident and many callers: join it, say what is approved, no time of repair, boiling water."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.first_report import (
    BOIL,
    incident_here,
    place_of,
    reported,
    touching,
)
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted


@owes("join_incident")
def join_incident(case: Case) -> Iterable[Obligation]:
    """Where others have it too, look whether it is known; where it is, add this call to it."""
    if reported(case) and case.told("others_affected") is True and "incidents" not in case.panels:
        due = case.told_at("others_affected") + case.parameter("emergency_location_seconds")
        look = (pattern("look", panel="incidents"),)
        yield Obligation("need:look:incidents", "Look at the incidents", look, by=due)
    incident = incident_here(case)
    if incident is not None:
        yield Obligation(
            "join", "Add the call to the incident", (pattern("join_incident", incident=incident.id),)
        )  # fmt: skip


@rules_on("join_incident", "join_incident", "dispatch")
def one_crew_for_one_incident(case: Case, what: Act) -> Ruling | None:
    """No second crew for what a crew is at already; and no call is added to what it has nothing to do with."""
    incident = incident_here(case)
    if what.kind == "dispatch":
        if incident is None:
            return None
        joined = (act("join_incident", incident=incident.id),)
        return forbidden("A crew is there already.", reasons=("crew_there_already",), instead=joined)
    if "incidents" not in case.panels:
        return not_yet("See what is known first.", pattern("look", panel="incidents"))
    if incident is None:
        return forbidden("No open incident of that kind is on their street.")
    return permitted(what.but(incident=incident.id))


@owes("approved_wording")
def approved_wording(case: Case) -> Iterable[Obligation]:
    """Whoever is part of an incident hears what is known of it."""
    contact = case.talking
    if contact is not None and incident_here(case) is not None:
        told = (pattern("explain", topic="incident"),)
        yield Obligation("wording", "Tell what is known of the incident", told, contact=contact.id, while_open=True)


@rules_on("approved_wording", "explain")
def words_as_approved(case: Case, what: Act) -> Ruling | None:
    """Of an incident only what is written there is told, and it is read there first."""
    if what.text("topic") != "incident":
        return None
    incidents = case.see("incidents")
    if any(one.open for one in incidents):
        return permitted()
    return forbidden("There is no open incident to tell of.", untrue=True)


@rules_on("no_repair_time", "state")
def no_repair_time(case: Case, what: Act) -> Ruling | None:
    """Nobody at the desk knows when a repair ends."""
    if what.text("figure") != "repair_end":
        return None
    return forbidden("Nobody at the desk knows when the repair ends.", reasons=("no_time_known",), untrue=True)


def must_boil(case: Case) -> bool:
    """Whether a boil-water notice stands where they are: the place told, or the address of the open account."""
    account = case.panels.get("summary")
    home = account.premise.address if account is not None else None
    place = place_of(case) or case.told("service_address") or home
    return any(one.kind == BOIL for one in touching(case, str(place) if place else None))


@owes("boil_water")
def boil_water(case: Case) -> Iterable[Obligation]:
    """Whoever calls from where a boil-water notice stands hears of it, whatever they called about."""
    contact = case.talking
    if contact is not None and must_boil(case):
        told = (pattern("instruct", step="boil_water"), pattern("explain", topic="boil_water"))
        yield Obligation("boil", "Tell them to boil the water", told, contact=contact.id, while_open=True)


@rules_on("boil_water", "instruct", "explain")
def boil_only_where_it_stands(case: Case, what: Act) -> Ruling | None:
    """A boil-water notice is told where it stands, and nowhere else."""
    if BOIL not in (what.text("step"), what.text("topic")):
        return None
    case.see("incidents")
    return permitted() if must_boil(case) else forbidden("No boil-water notice stands there.", untrue=True)
