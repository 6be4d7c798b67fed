"""The figures of a whole district, added up block by block: use, budgets, arrears and how bills are paid."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from trainer.customers.bulk.blocks import Block, Maker
from trainer.customers.bulk.charges import NO_BUDGET
from trainer.customers.bulk.draws import Ints
from trainer.customers.bulk.entries import KINDS
from trainer.customers.bulk.homes import HOME
from trainer.district.dates import months_back
from trainer.record.account import EntryKind

# Percent of the budget that homes use: each edge closes the step below it; the last step is open.
STEPS = (25, 50, 75, 100, 125, 150, 200)
# Days past due, likewise.
AGES = (30, 60, 90, 120)
_YEAR = 12


@dataclass(frozen=True)
class Round:
    """One class in one round of bills, named by its month: use and budget in CCF, `charged` in cents.

    `over` bills went above their budget, by `excess` CCF altogether; a class without budgets has zeros.
    """

    month: str
    customer_class: str
    bills: int
    use: int
    budget: int
    over: int
    excess: int
    charged: int


@dataclass(frozen=True)
class Step:
    """Bills of homes in the last year that used up to `percent` of their budget, None: more than any step."""

    percent: int | None
    bills: int
    use: int


@dataclass(frozen=True)
class Age:
    """What is up to `days` past due, None: older. `accounts` are counted by their oldest bill; `owed` in cents."""

    days: int | None
    accounts: int
    bills: int
    owed: int


@dataclass(frozen=True)
class Channel:
    """Payments posted in one calendar month by one channel; `paid` in cents."""

    month: str
    channel: str
    payments: int
    paid: int


@dataclass(frozen=True)
class Figures:
    """Everything the page of a district shows; plain numbers, to be kept as JSON."""

    rounds: tuple[Round, ...]
    steps: tuple[Step, ...]
    ages: tuple[Age, ...]
    channels: tuple[Channel, ...]

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Figures:
        kinds: dict[str, Any] = {"rounds": Round, "steps": Step, "ages": Age, "channels": Channel}
        return cls(**{name: tuple(kind(**one) for one in kept[name]) for name, kind in kinds.items()})

    def average_home_use(self) -> Decimal:
        """CCF a month, over the last twelve rounds."""
        homes = [one for one in self.rounds if one.customer_class == HOME][-_YEAR:]
        return Decimal(sum(one.use for one in homes)) / max(1, sum(one.bills for one in homes))


class Tally:
    """Adds up blocks in any order: whole numbers only, so that the order makes no difference."""

    def __init__(self, maker: Maker) -> None:
        self._today = maker.calendar.today
        self._classes = list(maker.population.classes.shares)
        self._channels = ["autopay", *maker.population.channels.shares]
        months, self._last = maker.calendar.number, maker.calendar.number - 1
        self._due = maker.calendar.due
        self._rounds = np.zeros((months, len(self._classes), 6), np.int64)
        self._steps = np.zeros((len(STEPS) + 1, 2), np.int64)
        self._ages = np.zeros((len(AGES) + 1, 3), np.int64)
        self._first = months_back(self._today, months + 1).replace(day=1)
        self._paid = np.zeros((months + 2, len(self._channels), 2), np.int64)

    def add(self, block: Block) -> None:
        self._add_rounds(block)
        self._add_steps(block)
        self._add_ages(block)
        self._add_channels(block)

    def _add_rounds(self, block: Block) -> None:
        use, budget = block.flow.use, block.bills.budget
        excess = np.where(budget == NO_BUDGET, 0, np.maximum(use - budget, 0))
        measures = (np.ones_like(use), use, np.maximum(budget, 0), excess > 0, excess, block.bills.total)
        for place, name in enumerate(self._classes):
            here = block.homes.customer_class == name
            self._rounds[:, place] += np.stack([one[here].sum(axis=0) for one in measures], axis=1)

    def _add_steps(self, block: Block) -> None:
        here = block.homes.customer_class == HOME
        use, budget = block.flow.use[here, -_YEAR:], block.bills.budget[here, -_YEAR:]
        place = np.searchsorted(STEPS, -(-100 * use // np.maximum(budget, 1)))
        np.add.at(self._steps, place.ravel(), np.stack([np.ones_like(use), use], axis=-1).reshape(-1, 2))

    def _add_ages(self, block: Block) -> None:
        late = self._today.toordinal() - self._due[block.homes.cycle]
        owed = (block.entries.open > 0) & (late > 0)
        place = np.searchsorted(AGES, late[owed])
        np.add.at(self._ages[:, 1:], place, np.stack([np.ones(len(place), np.int64), block.entries.open[owed]], axis=1))
        oldest = np.where(owed, late, 0).max(axis=1)
        np.add.at(self._ages[:, 0], np.searchsorted(AGES, oldest[oldest > 0]), 1)

    def _add_channels(self, block: Block) -> None:
        lines = block.entries
        paid = lines.kind == KINDS.index(EntryKind.PAYMENT)
        months = self._months(lines.on[paid])
        values = np.stack([np.ones(len(months), np.int64), -lines.amount[paid]], axis=1)
        np.add.at(self._paid, (months, lines.channel[paid]), values)

    def _months(self, days: Ints) -> Ints:
        """Calendar months, counted from the first that is kept."""
        starts = [months_back(self._first, -number).toordinal() for number in range(len(self._paid))]
        return np.searchsorted(starts, days, side="right") - 1

    def figures(self) -> Figures:
        return Figures(
            rounds=tuple(
                Round(self._name(self._last - number), name, *map(int, self._rounds[number, place]))
                for place, name in enumerate(self._classes)
                for number in range(self._last + 1)
            ),
            steps=tuple(Step(*one) for one in zip((*STEPS, None), *self._steps.T.tolist(), strict=True)),
            ages=tuple(Age(*one) for one in zip((*AGES, None), *self._ages.T.tolist(), strict=True)),
            channels=tuple(
                Channel(f"{months_back(self._first, -number):%Y-%m}", name, *map(int, self._paid[number, place]))
                for number in range(len(self._paid))
                for place, name in enumerate(self._channels)
                if self._paid[number].any()
            ),
        )

    def _name(self, back: int) -> str:
        day: dt.date = months_back(self._today, back)
        return f"{day:%Y-%m}"
