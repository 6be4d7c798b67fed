"""Which scenarios a person is assessed by: fresh ones first, those they never played before, and those used least."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from trainer.scenarios.format import Scenario
from trainer.scenarios.opening import pick_variant

_SEEDS = 1_000_000
_TRIES = 400  # a variant of weight 1 among dozens is still met among so many seeds


@dataclass(frozen=True)
class Candidate:
    """One scenario as far as drawing goes.

    `played` by this person before, in any mode; `unseen` variants are left to them; `assessed` within the time of a
    retest, so that it would be no fresh evidence; `used` in so many sittings of anyone within that time.
    """

    scenario: str
    played: bool
    unseen: bool
    assessed: bool
    used: int

    @property
    def fresh(self) -> bool:
        return self.unseen and not self.assessed


def draw(
    rng: random.Random, candidates: Collection[Candidate], count: int, exposure: int, *, repeats: bool
) -> list[str]:
    """The ids of `count` scenarios, or of as many as there are. `repeats` lets what is not fresh fill the form up."""
    free = [one for one in candidates if one.used < exposure]
    fresh = _ordered(rng, [one for one in free if one.fresh])
    others = _ordered(rng, [one for one in free if not one.fresh]) if repeats else []
    return [one.scenario for one in [*fresh, *others][:count]]


def _ordered(rng: random.Random, candidates: Sequence[Candidate]) -> list[Candidate]:
    shuffled = sorted(candidates, key=lambda one: one.scenario)
    rng.shuffle(shuffled)
    return sorted(shuffled, key=lambda one: (one.assessed, one.played, one.used))


def unseen_variants(scenario: Scenario, seen: Collection[str]) -> bool:
    return any(name not in seen for name in scenario.variants)


def draw_seed(rng: random.Random, scenario: Scenario, seen: Mapping[str, int]) -> int:
    """A seed whose variant this person has met least often: never, while there is such a one."""
    fewest = min(seen.get(name, 0) for name in scenario.variants)
    tried = (rng.randrange(_SEEDS) for _ in range(_TRIES))
    wanted = (seed for seed in tried if seen.get(pick_variant(scenario, seed), 0) == fewest)
    return next(wanted, None) or rng.randrange(_SEEDS)
