"""What the desk says in few words: prices, and the reason and the place that the coach gives with each step."""

from __future__ import annotations

from decimal import Decimal

import pytest

from trainer.plays.desk.coach import Advice, advice
from trainer.plays.desk.words import price
from trainer.proof.bots import Expert
from trainer.proof.play import play_bot
from trainer.record.act import Act
from trainer.record.case import Case
from trainer.scenarios.opening import open_scenario
from trainer.web.content import Content, load_content


@pytest.mark.parametrize(
    ("value", "words"),
    [("0.5", "0.50"), ("2.46", "2.46"), ("0.5518", "0.5518"), ("3", "3.00"), ("1E+1", "10.00")],
)
def test_a_price_has_two_decimals_or_more(value: str, words: str) -> None:
    assert price(Decimal(value)) == words


def test_no_price_is_no_words() -> None:
    assert price(None) == ""


def led(content: Content, scenario: str) -> list[Advice]:
    """What the coach says before each step of a play by the book."""
    said: list[Advice] = []
    expert = Expert(content.pack.rulebook)

    def player(case: Case) -> Act | None:
        step = expert(case)
        said.append(advice(content.pack, case, step))
        return step

    setting = content.library.scenarios[scenario]
    play_bot(open_scenario(content.pack, content.library, setting, 0, "I", "Jordan"), player)
    return said


def test_every_step_has_a_reason_that_is_not_the_step_itself() -> None:
    for one in led(load_content(), "a-first-call")[:-1]:
        assert one.why, one.step
        assert not one.why.startswith(one.step.partition(":")[0]), one.step


def test_a_step_says_where_it_is_done_and_once_how_to_leave_the_box() -> None:
    said = led(load_content(), "a-first-call")
    assert {one.where for one in said if one.step.startswith("Look at")} == {"tabs"}
    assert {one.where for one in said if one.step.startswith(("Match", "Waive", "Write"))} == {"tools"}
    assert [one.leave for one in said].count(True) == 1
