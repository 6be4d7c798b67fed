"""The format of a scorecard: sections, criteria, what each answer is worth, and the card's written choices.

The same format is authored as YAML in a pack and exchanged as JSON. A scorecard is frozen once read.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

NOT_APPLICABLE = "na"

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Value = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1200)]
Competency = Annotated[str, StringConstraints(pattern=r"^[DKA]([1-9]|10)$")]
Percent = Annotated[Decimal, Field(ge=0, le=100)]
Weight = Annotated[Decimal, Field(gt=0, le=1000, max_digits=8, decimal_places=3)]
Kind = Literal["yes_no", "scale", "points", "choice"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Strict):
    """One possible answer. `worth` is the percent of the weight it earns; left out, it follows from the kind."""

    value: Value
    label: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    anchor: Text = ""
    worth: Percent | None = None

    @property
    def shown(self) -> str:
        return self.label or self.value.replace("_", " ").capitalize()


class Condition(_Strict):
    """When a criterion is asked at all: an earlier criterion was answered with one of these values."""

    criterion: Id
    is_: tuple[Value, ...] = Field(alias="is", min_length=1)

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Criterion(_Strict):
    """One thing judged. Of the competencies D is a duty, K a knowledge and A an ability of the class specification."""

    id: Id
    title: Line
    kind: Kind
    weight: Weight
    help: Text = ""
    points: Annotated[int, Field(ge=1, le=100)] | None = None
    options: tuple[Option, ...] = Field(default=(), max_length=12)
    applicable_always: bool = False
    critical: bool = False
    bonus: bool = False
    needs_recording: bool = False
    fails: tuple[Value, ...] = ()
    comment_when: tuple[Value, ...] | Literal["never", "always", "not_full"] = "not_full"
    shown_when: Condition | None = None
    rule: Annotated[str, StringConstraints(max_length=80)] = ""
    manual: tuple[Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*$")], ...] = ()
    competencies: tuple[Competency, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Criterion:
        problem = next(_problems(self), None)
        if problem:
            raise ValueError(problem)
        return self

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Every answer there is, from the least to the most where they have an order."""
        if self.kind == "points":
            return tuple(str(number) for number in range((self.points or 0) + 1))
        return tuple(option.value for option in self.options)

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)

    def label(self, value: str) -> str:
        """An answer as people read it: `Yes`, `3 of 4`, `7 of 10 points`, or the option's own words."""
        if value == NOT_APPLICABLE:
            return "Not applicable"
        if self.kind == "points":
            return f"{value} of {self.points} points"
        option = self.option(value)
        if option is None or self.kind != "scale":
            return option.shown if option else value
        return option.label or f"{value} of {self.options[-1].value}"

    def share(self, value: str) -> Fraction:
        """The part of the weight that an answer earns, 0 to 1; raises KeyError for an answer there is not."""
        return self._shares[value]

    @cached_property
    def _shares(self) -> dict[str, Fraction]:
        worth = {option.value: option.worth for option in self.options if option.worth is not None}
        steps = max(len(self.values) - 1, 1)
        return {
            value: Fraction(worth[value]) / 100 if value in worth else Fraction(place, steps)
            for place, value in enumerate(self.values)
        }

    def wants_comment(self, value: str) -> bool:
        """Whether an answer may not stand without a comment."""
        if isinstance(self.comment_when, tuple):
            return value in self.comment_when
        if self.comment_when == "not_full":
            return value != NOT_APPLICABLE and self.share(value) < 1
        return self.comment_when == "always"


def _problems(one: Criterion) -> Iterator[str]:
    """What is wrong with one criterion by itself."""
    values = [option.value for option in one.options]
    if len(values) != len(set(values)):
        yield "options: two have the same value. Give each its own."
    if NOT_APPLICABLE in values:
        yield "options: “na” is kept for “not applicable”. Choose another value."
    if one.kind == "points" and one.points is None:
        yield "points: say how many there are at most."
    if one.kind != "points" and one.points is not None:
        yield f"points: only a criterion of kind points has them, and this is {one.kind}."
    if one.kind != "points" and len(values) < 2:
        yield "options: give at least two, from the least to the most."
    if one.kind == "yes_no" and values != ["no", "yes"]:
        yield "options: a yes_no criterion has exactly “no”, then “yes”."
    if one.kind == "choice" and any(option.worth is None for option in one.options):
        yield "options: each option of a choice says what it is worth, in percent of the weight."
    known = {*one.values, NOT_APPLICABLE}
    asked = (*one.fails, *(one.comment_when if isinstance(one.comment_when, tuple) else ()), *values)
    for value in asked:
        if value not in known:
            yield f"“{value}” is not an answer to this criterion. Its answers are {', '.join(one.values)}."
    if NOT_APPLICABLE in one.fails:
        yield "fails: “not applicable” cannot fail a card."


class Section(_Strict):
    """Criteria that belong together, under one heading."""

    title: Line
    criteria: tuple[Criterion, ...] = Field(min_length=1, max_length=40)


class Card(_Strict):
    """One scorecard.

    `not_applicable` is what such an answer does to the sum: it leaves it, or counts full. `automatic_fail` is what an
    answer that fails the card does to the score: it becomes zero, or is shown with the outcome Fail. `pass_mark` is in
    percent.
    """

    format: Literal["trainer-scorecard/1"] = "trainer-scorecard/1"
    name: Id
    title: Line
    about: Text = ""
    channels: tuple[Value, ...] = ()
    not_applicable: Literal["leaves", "full"] = "leaves"
    automatic_fail: Literal["zero", "shown"] = "zero"
    pass_mark: Percent = Decimal(80)
    sections: tuple[Section, ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _together(self) -> Card:
        before: dict[str, Criterion] = {}
        for one in self.criteria:
            if one.id in before:
                raise ValueError(f"two criteria have the id “{one.id}”. Give each its own.")
            _check_condition(one, before)
            before[one.id] = one
        if all(one.bonus for one in self.criteria):
            raise ValueError("every criterion is a bonus, so there is nothing to score. Make one count.")
        return self

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(one for section in self.sections for one in section.criteria)

    def criterion(self, name: str) -> Criterion | None:
        return next((one for one in self.criteria if one.id == name), None)


def _check_condition(one: Criterion, before: dict[str, Criterion]) -> None:
    """A condition looks back only, so that a card can be filled in from top to bottom and never in a circle."""
    if one.shown_when is None:
        return
    source = before.get(one.shown_when.criterion)
    if source is None:
        raise ValueError(f"“{one.id}” is shown by “{one.shown_when.criterion}”, which must stand before it.")
    for value in one.shown_when.is_:
        if value not in (*source.values, NOT_APPLICABLE):
            raise ValueError(f"“{one.id}” waits for “{value}”, which is not an answer to “{source.id}”.")
