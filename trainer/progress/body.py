"""All evidence about one person in columns, and what a criterion takes from it: quick, because pages ask on any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from trainer.district.advancement import EvidenceRules, Measured, Observed
from trainer.district.dates import months_back
from trainer.measure.mastery import logits
from trainer.measure.opportunities import Opportunities
from trainer.measure.ratings import Floats, Ints
from trainer.progress.evidence import CHECKLIST, STEPS
from trainer.record.finding import Severity

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Words:
    """A column of words, each kept once: an entry's word is at the place in `distinct` that `code` gives."""

    code: Ints
    distinct: tuple[str, ...]

    @classmethod
    def of(cls, column: Sequence[str]) -> Words:
        places = {word: place for place, word in enumerate(dict.fromkeys(column))}
        return cls(np.array([places[word] for word in column], dtype=np.int64), tuple(places))

    def __getitem__(self, kept: Bools | Ints) -> Words:
        return Words(self.code[kept], self.distinct)

    def standing_for(self, value: Callable[[str], float]) -> Floats:
        """What each entry stands for; each distinct word is asked about once."""
        return np.array([value(word) for word in self.distinct], dtype=np.float64)[self.code]

    def among(self, wanted: Collection[str]) -> Bools:
        return np.array([word in wanted for word in self.distinct], dtype=np.bool_)[self.code]

    def tolist(self) -> list[str]:
        return [self.distinct[code] for code in self.code.tolist()]


@dataclass(frozen=True)
class Body:
    """All evidence about one person, in columns of one length. `day` is a proleptic ordinal; `reviewer` 0 for none."""

    id: Ints
    day: Ints
    right: Floats
    duty: Ints
    reviewer: Ints
    answer: Bools
    whole: Bools
    source: Words
    occasion: Words
    rule: Words
    part: Words
    severity: Words
    speaks_to: Words

    def __len__(self) -> int:
        return len(self.id)

    def __getitem__(self, kept: Bools | Ints) -> Body:
        return Body(*(getattr(self, column.name)[kept] for column in fields(self)))


def chosen(body: Body, what: Measured, duty: int | None, as_of: dt.date, counts: Sequence[str]) -> Bools:
    """Which pieces a criterion takes on one day: of its kind, within its months, of sources that count."""
    kept = body.whole if what.of == "sittings" else ~body.whole
    kept = kept & (body.day <= as_of.toordinal()) & (body.day > months_back(as_of, what.months).toordinal())
    kept &= body.source.among(counts)
    if duty:
        kept &= body.duty == duty
    elif what.duties:
        kept &= np.isin(body.duty, [*what.duties])
    if what.parts:
        kept &= body.part.among(what.parts)
    if what.rules:
        kept &= body.rule.among(what.rules)
    if asked := {*what.competencies}:
        kept &= body.speaks_to.standing_for(lambda told: not asked.isdisjoint(told.split())) > 0
    return kept & body.answer if what.answers else kept


def observed(body: Body, what: Observed, as_of: dt.date) -> frozenset[int]:
    """The duties asked for that the checklist holds on that day, done at least as far as asked."""
    enough = [f"{CHECKLIST}:{step}" for step in STEPS[STEPS.index(what.step) :]]
    since = months_back(as_of, what.months) if what.months else dt.date.min
    kept = body.source.among([CHECKLIST]) & body.rule.among(enough) & np.isin(body.duty, [*what.duties])
    kept &= (body.day <= as_of.toordinal()) & (body.day > since.toordinal())
    return frozenset(np.unique(body.duty[kept]).tolist())


def reviewers_of(body: Body) -> frozenset[int]:
    """Who reviewed the live contacts among it."""
    return frozenset(np.unique(body.reviewer[body.source.among(["live"])]).tolist())


def marks_of(body: Body, duty: int | None) -> list[int]:
    """The marks of the checklist that stand beside what is measured of a duty, by number."""
    kept = body.source.among([CHECKLIST]) & (body.duty == (duty or 0))
    return [int(number) for number in body.id[kept]]


def opportunities(
    body: Body, kept: Bools, rules: EvidenceRules, as_of: dt.date, strict: Mapping[int, float], bar: float
) -> Opportunities:
    """The pieces as mastery wants them. `strict`: points in a hundred by which a reviewer marks low, where known."""
    weight = body.severity[kept].standing_for(lambda one: rules.severity.get(Severity(one), 0.0))
    reviewer, harder = body.reviewer[kept], np.zeros(int(kept.sum()))
    for who, points in strict.items():
        harder[reviewer == who] = logits(points, bar)
    age = as_of.toordinal() - body.day[kept]
    return Opportunities(body.right[kept], weight, age.astype(np.float64), body.occasion.code[kept], harder)
