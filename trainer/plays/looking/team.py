"""What a supervisor sees over a team: outcomes by person and scenario, who is stuck, what everyone misses.

No ranking of people: they stand by name, and nothing is added up over a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from trainer.plays.looking.past import Past
from trainer.scenarios.format import Scenario

STUCK = 3  # plays in a row without passing
ENOUGH = 5  # plays, or people, before anything is said of a scenario
EASY = 0.95  # share of first plays that passed
APART = 8  # points by which the stronger half should be ahead of the weaker
SHARED = 0.5  # share of the people who met a rule and missed it


@dataclass(frozen=True)
class Cell:
    """One person at one scenario: their plays, the latest last."""

    plays: tuple[Past, ...]

    @property
    def latest(self) -> Past:
        return self.plays[-1]

    @property
    def stuck(self) -> bool:
        return len(self.plays) >= STUCK and not any(one.passed for one in self.plays[-STUCK:])


@dataclass(frozen=True)
class Missed:
    """A rule that many miss: so many people of those who met it."""

    rule: str
    people: int
    met: int


@dataclass(frozen=True)
class Trait:
    """What the plays of a scenario say about it: too easy, not separating, or nothing in particular."""

    scenario: str
    plays: int
    first_passed: float
    apart: float | None

    @property
    def easy(self) -> bool:
        return self.plays >= ENOUGH and self.first_passed >= EASY

    @property
    def flat(self) -> bool:
        return self.apart is not None and self.apart < APART


def grid(plays: Iterable[Past]) -> Mapping[tuple[int, str], Cell]:
    """Cells by person and scenario."""
    found: dict[tuple[int, str], list[Past]] = defaultdict(list)
    for one in plays:
        found[one.play.person_id, one.play.scenario].append(one)
    return {place: Cell(tuple(mine)) for place, mine in found.items()}


def columns(library: Iterable[Scenario], cells: Mapping[tuple[int, str], Cell]) -> list[Scenario]:
    """Scenarios as the table has them: those that anybody has played first, else in the order of the library."""
    played = {scenario for _, scenario in cells}
    return sorted(library, key=lambda one: one.id not in played)


def missed_by_many(plays: Iterable[Past]) -> list[Missed]:
    """Rules that at least two people, and half of those who met them, did wrong in their latest play with it."""
    latest: dict[tuple[str, int], bool] = {}
    for one in plays:
        for rule in {finding.rule for finding in one.found}:
            latest[rule, one.play.person_id] = all(f.right for f in one.found if f.rule == rule)
    rules: dict[str, list[bool]] = defaultdict(list)
    for (rule, _), right in latest.items():
        rules[rule].append(right)
    found = [Missed(rule, right.count(False), len(right)) for rule, right in rules.items()]
    many = [one for one in found if one.people >= 2 and one.people / one.met >= SHARED]
    return sorted(many, key=lambda one: (-one.people, one.met, one.rule))


def traits(scenarios: Mapping[str, Scenario], plays: Sequence[Past]) -> list[Trait]:
    """Each scenario that was played at all."""
    return [_trait(name, plays) for name in scenarios if any(one.play.scenario == name for one in plays)]


def _trait(scenario: str, plays: Sequence[Past]) -> Trait:
    firsts: dict[int, Past] = {}
    for one in plays:
        if one.play.scenario == scenario:
            firsts.setdefault(one.play.person_id, one)
    passed = mean(one.passed for one in firsts.values())
    return Trait(scenario, len(firsts), passed, _apart(scenario, firsts, plays))


def _apart(scenario: str, firsts: Mapping[int, Past], plays: Sequence[Past]) -> float | None:
    """By how many points those who do better elsewhere do better here; None while too few have done both."""
    elsewhere: dict[int, list[int]] = defaultdict(list)
    for one in plays:
        if one.play.scenario != scenario:
            elsewhere[one.play.person_id].append(one.play.score or 0)
    both = sorted((mean(elsewhere[person]), person) for person in firsts if person in elsewhere)
    if len(both) < ENOUGH or all(left[0] == right[0] for left, right in pairwise(both)):
        return None
    half = len(both) // 2
    here = [firsts[person].play.score or 0 for _, person in both]
    return mean(here[-half:]) - mean(here[:half])
