"""Counts and rates over time, and the small picture of each: how often what was owed was done right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.plays.looking.past import Past

WIDTH, HEIGHT, EDGE = 200.0, 56.0, 5.0


@dataclass(frozen=True)
class Point:
    """One play: how many of its findings were right."""

    at: dt.datetime
    title: str
    right: int
    found: int

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.found)


@dataclass(frozen=True)
class Course:
    """One duty, ability or area of knowledge over one's plays. `path` and `dots` are SVG of WIDTH by HEIGHT."""

    label: str
    number: str
    points: tuple[Point, ...]

    @property
    def right(self) -> int:
        return sum(one.right for one in self.points)

    @property
    def found(self) -> int:
        return sum(one.found for one in self.points)

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.found) if self.found else 0

    @property
    def dots(self) -> list[tuple[float, float]]:
        last = max(1, len(self.points) - 1)
        return [(_x(place, last), _y(one.percent)) for place, one in enumerate(self.points)]

    @property
    def path(self) -> str:
        return "M" + "L".join(f"{x} {y}" for x, y in self.dots) if len(self.points) > 1 else ""

    @property
    def spoken(self) -> str:
        """The picture in words."""
        told = ", ".join(f"{one.percent}%" for one in self.points)
        return f"{self.label}: {self.right} of {self.found} right; play by play {told}."


def course(label: str, number: str, plays: Sequence[Past], competency: str) -> Course:
    """How the findings that speak to a competency ("D5", "A3") went, over those plays that have any."""
    points = []
    for one in plays:
        mine = [finding.right for finding in one.found if competency in finding.speaks]
        if mine and one.play.ended_at:
            points.append(Point(one.play.ended_at, one.play.title, sum(mine), len(mine)))
    return Course(label, number, tuple(points))


def courses(named: Iterable[tuple[str, str, str]], plays: Sequence[Past]) -> list[Course]:
    """One for each (competency, label, number) of which something was found."""
    found = [course(label, number, plays, competency) for competency, label, number in named]
    return [one for one in found if one.points]


def _x(place: int, last: int) -> float:
    return round(EDGE + (WIDTH - 2 * EDGE) * place / last, 1)


def _y(percent: int) -> float:
    return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * percent / 100, 1)
