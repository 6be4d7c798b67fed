"""Evidence: judged opportunities from assessed sittings and released live reviews, one by one and in columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from trainer.district.advancement import EvidenceRules, Kind, Measured, Observed
from trainer.district.dates import months_back
from trainer.district.rubric import Rubric
from trainer.measure.mastery import logits
from trainer.measure.opportunities import Opportunities
from trainer.record.finding import Finding, Judgement, Severity

Strings = npt.NDArray[np.str_]
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


@dataclass(frozen=True)
class Body:
    """All evidence about one person, in columns of one length. `day` is a proleptic ordinal; `reviewer` 0 for none."""

    id: npt.NDArray[np.int64]
    day: npt.NDArray[np.int64]
    right: npt.NDArray[np.float64]
    duty: npt.NDArray[np.int64]
    reviewer: npt.NDArray[np.int64]
    answer: npt.NDArray[np.bool_]
    whole: npt.NDArray[np.bool_]
    source: Strings
    occasion: Strings
    rule: Strings
    part: Strings
    severity: Strings
    speaks_to: Strings

    def __len__(self) -> int:
        return len(self.id)


def chosen(
    body: Body, what: Measured, duty: int | None, as_of: dt.date, counts: Sequence[str]
) -> npt.NDArray[np.bool_]:
    """Which pieces a criterion takes on one day: of its kind, within its months, of sources that count."""
    kept = body.whole if what.of == "sittings" else ~body.whole
    kept = kept & (body.day <= as_of.toordinal()) & (body.day > months_back(as_of, what.months).toordinal())
    kept &= np.isin(body.source, list(counts))
    if duties := [duty] if duty else [*what.duties]:
        kept &= np.isin(body.duty, duties)
    if what.parts:
        kept &= np.isin(body.part, [*what.parts])
    if what.rules:
        kept &= np.isin(body.rule, [*what.rules])
    if asked := {*what.competencies}:
        kept &= _looked_up(body.speaks_to, lambda told: float(not asked.isdisjoint(told.split()))) > 0
    return kept & body.answer if what.answers else kept


def observed(body: Body, what: Observed, as_of: dt.date) -> frozenset[int]:
    """The duties asked for that the checklist holds on that day, done at least as far as asked."""
    enough = [f"{CHECKLIST}:{step}" for step in STEPS[STEPS.index(what.step) :]]
    since = months_back(as_of, what.months) if what.months else dt.date.min
    kept = (body.source == CHECKLIST) & np.isin(body.rule, enough) & np.isin(body.duty, [*what.duties])
    kept &= (body.day <= as_of.toordinal()) & (body.day > since.toordinal())
    return frozenset(np.unique(body.duty[kept]).tolist())


def marks_of(body: Body, duty: int | None) -> list[int]:
    """The marks of the checklist that stand beside what is measured of a duty, by number."""
    kept = (body.source == CHECKLIST) & (body.duty == (duty or 0))
    return [int(number) for number in body.id[kept]]


def opportunities(
    body: Body,
    kept: npt.NDArray[np.bool_],
    rules: EvidenceRules,
    as_of: dt.date,
    strict: Mapping[int, float],
    bar: float,
) -> Opportunities:
    """The pieces as mastery wants them. `strict`: points in a hundred by which a reviewer marks low, where known."""
    weight = _looked_up(body.severity[kept], lambda one: rules.severity.get(Severity(one), 0.0))
    harder = _looked_up(body.reviewer[kept], lambda who: logits(strict[who], bar) if who in strict else 0.0)
    _, occasion = np.unique(body.occasion[kept], return_inverse=True)
    age = as_of.toordinal() - body.day[kept]
    return Opportunities(body.right[kept], weight, age.astype(np.float64), occasion.astype(np.int64), harder)


def _looked_up(column: npt.NDArray[Any], value: Callable[[Any], float]) -> npt.NDArray[np.float64]:
    """What each entry of a column stands for; each distinct one is looked up once."""
    distinct, place = np.unique(column, return_inverse=True)
    return np.array([value(one) for one in distinct.tolist()], dtype=np.float64)[place]
