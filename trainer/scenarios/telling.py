"""Lines of the transcript: what a contact says in their mood, and what the desk tells."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.scenarios.case_of import mood_of
from trainer.scenarios.state import DESK
from trainer.scenarios.world import Line, World


def desk_line(world: World, text: str, state: str = "") -> Line:
    return Line(DESK, text, world.second, world.move, state=state, place=world.attending)


def contact_lines(world: World, says: Iterable[str], reacts_to: str = "") -> list[Line]:
    """Words of the contact who is attended to."""
    actor = world.actor
    if actor is None:
        return []
    mood = mood_of(world, actor.heat)
    return [
        Line(actor.id, text, world.second, world.move, mood=mood, reacts_to=reacts_to, place=actor.id) for text in says
    ]
