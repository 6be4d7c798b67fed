"""Evidence: judged opportunities from assessed sittings and released live reviews, piece by piece."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.district.advancement import Kind
from trainer.district.rubric import Rubric
from trainer.record.finding import Finding, Judgement, Severity

WHOLE = "whole sitting"  # what stands in the place of a rule where a sitting is judged as one
CHECKLIST: Literal["checklist"] = (
    "checklist"  # the source of what a witness marked on the job: beside what is measured, never part of it
)
STEPS = ("saw", "helped", "alone")  # of the checklist, from the least; each holds those before it


@dataclass(frozen=True)
class Piece:
    """One piece of evidence as a feature hands it in.

    occasion: which play or review, such as "play:17"; with `place` it is unique, so that handing in again adds nothing.
    right: 0 to 1. answer: it decided a request. whole: the occasion as one, passed or not. shown: what it was, in a
    sentence. where: what the occasion is called. speaks_to: competencies, as K6 or A3.
    """

    source: Kind | Literal["checklist"]
    occasion: str
    place: int
    day: dt.date
    right: float
    rule: str
    severity: Severity
    duty: int
    part: str
    shown: str
    where: str
    answer: bool = False
    whole: bool = False
    reviewer_id: int | None = None
    speaks_to: tuple[str, ...] = ()


def pieces(
    findings: Sequence[Finding], passed: bool, source: Kind, occasion: str, day: dt.date, where: str, late_share: float,
    rubric: Rubric,
) -> list[Piece]:  # fmt: skip
    """The findings of one play as evidence, and the play as one. Praise is no opportunity: nobody owed it."""
    found = [
        Piece(
            source, occasion, place, day, _worth(one.verdict, late_share), one.rule, one.severity, one.duty, one.part,
            one.message, where, one.answer, speaks_to=rubric.speaks_to(one),
        )
        for place, one in enumerate(findings, 1) if one.severity is not Severity.PRAISE
    ]  # fmt: skip
    said = "Passed, alone and start to finish" if passed else "Not passed"
    return [
        Piece(source, occasion, 0, day, float(passed), WHOLE, Severity.MAJOR, 0, "", said, where, whole=True),
        *found,
    ]


def marked(occasion: str, day: dt.date, step: str, shown: str, duty: int, witness_id: int) -> Piece:
    """One mark of the on-the-job checklist, signed by the person and the witness."""
    return Piece(
        CHECKLIST, occasion, 0, day, 1.0, f"{CHECKLIST}:{step}", Severity.MAJOR, duty, "", shown, "On the job",
        reviewer_id=witness_id, speaks_to=(f"D{duty}",),
    )  # fmt: skip


def _worth(verdict: Judgement, late_share: float) -> float:
    return late_share if verdict is Judgement.LATE else float(verdict.right)
