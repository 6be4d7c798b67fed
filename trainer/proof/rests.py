"""What a scenario rests on: the rules that its plays call for, and the figures that its world is made with.

From these follow the parameters whose change touches it, and those that nobody has confirmed yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from trainer.district.pack import Pack
from trainer.district.parameters import Parameters, Value
from trainer.district.reads import read_by_rule
from trainer.district.tariff import Dated, Timeline
from trainer.proof.bots import Expert
from trainer.proof.play import Played, play_bot
from trainer.scenarios.format import Scenario
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import World


@dataclass(frozen=True)
class Rests:
    """The ids of rules that found something; the parameters, and the rate areas, that its world was made with."""

    rules: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    def __or__(self, other: Rests) -> Rests:
        return Rests(self.rules | other.rules, self.figures | other.figures, self.areas | other.areas)

    def parameters(self, pack: Pack) -> frozenset[str]:
        """Every parameter of the pack that those rules read, or the world was made with."""
        names = pack.parameters.entries
        by_rules = (read_by_rule(rule, names) for rule in self.rules if rule in pack.rules)
        return frozenset(self.figures & names.keys()).union(*by_rules)


@dataclass(frozen=True)
class _Heard(Parameters):
    """Parameters that remember which were asked for."""

    names: set[str] = field(default_factory=set, compare=False)

    def on(self, name: str, day: dt.date) -> Value:
        self.names.add(name)
        return super().on(name, day)


@dataclass(frozen=True)
class _Billed(Timeline):
    """Tariffs that remember for which rate areas they were asked."""

    asked: set[str] = field(default_factory=set, compare=False)

    def entry(self, date: dt.date, area: str) -> Dated:
        self.asked.add(area)
        return super().entry(date, area)


def opened(pack: Pack, library: Library, scenario: Scenario, seed: int) -> tuple[World, Rests]:
    """A scenario's opening, and the figures and rate areas it was made with."""
    heard, billed = _Heard(pack.parameters.entries), _Billed(pack.tariffs.entries)
    world = open_scenario(replace(pack, parameters=heard, tariffs=billed), library, scenario, seed)
    plain = replace(world, setting=replace(world.setting, pack=pack))
    return plain, Rests(figures=frozenset(heard.names), areas=frozenset(billed.asked))


def met(played: Played) -> Rests:
    """The rules that found something in a play."""
    return Rests(rules=frozenset(finding.rule for finding in played.findings))


def rests_of(pack: Pack, library: Library, scenario_id: str, seeds: Iterable[int] | None = None) -> Rests:
    """What a scenario rests on, by playing the expert: each variant once, unless other seeds are given."""
    scenario = library.scenarios[scenario_id]
    once = range(sum(variant.weight for variant in scenario.variants.values()))
    total = Rests()
    for seed in once if seeds is None else seeds:
        world, figures = opened(pack, library, scenario, seed)
        total |= figures | met(play_bot(world, Expert(pack.rulebook)))
    return total


def unconfirmed(pack: Pack, rests: Rests, on: dt.date) -> tuple[str, ...]:
    """The parameters a scenario rests on whose value on that day nobody has confirmed, in the pack's order."""
    wanted = rests.parameters(pack)
    return tuple(name for name in pack.parameters.entries if name in wanted and not pack.parameter(name, on).confirmed)


def may_be_assessed(pack: Pack, rests: Rests, on: dt.date) -> bool:
    """Whether the pack lets a scenario be played to assess: it may want every figure confirmed first."""
    return not (pack.identity.assess_requires_confirmed and unconfirmed(pack, rests, on))
