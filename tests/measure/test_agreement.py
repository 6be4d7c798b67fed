"""Published tables of agreement come out as published."""

from __future__ import annotations

import math

import pytest

from trainer.measure.agreement import cohen, fleiss, gwet, krippendorff, percent
from trainer.measure.ratings import Level, Ratings, ScaleError, tabulate
from trainer.measure.resampling import generator
from trainer.measure.weights import Weights

# Krippendorff 2011, “Computing Krippendorff's Alpha-Reliability”, C: four observers, twelve units, answers missing.
# The same table is cac.raw4raters of Gwet's irrCAC, after his Handbook of 2014, page 120.
OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
# Fleiss’ kappa, the example of Wikipedia: fourteen raters, ten subjects, five categories; rows count the raters.
FLEISS = """
0 0 0 0 14
0 2 6 4 2
0 0 3 5 6
0 3 9 2 0
2 2 8 1 1
7 7 0 0 0
3 2 6 3 0
2 5 3 2 2
6 5 2 1 0
0 2 2 3 7
"""
# cont3x3abstractors of Gwet's irrCAC, with the figures its overview prints: two abstractors, a hundred pregnancies.
ABSTRACTORS = ((13, 0, 0), (0, 20, 7), (0, 4, 56))


def four_observers() -> Ratings:
    columns = [[None if cell == "." else int(cell) for cell in line.split()] for line in OBSERVERS.split("\n") if line]
    return tabulate(list(zip(*columns, strict=True)), range(1, 6))


def counted(text: str) -> Ratings:
    rows = [[int(cell) for cell in line.split()] for line in text.strip().split("\n")]
    return tabulate([[place for place, number in enumerate(row) for _ in range(number)] for row in rows], range(5))


def crossed(table: tuple[tuple[int, ...], ...]) -> Ratings:
    pairs = [(a, b) for a, row in enumerate(table) for b, number in enumerate(row) for _ in range(number)]
    return tabulate(pairs, range(len(table)))


@pytest.mark.parametrize(
    ("level", "published"), [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849)]
)
def test_krippendorff_2011(level: Level, published: float) -> None:
    assert krippendorff(four_observers(), level).value() == pytest.approx(published, abs=0.0005)


def test_krippendorff_2011_without_missing_data() -> None:
    """Part A of the same paper: two observers, a binary scale, alpha 0.095."""
    first, second = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    ratings = tabulate(list(zip(first, second, strict=True)), (0, 1))
    assert krippendorff(ratings, Level.NOMINAL).value() == pytest.approx(0.095, abs=0.0005)


def test_fleiss_1971() -> None:
    ratings = counted(FLEISS)
    assert fleiss(ratings).value() == pytest.approx(0.210, abs=0.0005)
    assert percent(ratings).value() == pytest.approx(0.378, abs=0.0005)


def test_cohen_on_fifty_proposals() -> None:
    """Wikipedia's example: 20 both yes, 15 both no, 5 and 10 apart; seen 0.70, by chance 0.50, kappa 0.40."""
    ratings = crossed(((20, 5), (10, 15)))
    assert percent(ratings).value() == pytest.approx(0.70)
    assert cohen(ratings).value() == pytest.approx(0.40)


def test_gwets_abstractors() -> None:
    ratings = crossed(ABSTRACTORS)
    assert percent(ratings).value() == pytest.approx(0.89)
    assert cohen(ratings).value() == pytest.approx(0.7964094, abs=5e-8)
    assert fleiss(ratings).value() == pytest.approx(0.7962397, abs=5e-8)  # of two raters: Scott's pi
    assert gwet(ratings).value() == pytest.approx(0.8493305, abs=5e-8)
    assert krippendorff(ratings, Level.NOMINAL).value() == pytest.approx(0.7972585, abs=5e-8)


def test_gwets_four_raters() -> None:
    ratings = four_observers()
    assert percent(ratings).value() == pytest.approx(0.8181818, abs=5e-8)
    assert gwet(ratings).value() == pytest.approx(0.77544, abs=5e-6)
    assert fleiss(ratings).value() == pytest.approx(0.76117, abs=5e-6)


def test_weighted_kappa_by_hand() -> None:
    """Two raters, three steps: (2, 1, 0), (1, 2, 0), (0, 1, 1) of 8.

    Linear: seen 1 − (3 × ½)/8 = 13/16. Rows 3 3 2, columns 3 4 1: the distances by chance are
    ½(3·4 + 3·3 + 3·1 + 2·4)/64 + (3·1 + 2·3)/64 = 25/64; kappa = 1 − (3/16)/(25/64) = 13/25.
    Squared: 1 − (3/32)/((32/4 + 9)/64) = 1 − 6/17 = 11/17.
    """
    ratings = crossed(((2, 1, 0), (1, 2, 0), (0, 1, 1)))
    assert cohen(ratings, kind=Weights.LINEAR).value() == pytest.approx(13 / 25)
    assert cohen(ratings, kind=Weights.QUADRATIC).value() == pytest.approx(11 / 17)


def test_weighted_ac_by_hand() -> None:
    """The same table: answers used 6, 7 and 3 of 16. The weights sum to 5; π(1−π) sums to (60 + 63 + 39)/256.

    By chance 5 × 162/256 / 6 = 135/256; AC2 = (13/16 − 135/256) / (121/256) = 73/121.
    """
    ratings = crossed(((2, 1, 0), (1, 2, 0), (0, 1, 1)))
    assert gwet(ratings, Weights.LINEAR).value() == pytest.approx(73 / 121)


def test_kappa_sinks_where_nearly_all_agree_and_ac_does_not() -> None:
    """118 and 5 and 2 and 0 of 125 (Gwet 2008): percent 0.944, kappa −0.0234, AC1 0.9408."""
    ratings = crossed(((118, 5), (2, 0)))
    assert percent(ratings).value() == pytest.approx(0.944)
    assert cohen(ratings).value() == pytest.approx(-0.0234, abs=5e-5)
    assert gwet(ratings).value() == pytest.approx(0.9408, abs=5e-5)


def test_all_alike_is_undefined_for_kappa_and_full_for_ac() -> None:
    ratings = tabulate([("yes", "yes")] * 12, ("yes", "no"))
    assert cohen(ratings).value() is None
    assert fleiss(ratings).value() is None
    assert krippendorff(ratings, Level.NOMINAL).value() is None
    assert gwet(ratings).value() == 1


def test_an_answer_off_the_scale_is_named() -> None:
    with pytest.raises(ScaleError, match="“maybe” is not on the scale yes, no"):
        tabulate([("yes", "maybe")], ("yes", "no"))


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """Two reviewers right eight times in ten each, on even yes and no: they agree with probability 0.68."""
    held, tries = 0, 200
    for n in range(tries):
        draws = generator(f"cover:{n}").random((60, 3))
        truth = draws[:, 0] < 0.5
        rows = [tuple(bool(t) == bool(d < 0.8) for d in more) for t, more in zip(truth, draws[:, 1:], strict=True)]
        interval = percent(tabulate(rows, (False, True))).interval(f"boot:{n}", samples=400)
        assert interval is not None
        held += interval.low <= 0.68 <= interval.high
    assert abs(held / tries - 0.95) < 4 * math.sqrt(0.95 * 0.05 / tries)


def test_the_same_seed_gives_the_same_interval() -> None:
    figure = fleiss(counted(FLEISS))
    assert figure.interval("a") == figure.interval("a") != figure.interval("b")
