"""An agreement in words says no more than the sample bears."""

from __future__ import annotations

import pytest

from trainer.measure.alignment import Criterion, alignment
from trainer.measure.ratings import Level, tabulate
from trainer.measure.saying import Measure, agreements, name


def pairs(*counts: tuple[int, str, str]) -> list[tuple[str, str]]:
    return [(one, other) for number, one, other in counts for _ in range(number)]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (-0.1, "poor"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.60, "moderate"),
        (0.61, "substantial"),
        (1.0, "almost perfect"),
    ],
)
def test_landis_and_koch(value: float, word: str) -> None:
    assert name(value) == word


def test_too_few_says_how_many_more() -> None:
    told = agreements(tabulate(pairs((3, "yes", "yes"), (1, "no", "yes")), ("yes", "no")), Level.NOMINAL, "s")
    assert (
        told[Measure.AC].words == "Too few to say: 4 scored by at least two, and 10 are needed. Score 6 more together."
    )
    assert told[Measure.AC].interval is None


def test_nobody_scored_anything() -> None:
    told = agreements(tabulate([], ("yes", "no")), Level.NOMINAL, "s")
    assert told[Measure.PERCENT].value is None
    assert told[Measure.PERCENT].words.startswith("Too few to say: 0 scored")


def test_all_alike_is_no_test() -> None:
    told = agreements(tabulate(pairs((12, "yes", "yes")), ("yes", "no")), Level.NOMINAL, "s")
    assert "no test of it" in told[Measure.COHEN].words


def test_full_agreement_claims_no_more_than_its_number() -> None:
    """None of twelve apart: the exact upper bound is 1 − 0.025^(1/12) = 0.265."""
    told = agreements(tabulate(pairs((7, "yes", "yes"), (5, "no", "no")), ("yes", "no")), Level.NOMINAL, "s")
    assert told[Measure.PERCENT].words == "Full agreement on all 12; they might still part on up to 26 in 100."
    assert told[Measure.PERCENT].interval is not None
    assert told[Measure.PERCENT].interval.low == pytest.approx(0.735, abs=5e-4)
    assert told[Measure.COHEN].interval is None


def test_a_wide_interval_names_all_it_reaches() -> None:
    rows = pairs((7, "yes", "yes"), (5, "no", "no"), (2, "yes", "no"), (1, "no", "yes"))
    words = agreements(tabulate(rows, ("yes", "no")), Level.NOMINAL, "s")[Measure.COHEN].words
    assert words.startswith("Moderate agreement; the sample allows anything from ")


def test_lopsided_answers_warn_off_kappa_and_not_off_ac() -> None:
    rows = pairs((56, "yes", "yes"), (4, "yes", "no"))
    told = agreements(tabulate(rows, ("yes", "no")), Level.NOMINAL, "s")
    assert "read percent and Gwet’s AC" in told[Measure.FLEISS].words
    assert "read percent" not in told[Measure.AC].words


def test_cohen_is_for_two() -> None:
    told = agreements(tabulate([("yes", "no", "yes")] * 10, ("yes", "no")), Level.NOMINAL, "s")
    assert Measure.COHEN not in told


def test_alignment_weighs_as_the_card_does() -> None:
    """Greeting right of weight 1, tone 3 against 5 on 1 to 5 (half off) of weight 2, note apart of weight 1: 2 of 4."""
    card = {"greeting": Criterion(1), "tone": Criterion(2, (1, 5)), "note": Criterion(1), "extra": Criterion(5)}
    mine = {"greeting": "yes", "tone": 3, "note": None}
    found = alignment(mine, {"greeting": "yes", "tone": 5, "note": "no", "extra": "yes"}, card)
    assert found.by_criterion == {"greeting": 1, "tone": 0.5, "note": 0}
    assert found.card == pytest.approx(0.5)


def test_not_applicable_on_both_cards_is_agreement() -> None:
    assert alignment({"a": None}, {"a": None}, {"a": Criterion(1)}).card == 1
