"""The proofs as a page shows them: each scenario's reach, and a picture of how far it separates good from poor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.proof.check import FREE
from trainer.proof.reach import Nowhere, Reach, nowhere, reach
from trainer.record.kinds import KINDS
from trainer.scenarios.format import Scenario
from trainer.web.content import Content

# Who tries to pass without doing the job, as people would say it.
PLAYERS: Mapping[str, str] = {
    "pushover": "grants everything", "stonewaller": "refuses everything", "silent": "says nothing",
    "rusher": "hurries", "asker": "asks everything", "looker": "opens everything",
    "escalator": "asks a supervisor about everything", "paster": "recites the manual",
    "kind": "is kind and does nothing",
}  # fmt: skip
WIDTH, LEFT, SPAN = 240, 8, 224


@dataclass(frozen=True)
class Proof:
    """One scenario; `reach` is None where it is not proven as it stands. `x` places a score in the picture."""

    scenario: Scenario
    reach: Reach | None

    @property
    def others(self) -> list[tuple[str, int]]:
        """What each of the others came to, the highest first."""
        return sorted(self.reach.highest.items(), key=lambda one: -one[1]) if self.reach else []

    @property
    def spoken(self) -> str:
        """The picture in words."""
        if self.reach is None:
            return ""
        others = ", ".join(f"{PLAYERS.get(name, name)} {most}" for name, most in self.others)
        return f"By the book at least {self.reach.lowest_expert}. At most: {others}."

    def x(self, score: int) -> float:
        return round(LEFT + SPAN * score / 100, 1)


@dataclass(frozen=True)
class Proofs:
    """The page: every scenario served, those that separate least first, and what none of them calls for."""

    proofs: tuple[Proof, ...]
    nowhere: Nowhere

    @property
    def unproven(self) -> int:
        return sum(one.reach is None for one in self.proofs)

    @property
    def players(self) -> list[str]:
        """Who played, in the order of PLAYERS."""
        known = {name for one in self.proofs if one.reach for name in one.reach.highest}
        return [name for name in PLAYERS if name in known]


def proofs(served: Content) -> Proofs:
    """The kept proofs of what is served."""
    made = [
        Proof(scenario, reach(served.pack, scenario, served.proofs[name]) if name in served.proofs else None)
        for name, scenario in served.library.scenarios.items()
    ]
    made.sort(key=lambda one: (one.reach is None, one.reach.apart if one.reach else 0))
    return Proofs(tuple(made), nowhere(served.pack, served.proofs.values()))


def kind_labels(kinds: tuple[str, ...]) -> list[str]:
    return sorted(KINDS[kind].label for kind in kinds if kind in KINDS and kind not in FREE)
