"""The pack's rule list: which rules are in force, and everything the agency decides about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from trainer.district.parameters import Mark
from trainer.district.rules import RULES
from trainer.district.sources import Problem, Source, SourceError, load, read_parts
from trainer.record.finding import Severity

LEVELS = ("I", "II", "supervisor")
PRECEDENCE = ("safety", "law", "privacy", "money", "housekeeping", "closing")
Part = Literal["work", "care", "truth", "housekeeping"]


class Told(BaseModel):
    """Findings of one rule as half a sentence: when it was right, when a no was right, and when it went wrong.

    `wrong` stands for any verdict that has no words of its own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    well: str = ""
    refused: str = ""
    wrong: str = ""
    late: str = ""
    missed: str = ""
    violated: str = ""
    blind: str = ""
    over_strict: str = ""
    over_lenient: str = ""
    beyond_authority: str = ""
    untrue: str = ""


class RuleEntry(BaseModel):
    """One rule in force. `authority` gives, for a slot, the highest value each named level may decide alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    section: str = Field(pattern=r"^\d+\.\d+$")
    duty: int = Field(ge=1, le=10)
    part: Part
    severity: Severity
    precedence: Literal["safety", "law", "privacy", "money", "housekeeping", "closing"]
    citation: str
    mark: Mark
    authority: dict[str, dict[str, Decimal]] = {}
    say: str = ""
    told: Told = Told()

    @property
    def rank(self) -> int:
        """0 for what comes first."""
        return PRECEDENCE.index(self.precedence)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    rules: dict[str, RuleEntry]


def load_rules(folder: Path) -> Mapping[str, RuleEntry]:
    """Read the folder of rule lists; raises SourceError for unknown rules, and authority that falls with the level."""
    entries: dict[str, RuleEntry] = {}
    problems: list[Problem] = []
    for source in read_parts(folder):
        try:
            listed = load(_File, source).rules
        except SourceError as error:
            problems.extend(error.problems)
            continue
        problems.extend(_mistakes(source, listed, entries))
        entries.update(listed)
    if problems:
        raise SourceError(problems)
    return entries


def _mistakes(source: Source, listed: Mapping[str, RuleEntry], before: Mapping[str, RuleEntry]) -> Iterator[Problem]:
    for name, entry in listed.items():
        where = ("rules", name)
        if name not in RULES:
            known = ", ".join(sorted(RULES))
            yield source.problem(where, f"there is no rule “{name}”.", f"The rules are: {known}.")
        if name in before:
            yield source.problem(where, f"rules.{name} is listed twice.", "Keep it in one file.")
        for slot, limits in entry.authority.items():
            values = [limits[level] for level in LEVELS if level in limits]
            if values != sorted(values):
                message = f"rules.{name}: authority falls with the level."
                yield source.problem((*where, "authority", slot), message, "Raise it.")
