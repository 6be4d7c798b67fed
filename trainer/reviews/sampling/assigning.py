"""Sharing a sample among reviewers: each sees each representative about equally often, and nobody their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from trainer.reviews.sampling.drawing import Drawn


class NobodyLeftError(Exception):
    """Somebody's interactions could be reviewed by nobody but themselves."""

    def __init__(self, person: int) -> None:
        super().__init__("Nobody is left to review the interactions of the only reviewer. Name one more reviewer.")
        self.person = person


@dataclass(frozen=True)
class Assigned:
    """Who reviews what was drawn, and in which of the weeks, counted from 0."""

    drawn: Drawn
    reviewer: int
    week: int


def assign(drawn: Sequence[Drawn], reviewers: Sequence[int], weeks: int, seed: str) -> list[Assigned]:
    """Every draw with its reviewer: the one who has seen the least of this person, then who has the least to do.

    Ties fall by the seed. Each reviewer's work is spread evenly over the weeks. Raises NobodyLeftError.
    """
    chance = Random(f"{seed}/reviewers")  # noqa: S311 - a fair share, and no secret
    seen: Counter[tuple[int, int]] = Counter()
    load: Counter[int] = Counter()
    chosen = []
    for one in _hardest_first(drawn, reviewers):
        person = one.candidate.person
        able = [reviewer for reviewer in sorted(set(reviewers)) if reviewer != person]
        if not able:
            raise NobodyLeftError(person)
        reviewer = min(able, key=lambda able: (seen[able, person], load[able], chance.random()))
        seen[reviewer, person] += 1
        load[reviewer] += 1
        chosen.append((one, reviewer))
    return _over_weeks(chosen, load, weeks)


def _hardest_first(drawn: Sequence[Drawn], reviewers: Sequence[int]) -> list[Drawn]:
    """Those of reviewers first: not everybody can take them, and the rest evens out what that leaves."""
    return sorted(drawn, key=lambda one: one.candidate.person not in reviewers)


def _over_weeks(chosen: Sequence[tuple[Drawn, int]], load: Counter[int], weeks: int) -> list[Assigned]:
    done: Counter[int] = Counter()
    shared = []
    for one, reviewer in sorted(chosen, key=lambda pair: (pair[0].candidate.at, pair[0].candidate.id)):
        shared.append(Assigned(one, reviewer, done[reviewer] * weeks // load[reviewer]))
        done[reviewer] += 1
    return shared
