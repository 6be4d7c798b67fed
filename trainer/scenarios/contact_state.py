"""What changes in a contact: temper, what they have told, what they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from trainer.record.case import Fact, Mood, Request
from trainer.scenarios.authored import authored_act
from trainer.scenarios.case_of import mood_of
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.placeholders import fill, fill_slot
from trainer.scenarios.state import Actor
from trainer.scenarios.world import World

UPSET = (Mood.FRUSTRATED, Mood.ANGRY)


def actor_of(world: World) -> Actor:
    if world.actor is None:
        raise ValueError("nobody is there")
    return world.actor


def moved(world: World, spec: ContactSpec, change: int) -> World:
    """Heat after a change, and since when the contact has been upset."""
    actor, moods = actor_of(world), world.setting.library.moods
    heat = moods.moved(actor.heat, change, spec.temper.scale, spec.temper.floor)
    since = actor.upset_since
    if since is None and mood_of(world, heat) in UPSET and actor.spoke:
        since = len(world.history)
    return world.with_actor(replace(actor, heat=heat, upset_since=since))


def tell(world: World, tells: Mapping[str, Any]) -> World:
    for topic, value in tells.items():
        world = known(world, topic, fill_slot(value, world.truth))
    return world


def told(world: World, topic: str) -> bool:
    """Whether a topic has been told by now."""
    fact = world.facts.get(topic)
    return fact is not None and fact.value is not None


def known(world: World, topic: str, value: Any) -> World:
    """A topic is known from its first answer on; a later answer replaces none, a changed one does."""
    before = world.facts.get(topic)
    if before is not None and (value is None or before.value == value):
        return world
    fact = Fact(topic, value, world.second, actor_of(world).id)
    return world.in_matter(facts={**world.facts, topic: fact})


def raise_requests(world: World, spec: ContactSpec, names: tuple[str, ...]) -> World:
    for name in names:
        if not any(request.id == name for request in world.requests):
            want = spec.wants[name]
            act = authored_act(want.act, world.truth)
            words = fill(want.words, world.truth)
            request = Request(name, actor_of(world).id, act, words, want.fact, len(world.history), world.second)
            world = world.in_matter(requests=(*world.requests, request))
    return world
