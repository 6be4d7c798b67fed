"""A District pack: everything particular to one agency, loaded from one folder.

A pack answers what a case asks of the District: dated parameters and the calendar.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from trainer.district.advancement import Advancement, load_advancement
from trainer.district.calendar import Calendar, load_calendar
from trainer.district.dates import months_back
from trainer.district.examples import Example, load_examples
from trainer.district.invented import Invented
from trainer.district.manual import Manual, load_manual
from trainer.district.parameters import Parameters, UnknownParameterError, Value, load_parameters
from trainer.district.population import Population, load_population
from trainer.district.rubric import Rubric, load_rubric
from trainer.district.rulebook import Rulebook
from trainer.district.rulelist import RuleEntry, load_rules
from trainer.district.sources import Problem, SourceError, load, read_yaml
from trainer.district.tariff import Timeline, load_timeline

_BILLED_BEFORE = 27  # months: accounts show up to two years of bills, and a quarterly one begins three months earlier


class Duty(BaseModel):
    """One essential function of the class specification."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    number: int
    name: str
    text: str


class Clause(BaseModel):
    """One area of knowledge, or one ability, as numbered in the class specification."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    number: int
    text: str


class ClassSpecification(BaseModel):
    """The job trained for, in the agency's own words."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    title: str
    duties: tuple[Duty, ...]
    knowledge: tuple[Clause, ...] = ()
    abilities: tuple[Clause, ...] = ()

    def duty(self, number: int) -> Duty:
        return next(duty for duty in self.duties if duty.number == number)


class Window(BaseModel):
    """The days plays fall on."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    from_: dt.date = Field(alias="from")
    to: dt.date


class Identity(BaseModel):
    """Who the agency is; the rest of pack.yaml is read by whoever shows it.

    `assess_requires_confirmed`: nobody is assessed by a scenario that rests on figures not confirmed yet.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    id: str
    name: str
    short_name: str
    timezone: str
    window: Window
    assess_requires_confirmed: bool = False
    invented: Invented


@dataclass(frozen=True)
class Pack:
    """One agency, loaded and checked. `digest` is the hash of everything in its folder."""

    identity: Identity
    parameters: Parameters
    calendar: Calendar
    tariffs: Timeline
    rules: Mapping[str, RuleEntry]
    rubric: Rubric
    specification: ClassSpecification
    manual: Manual
    digest: str
    rulebook: Rulebook = field(repr=False)
    examples: tuple[Example, ...] = field(repr=False, default=())
    population: Population | None = field(repr=False, default=None)
    advancement: Advancement | None = field(repr=False, default=None)

    def parameter(self, name: str, on: dt.date) -> Value:
        return self.parameters.on(name, on)

    def fees(self, on: dt.date) -> tuple[Value, ...]:
        return self.parameters.fees(on)

    def add_business_days(self, start: dt.date, days: int) -> dt.date:
        return self.calendar.add_business_days(start, days)

    def is_business_day(self, day: dt.date) -> bool:
        return self.calendar.is_business_day(day)

    def is_open(self, moment: dt.datetime) -> bool:
        return self.calendar.is_open(moment)

    @property
    def communities(self) -> tuple[str, ...]:
        listed: Any = (self.identity.model_extra or {}).get("communities", {})
        return tuple(listed.get("names", ()))


def load_pack(folder: Path) -> Pack:
    """Load the pack in `folder`; raises SourceError listing what is wrong in every file that could be read.

    A pack that stands as it stood is not read again in the same process.
    """
    return _load(folder, digest(folder))


@lru_cache(maxsize=4)
def _load(folder: Path, content: str) -> Pack:
    loading = _Loading(folder)
    identity = loading.part(lambda path: load(Identity, read_yaml(path)), "pack.yaml")
    parameters = loading.part(load_parameters, "parameters")
    parts = {
        "calendar": loading.part(load_calendar, "calendar.yaml"),
        "tariffs": loading.part(load_timeline, "."),
        "rules": loading.part(load_rules, "rules"),
        "examples": loading.part(load_examples, "examples"),
        "population": loading.part(load_population, "."),
        "rubric": loading.part(load_rubric, "rubric.yaml"),
        "specification": loading.part(
            lambda path: load(ClassSpecification, read_yaml(path)), "class-specification.yaml"
        ),
    }
    rules, rubric = parts["rules"], parts["rubric"]
    if rules and rubric:
        parts["advancement"] = loading.part(lambda path: load_advancement(path, rules, rubric), ".")
    manual: Any = loading.part(lambda path: load_manual(path, parameters), "manual") if parameters else None
    if loading.problems:
        raise SourceError(loading.problems)
    pack = Pack(
        identity=identity, parameters=parameters, manual=manual, digest=content,
        rulebook=Rulebook(parts["rules"]), **parts,
    )  # fmt: skip
    _check(pack)
    return pack


class _Loading:
    """Loads part after part, so that one run lists the mistakes of all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def part(self, loader: Any, name: str) -> Any:
        try:
            return loader(self.folder / name)
        except SourceError as error:
            self.problems.extend(error.problems)
            return None


def _check(pack: Pack) -> None:
    """What only the parts together can show: each rule's section exists, and its duty."""
    problems = []
    numbers = {duty.number for duty in pack.specification.duties}
    for name, entry in pack.rules.items():
        if not pack.manual.has(entry.section):
            message = f"rules.{name}: the manual has no section {entry.section}."
            problems.append(Problem("rules", None, message, "Write it, or correct the number."))
        if entry.duty not in numbers:
            message = f"rules.{name}: the class specification has no duty {entry.duty}."
            problems.append(Problem("rules", None, message, "Correct the number."))
    problems.extend(_rate_problems(pack))
    if problems:
        raise SourceError(problems)


def _rate_problems(pack: Pack) -> Iterator[Problem]:
    """Accounts are billed by the tariffs of the pack's own area: one must hold, in a unit and a cycle known here."""
    own = [entry for entry in pack.tariffs.entries if entry.area == pack.identity.id]
    start = months_back(pack.identity.window.from_, _BILLED_BEFORE)
    if not any(entry.effective <= start for entry in own):
        message = f"no tariff of the area “{pack.identity.id}” holds on {start}, where the first bills begin."
        yield Problem("tariffs.yaml", None, message, "List one, with the id of pack.yaml as its area.")
    for entry in own:
        rates = entry.tariff.rates
        if rates.unit != "CCF":
            message = f"metadata.bill_unit is {rates.unit}, and the desk shows CCF."
            yield Problem(rates.name, None, message, "Convert its prices, and write bill_unit: ccf.")
        if rates.months is None:
            message = "metadata.bill_frequency does not say how many months a bill is for."
            yield Problem(rates.name, None, message, "Write monthly, bimonthly, quarterly or annually.")


def digest(folder: Path) -> str:
    """A hash of every file under `folder` that plays or judges, by name and content.

    Scorecards and the terms of reviews are left out: they concern live interactions only, and a review keeps its own.
    """
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and not _of_reviews(path):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _of_reviews(path: Path) -> bool:
    return path.parent.name == "scorecards" or path.name == "reviews.yaml"


__all__ = ["Pack", "UnknownParameterError", "digest", "load_pack"]
