"""A cashier's day: whatever the seed, only what was planted is wrong with the drawer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from trainer.customers.cash import float_pieces
from trainer.customers.till_day import BuiltTill, make_till
from trainer.customers.till_recipe import TILL_PLANTS, TillRecipe
from trainer.record.change import CENTS, ROLLS, change, piles
from trainer.record.till import DENOMINATIONS, worth

TODAY = dt.date(2024, 10, 17)
FLOAT = Decimal("200.00")
seeds = st.integers(0, 10**9)
plants = st.sampled_from(sorted(set(TILL_PLANTS) - {"float_off"}))
drops = st.sampled_from([0, 1, 2, (0, 2)])
many = settings(max_examples=150, deadline=None)


def day(seed: int, *plants: Any, **recipe: Any) -> BuiltTill:
    return make_till(TillRecipe(plants=plants, **recipe), seed, TODAY, FLOAT)


@many
@given(seeds, plants, drops)
def test_the_drawer_is_short_by_what_was_planted(seed: int, plant: str, dropped: Any) -> None:
    built = day(seed, plant, drops=dropped)
    till, shortage = built.till, Decimal(str(built.truth["shortage"]))
    assert worth(till.pieces) - till.expected == -shortage
    assert (shortage == 0) is (plant == "none")
    assert built == day(seed, plant, drops=dropped)


@many
@given(seeds, plants)
def test_papers_are_the_checks_and_money_orders(seed: int, plant: str) -> None:
    built = day(seed, plant)
    till = built.till
    keyed = built.truth["receipt_amount"] if plant == "check_keyed_as_cash" else Decimal(0)
    assert sum(paper.amount for paper in till.papers) == till.taken("check", "money order") + Decimal(str(keyed))
    for paper in till.papers:
        receipt = till.receipt(paper.receipt)
        assert receipt is not None
        assert receipt.amount == paper.amount
        assert receipt.tender in ("check", "money order") or receipt.number == built.truth["receipt"]


@many
@given(seeds, plants)
def test_receipts_are_a_days_receipts(seed: int, plant: str) -> None:
    built = day(seed, plant)
    receipts = built.till.receipts
    assert 9 <= len(receipts) <= 14
    assert [receipt.at for receipt in receipts] == sorted({receipt.at for receipt in receipts})
    assert dt.time(8, 20) <= receipts[0].at <= receipts[-1].at <= dt.time(16, 20)
    wrong = [r.number for r in receipts if r.tendered is not None and r.tendered - r.amount != r.change]
    assert wrong == ([built.truth["receipt"]] if plant in ("wrong_change", "small_wrong_change") else [])
    assert all((receipt.tendered is not None) is (receipt.tender == "cash") for receipt in receipts)


@many
@given(seeds, plants, st.booleans())
@example(775016, "check_keyed_as_cash", True)  # a day whose second person was drawn with the cashier's name
def test_voids_are_signed_and_never_the_problem(seed: int, plant: str, void: bool) -> None:
    built = day(seed, plant, void=void)
    voided = [receipt for receipt in built.till.receipts if receipt.voided_by]
    assert len(voided) == void
    assert all(r.voided_by != built.till.cashier and r.number != built.truth.get("receipt") for r in voided)


@many
@given(seeds)
def test_an_unlogged_drop_is_in_the_safe_alone(seed: int) -> None:
    built = day(seed, "unlogged_drop")
    (missing,) = set(built.till.safe) - set(built.till.log)
    assert (missing.number, missing.amount) == (built.truth["bag"], built.truth["shortage"])


@pytest.mark.parametrize(("plant", "low", "high"), [("wrong_change", 15, 40), ("small_wrong_change", 1, 9.99)])
def test_wrong_change_is_as_large_as_its_options_say(plant: str, low: float, high: float) -> None:
    short = {Decimal(str(day(seed, plant).truth["shortage"])) for seed in range(40)}
    assert len(short) > 2
    assert low <= min(short) <= max(short) <= high
    assert day(1, {plant: {"amount": ["7.50"]}}).truth["shortage"] == Decimal("7.50")


@many
@given(st.dictionaries(st.sampled_from(list(DENOMINATIONS)), st.integers(0, 6)), st.integers(0, 20_000))
def test_change_is_made_of_what_is_there(pieces: dict[str, int], owed: int) -> None:
    drawer = Counter(pieces)
    given_out = change(drawer, Decimal(owed).scaleb(-2))
    if given_out is not None:
        assert sum(CENTS[name] * number for name, number in given_out.items()) == owed
        assert all(drawer[name] >= number for name, number in given_out.items())


def test_change_takes_three_dimes_where_a_quarter_would_not_do() -> None:
    assert change(Counter({"25c": 1, "10c": 3}), Decimal("0.30")) == Counter({"10c": 3})
    assert change(Counter({"25c": 1}), Decimal("0.30")) is None


@given(st.integers(5000, 100_000))
def test_a_float_is_worth_what_it_should_be(amount: int) -> None:
    assert worth(float_pieces(Decimal(amount).scaleb(-2))) == Decimal(amount).scaleb(-2)


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ({"plants": ["unlogged_dorp"]}, "there is no till plant “unlogged_dorp”; there are none, check_keyed_as_cash"),
        ({"plants": ["none", "wrong_change"]}, "till plants none and wrong_change contradict each other"),
        ({"plants": [{"unlogged_drop": {"amount": 3}}]}, "till plant unlogged_drop: amount"),
        ({"plants": [{"small_wrong_change": {"amount": ["12.00"]}}]}, "less than 10"),
        ({"drops": 3}, "no more than 2"),
        ({"plants": ["float_off"]}, "found in the morning; add morning: true"),
        ({"plants": ["unlogged_drop"], "morning": True}, "only the float can be off"),
    ],
)
def test_a_wrong_recipe_is_refused_in_words(recipe: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        TillRecipe.model_validate(recipe)


@many
@given(seeds, st.sampled_from(["none", "float_off"]))
def test_a_drawer_in_the_morning_holds_the_float_and_what_it_is_off(seed: int, plant: str) -> None:
    built = day(seed, plant, morning=True)
    short = Decimal(str(built.truth["shortage"]))
    assert worth(built.till.pieces) == FLOAT - short
    assert (short == 0) is (plant == "none")
    assert (built.till.receipts, built.till.papers, built.till.safe) == ((), (), ())


@given(st.dictionaries(st.sampled_from(list(DENOMINATIONS)), st.integers(0, 200)))
def test_piles_hold_every_piece_and_rolls_are_full(pieces: dict[str, int]) -> None:
    lying = piles(pieces)
    assert {name: sum(groups) for name, groups in lying.items() if groups} == +Counter(pieces)
    assert all(lying[name].count(size) == pieces.get(name, 0) // size for name, size in ROLLS.items())


def test_the_cashier_may_be_given_and_never_signs_their_own_void() -> None:
    till = make_till(TillRecipe(void=True), 3, TODAY, FLOAT, "Jordan Ames").till
    assert till.cashier == "Jordan Ames"
    assert "Jordan Ames" not in {one.voided_by for one in till.receipts}
