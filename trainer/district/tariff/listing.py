"""Reads what a pack says about its tariffs: tariffs.yaml, and the files that it lists."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from trainer.district.sources import Problem, Source, SourceError, load, read_yaml
from trainer.district.tariff.conventions import BudgetRounding, Conventions, FixedStart, PercentStart
from trainer.district.tariff.labels import Labels
from trainer.district.tariff.proration import NO_ESTIMATES, NO_PRORATION, Estimates, Mark, Proration, Provenance
from trainer.district.tariff.tariff import load_tariff
from trainer.district.tariff.timeline import LIST, Dated, Timeline
from trainer.district.tariff.variances import VarianceKind

FOLDER = "tariffs"


def _a_date(value: object) -> object:
    if type(value) is not dt.date:
        raise ValueError("must be a date such as 2022-01-01")
    return value


class _Reading(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    fixed_starts: FixedStart
    percent_starts: PercentStart
    budgets: BudgetRounding
    mark: Mark
    source: str = Field(min_length=10, max_length=500)


class _Entry(Provenance):
    effective: Annotated[dt.date, BeforeValidator(_a_date)]
    area: str = Field(min_length=1, pattern=r"^[a-z][a-z0-9_-]*$")
    file: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.owrs$")
    reading: str
    charges: dict[str, Provenance] = Field(default_factory=dict)


class _List(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    readings: dict[str, _Reading]
    proration: Proration = NO_PRORATION
    estimates: Estimates = NO_ESTIMATES
    variances: dict[str, VarianceKind] = Field(default_factory=dict)
    labels: Labels = Field(default_factory=Labels)
    tariffs: list[_Entry] = Field(min_length=1)


def load_timeline(folder: Path) -> Timeline:
    """The tariffs of the pack in `folder`: its tariffs.yaml and the files it lists; raises SourceError."""
    source = read_yaml(folder / LIST)
    if not isinstance(source.data, dict):
        raise source.error((), "is empty.", "List the tariffs under tariffs:.")
    listed = load(_List, source)
    problems: list[Problem] = []
    entries: list[Dated] = []
    for number, item in enumerate(listed.tariffs):
        try:
            entries.append(_dated(folder, source, listed, number, item))
        except SourceError as error:
            problems.extend(error.problems)
    problems.extend(_twice(source, listed))
    if problems:
        raise SourceError(problems)
    ordered = tuple(sorted(entries, key=lambda entry: (entry.area, entry.effective)))
    return Timeline(ordered, listed.proration, listed.estimates, MappingProxyType(listed.variances))


def _dated(folder: Path, source: Source, listed: _List, number: int, item: _Entry) -> Dated:
    where = ("tariffs", number)
    if item.reading not in listed.readings:
        message = f"the reading “{item.reading}” is not described."
        raise source.error(
            (*where, "reading"), message, f"Describe it under readings:, or use {', '.join(listed.readings)}."
        )
    reading = listed.readings[item.reading]
    tariff = load_tariff(folder / FOLDER / item.file, _conventions(reading, listed.labels), f"{FOLDER}/{item.file}")
    if tariff.effective != item.effective:
        message = f"says {item.effective}, but {item.file} is effective {tariff.effective}."
        raise source.error((*where, "effective"), message, "Let both give the same date.")
    whole = Provenance(mark=item.mark, carried=item.carried, source=item.source)
    known = Provenance(mark=reading.mark, source=reading.source)
    return Dated(item.effective, item.area, tariff, whole, dict(item.charges), known)


def _conventions(reading: _Reading, labels: Labels) -> Conventions:
    return Conventions(
        fixed_starts=reading.fixed_starts,
        percent_starts=reading.percent_starts,
        budgets=reading.budgets,
        labels=labels,
    )


def _twice(source: Source, listed: _List) -> list[Problem]:
    seen: set[tuple[str, dt.date]] = set()
    problems = []
    for number, item in enumerate(listed.tariffs):
        if (item.area, item.effective) in seen:
            message = f"{item.area} has two tariffs from {item.effective}."
            problems.append(source.problem(("tariffs", number), message, "Keep one of them."))
        seen.add((item.area, item.effective))
    return problems
