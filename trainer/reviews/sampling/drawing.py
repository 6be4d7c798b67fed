"""Drawing a sample: so many of each person, spread over channels, reasons and time, every interaction alike in chance.

A person's interactions are put in a row: by channel and reason, and by time within each, forwards and backwards in turn
so that neighbors in the row are near in time where one stratum meets the next. The row is then gone through in equal
steps from a random start (systematic sampling; Cochran, Sampling Techniques, chapter 8). So exactly `per_person` are
drawn, each with the same chance, and each stratum gets its share to within one. Reasons whose share is under
one are taken together, in the order of time: else a few rare reasons would decide which days are seen.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

REST = "other reasons together"


@dataclass(frozen=True)
class Candidate:
    """An interaction that may be drawn."""

    id: int
    person: int
    channel: str
    reason: str
    at: dt.datetime

    @property
    def stratum(self) -> str:
        return f"{self.channel}, {self.reason}" if self.reason else self.channel


@dataclass(frozen=True)
class Drawn:
    """An interaction that was drawn, and of which stratum: so many were drawn of so many there were."""

    candidate: Candidate
    stratum: str
    drawn: int
    of: int

    @property
    def why(self) -> str:
        return f"{self.stratum}: {self.drawn} of {self.of}"


def draw(candidates: Iterable[Candidate], per_person: int, seed: str) -> list[Drawn]:
    """The sample, by person and then by time; whoever has fewer than `per_person` is drawn whole.

    It depends on the candidates and the seed, and not on the order they come in.
    """
    by_person: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_person[one.person].append(one)
    found: list[Drawn] = []
    for person, own in sorted(by_person.items()):
        start = Random(f"{seed}/{person}").random()  # noqa: S311 - a sample, and no secret
        found += _of_person(own, per_person, start)
    return found


def _of_person(own: Sequence[Candidate], count: int, start: float) -> list[Drawn]:
    strata = _strata(own, count)
    row = [(name, one) for name, members in _there_and_back(strata) for one in members]
    chosen = [row[place] for place in places(len(row), count, start)]
    drawn = [Drawn(one, name, sum(other == name for other, _ in chosen), len(strata[name])) for name, one in chosen]
    return sorted(drawn, key=lambda one: (one.candidate.at, one.candidate.id))


def places(there: int, wanted: int, start: float) -> list[int]:
    """Which of `there` in a row: `wanted` of them in equal steps, from `start` in [0, 1) of the first step."""
    if wanted >= there:
        return list(range(there))
    return [min(there - 1, int((step + start) * there / wanted)) for step in range(wanted)]


def _strata(own: Sequence[Candidate], count: int) -> dict[str, list[Candidate]]:
    """The members of each stratum in the order of time.

    Reasons whose share is under one are taken together by channel, and channels of which that is still true as well.
    """
    names = _pooled({one.id: one.stratum for one in own}, {one.id: f"{one.channel}, {REST}" for one in own}, count)
    names = _pooled(names, dict.fromkeys(names, REST), count)
    strata: dict[str, list[Candidate]] = defaultdict(list)
    for one in sorted(own, key=lambda one: (one.at, one.id)):
        strata[names[one.id]].append(one)
    return dict(sorted(strata.items()))


def _pooled(names: Mapping[int, str], pools: Mapping[int, str], count: int) -> dict[int, str]:
    """The stratum of each, and the pool instead where a stratum's share of `count` is under one."""
    sizes = Counter(names.values())
    return {own: name if sizes[name] * count >= len(names) else pools[own] for own, name in names.items()}


def _there_and_back(strata: dict[str, list[Candidate]]) -> Iterator[tuple[str, Sequence[Candidate]]]:
    for n, (name, members) in enumerate(strata.items()):
        yield name, members if n % 2 == 0 else members[::-1]
