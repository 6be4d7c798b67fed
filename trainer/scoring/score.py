"""From findings to a number, as the pack's rubric weighs them. Findings first, the number second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from trainer.district.rubric import Rubric
from trainer.record.finding import Finding, Judgement


@dataclass(frozen=True)
class PartScore:
    """One part of the score: points earned of the points it is worth, from so many opportunities."""

    name: str
    label: str
    earned: Decimal
    points: Decimal
    right: int
    findings: int


@dataclass(frozen=True)
class Score:
    """`total` from 0 to 100. Passed: at the pass mark or above, and no critical finding."""

    total: int
    passed: bool
    critical: int
    pass_mark: int
    parts: tuple[PartScore, ...]


def score(rubric: Rubric, findings: Sequence[Finding], shifts: Mapping[str, int] = MappingProxyType({})) -> Score:
    """Each part's share of what was right, weighed by severity and duty; parts in which nothing was owed leave the sum.

    `shifts` are the points by which a scenario moves parts; raises ValueError beyond what the rubric lets it.
    """
    points = rubric.points(shifts)
    shares = {name: _share(rubric, [f for f in findings if f.part == name]) for name in rubric.parts}
    live = {name: share for name, share in shares.items() if share is not None}
    worth = sum(points[name] for name in live)
    parts = tuple(
        _part(name, rubric.parts[name].label, share, Decimal(points[name]) * 100 / worth, findings)
        for name, share in live.items()
    )
    total = int(sum((part.earned for part in parts), Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP))
    critical = sum(1 for finding in findings if finding.critical)
    return Score(total, total >= rubric.pass_mark and not critical, critical, rubric.pass_mark, parts)


def _share(rubric: Rubric, findings: Iterable[Finding]) -> Decimal | None:
    """What was right of what counted, from 0 to 1; None when nothing counted."""
    earned = weighed = Decimal(0)
    for finding in findings:
        weight = Decimal(rubric.severity[finding.severity] * (rubric.answer_weight if finding.answer else 1))
        weight *= rubric.duties.get(finding.duty, Decimal(1))
        weighed += weight
        earned += weight * _worth(rubric, finding.verdict)
    return earned / weighed if weighed else None


def _worth(rubric: Rubric, verdict: Judgement) -> Decimal:
    if verdict is Judgement.LATE:
        return rubric.late_share
    return Decimal(verdict.right)


def _part(name: str, label: str, share: Decimal, points: Decimal, findings: Sequence[Finding]) -> PartScore:
    mine = [finding for finding in findings if finding.part == name]
    right = sum(1 for finding in mine if finding.verdict.right)
    return PartScore(name, label, points * share, points, right, len(mine))
