"""Sampling and sharing: the properties that make a sample fair, for whatever came in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.reviews.sampling import Candidate, Drawn, assign, draw
from trainer.reviews.sampling.assigning import NobodyLeftError
from trainer.reviews.sampling.drawing import REST, places

START = dt.datetime(2026, 3, 2, 16, tzinfo=dt.UTC)

WHAT = st.tuples(st.integers(1, 4), st.sampled_from(["phone", "chat"]), st.sampled_from(["", "leak", "late penalty"]))
MANY = st.lists(st.tuples(WHAT, st.integers(0, 20_000)), max_size=60).map(
    lambda rows: [
        Candidate(n, person, channel, reason, START + dt.timedelta(minutes=minute))
        for n, ((person, channel, reason), minute) in enumerate(rows, start=1)
    ]
)


@given(MANY, st.integers(1, 12), st.text(max_size=5))
def test_each_person_has_as_many_as_asked_or_all_there_are(all_: list[Candidate], count: int, seed: str) -> None:
    there = Counter(one.person for one in all_)
    drawn = draw(all_, count, seed)
    assert Counter(one.candidate.person for one in drawn) == {who: min(count, n) for who, n in there.items()}
    assert len({one.candidate.id for one in drawn}) == len(drawn)


@given(MANY, st.integers(1, 12), st.randoms())
def test_the_same_seed_draws_the_same_in_whatever_order_they_come(all_, count, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(all_, len(all_))
    assert draw(all_, count, "s") == draw(shuffled, count, "s")


@given(MANY, st.integers(1, 12), st.text(max_size=5))
def test_each_stratum_has_its_share_to_within_one(all_: list[Candidate], count: int, seed: str) -> None:
    for one in draw(all_, count, seed):
        own = [other for other in all_ if other.person == one.candidate.person]
        if not one.stratum.endswith(REST):
            there = sum(other.stratum == one.stratum for other in own)
            assert one.of == there
            assert there * count >= len(own)
        share = Fraction(one.of * min(count, len(own)), len(own))
        assert abs(one.drawn - share) < 1


@given(st.integers(1, 40), st.integers(1, 40))
def test_every_place_has_the_same_chance(there: int, wanted: int) -> None:
    """Over as many evenly spaced starts as there are places, each place is taken equally often."""
    taken: Counter[int] = Counter()
    for n in range(there):
        taken.update(places(there, wanted, (n + 0.5) / there))
    assert set(taken.values()) == {min(wanted, there)}
    assert set(taken) == set(range(there))


@given(st.integers(1, 12), st.integers(1, 200), st.text(max_size=5))
def test_draws_are_spread_evenly_over_time(count: int, there: int, seed: str) -> None:
    """In one stratum, between two draws lie as many as between any other two, to within one."""
    row = [Candidate(n, 1, "phone", "", START + dt.timedelta(hours=n)) for n in range(there)]
    ids = [one.candidate.id for one in draw(row, count, seed)]
    steps = [after - before for before, after in pairwise(ids)]
    assert not steps or max(steps) - min(steps) <= 1


def test_seeds_differ() -> None:
    row = [Candidate(n, 1, "phone", "", START + dt.timedelta(hours=n)) for n in range(50)]
    assert len({tuple(one.candidate.id for one in draw(row, 5, str(seed))) for seed in range(40)}) > 5


def sample(rows: list[tuple[int, int]]) -> list[Drawn]:
    """So many draws of each person."""
    people = [person for person, count in rows for _ in range(count)]
    return [
        Drawn(Candidate(n, person, "phone", "", START + dt.timedelta(hours=n)), "phone", 1, 1)
        for n, person in enumerate(people)
    ]


PEOPLE = st.dictionaries(st.integers(1, 8), st.integers(1, 12), min_size=1, max_size=8).map(
    lambda d: sample([*d.items()])
)


@given(PEOPLE, st.sets(st.integers(5, 12), min_size=2, max_size=5), st.integers(1, 6), st.text(max_size=5))
def test_nobody_reviews_themselves_and_each_sees_each_alike(
    drawn: list[Drawn], reviewers: set[int], weeks: int, seed: str
) -> None:
    shared = assign(drawn, sorted(reviewers), weeks, seed)
    assert sorted(one.drawn.candidate.id for one in shared) == sorted(one.candidate.id for one in drawn)
    assert all(one.reviewer != one.drawn.candidate.person for one in shared)
    for person in {one.candidate.person for one in drawn}:
        able = reviewers - {person}
        seen = Counter(one.reviewer for one in shared if one.drawn.candidate.person == person)
        assert max(seen[who] for who in able) - min(seen[who] for who in able) <= 1


@given(PEOPLE, st.sets(st.integers(20, 30), min_size=1, max_size=5), st.integers(1, 6), st.text(max_size=5))
def test_all_have_the_same_load_where_all_may_review_all(
    drawn: list[Drawn], reviewers: set[int], weeks: int, seed: str
) -> None:
    shared = assign(drawn, sorted(reviewers), weeks, seed)
    load = Counter(one.reviewer for one in shared)
    assert max(load[who] for who in reviewers) - min(load[who] for who in reviewers) <= 1
    for who in reviewers:
        by_week = Counter(one.week for one in shared if one.reviewer == who)
        counts = [by_week[week] for week in range(weeks)]
        assert max(counts) - min(counts) <= 1
        assert set(by_week) <= set(range(weeks))


def test_the_only_reviewer_cannot_be_reviewed() -> None:
    with pytest.raises(NobodyLeftError, match="one more reviewer"):
        assign(sample([(5, 1)]), [5], 1, "s")


def test_the_same_seed_shares_the_same() -> None:
    drawn = sample([(1, 5), (2, 7)])
    assert assign(drawn, [9, 8, 7], 2, "s") == assign(drawn, [7, 8, 9], 2, "s")
