"""The checker: plays every scenario over many seeds and proves what a scenario must be.

It can be won by the book; every variant is reached; nobody passes by habit, and in no variant anyone who games it; each
kind of act that the book needs is missed when it is left out; every call ends; no two rules block each other in a case
that it comes to. Verdicts are kept by the content hash of scenario, callers and pack, and of the code that judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from trainer.district.pack import Pack, load_pack
from trainer.proof.blocks import blocks
from trainer.proof.bots import BOTS, Expert
from trainer.proof.gamers import GAMERS
from trainer.proof.habits import Bot
from trainer.proof.play import Played, play_bot
from trainer.proof.rests import Rests, met, opened
from trainer.record.kinds import KINDS
from trainer.scenarios.library import Library, load_library
from trainer.scenarios.world import World

SEEDS = 25
FREE = ("finish", "wait")


@dataclass(frozen=True)
class Verdict:
    """What was proven of one scenario, or what stands against it; and what it rests on.

    `highest` is the most that each player by habit, and each who games it, came to in any of their plays.
    """

    id: str
    problems: tuple[str, ...]
    variants: tuple[str, ...]
    lowest_expert: int
    highest: Mapping[str, int]
    kinds: tuple[str, ...]
    rules: tuple[str, ...]
    figures: tuple[str, ...]
    areas: tuple[str, ...]

    @property
    def rests(self) -> Rests:
        return Rests(frozenset(self.rules), frozenset(self.figures), frozenset(self.areas))

    @property
    def highest_other(self) -> int:
        return max(self.highest.values(), default=0)

    @property
    def apart(self) -> int:
        """How far it separates good from poor: points between the book's lowest and anybody else's highest."""
        return self.lowest_expert - self.highest_other

    @property
    def ok(self) -> bool:
        return not self.problems


def check_scenario(pack: Pack, library: Library, scenario_id: str, seeds: Iterable[int] = range(SEEDS)) -> Verdict:
    """Prove one scenario over `seeds`."""
    scenario, problems = library.scenarios[scenario_id], list[str]()
    reached: set[str] = set()
    kinds: set[str] = set()
    lowest, highest, rests = 100, dict[str, int](), Rests()
    for seed in seeds:
        opening, made_with = opened(pack, library, scenario, seed)
        best = play_bot(opening, Expert(pack.rulebook))
        rests |= made_with | met(best)
        new = best.world.setting.variant not in reached
        reached.add(best.world.setting.variant)
        lowest = min(lowest, best.score.total)
        problems += _book(best, seed)
        problems += [f"seed {seed}: {block}" for block in blocks(pack.rulebook, best.steps)]
        problems += _others(opening, {**BOTS, **GAMERS} if new else BOTS, highest)
        used = {step.act.kind for step in best.steps} - set(FREE)
        kinds |= used
        problems += _missed(opening, best, used)
    missing = set(scenario.variants) - reached
    problems += [f"the variant {name} is reached by no seed" for name in sorted(missing)]
    return Verdict(
        scenario_id, tuple(problems), tuple(sorted(reached)), lowest, highest, tuple(sorted(kinds)),
        tuple(sorted(rests.rules)), tuple(sorted(rests.figures)), tuple(sorted(rests.areas)),
    )  # fmt: skip


def _book(best: Played, seed: int) -> list[str]:
    """The book wins, with every call brought to an end by the representative."""
    found = []
    if not best.score.passed:
        worst = next((f"{f.rule} {f.verdict.value}" for f in best.findings if not f.verdict.right), "nothing owed")
        found.append(f"seed {seed}: the book scores {best.score.total} and does not pass ({worst})")
    for step in best.steps:
        if step.act.kind == "finish" and (step.before.talking or any(one.open for one in step.before.elsewhere)):
            found.append(f"seed {seed}: the book finishes while somebody is still there")
    return found


def _others(opening: World, players: Mapping[str, Bot], highest: dict[str, int]) -> list[str]:
    """None of `players` may pass; the most that each came to is kept in `highest`."""
    found = []
    for name, bot in players.items():
        other = play_bot(opening, bot).score
        highest[name] = max(highest.get(name, 0), other.total)
        if other.passed:
            found.append(f"seed {opening.setting.seed}: {name} passes with {other.total}")
    return found


def _missed(opening: World, best: Played, used: set[str]) -> list[str]:
    """Leaving out any kind of act that the book used must cost."""
    found, setting = [], opening.setting
    for kind in sorted(used):
        weaker = play_bot(opening, Expert(setting.pack.rulebook, without=kind))
        if weaker.score.total >= best.score.total:
            found.append(f"seed {setting.seed}: nothing is lost without “{KINDS[kind].label}” ({kind})")
    return found


@dataclass(frozen=True)
class _Job:
    pack: Path
    library: Path
    scenario: str


_loaded: dict[tuple[Path, Path], tuple[Pack, Library]] = {}


def _work(job: _Job) -> Verdict:
    """One scenario in a process of its own, which loads pack and library once."""
    key = (job.pack, job.library)
    if key not in _loaded:
        _loaded[key] = load_pack(job.pack), load_library(job.library)
    return check_scenario(*_loaded[key], job.scenario)


def check(pack: Path, library: Path, scenarios: Iterable[str], workers: int | None = None) -> list[Verdict]:
    """Prove `scenarios` on all cores, in the order given."""
    jobs = [_Job(pack, library, scenario) for scenario in scenarios]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(_work, jobs))
