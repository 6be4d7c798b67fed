"""From the world to the case: only what the representative knows, of the matter that they attend to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from trainer.record.case import LISTENING, Case, Contact, Elsewhere, Mood
from trainer.scenarios.placeholders import fill
from trainer.scenarios.state import Actor
from trainer.scenarios.world import World

# What tells of a place, the one that matters most first.
PLACES = ("place_wanted", "leak_place", "sewage_place", "service_address")


def case_of(world: World, *, at: str | None = None, all_open: bool = False) -> Case:
    """The case now, or as it is `at` another contact; with `all_open`, as if every panel had been opened."""
    front, world = world, world if at is None else world.at(at)
    desk, matter = world.desk, world.matter
    panels: Mapping[str, Any] = desk.with_all_open() if all_open else desk.panels
    if all_open:
        estimates = {"estimate": (*desk.estimates, *_estimates_to_be_had(world))}
        panels = MappingProxyType({**panels, **estimates, **_area_to_be_had(world)})
    return Case(
        policy=world.setting.pack,
        level=world.setting.level,
        now=world.now,
        second=world.second,
        panels=panels,
        contacts=_contacts(world),
        facts=matter.facts,
        requests=matter.requests,
        history=matter.history,
        approved=matter.approved,
        account=_open_account(world),
        given=matter.given,
        earlier=matter.earlier,
        elsewhere=_elsewhere(world, front),
    )


def _open_account(world: World) -> str | None:
    """The number of the open account; empty while it is to be found, None where the work is about none."""
    account = world.desk.account
    return account.number if account else "" if world.matter.to_find else None


def _estimates_to_be_had(world: World) -> list[Any]:
    """What the estimator would have shown for the reads that field orders found."""
    account = world.desk.account
    bill = account.latest_bill if account else None
    if account is None or bill is None:
        return []
    reads = {one.read for one in account.orders if one.read is not None and bill.use + one.read >= bill.read_to}
    return [world.setting.systems.reprice(account, bill, read) for read in sorted(reads)]


def _contacts(world: World) -> Mapping[str, Contact]:
    """Who came about this matter, the one attended to first."""
    mine = [one for one in world.actors.values() if world.setting.matter_of(one.id) == world.matter.id]
    mine.sort(key=lambda one: one.id != world.attending)
    return {one.id: _contact(world, one) for one in mine}


def _elsewhere(world: World, front: World) -> tuple[Elsewhere, ...]:
    """Everybody else who is there, or was: waiting since they came, or since they were last spoken to."""
    others = [one for one in world.actors.values() if one.id != world.attending]
    return tuple(
        Elsewhere(
            one.id, world.setting.specs[one.id].channel, one.last_spoken_to if one.met else one.arrived, not one.met,
            one.open, left=one.id == front.attending and mid_talk(front, one), asked=front.matter.asked_to_hold,
        )
        for one in others
    )  # fmt: skip


def mid_talk(world: World, actor: Actor) -> bool:
    """Whether somebody listens and has begun to speak: they would notice being left."""
    return actor.open and actor.spoke and world.setting.specs[actor.id].channel in LISTENING


def _area_to_be_had(world: World) -> dict[str, Any]:
    """What the service area would have shown for the place that is spoken of."""
    place = place_spoken_of(world)
    answer = world.setting.systems.area(place) if place else None
    return {"service_area": answer} if answer else {}


def place_spoken_of(world: World) -> str:
    """Where service is wanted, or water runs, as far as that was told; empty where nobody has said."""
    told = (world.facts[topic].value for topic in PLACES if topic in world.facts)
    return str(next((place for place in told if place), ""))


def _contact(world: World, actor: Actor) -> Contact:
    spec = world.setting.specs[actor.id]
    matches = [match for match in world.desk.matches if match.contact == actor.id]
    return Contact(
        id=actor.id,
        channel=spec.channel,
        open=actor.open,
        spoke=actor.spoke,
        ended_by=actor.ended_by,
        mood=mood_of(world, actor.heat),
        upset_since=actor.upset_since,
        matched=tuple(dict.fromkeys(match.item for match in matches if match.ok)),
        tried=tuple(dict.fromkeys(match.item for match in matches)),
        heard=actor.heard,
        began=actor.began,
        address=_address(world, actor.id),
        since=actor.arrived,
        waiting=not actor.met,
        held_since=actor.held_since,
    )


def _address(world: World, contact: str) -> str:
    """Where an e-mail or a letter came from, as the desk shows it."""
    given = world.setting.specs[contact].address
    return fill(given, world.setting.truths.get(contact, world.setting.truth)) if given else ""


def mood_of(world: World, heat: int) -> Mood:
    """Heat as it can be heard."""
    return world.setting.library.moods.mood(heat)
