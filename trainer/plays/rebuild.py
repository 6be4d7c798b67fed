"""Rebuilding a play from its moves, as any worker can: nothing in a worker's memory is needed.

Recent worlds are kept, by play and number of moves, only to spare the work.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Any

from trainer.plays.models import Play
from trainer.record.plain import as_plain
from trainer.scenarios.engine import VERSION, step
from trainer.scenarios.moves import move_from_data
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import Outcome, Step, World
from trainer.web.content import Content

KEPT = 64


class ChangedError(Exception):
    """The play was made with other versions than are served now: it can be read, and not continued."""


class _Recent:
    """The last few worlds, newest last. Safe to forget at any time."""

    def __init__(self) -> None:
        self.worlds: OrderedDict[tuple[int, int, str], World] = OrderedDict()
        self.lock = Lock()

    def get(self, key: tuple[int, int, str]) -> World | None:
        with self.lock:
            return self.worlds.get(key)

    def put(self, key: tuple[int, int, str], world: World) -> None:
        with self.lock:
            self.worlds[key] = world
            while len(self.worlds) > KEPT:
                self.worlds.popitem(last=False)


_recent = _Recent()


def same_versions(play: Play, content: Content) -> bool:
    """Whether this play was made with the scenario, pack and engine served now."""
    return (
        content.library.digests.get(play.scenario) == play.scenario_digest
        and content.pack.digest == play.pack_digest
        and play.engine_version == VERSION
    )


def opening_world(play: Play, content: Content, *, any_version: bool = False) -> World:
    """The world of the play before its first move; raises ChangedError, for other versions unless any will do."""
    if not (same_versions(play, content) or (any_version and play.scenario in content.library.scenarios)):
        raise ChangedError("This scenario or the District's rules have changed since this play began.")
    scenario = content.library.scenarios[play.scenario]
    return open_scenario(content.pack, content.library, scenario, play.seed, play.level, play.clerk)


def opening_record(world: World) -> Any:
    """What is stored of the opening: the day, the variant, and the account or drawer as it was."""
    setting = world.setting
    return as_plain({
        "start": setting.start, "variant": setting.variant, "account": world.desk.account, "till": world.desk.till,
    })  # fmt: skip


def current_world(play: Play, content: Content) -> World:
    """The world after every stored move; raises ChangedError."""
    key = (play.id, len(play.moves), _mark(play))
    known = _recent.get(key)
    if known is not None and same_versions(play, content):
        return known
    world = opening_world(play, content)
    for stored in play.moves:
        world, _ = step(world, move_from_data(stored.move))
    _recent.put(key, world)
    return world


def remember(play: Play, world: World) -> None:
    _recent.put((play.id, len(play.moves), _mark(play)), world)


def _mark(play: Play) -> str:
    """Tells two databases' plays of the same number apart."""
    return f"{play.scenario}:{play.started_at.isoformat()}:{play.seed}:{play.moves[-1].token if play.moves else ''}"


def replay(
    play: Play, content: Content, *, doubt: bool = True, any_version: bool = False
) -> tuple[World, list[Outcome], list[Step]]:
    """Play every stored move again; with `doubt`, words whose understanding was contested count as unsure.

    `any_version`: by what is served now, whatever it was played with. Whoever asks compares what comes out.
    """
    world = opening_world(play, content, any_version=any_version)
    outcomes: list[Outcome] = []
    steps: list[Step] = []
    for stored in play.moves:
        world, outcome = step(world, move_from_data(stored.move))
        outcomes.append(outcome)
        steps.extend(_doubted(outcome.steps) if doubt and stored.contested else outcome.steps)
    return world, outcomes, steps


def _doubted(steps: tuple[Step, ...]) -> list[Step]:
    return [replace(one, act=replace(one.act, sure=False)) for one in steps]
