"""Who works in the simulated office, and what is true of them: skills, severities, leave. All follows from a seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trainer.measure.resampling import generator

_FIRST = (
    "Amara", "Ben", "Celia", "Diego", "Elena", "Felix", "Grace", "Hannah", "Ivan", "Jordan", "Keisha", "Luis", "Mai",
    "Noah", "Olga", "Priya", "Quinn", "Rosa", "Samir", "Tessa",
)  # fmt: skip
_LAST = ("Abbot", "Bauer", "Castro", "Doan", "Ekström", "Farah", "Gallo", "Holm", "Ibarra", "Jensen")
SEVERITIES = (-4.0, 0.0, 3.0, 7.0)  # points in a hundred that each reviewer marks low
_KINDS = (("clear", 0.97, 0.01), ("good", 0.88, 0.03), ("mixed", 0.80, 0.06), ("weak", 0.66, 0.06))
_ON_LEAVE = 6  # every so many-th person is away for a while


@dataclass(frozen=True)
class Member:
    """One representative: the true chance of doing right, by duty; when they started; and when they were away."""

    name: str
    kind: str
    skills: Mapping[int, float]
    starts_on: dt.date
    leave: tuple[dt.date, dt.date] | None

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.').replace('ö', 'o')}@example.com"

    def at_work(self, day: dt.date) -> bool:
        away = self.leave is not None and self.leave[0] <= day < self.leave[1]
        return day >= self.starts_on and not away


def members(seed: str, number: int, duties: Sequence[int], starts_on: dt.date) -> list[Member]:
    """So many people, a quarter of each kind; half of each started half a year before."""
    draws = generator(f"{seed}:people")
    return [_member(n, draws, duties, starts_on) for n in range(number)]


def _member(n: int, draws: np.random.Generator, duties: Sequence[int], starts_on: dt.date) -> Member:
    kind, middle, spread = _KINDS[n % len(_KINDS)]
    around = spread * (2 * draws.random(len(duties)) - 1)
    skills = {duty: float(np.clip(middle + one, 0.05, 0.99)) for duty, one in zip(duties, around, strict=True)}
    away = starts_on + dt.timedelta(days=60 + int(200 * draws.random()))
    leave = (away, away + dt.timedelta(days=30 + int(60 * draws.random()))) if n % _ON_LEAVE == 5 else None
    name = f"{_FIRST[n % len(_FIRST)]} {_LAST[(n // len(_FIRST) + 3 * n) % len(_LAST)]}"
    began = starts_on - dt.timedelta(days=182 if n // len(_KINDS) % 2 else 0)
    return Member(name, kind, skills, began, leave)
