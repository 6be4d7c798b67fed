"""How much water a block of customers uses in every period, and what their meters showed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.customers.account import REGISTER, ROOM
from trainer.customers.bulk.calendar import Calendar
from trainer.customers.bulk.draws import Draws, Floats, Ints
from trainer.customers.bulk.homes import Homes
from trainer.customers.use import LEAST, SWING, indoor_use, outdoor_use
from trainer.district.population import Population, Swing

_LONGER = 999_999  # where so much flows that four digits would roll over


@dataclass(frozen=True)
class Flow:
    """Use in whole CCF, of shape (n, months); reads of shape (n, months + 1); digits of each register."""

    use: Ints
    reads: Ints
    digits: Ints


def draw_flow(draws: Draws, homes: Homes, calendar: Calendar, population: Population) -> Flow:
    """The use of every customer in every period, and the reads it follows from."""
    expected = expected_use(homes, calendar)
    shape = expected.shape[1]
    happened = expected * draws.between("use", SWING, shape)
    for purpose, swing, often in (
        ("thrift", population.thrift, 1),
        ("excess", population.excess, 1),
        ("leaks", population.leaks, shape),
        ("absences", population.absences, shape),
    ):
        happened = happened * _factors(draws, purpose, swing, often)
    use = np.maximum(LEAST, np.rint(happened)).astype(np.int64)
    return _metered(draws, use)


def expected_use(homes: Homes, calendar: Calendar) -> Floats:
    """CCF that each period asks for, before anything of its own happens in it; of shape (n, months)."""
    days, inches = calendar.days[homes.cycle], calendar.inches()[homes.cycle]
    indoors = indoor_use(homes.gallons_each[:, None], homes.people[:, None], days, calendar.gallons)
    return np.asarray(indoors + outdoor_use(inches, homes.area[:, None], homes.watering[:, None]))


def _factors(draws: Draws, purpose: str, swing: Swing, months: int) -> Floats:
    """What the use is multiplied by: in each month its own, or in all of them the same where `months` is 1."""
    holds = draws.holds(purpose, swing.percent, months)
    return np.where(holds, draws.between(f"{purpose}, by how much", swing.factor, months), 1.0)


def _metered(draws: Draws, use: Ints) -> Flow:
    """Registers that began some years ago and do not roll over, as of a single account."""
    total, months = use.sum(axis=1), use.shape[1]
    before = np.rint(total / months * 12 * draws.between("first read", (0.6, 9))).astype(np.int64) + 100
    small = total + 150 + ROOM <= REGISTER
    room = np.where(small, REGISTER, _LONGER) - ROOM - total
    first = np.minimum(np.maximum(room, 150), before)
    reads = np.concatenate([first[:, None], first[:, None] + np.cumsum(use, axis=1)], axis=1)
    return Flow(use, reads, np.where(reads[:, -1] <= REGISTER, 4, 6))
