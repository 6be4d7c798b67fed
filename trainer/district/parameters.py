"""Dated parameters: every figure of policy, with unit, source and mark, as of a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from trainer.district.money import dollars
from trainer.district.sources import Problem, Source, SourceError, load, read_parts

Mark = Literal["law", "published", "illustrative"]
Unit = Literal[
    "months", "days", "business_days", "hours", "minutes", "seconds", "usd", "usd_per_ccf", "percent", "ccf", "count",
    "gallons", "inches", "text",
]  # fmt: skip


class Dated(BaseModel):
    """One value and the day it takes effect."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    from_: dt.date = Field(alias="from")
    value: Decimal | int | str
    mark: Mark
    source: str
    carried: bool = False
    confirm: str = ""


class Parameter(BaseModel):
    """A named figure with all its values, oldest first."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    unit: Unit
    values: tuple[Dated, ...] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    parameters: dict[str, Parameter]


@dataclass(frozen=True)
class Value:
    """A parameter on a day: `value` in the parameter's unit, `shown` as people read it."""

    name: str
    label: str
    unit: Unit
    dated: Dated

    @property
    def value(self) -> Decimal | int | str:
        return self.dated.value

    @property
    def shown(self) -> str:
        return show(self.dated.value, self.unit)

    @property
    def source(self) -> str:
        return self.dated.source

    @property
    def mark(self) -> str:
        return self.dated.mark

    @property
    def carried(self) -> bool:
        return self.dated.carried

    @property
    def confirmed(self) -> bool:
        """Whether the value is law or the agency's own, with nothing left to find out."""
        return self.mark != "illustrative" and not self.dated.confirm

    @property
    def since(self) -> dt.date:
        return self.dated.from_


_SHOWN = {"business_days": "business day", "ccf": "CCF", "gallons": "gallon", "inches": "inch"}
_UNCOUNTED = ("CCF",)
_FEE = re.compile(r"(^|_)(fee|cap)(_|$)")


def show(value: Decimal | int | str, unit: Unit) -> str:
    """A value with its unit: $25.00, 10%, 3 business days, 14 CCF."""
    if unit in ("text", "count") or isinstance(value, str):
        return str(value)
    if unit == "usd":
        return dollars(Decimal(value))
    if unit == "usd_per_ccf":
        return f"{dollars(Decimal(value))} per CCF"
    if unit == "percent":
        return f"{value}%"
    one = _SHOWN.get(unit, unit.removesuffix("s"))
    plural = "" if value == 1 or one in _UNCOUNTED else "es" if one.endswith("ch") else "s"
    return f"{value} {one}{plural}"


class UnknownParameterError(KeyError):
    """A parameter the pack does not have, or not on that day."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Parameters:
    """Every parameter of a pack."""

    entries: Mapping[str, Parameter]

    def on(self, name: str, day: dt.date) -> Value:
        """The value of `name` in force on `day`; raises UnknownParameterError."""
        entry = self.entries.get(name)
        if entry is None:
            raise UnknownParameterError(f"The pack has no parameter “{name}”. Add it under parameters/.")
        current = [dated for dated in entry.values if dated.from_ <= day]
        if not current:
            raise UnknownParameterError(f"“{name}” has no value on {day}. Give one that starts by then.")
        return Value(name, entry.label, entry.unit, current[-1])

    def fees(self, day: dt.date) -> tuple[Value, ...]:
        """What a customer may be told that something costs: the amounts in force whose name says fee or cap."""
        names = (name for name, entry in self.entries.items() if entry.unit == "usd" and _FEE.search(name))
        return tuple(self.on(name, day) for name in names if self.entries[name].values[0].from_ <= day)


def load_parameters(folder: Path) -> Parameters:
    """Read the folder of parameters; raises SourceError for values out of order or of the wrong type for their unit."""
    entries: dict[str, Parameter] = {}
    problems: list[Problem] = []
    for source in read_parts(folder):
        try:
            listed = load(_File, source).parameters
        except SourceError as error:
            problems.extend(error.problems)
            continue
        for name, entry in listed.items():
            problems.extend(_check(source, name, entry))
            if name in entries:
                message = f"parameters.{name} is given twice."
                problems.append(source.problem(("parameters", name), message, "Keep it in one file."))
        entries.update(listed)
    if problems:
        raise SourceError(problems)
    return Parameters(entries)


def _check(source: Source, name: str, entry: Parameter) -> list[Problem]:
    found = []
    dates = [dated.from_ for dated in entry.values]
    if dates != sorted(set(dates)):
        message = f"parameters.{name}: values must be in order of date, one for each."
        found.append(source.problem(("parameters", name, "values"), message, "Sort them, oldest first."))
    for number, dated in enumerate(entry.values):
        if isinstance(dated.value, str) is not (entry.unit == "text"):
            message = f"parameters.{name}: {dated.value!r} is not a value in {entry.unit}."
            found.append(source.problem(("parameters", name, "values", number), message, "Correct value or unit."))
    return found
