"""What a call about water tells of first, where that is, and whose it is; the rules of chapter 11 share it."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.record.act import squeezed
from trainer.record.case import Case
from trainer.record.service import AreaAnswer, Incident

LEAK, SEWAGE, HYDRANT, QUALITY, RECYCLED = "leak", "sewage", "hydrant", "water_quality", "cross_connection"

# What is told of, gravest first, and the question that finds its place.
PLACES = {
    SEWAGE: "sewage_place", RECYCLED: "service_address", HYDRANT: "leak_place", LEAK: "leak_place",
    QUALITY: "service_address",
}  # fmt: skip

# The kinds of incident that a call may be one more of. Boiling water is a notice, and nothing to report.
SAME = {
    LEAK: ("main_break", "outage"), HYDRANT: ("main_break", "outage"), QUALITY: ("main_break", "discolored"),
    SEWAGE: ("sewage",),
}  # fmt: skip
BOIL = "boil_water"

DANGEROUS = ("blue", "chemical", "sewage")  # how water looks or smells that nobody may drink


def reported(case: Case) -> str | None:
    """What the call tells of, the gravest first; None where no water is the matter."""
    return next((what for what in PLACES if case.told(what) or (what == QUALITY and asked_about_water(case))), None)


def asked_about_water(case: Case) -> bool:
    """Whether the call is about how the water looks, smells or tastes."""
    return bool(case.told(QUALITY)) or case.told("water_look") is not None


def place_of(case: Case) -> str | None:
    """Where it is, as far as that was told."""
    what = reported(case)
    place = case.told(PLACES[what]) if what else None
    return str(place) if place else None


def undrinkable(case: Case) -> bool:
    """Whether what is told of the water means that nobody may drink it."""
    return bool(case.told(RECYCLED)) or case.told("water_look") in DANGEROUS


def is_urgent(case: Case) -> bool:
    """Whether what is told of waits for nobody; water that only looks odd may."""
    return undrinkable(case) or reported(case) not in (None, QUALITY)


def outside(case: Case) -> bool:
    """Whether the address was looked up and belongs to another agency."""
    area: AreaAnswer | None = case.panels.get("service_area")
    return area is not None and not area.ours


def incident_here(case: Case) -> Incident | None:
    """The open incident that this call is one more of: of its kind, on its street, as far as incidents were opened."""
    kinds = SAME.get(reported(case) or "", ())
    if undrinkable(case):
        return None
    return next((one for one in touching(case, place_of(case)) if one.kind in kinds), None)


def touching(case: Case, place: str | None) -> list[Incident]:
    """The open incidents whose streets include this place."""
    incidents: Sequence[Incident] = case.panels.get("incidents", ())
    at = squeezed(place or "")
    return [one for one in incidents if one.open and any(squeezed(street) in at for street in one.places if street)]
