"""Whether a reviewer or a scenario treats two groups differently, beyond how the groups differ everywhere else.

A group may simply be newer, and do less well anywhere; that is no unfairness of one scenario. So what is told is the
gap here less the gap elsewhere, with an interval from drawing people again. Small numbers are not shown: they would
tell of persons and not of groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.measure.ratings import Floats
from trainer.measure.resampling import Figure, Interval
from trainer.people.service import Person
from trainer.progress.models import EvidenceRow

LEAST_PEOPLE, LEAST_PIECES = 5, 20
_SEED = "fairness"


@dataclass(frozen=True)
class Compared:
    """One reviewer or scenario. Shares right, 0 to 1, of those chosen and of the others; `gap` is the difference beyond
    what is seen elsewhere, in shares, above zero where those chosen fare better. All None where too few to show."""

    label: str
    chosen: float | None
    others: float | None
    gap: float | None
    interval: Interval | None
    words: str


def marking(session: Session, people: Iterable[int]) -> frozenset[int]:
    """Who reviewed live contacts of these people."""
    who = sa.select(EvidenceRow.reviewer_id).where(EvidenceRow.source == "live", EvidenceRow.person_id.in_([*people]))
    return frozenset(one for one in session.scalars(who.distinct()) if one)


def by_reviewer(session: Session, people: Iterable[int], chosen: frozenset[int]) -> list[Compared]:
    """Each reviewer of live contacts, by name."""
    live = _summed(Person.name).join(Person, Person.id == EvidenceRow.reviewer_id).where(EvidenceRow.source == "live")
    return _compared(session.execute(live.where(EvidenceRow.person_id.in_([*people]))).all(), chosen)


def by_scenario(session: Session, people: Iterable[int], chosen: frozenset[int]) -> list[Compared]:
    """Each scenario people were assessed by."""
    titles = _summed(EvidenceRow.where).where(EvidenceRow.source == "assess", ~EvidenceRow.whole)
    return _compared(session.execute(titles.where(EvidenceRow.person_id.in_([*people]))).all(), chosen)


def _summed(label: Any) -> sa.Select[Any]:
    """Of each person and label: how much was right, and of how many."""
    counted = sa.select(EvidenceRow.person_id, label, sa.func.sum(EvidenceRow.right), sa.func.count())
    return counted.group_by(EvidenceRow.person_id, label)


def _compared(rows: Sequence[Any], chosen: frozenset[int]) -> list[Compared]:
    sums: dict[str, dict[int, Floats]] = {}
    for person_id, label, right, number in rows:
        sums.setdefault(label, {})[person_id] = np.array([right, number], dtype=np.float64)
    return [_one(label, sums, chosen) for label in sorted(sums)]


def _one(label: str, sums: Mapping[str, Mapping[int, Floats]], chosen: frozenset[int]) -> Compared:
    here = sums[label]
    sides = [[who for who in here if (who in chosen) is side] for side in (True, False)]
    if any(len(side) < LEAST_PEOPLE or sum(here[who][1] for who in side) < LEAST_PIECES for side in sides):
        words = f"too few to show; {LEAST_PEOPLE} people and {LEAST_PIECES} pieces of evidence are needed on each side"
        return Compared(label, None, None, None, None, words)
    figure = Figure(_parts(label, sums, chosen), _gap)
    shares = [float(sum(here[who][0] for who in side) / sum(here[who][1] for who in side)) for side in sides]
    gap = figure.value()
    if gap is None:
        return Compared(label, shares[0], shares[1], None, None, "nothing elsewhere to compare it with")
    interval = figure.interval(f"{_SEED}:{label}")
    return Compared(label, shares[0], shares[1], gap, interval, _words(interval))


def _parts(label: str, sums: Mapping[str, Mapping[int, Floats]], chosen: frozenset[int]) -> Floats:
    """For each person: right and number, here and elsewhere, in the columns of their group; shape (people, 8)."""
    people = sorted({who for each in sums.values() for who in each})
    parts = np.zeros((len(people), 8))
    for place, who in enumerate(people):
        first = 0 if who in chosen else 4
        for name, each in sums.items():
            at = first if name == label else first + 2
            parts[place, at : at + 2] += each.get(who, 0)
    return parts


def _gap(sums: Floats) -> Floats:
    """The gap here less the gap elsewhere; undefined where either group has nothing elsewhere."""
    share = np.where(sums[:, 1::2] > 0, sums[:, ::2] / np.maximum(sums[:, 1::2], 1), np.nan)
    here, elsewhere = share[:, 0] - share[:, 2], share[:, 1] - share[:, 3]
    return np.asarray(here - elsewhere)


def _words(interval: Interval | None) -> str:
    if interval is None:
        return "too few to say how sure a difference would be"
    if interval.low <= 0 <= interval.high:
        return "no difference beyond what is seen elsewhere"
    low, high = sorted((abs(100 * interval.low), abs(100 * interval.high)))
    return f"{'easier' if interval.low > 0 else 'harder'} on those chosen, by {low:.0f} to {high:.0f} in 100"
