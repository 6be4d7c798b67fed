"""What the situation makes plain of an act: whom it is towards, which request it answers, which place is meant."""

from __future__ import annotations

from trainer.record.act import Act, squeezed
from trainer.record.kinds import KINDS
from trainer.scenarios.case_of import place_spoken_of
from trainer.scenarios.world import World

TO_NOBODY = ("contact_customer", "switch_to", "finish")  # done before, or without, anyone there


def resolved(world: World, act: Act) -> Act:
    """Fill in whom it is towards, and the first request that still waits for an answer."""
    actor = world.actor
    if act.toward is None and actor is not None and act.kind not in TO_NOBODY:
        act = act.to(actor.id)
    act = _as_spoken_of(world, _as_told(world, act))
    if "request" in KINDS[act.kind].slots and act.text("request") is None:
        waiting = [request.id for request in world.requests if not _answered(world, request.id)]
        waiting = waiting or [request.id for request in world.requests]
        if waiting:
            act = act.but(request=waiting[0])
    return act


def _as_told(world: World, act: Act) -> Act:
    """A place typed in another way is the place that was told; in a leak, the address asked for is the water's."""
    told = world.facts.get("leak_place")
    place = act.text("place")
    if place and told is not None and squeezed(place) == squeezed(str(told.value)):
        return act.but(place=str(told.value))
    if act.kind == "ask" and act.text("topic") == "service_address" and "leak" in world.facts:
        return act.but(topic="leak_place")
    return act


def _as_spoken_of(world: World, act: Act) -> Act:
    """The service area is asked about the place that is spoken of, and service starts in the name of who asks."""
    if act.kind == "look" and act.text("panel") == "service_area" and act.text("place") is None:
        place = place_spoken_of(world)
        return act.but(place=place) if place else act
    told = world.facts.get("caller_name")
    if act.kind == "start_service" and act.text("name") is None and told is not None and told.value:
        return act.but(name=str(told.value))
    return act


def _answered(world: World, request: str) -> bool:
    kinds = ("refuse", "tell_done")
    return any(deed.effect and deed.act.kind in kinds and deed.act.text("request") == request for deed in world.history)
