"""Who is there: a strip of lines, chats and visitors, with whom one is, who waits and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.plays.models import Play
from trainer.record.case import Channel
from trainer.scenarios.labels import label_of
from trainer.scenarios.state import DESK, OFFICE, REP, Actor
from trainer.scenarios.world import World

ICONS: dict[Channel, str] = {
    "telephone": "telephone", "outbound": "telephone-outbound", "voicemail": "voicemail", "chat": "chat-dots",
    "email": "envelope", "letter": "envelope-paper", "counter": "person",
}  # fmt: skip


_WAITS: dict[Channel, str] = {"counter": "in line"}
_HOLDS: dict[Channel, str] = {"telephone": "on hold", "outbound": "on hold"}


@dataclass(frozen=True)
class Place:
    """One button of the strip. `since` is the second from which they wait, None where nobody does.

    `unread` counts what they said since anybody was last with them.
    """

    id: str
    label: str
    icon: str
    state: str
    current: bool
    since: int | None = None
    unread: int = 0


def queue(world: World, play: Play) -> list[Place]:
    """The strip; empty where there is only one place to be."""
    places = [
        place for place in world.places if place != OFFICE or world.matter.id == OFFICE or world.matters[place].requests
    ]
    return [_place(world, place, _unread(play, place)) for place in places] if len(places) > 1 else []


def _unread(play: Play, place: str) -> int:
    with_them = [
        one.number for one in play.moves
        if any(line["place"] == place and line["who"] in (REP, DESK) for line in one.lines)
    ]  # fmt: skip
    last = max(with_them, default=0)
    return sum(line["who"] == place for one in play.moves if one.number > last for line in one.lines)


def _place(world: World, place: str, unread: int) -> Place:
    actor, spec = world.actors.get(place), world.setting.specs.get(place)
    label, current = label_of(world, place), place == world.attending
    if actor is None or spec is None:
        return Place(place, label, "briefcase", "", current)
    icon = ICONS[spec.channel]
    if not actor.open:
        return Place(place, label, icon, "ended", current)
    if current:
        return Place(place, label, icon, "before you" if spec.channel == "counter" else "with you", current)
    if spec.channel in ("email", "letter"):
        return Place(place, label, icon, "unread" if not actor.met else "not answered", current)
    since = actor.last_spoken_to if actor.met else actor.arrived
    return Place(place, label, icon, _waiting(spec.channel, actor), current, since, unread)


def _waiting(channel: Channel, actor: Actor) -> str:
    """How somebody waits, in a word."""
    if channel == "telephone" and not actor.met:
        return "ringing"
    held = _HOLDS.get(channel) if actor.held_since is not None else None
    return held or _WAITS.get(channel, "waiting")
