"""What comes in: the same seed, the same trays; what is told of each agrees with what can be read on it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from trainer.customers.arriving.amounts import written_out
from trainer.customers.arriving.recipe import KINDS, ArrivalsRecipe, Brought, bring
from trainer.customers.district import District
from trainer.district.money import dollars
from trainer.district.pack import Pack
from trainer.record.arrivals import Arrival

TODAY = dt.date(2024, 12, 2)  # the Monday after Thanksgiving: the box was emptied on Wednesday
EVERY = {tray: list(kinds) for tray, kinds in KINDS.items()}
seeds = st.integers(0, 10**9)
some = settings(max_examples=60, deadline=None)


@pytest.fixture(scope="module")
def district(pack: Pack) -> District:
    return District.of(pack)


def brought(district: District, seed: int, **recipe: Any) -> Brought:
    return bring(ArrivalsRecipe.model_validate(recipe or EVERY), seed, TODAY, district, "Our Water District")


def only(district: District, seed: int, tray: str, name: str, **options: Any) -> Arrival:
    (one,) = brought(district, seed, **{tray: [{name: options}]}).trays[tray]
    return one


@some
@given(seed=seeds)
def test_the_same_seed_brings_the_same_and_each_has_a_number(district: District, seed: int) -> None:
    one = brought(district, seed)
    assert one == brought(district, seed)
    for tray, letter in (("night_drop", "N"), ("mail", "M"), ("counter", "C")):
        assert [each.id for each in one.trays[tray]] == [f"{letter}{n}" for n in range(1, len(EVERY[tray]) + 1)]


@some
@given(seed=seeds)
def test_nothing_inside_is_seen_before_it_is_opened(district: District, seed: int) -> None:
    for held in brought(district, seed).trays.values():
        for one in held:
            assert one.opened is not bool(one.inside)
            closed = one.as_seen()
            assert one.opened or (closed.inside, closed.inside_facts, closed.known) == ((), {}, one.facts)


@some
@given(seed=seeds, flaw=st.sampled_from(["none", "unsigned", "postdated", "stale", "third_party", "words_differ"]))
def test_a_check_is_wrong_in_what_was_planted_and_in_nothing_else(district: District, seed: int, flaw: str) -> None:
    one = only(district, seed, "mail", "payment", flaw=flaw)
    known, text = one.inside_facts, "\n".join(one.inside)
    dated, figures = known["check_dated"], known["check_figures"]
    assert isinstance(dated, dt.date)
    assert isinstance(figures, Decimal)
    wrong = {
        "unsigned": known["check_signed"] is False, "postdated": dated > TODAY,
        "stale": dated < dt.date(2024, 6, 2), "third_party": known["check_to_us"] is False,
        "words_differ": known["check_words"] != figures,
    }  # fmt: skip
    assert [name for name, is_so in wrong.items() if is_so] == [flaw] * (flaw != "none")
    assert dollars(figures) in text
    assert ("Not signed" in text) is (flaw == "unsigned")
    assert ("Pay to the order of Our Water District" in text) is (flaw != "third_party")
    assert (written_out(figures).capitalize() in text) is (flaw != "words_differ")


@some
@given(seed=seeds)
def test_a_right_mark_lies_since_the_box_was_emptied_and_an_early_one_before(district: District, seed: int) -> None:
    right = only(district, seed, "night_drop", "payment", marked="right").facts["dropped_on"]
    early = only(district, seed, "night_drop", "payment", marked="too_early").facts["dropped_on"]
    emptied = dt.date(2024, 11, 27)
    assert isinstance(right, dt.date)
    assert isinstance(early, dt.date)
    assert emptied <= right < TODAY
    assert early < emptied
    assert "dropped_on" not in only(district, seed, "night_drop", "payment").facts


@some
@given(seed=seeds)
def test_whom_a_visitor_asks_for_stands_in_the_staff_list(district: District, seed: int) -> None:
    day = brought(district, seed, counter=["visitor"])
    (visitor,) = day.trays["counter"]
    person = visitor.inside_facts["asks_for_person"]
    assert [one.name for one in day.staff].count(str(person)) == 1
    assert str(person) in visitor.inside[0]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.05", "zero and 05/100"), ("12.00", "twelve and 00/100"), ("84.20", "eighty-four and 20/100"),
        ("100.99", "one hundred and 99/100"), ("211.03", "two hundred eleven and 03/100"),
        ("3226.00", "three thousand two hundred twenty-six and 00/100"), ("40000.10", "forty thousand and 10/100"),
    ],
)  # fmt: skip
def test_amounts_are_written_out_as_on_a_check(amount: str, words: str) -> None:
    assert written_out(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ({"mail": ["visitor"]}, "nothing called “visitor” comes there; there are payment, returned_bill"),
        ({"counter": [{"server": {"paper": "bill"}}]}, "server: paper: Input should be 'summons' or 'subpoena'"),
        ({"counter": [{"bidder": {"late": True}}]}, "bidder: late: .* its options are: none"),
        ({"mail": [3]}, "write each as its name, or as name: {option: value}"),
        ({"window": []}, "Extra inputs"),
    ],
)
def test_a_wrong_recipe_is_refused_in_words(recipe: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        ArrivalsRecipe.model_validate(recipe)
