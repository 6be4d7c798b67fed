"""The rubric: how findings weigh, and which competencies each speaks to, as the pack states it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from trainer.district.sources import load, read_yaml
from trainer.record.finding import Finding, Severity


class PartWeight(BaseModel):
    """One part of the score and the points it is worth of the hundred."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    points: int = Field(ge=0, le=100)


class Speaks(BaseModel):
    """Which areas of knowledge and which abilities of the class specification a finding speaks to, by their numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    knowledge: tuple[int, ...] = ()
    abilities: tuple[int, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """As findings carry them: K6, A3."""
        return (*(f"K{number}" for number in self.knowledge), *(f"A{number}" for number in self.abilities))


class Rubric(BaseModel):
    """Weights by severity, points by part, weight by duty, and the mark that passes.

    `shift`: by how many points a scenario may move a part. `markers`: how many people mark a written reason, each
    without the other. `competencies` name what the findings of a manual chapter
    speak to, and `part_competencies` what those of a part of the score speak to besides.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: int
    pass_mark: int = Field(ge=1, le=100)
    how_the_pass_mark_was_set: str
    severity: dict[Severity, int]
    late_share: Decimal = Field(ge=0, le=1)
    answer_weight: int = Field(ge=1, le=10)
    parts: dict[str, PartWeight]
    duties: dict[int, Decimal] = {}
    shift: int = Field(default=0, ge=0, le=25)
    markers: int = Field(default=1, ge=1, le=2)
    refusing_the_merely_allowed: Literal["free", "minor", "major"]
    competencies: dict[int, Speaks] = {}
    part_competencies: dict[str, Speaks] = {}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        points = sum(part.points for part in self.parts.values())
        if points != 100:
            raise ValueError(f"parts: the points make {points}, not 100; what one part gains another gives")
        strange = [name for name in self.part_competencies if name not in self.parts]
        if strange:
            raise ValueError(f"part_competencies: there is no part {', '.join(strange)}")
        return self

    def points(self, shifts: Mapping[str, int]) -> dict[str, int]:
        """The points of each part as a scenario moves them; raises ValueError beyond what the rubric lets it move."""
        for name, by in shifts.items():
            if name not in self.parts:
                raise ValueError(f"weights: there is no part {name}; parts are {', '.join(self.parts)}")
            if abs(by) > self.shift:
                raise ValueError(f"weights.{name}: {by:+} is more than the {self.shift} points a scenario may move")
        if sum(shifts.values()):
            raise ValueError("weights: what one part gains another gives; they do not come to nothing")
        return {name: part.points + shifts.get(name, 0) for name, part in self.parts.items()}

    def speaks_to(self, finding: Finding) -> tuple[str, ...]:
        """The competencies a finding is evidence of: its duty, knowledge, abilities ("D5", "A3")."""
        return self.competencies_of(finding.duty, finding.section, finding.part)

    def competencies_of(self, duty: int, section: str, part: str) -> tuple[str, ...]:
        """What is spoken to by whatever is of this duty, section of the manual and part of the score."""
        by_chapter = self.competencies.get(int(section.partition(".")[0]), Speaks())
        by_part = self.part_competencies.get(part, Speaks())
        return tuple(dict.fromkeys((f"D{duty}", *by_chapter.names, *by_part.names)))

    @property
    def spoken_to(self) -> frozenset[str]:
        """Every area of knowledge and ability that some finding may speak to."""
        each = (*self.competencies.values(), *self.part_competencies.values())
        return frozenset(name for one in each for name in one.names)


def load_rubric(path: Path) -> Rubric:
    """Read rubric.yaml; raises SourceError."""
    return load(Rubric, read_yaml(path))
