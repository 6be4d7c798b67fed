"""Which words a contact uses.

They follow from the seed and from how often the situation arose, so that nobody repeats themselves before they run
out.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.contact_state import actor_of
from trainer.scenarios.placeholders import fill
from trainer.scenarios.world import World


def voiced(world: World, spec: ContactSpec, name: str) -> tuple[str, ...]:
    return lines_for(world, world.setting.library.lines(spec.voice, name), name)


def voiced_by_channel(world: World, spec: ContactSpec, name: str) -> tuple[str, ...]:
    """The same where a channel has words of its own, such as for a chat in which nobody writes."""
    own = world.setting.library.lines(spec.voice, f"{name}_{spec.channel}")
    return lines_for(world, own, name) if own else voiced(world, spec, name)


def lines_for(
    world: World, wordings: tuple[str, ...], name: str, values: Mapping[str, Any] | None = None, counted: str = ""
) -> tuple[str, ...]:
    """One of the wordings, filled in: the next one each time that `counted` was met; none when there is none."""
    if not wordings:
        return ()
    setting, times = world.setting, actor_of(world).counts.get(counted or name, 1)
    order = list(wordings)
    random.Random(f"{setting.scenario.id}:{setting.seed}:{name}").shuffle(order)  # noqa: S311 - a seed, not a secret
    return (fill(order[(times - 1) % len(order)], values or world.truth),)
