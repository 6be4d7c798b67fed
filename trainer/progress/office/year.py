"""What happens in the simulated office in a month: sittings, reviews, and what each of them finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trainer.district.advancement import Advancement
from trainer.district.rubric import Rubric
from trainer.district.rulelist import RuleEntry
from trainer.measure.resampling import generator
from trainer.measure.severity import Scored
from trainer.progress.evidence import WHOLE, Piece, marked
from trainer.progress.office.truth import SEVERITIES, Member
from trainer.record.finding import Severity

SITTINGS, REVIEWS = 2, 4  # a month
_FOUND = 12  # opportunities in each
_NAMED = 5  # times as often as another rule of the duty
_ANSWERS = 2  # of which so many decided a request
_CALIBRATED = 6  # interactions a month that all reviewers score
_FORMS = "ABCDEF"  # of assessed sittings
INDEX = "index"  # what the expert's cards go by
_ERROR = 6.0  # points by which a card differs from another of the same interaction


@dataclass(frozen=True)
class Office:
    """What every month is made from: the rules in force by duty, and the seed."""

    seed: str
    rules: Mapping[int, Sequence[tuple[str, RuleEntry]]]
    rubric: Rubric

    @classmethod
    def of(cls, seed: str, rules: Mapping[str, RuleEntry], rubric: Rubric, stated: Advancement) -> Office:
        """Rules that a criterion names come up more often: an office that asks for them assesses them."""
        named = {rule for one in stated.criteria if one.measured for rule in one.measured.rules}
        by: dict[int, list[tuple[str, RuleEntry]]] = {}
        for name, entry in sorted(rules.items()):
            if entry.severity is not Severity.PRAISE:
                by.setdefault(entry.duty, []).extend([(name, entry)] * (_NAMED if name in named else 1))
        return cls(seed, by, rubric)

    def month(self, member: Member, first: dt.date, reviewers: Sequence[int]) -> Iterator[Piece]:
        """The evidence of one month about one person; none of days on which they were not at work."""
        draws = generator(f"{self.seed}:{member.email}:{first}")
        for number in range(SITTINGS + REVIEWS):
            day = first + dt.timedelta(days=int(28 * draws.random()))
            live = number >= SITTINGS
            place = int(len(reviewers) * draws.random()) if live else None
            if member.at_work(day):
                yield from self._occasion(member, day, number, draws, reviewers, place)

    def _occasion(
        self, member: Member, day: dt.date, number: int, draws: np.random.Generator, reviewers: Sequence[int],
        place: int | None,
    ) -> Iterator[Piece]:  # fmt: skip
        occasion = f"office:{member.email.partition('@')[0]}:{day:%y%m%d}:{number}"
        low = SEVERITIES[place] / 100 if place is not None else 0.0
        where = "A live contact" if place is not None else f"Form {_FORMS[int(len(_FORMS) * draws.random())]}"
        source, reviewer = ("live", reviewers[place]) if place is not None else ("assess", None)
        for n in range(1, _FOUND + 1):
            duty = sorted(self.rules)[int(len(self.rules) * draws.random())]
            name, entry = self.rules[duty][int(len(self.rules[duty]) * draws.random())]
            right = float(draws.random() < member.skills[duty] - low)
            yield Piece(
                source, occasion, n, day, right, name, entry.severity, duty, entry.part, entry.title, where,  # type: ignore[arg-type]
                answer=n <= _ANSWERS, reviewer_id=reviewer,
                speaks_to=self.rubric.competencies_of(duty, entry.section, entry.part),
            )  # fmt: skip
        passed = float(draws.random() < np.mean([*member.skills.values()]))
        said = "Passed, alone and start to finish" if passed else "Not passed"
        if place is None:
            yield Piece("assess", occasion, 0, day, passed, WHOLE, Severity.MAJOR, 0, "", said, where, whole=True)

    def calibration(self, month: dt.date, reviewers: Sequence[int]) -> Iterator[Scored]:
        """Interactions that every reviewer scored, each by their own severity, and an expert, whose card is right."""
        draws = generator(f"{self.seed}:calibration:{month}")
        for n in range(_CALIBRATED):
            call = 60 + 35 * draws.random()
            for who, severity in zip((*reviewers, INDEX), (*SEVERITIES, 0.0), strict=True):
                error = _ERROR * (draws.random(12).sum() - 6)
                yield Scored(f"{month}:{n}", str(who), float(call - severity + error), month.toordinal())


def checklist(person_id: int, stated: Advancement, witness_id: int, day: dt.date) -> Iterator[Piece]:
    """Every duty that criteria want to see done on the job, marked as far as they want it."""
    for what in (one.observed for one in stated.criteria if one.observed):
        for duty in what.duties:
            yield marked(f"office:mark:{person_id}:{duty}", day, what.step, what.step.capitalize(), duty, witness_id)
