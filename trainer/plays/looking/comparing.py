"""Two attempts at the same scenario, side by side: what each did with every rule that came up in either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.plays import stored
from trainer.plays.models import Play
from trainer.record.finding import Finding
from trainer.scoring.debrief import GRAVITY


@dataclass(frozen=True)
class Pair:
    """One rule in both attempts: the gravest finding of each; None where it did not come up."""

    title: str
    left: Finding | None
    right: Finding | None

    @property
    def differs(self) -> bool:
        return (self.left and self.left.verdict.right) != (self.right and self.right.verdict.right)


@dataclass(frozen=True)
class Comparison:
    """Two plays, the earlier one left."""

    left: Play
    right: Play
    pairs: tuple[Pair, ...]
    parts: tuple[tuple[stored.Part | None, stored.Part | None], ...]


def compare(one: Play, other: Play) -> Comparison:
    """Both are ended plays of one scenario."""
    left, right = sorted((one, other), key=lambda play: (play.started_at, play.id))
    before, after = (_gravest(stored.findings(play)) for play in (left, right))
    rules = dict.fromkeys([*before, *after])
    pairs = [Pair((after.get(rule) or before[rule]).message, before.get(rule), after.get(rule)) for rule in rules]
    return Comparison(
        left, right, tuple(sorted(pairs, key=lambda pair: not pair.differs)), tuple(_parts(left, right))
    )  # fmt: skip


def _gravest(findings: Iterable[Finding]) -> dict[str, Finding]:
    """One finding for each rule: what went wrong before what went right, the gravest first."""
    ordered = sorted(findings, key=lambda one: (one.verdict.right, GRAVITY[one.severity]))
    found: dict[str, Finding] = {}
    for one in ordered:
        found.setdefault(one.rule, one)
    return found


def _parts(left: Play, right: Play) -> list[tuple[stored.Part | None, stored.Part | None]]:
    before, after = ({part.label: part for part in stored.parts(play)} for play in (left, right))
    return [(before.get(label), after.get(label)) for label in dict.fromkeys([*before, *after])]
