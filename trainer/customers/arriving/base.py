"""What is drawn for things that come in, and how a kind of them is written."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from trainer.customers.names import draw_names, draw_pool
from trainer.customers.numbers import SERIALS, account_number, quiet_phone
from trainer.customers.places import address
from trainer.record.arrivals import NOTHING_KNOWN, Arrival, Employee
from trainer.record.case import Policy
from trainer.record.ruling import Readable

# Offices that people come to see; there is somebody in each.
SEEN = ("engineering", "human_resources", "finance", "field_operations", "conservation", "water_quality")


@dataclass
class Draw:
    """One day's draws. `agency` is the District's name, `staff` who works there; no name comes twice."""

    rng: random.Random
    today: dt.date
    policy: Policy
    agency: str
    streets: Sequence[str]
    area_code: str
    staff: tuple[Employee, ...] = ()
    _names: set[str] = field(default_factory=set)

    def name(self) -> str:
        while True:
            name = draw_names(self.rng, draw_pool(self.rng), 1)[0]
            if name not in self._names:
                self._names.add(name)
                return name

    def account(self) -> str:
        return account_number(self.rng.randrange(SERIALS))

    def place(self) -> str:
        return address(self.rng.randrange(SERIALS), self.streets)

    def phone(self) -> str:
        return quiet_phone(self.rng, self.area_code)

    def amount(self) -> Decimal:
        return Decimal(int(self.rng.triangular(3800, 26_000, 9500))).scaleb(-2)


class Kind(BaseModel):
    """One kind of thing that comes in; its fields are its options. `tray` is the panel that shows it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: ClassVar[str]
    tray: ClassVar[str]

    def draw(self, day: Draw) -> Arrival:
        """One of them, without its id."""
        raise NotImplementedError


def seen(
    way: str, look: str, marks: Sequence[str], facts: Mapping[str, Readable], inside: Sequence[str] = (),
    inside_facts: Mapping[str, Readable] = NOTHING_KNOWN,
) -> Arrival:  # fmt: skip
    """An arrival; where nothing is inside, all of it is seen at once."""
    return Arrival("", way, look, tuple(marks), facts, tuple(inside), inside_facts, opened=not inside)


def day_of(day: dt.date) -> str:
    """A day as people write it on paper: May 9, 2025."""
    return f"{day:%B} {day.day}, {day.year}"
