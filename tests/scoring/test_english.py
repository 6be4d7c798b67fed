"""Written English: what a careful reader would mark in a reply, and what they would let be."""

from __future__ import annotations

import pytest

from trainer.scoring.english import read_english, words_of

KNOWN = words_of(["Autopay, shut-off and the e-bill; a reread at 22 Calle Arroyo."])
JARGON = {"delinquent": "overdue", "commodity charge": "charge for the water itself"}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("We recieved your payment and will adress it tomorow.", ["recieved", "adress", "tomorow"]),
        ("Your autopay starts with the next bill.", []),
        ("Thank you, Ms. Sorensen. The crew is on Calle Arroyo now.", []),
        ("It’s $24.60, and you’re right: that wasn’t yours.", []),
        ("I ordered a reread, WO 4471, for the 12th.", []),
        ("definately", ["definately"]),
    ],
)
def test_spelling(text: str, marked: list[str]) -> None:
    assert [one.found for one in read_english([text], KNOWN).of("spelling")] == marked


def test_spelling_that_is_lifted_is_not_looked_at_and_the_rest_is() -> None:
    found = read_english(["We recieved the delinquent payment!!"], KNOWN, JARGON, spelling=False)
    assert [one.what for one in found.remarks] == ["plain words", "tone"]
    assert found.words == 5


def test_the_right_spelling_is_offered() -> None:
    assert [one.better for one in read_english(["We recieved it."], KNOWN).remarks] == ["received"]


def test_shorthand_is_told_by_the_word_it_stands_for() -> None:
    found = read_english(["Bal on the acct told, pymt due."], KNOWN).of("spelling")
    assert [(one.found, one.better) for one in found] == [("Bal", "balance"), ("acct", "account"), ("pymt", "payment")]


def test_a_word_is_marked_once_in_a_text_and_says_in_which() -> None:
    found = read_english(["All good.", "The adress, that adress."], KNOWN).of("spelling")
    assert [(one.text, one.found) for one in found] == [(1, "adress")]


def test_trade_words_have_plain_ones() -> None:
    found = read_english(["The commodity charge is delinquent."], KNOWN, JARGON).of("plain words")
    assert {one.found: one.better for one in found} == JARGON


@pytest.mark.parametrize("text", ["PLEASE READ your bill.", "What do you want me to do??", "Stop!!"])
def test_shouting(text: str) -> None:
    assert read_english([text]).of("tone")


@pytest.mark.parametrize("text", ["Your bill for 14 CCF is ready.", "The SMWD office. ETA noon.", "Great news!"])
def test_no_shouting(text: str) -> None:
    assert not read_english([text]).of("tone")


def test_a_sentence_may_be_too_long() -> None:
    long = " ".join(["water"] * 31)
    assert read_english([f"Short. {long}."]).of("long sentence")
    assert not read_english([f"{' '.join(['water'] * 30)}."]).of("long sentence")


def test_words_are_counted() -> None:
    assert read_english(["It’s on its way.", "Thank you."]).words == 6
