"""The score of a card, worked by hand: a card of 10 + 20 + 30 points with a bonus of 5, and every written choice."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.reviews.card.files import card_from_plain
from trainer.reviews.card.model import Card
from trainer.reviews.card.scoring import Outcome, asked, missing_comments, score, shown

YES_NO = [{"value": "no"}, {"value": "yes"}]
FOUR = [{"value": str(number)} for number in (1, 2, 3, 4)]


def card(not_applicable: str = "leaves", automatic_fail: str = "zero", **more: Any) -> Card:
    criteria = [
        {"id": "greets", "title": "Greets", "kind": "yes_no", "weight": 10, "options": YES_NO},
        {
            "id": "verifies", "title": "Verifies", "kind": "yes_no", "weight": 20, "options": YES_NO,
            "critical": True, "fails": ["no"],
        },
        {"id": "explains", "title": "Explains", "kind": "scale", "weight": 30, "options": FOUR},
        {"id": "extra", "title": "More", "kind": "yes_no", "weight": 5, "options": YES_NO, "bonus": True},
    ]  # fmt: skip
    sections = [{"title": "All", "criteria": criteria}]
    made = {"name": "small", "title": "Small", "pass_mark": 60, "sections": sections, **more}
    return card_from_plain(made | {"not_applicable": not_applicable, "automatic_fail": automatic_fail}, "small")


# Explains at 3 of 4 earns two thirds of 30 points, which is 20. Without a fail: greets 10 and verifies 20 besides.
@pytest.mark.parametrize(
    ("not_applicable", "automatic_fail", "verifies", "greets", "percent", "outcome"),
    [
        # Nothing left out, nothing failed: (10 + 20 + 20) of 60.
        ("leaves", "zero", "yes", "yes", Fraction(250, 3), "pass"),
        ("leaves", "shown", "yes", "yes", Fraction(250, 3), "pass"),
        ("full", "zero", "yes", "yes", Fraction(250, 3), "pass"),
        ("full", "shown", "yes", "yes", Fraction(250, 3), "pass"),
        # Greeting not applicable. It leaves: (20 + 20) of 50. It counts full: (10 + 20 + 20) of 60.
        ("leaves", "zero", "yes", "na", Fraction(80), "pass"),
        ("leaves", "shown", "yes", "na", Fraction(80), "pass"),
        ("full", "zero", "yes", "na", Fraction(250, 3), "pass"),
        ("full", "shown", "yes", "na", Fraction(250, 3), "pass"),
        # Not verified: zero, or (10 + 0 + 20) of 60 with the outcome Fail.
        ("leaves", "zero", "no", "yes", Fraction(0), "fail"),
        ("leaves", "shown", "no", "yes", Fraction(50), "fail"),
        ("full", "zero", "no", "yes", Fraction(0), "fail"),
        ("full", "shown", "no", "yes", Fraction(50), "fail"),
        # Both: it leaves, (0 + 20) of 50; it counts full, (10 + 0 + 20) of 60.
        ("leaves", "zero", "no", "na", Fraction(0), "fail"),
        ("leaves", "shown", "no", "na", Fraction(40), "fail"),
        ("full", "zero", "no", "na", Fraction(0), "fail"),
        ("full", "shown", "no", "na", Fraction(50), "fail"),
        # Verification not applicable fails nothing. It leaves: (10 + 20) of 40; full: (10 + 20 + 20) of 60.
        ("leaves", "zero", "na", "yes", Fraction(75), "pass"),
        ("leaves", "shown", "na", "yes", Fraction(75), "pass"),
        ("full", "zero", "na", "yes", Fraction(250, 3), "pass"),
        ("full", "shown", "na", "yes", Fraction(250, 3), "pass"),
    ],
)
def test_every_choice_of_not_applicable_and_automatic_fail(
    not_applicable: str, automatic_fail: str, verifies: str, greets: str, percent: Fraction, outcome: str
) -> None:
    answers = {"greets": greets, "verifies": verifies, "explains": "3", "extra": "na"}
    found = score(card(not_applicable, automatic_fail), answers)
    assert (found.percent, found.outcome.value) == (percent, outcome)


def test_a_score_above_the_mark_with_a_failing_answer_is_still_a_fail() -> None:
    found = score(
        card(automatic_fail="shown", pass_mark=40), {"greets": "yes", "verifies": "no", "explains": "4", "extra": "no"}
    )
    assert (shown(found.percent), found.outcome, found.failed_by) == ("66.7", Outcome.FAILED, ("verifies",))


def test_a_bonus_makes_up_for_what_is_missing_and_lifts_nothing_above_the_whole() -> None:
    less = score(card(), {"greets": "no", "verifies": "yes", "explains": "4", "extra": "yes"})
    assert less.percent == Fraction(55, 60) * 100  # 20 + 30 and 5 more, of 60
    whole = score(card(), {"greets": "yes", "verifies": "yes", "explains": "4", "extra": "yes"})
    assert whole.percent == 100


def test_a_bonus_not_applicable_earns_nothing_even_where_that_counts_full() -> None:
    found = score(card("full"), {"greets": "no", "verifies": "yes", "explains": "4", "extra": "na"})
    assert found.percent == Fraction(50, 60) * 100


def test_what_is_open_leaves_the_score_and_says_where_it_can_end() -> None:
    found = score(card(), {"greets": "yes", "verifies": "yes"})
    assert (found.percent, found.open, found.outcome) == (100, ("explains", "extra"), Outcome.OPEN)
    assert (found.low, found.high) == (Fraction(30, 60) * 100, 100)


def test_a_card_without_answers_has_no_score() -> None:
    found = score(card(), {})
    assert (found.percent, shown(found.percent), found.outcome) == (None, "–", Outcome.OPEN)


def test_where_nothing_applied_there_is_no_score_and_no_outcome() -> None:
    found = score(card(), dict.fromkeys(("greets", "verifies", "explains", "extra"), "na"))
    assert (found.percent, found.outcome) == (None, Outcome.OPEN)


def test_critical_criteria_have_a_figure_of_their_own() -> None:
    right = score(card(), {"verifies": "yes"})
    wrong = score(card(), {"verifies": "no"})
    left_out = score(card(), {"verifies": "na"})
    assert [(one.critical_right, one.critical_judged) for one in (right, wrong, left_out)] == [(1, 1), (0, 1), (0, 0)]


def test_an_answer_may_say_itself_what_it_is_worth() -> None:
    options = [{"value": "none", "worth": 0}, {"value": "some", "worth": 40}, {"value": "all", "worth": 100}]
    one = {"id": "whole", "title": "Whole", "kind": "choice", "weight": 14, "options": options}
    made = card(sections=[{"title": "All", "criteria": [one]}])
    assert score(made, {"whole": "some"}).earned == Fraction(28, 5)  # 40 % of 14


def test_points_earn_their_part_of_the_weight() -> None:
    one = {"id": "note", "title": "Note", "kind": "points", "points": 8, "weight": 4}
    assert score(card(sections=[{"title": "All", "criteria": [one]}]), {"note": "6"}).earned == 3


def test_a_criterion_is_asked_on_its_condition_only_and_what_hangs_on_it_goes_with_it() -> None:
    criteria = [
        {"id": "paid", "title": "Paid", "kind": "yes_no", "weight": 1, "options": YES_NO},
        {"id": "change", "title": "Change", "kind": "yes_no", "weight": 9, "options": YES_NO,
         "shown_when": {"criterion": "paid", "is": ["yes"]}},
        {"id": "receipt", "title": "Receipt", "kind": "yes_no", "weight": 10, "options": YES_NO,
         "shown_when": {"criterion": "change", "is": ["yes", "no"]}},
    ]  # fmt: skip
    made = card("full", sections=[{"title": "All", "criteria": criteria}])
    # What an earlier answer hides counts nothing, whatever was chosen before it was hidden, not even as "counts full".
    hidden = score(made, {"paid": "no", "change": "no", "receipt": "no"})
    assert ([one.id for one in asked(made, {"paid": "no", "change": "yes"})], hidden.possible) == (["paid"], 1)
    assert score(made, {"paid": "yes", "change": "no", "receipt": "yes"}).percent == 55


def test_comments_are_asked_for_where_the_card_says_so() -> None:
    made = card()
    answers = {"greets": "no", "verifies": "yes", "explains": "3"}
    assert missing_comments(made, answers, {"greets": "  "}) == ("greets", "explains")
    assert missing_comments(made, answers, {"greets": "No name.", "explains": "The fee."}) == ()


def test_an_answer_that_a_criterion_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        score(card(), {"explains": "5"})


@given(st.dictionaries(st.sampled_from(["greets", "verifies", "explains", "extra"]), st.sampled_from(["na", "1", "2"])))
def test_the_score_stays_between_nothing_and_the_whole_and_within_its_reach(picked: dict[str, str]) -> None:
    words = {"1": "no", "2": "yes"}
    chosen = {name: value if name == "explains" else words.get(value, value) for name, value in picked.items()}
    found = score(card("full", "shown"), chosen)
    assert found.percent is None or 0 <= found.percent <= 100
    assert found.low is None or found.high is None or 0 <= found.low <= found.high <= 100
    if not found.open:
        assert found.low == found.percent == found.high
