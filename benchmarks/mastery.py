"""How often mastery is right about simulated people: whom it calls above the bar, and when the interval misses.

    python -m benchmarks.mastery [PEOPLE]

Each person has a known chance of doing right, two sittings a month for a year and four opportunities of the kind in
each, alike as the model says. The record is looked at on the last day of every month.
"""

from __future__ import annotations

import sys

import numpy as np

from trainer.measure.mastery import Model, Opportunity, mastery
from trainer.measure.resampling import generator

BAR, MONTHS, SITTINGS, IN_ONE = 0.75, 12, 2, 4


def main(people: int = 400) -> None:
    model = Model()
    print(f"bar {BAR}, risk {model.risk}, {people} people each")
    print("skill   called above, ever   by month 6   interval missed, ever   at the end")
    for skill in (0.60, 0.70, 0.74, 0.80, 0.85, 0.90, 0.95, 0.98):
        looks = np.array([_year(f"{skill}:{n}", skill, model) for n in range(people)])
        above, missed = looks[:, :, 0] >= BAR, (looks[:, :, 0] > skill) | (looks[:, :, 1] < skill)
        figures = (above.any(1), above[:, :6].any(1), missed.any(1), missed[:, -1])
        print(f"{skill:5.2f} " + "".join(f"{100 * figure.mean():16.1f} %" for figure in figures))


def _year(seed: str, skill: float, model: Model) -> list[tuple[float, float]]:
    draws, record, ends = generator(seed), list[tuple[int, Opportunity]](), list[tuple[float, float]]()
    for month in range(1, MONTHS + 1):
        for sitting in range(SITTINGS):
            shared, day = draws.random(), 30 * month - 14 * sitting
            for _ in range(IN_ONE):
                mine = shared if draws.random() < np.sqrt(model.alike) else draws.random()
                weight = (1.0, 2.0, 3.0)[int(3 * draws.random())]
                record.append((day, Opportunity(float(mine < skill), weight, 0, f"{month}-{sitting}")))
        now = [Opportunity(one.right, one.weight, 30 * month - day, one.occasion) for day, one in record]
        found = mastery(now, model).interval
        ends.append((found.low, found.high))
    return ends


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
