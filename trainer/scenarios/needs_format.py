"""The scenario format, of what a scenario needs of a District pack; needs.py says what is lacking."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from trainer.district.rules import RULES
from trainer.scenarios.strict import Strict, TimeOfDay


class Bound(Strict):
    """Between which values a parameter serves a scenario; without bounds any will do."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None

    def holds(self, value: Decimal | int | str) -> bool:
        if self.at_least is None and self.at_most is None:
            return True
        if isinstance(value, str):
            return False
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        given = (("at least", self.at_least), ("at most", self.at_most))
        return " and ".join(f"{words} {value}" for words, value in given if value is not None)


class Needs(Strict):
    """What a scenario needs of a pack beyond what follows from it: see trainer/scenarios/needs.py.

    `rules` in force, `parameters` with the bounds within which its story holds, `classes` of customers, features of
    their `tariff`, and the time of day at which the office `closes`.
    """

    rules: tuple[str, ...] = ()
    parameters: Mapping[str, Bound] = {}
    classes: tuple[str, ...] = ()
    tariff: tuple[Literal["tiers", "budgets", "zones"], ...] = ()
    closes: TimeOfDay | None = None

    @model_validator(mode="after")
    def _known(self) -> Self:
        unknown = [name for name in self.rules if name not in RULES]
        if unknown:
            raise ValueError(f"needs.rules: there is no rule {', '.join(unknown)}")
        return self
