"""The criteria for advancing a level, as the pack states them: what must be shown, how it is known, and why so much.

Every criterion says where the job asks for it, in the class specification's own words; those that only follow the
agency's practice say so. What no play and no review can show is attested by a person, or is on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from trainer.district.rubric import Rubric
from trainer.district.rulelist import RuleEntry
from trainer.district.sources import Problem, Source, SourceError, load, read_yaml
from trainer.record.finding import Severity

FILE, SPECIFICATION = "advancement.yaml", "class-specification.yaml"
Kind = Literal["assess", "live", "practice"]


class _Stated(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Clause(_Stated):
    """Where the job asks for it. `part` is a part of the class specification, or the agency's practice."""

    part: Literal["distinguishing", "duties", "knowledge", "abilities", "qualifications", "practice"]
    number: int | None = None
    quote: str

    @property
    def shown(self) -> str:
        """Ability 6, or Distinguishing characteristics."""
        return f"{_SINGULAR[self.part]} {self.number}" if self.number else _PARTS[self.part]


_PARTS = {
    "distinguishing": "Distinguishing characteristics", "duties": "Essential functions", "knowledge": "Knowledge",
    "abilities": "Abilities", "qualifications": "Qualifications", "practice": "District practice",
}  # fmt: skip
_SINGULAR = {**_PARTS, "duties": "Duty", "abilities": "Ability"}


class Measured(_Stated):
    """What is counted from evidence. A selection left empty takes everything.

    of: single findings, or whole sittings passed. each_duty: every one of these duties must be met by itself. bar: the
    skill that must be surpassed, 0 to 1. least: opportunities below which nothing is said. months: how far back.
    knowledge, abilities: by their numbers in the class specification, as the rubric says what speaks to them.
    """

    of: Literal["findings", "sittings"] = "findings"
    each_duty: tuple[int, ...] = ()
    duties: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    knowledge: tuple[int, ...] = ()
    abilities: tuple[int, ...] = ()
    answers: bool = False
    bar: float = Field(gt=0.0, lt=1.0)
    least: int = Field(ge=1)
    months: int = Field(ge=1, le=48)
    how_set: str = Field(min_length=20)

    @property
    def competencies(self) -> tuple[str, ...]:
        """The areas of knowledge and the abilities asked for, as the rubric writes them: K6, A3."""
        return (*(f"K{number}" for number in self.knowledge), *(f"A{number}" for number in self.abilities))


class Observed(_Stated):
    """What the on-the-job checklist must hold: each duty marked at least so far by a witness, and signed by both.

    months: how far back a mark holds; for good where it is left out.
    """

    duties: tuple[int, ...] = Field(min_length=1)
    step: Literal["saw", "helped", "alone"] = "alone"
    months: int | None = Field(default=None, ge=1, le=48)


class Attested(_Stated):
    """What a person signs. `asks` is the sentence that is signed; it holds for `months`, or for good.

    readers: how many must sign, each without the others' signatures before them. duties: those it speaks of.
    """

    duties: tuple[int, ...] = ()
    by: Literal["supervisor", "hr"]
    asks: str = Field(min_length=20)
    readers: int = Field(default=1, ge=1, le=3)
    months: int | None = Field(default=None, ge=1, le=48)


class OnRecord(_Stated):
    """Months in the class, from the start on record; leave does not count."""

    months: int = Field(ge=1, le=120)


class Criterion(_Stated):
    """One thing that must be shown, measured, attested, on record, or several of these together."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)
    name: str
    plain: str
    source: Clause
    mark: Literal["law", "published", "illustrative"]
    confirm: str = ""
    measured: Measured | None = None
    observed: Observed | None = None
    attested: Attested | None = None
    on_record: OnRecord | None = None

    @model_validator(mode="after")
    def _known_somehow(self) -> Self:
        if not (self.measured or self.observed or self.attested or self.on_record):
            raise ValueError("says not how it is known; give measured, observed, attested or on_record")
        return self

    @property
    def ways(self) -> tuple[str, ...]:
        """How it is known, in words."""
        named = ("measured", "observed", "attested", "on_record")
        return tuple(name.replace("_", " ") for name in named if getattr(self, name))


class EvidenceRules(_Stated):
    """What becomes evidence, and how loud each piece speaks; docs/mastery.md explains the figures."""

    counts: tuple[Kind, ...] = Field(min_length=1)
    severity: Mapping[Severity, float]
    late_share: float = Field(ge=0, le=1)
    half_life_days: int = Field(ge=1)
    alike_in_one_sitting: float = Field(ge=0, lt=1)
    risk: float = Field(gt=0, le=0.25)
    how_set: str


class Near(_Stated):
    """Near is: nothing below the bar, and at most so many criteria open."""

    most_open: int = Field(ge=1)


class Advancement(_Stated):
    """Everything that decides on readiness."""

    version: int
    title: str
    from_level: Literal["I"] = "I"
    to_level: Literal["II"] = "II"
    evidence: EvidenceRules
    near: Near
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    def criterion(self, name: str) -> Criterion:
        return next(one for one in self.criteria if one.id == name)


def load_advancement(folder: Path, rules: Mapping[str, RuleEntry], rubric: Rubric) -> Advancement | None:
    """Read the pack's advancement.yaml; None where it has none. Raises SourceError with every mistake and its line."""
    if not (folder / FILE).exists():
        return None
    source = read_yaml(folder / FILE)
    stated = load(Advancement, source)
    problems = list(_problems(stated, source, read_yaml(folder / SPECIFICATION).data, rules, rubric))
    if problems:
        raise SourceError(problems)
    return stated


def _problems(
    stated: Advancement, source: Source, job: Mapping[str, Any], rules: Mapping[str, RuleEntry], rubric: Rubric
) -> Iterator[Problem]:
    seen = set[str]()
    for place, one in enumerate(stated.criteria):
        where = ("criteria", place)
        if one.id in seen:
            yield source.problem((*where, "id"), f"the criterion {one.id} is there twice.", "Give it another id.")
        seen.add(one.id)
        if one.source.part != "practice" and not _says(job, one.source):
            message = f"criteria.{one.id}: {SPECIFICATION} does not say “{one.source.quote}” there."
            yield source.problem((*where, "source"), message, "Quote its words, or name the right part and number.")
        if one.measured:
            yield from _unmeasurable(one.id, one.measured, source, (*where, "measured"), rules, rubric)
    yield from _uncovered(stated, source, job)


def _unmeasurable(
    name: str, what: Measured, source: Source, where: tuple[str | int, ...], rules: Mapping[str, RuleEntry],
    rubric: Rubric,
) -> Iterator[Problem]:  # fmt: skip
    """Evidence comes from rules in force, so a duty or part without any can never be shown."""
    ruled = {entry.duty for entry in rules.values()}
    for duty in sorted({*what.each_duty, *what.duties} - ruled):
        message = f"criteria.{name}: no rule in force is of duty {duty}, so nothing could show it."
        yield source.problem(where, message, "Let a person attest it.")
    for rule in sorted(set(what.rules) - set(rules)):
        yield source.problem(where, f"criteria.{name}: {rule} is no rule in force.", "Correct it, or leave it out.")
    for part in sorted(set(what.parts) - set(rubric.parts)):
        known = ", ".join(rubric.parts)
        yield source.problem(where, f"criteria.{name}: the rubric has no part {part}.", f"Its parts are {known}.")
    for competency in sorted(set(what.competencies) - rubric.spoken_to):
        message = f"criteria.{name}: no finding speaks to {competency}, so nothing could show it."
        yield source.problem(where, message, "Say in rubric.yaml which chapters or parts do, or have it attested.")


def _uncovered(stated: Advancement, source: Source, job: Mapping[str, Any]) -> Iterator[Problem]:
    """The full range means every duty: each must be in a criterion."""
    covered: set[int | None] = {one.source.number for one in stated.criteria if one.source.part == "duties"}
    for one in stated.criteria:
        covered |= {*one.measured.each_duty, *one.measured.duties} if one.measured else set()
        covered |= {*one.attested.duties} if one.attested else set()
        covered |= {*one.observed.duties} if one.observed else set()
    for duty in job["duties"]:
        if duty["number"] not in covered:
            message = f"criteria: nothing asks for duty {duty['number']}, {duty['name']}."
            yield source.problem(("criteria",), message, "Measure it, have it observed, or let a person attest it.")


def _says(job: Mapping[str, Any], clause: Clause) -> bool:
    part = job.get(clause.part, ())
    texts = [one["text"] if isinstance(one, Mapping) else one for one in part if _numbered(one, clause.number)]
    return _squeezed(clause.quote) in _squeezed(" ".join(map(str, texts)))


def _numbered(given: Any, number: int | None) -> bool:
    return number is None or (isinstance(given, Mapping) and given.get("number") == number)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()
