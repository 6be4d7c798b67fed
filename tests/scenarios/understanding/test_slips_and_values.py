"""Slips are mended and no known word is changed; values are read as people say them, each with its own figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trainer.scenarios.understanding import load_lexicon, understand
from trainer.scenarios.understanding.spelling import mender

LEXICON = load_lexicon(Path(__file__).parents[3] / "scenario_library" / "phrases")
TODAY = date(2025, 3, 12)  # a Wednesday


def said(text: str) -> list[str]:
    return [" ".join([one.kind, *map(str, one.slots.values())]) for one in understand(text, LEXICON, TODAY).acts]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("addres", ("address",)),
        ("balence", ("balance",)),
        ("pastdue", ("past", "due")),
        ("teh", ("the",)),
        ("address", ("address",)),
        ("addresses", ("addresses",)),
        ("march", ("march",)),
        ("eighty", ("eighty",)),
        ("zxcvb", ("zxcvb",)),
    ],
)
def test_only_what_nobody_taught_is_mended(typed: str, meant: tuple[str, ...]) -> None:
    known = frozenset(["address", "balance", "past", "due", "eight", "match", "the"])
    assert mender(known)(typed) == meant


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("pastdue: $71.09, since 3/1", ["state past_due 71.09 2025-03-01"]),
        ("your paymnet of 55 posted yesterday", ["state last_payment_amount 55.00 2025-03-11"]),
        ("whats ur service addres", ["ask service_address"]),
        ("u can do that thru the portal", ["offer portal"]),
    ],
)
def test_hasty_typing(text: str, acts: list[str]) -> None:
    assert said(text) == acts


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("You owe 155.", ["state balance 155.00"]),
        ("The payoff is 155 even, good thru 3/28.", ["state payoff 155.00 2025-03-28"]),
        ("The past due amount is one oh four twenty.", ["state past_due 104.20"]),
        (
            "Your balance is $98.40, and eighty-two of that is past due.",
            ["state balance 98.40", "state past_due 82.00"],
        ),
        ("It's $120 past due plus a $35 reconnection fee.", ["state past_due 120.00", "state fee 35.00"]),
        ("Your bill is 10 percent higher.", []),
    ],
)
def test_each_amount_has_its_figure(text: str, acts: list[str]) -> None:
    assert [one for one in said(text) if one.startswith("state")] == acts


@pytest.mark.parametrize(
    "text",
    [
        "The $86.20 is past due since March 20th.",
        "The $86.20 past due has to be in by March 20th.",
        "past due amount is 86.20, pls pay by March 20th",
    ],
)
def test_what_is_past_due_carries_its_day(text: str) -> None:
    assert said(text) == ["state past_due 86.20 2025-03-20"]


def test_a_bill_and_its_due_date_are_two_figures() -> None:
    assert said("Your balance is $523.00 altogether, payable by 4/7.") == [
        "state balance 523.00",
        "state due_date 2025-04-07",
    ]


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("within the hour", 60), ("in the next hour", 60), ("in 30-45 minutes", 45), ("in two and a half hours", 150),
     ("in an hour or two", 120)],
)  # fmt: skip
def test_minutes(words: str, minutes: int) -> None:
    assert said(f"They'll be there {words}.") == [f"state arrival {minutes}"]


@pytest.mark.parametrize(
    ("words", "day"),
    [("tommorow", "2025-03-13"), ("the day after tomorow", "2025-03-14"), ("in a day or two", "2025-03-14"),
     ("in 3-5 days", "2025-03-17"), ("in about a week", "2025-03-19"), ("by Fri", "2025-03-14"),
     ("on Wendesday", "2025-03-19")],
)  # fmt: skip
def test_days(words: str, day: str) -> None:
    assert said(f"I'll call you back {words}.") == [f"promise callback {day}"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We got your payment of $120 on the 5th.", "2025-03-05"),
        ("We got it late and it was due on the 10th.", "2025-03-10"),
        ("Your due date moved to the 14th.", "2025-03-14"),
        ("I posted it, and I'll call you on the 5th.", "2025-04-05"),
    ],
)
def test_what_came_on_a_day_came_on_the_last_such_day(text: str, day: str) -> None:
    assert [one.split()[-1] for one in said(text) if one[-1].isdigit()] == [day]


def test_each_promise_has_its_day() -> None:
    assert said("The refund should be there by Friday, I'll call you on Tuesday.") == [
        "promise refund 2025-03-14",
        "promise callback 2025-03-18",
    ]


def test_what_is_asked_with_tell_me_is_asked() -> None:
    assert said("Tell me when it started and whether the neighbors have it.") == [
        "ask since_when",
        "ask others_affected",
    ]


def test_what_will_not_be_paid_is_not_promised() -> None:
    assert not [one for one in said("The District isn't going to pay for that.") if one.startswith("promise")]


@pytest.mark.parametrize(
    ("named", "day"),
    [
        ("Memorial Day", "2025-05-26"),  # the last Monday of May
        ("Labor Day", "2025-09-01"),  # the first Monday of September
        ("the day before Thanksgiving", "2025-11-26"),  # the fourth Thursday of November is the 27th
        ("Halloween", "2025-10-31"),
        ("New Year's Eve", "2025-12-31"),
    ],
)
def test_days_go_by_their_names(named: str, day: str) -> None:
    assert said(f"Your bill is due on {named}.") == [f"state due_date {day}"]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Please get that $151.70 to us by Thursday, March 20.", {"151.70", "2025-03-20"}),
        ("The truck will be out there on the 14th.", {"arrival", "2025-03-14"}),
        (
            "The final notice was mailed on March 3 and says the water goes off on March 19.",
            {"shutoff_date", "2025-03-19"},
        ),
        ("The corrected bill is $88.27 instead of $304.55.", {"bill_total", "88.27"}),
        ("We'll mail your refund before Memorial Day, by May 20.", {"refund", "2025-05-20"}),
    ],
)
def test_no_value_is_lost_and_none_is_told_that_was_not(text: str, acts: set[str]) -> None:
    told = {str(value) for one in understand(text, LEXICON, TODAY).acts for value in one.slots.values()}
    assert acts <= told
    assert not told & {"2025-03-03", "304.55", "2025-05-26"}


def test_what_follows_a_condition_is_told_though_no_comma_parts_them() -> None:
    told = said("The past due amount is $164.09 and if it isn't paid the shut-off is on March 26.")
    assert told == ["state past_due 164.09", "state shutoff_date 2025-03-26"]


def test_tomorrow_is_known_by_its_short_forms() -> None:
    assert said("i'll call u tmrw") == said("I'll call you tomorrow.") == ["promise callback 2025-03-13"]
