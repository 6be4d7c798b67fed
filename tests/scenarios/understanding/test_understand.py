"""What representatives type is understood as the acts they mean; what they do not mean is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trainer.record.act import Act
from trainer.record.kinds import KINDS, Way
from trainer.record.parsing import parse_act, plain
from trainer.scenarios.understanding import load_lexicon, understand
from trainer.scenarios.understanding.grave import is_grave

HERE = Path(__file__).parent
LEXICON = load_lexicon(HERE.parents[2] / "scenario_library" / "phrases")
TODAY = date(2024, 10, 22)
DIALOGUES = yaml.safe_load((HERE / "dialogues.yaml").read_text())
HELD_OUT = yaml.safe_load((HERE / "held_out.yaml").read_text())
DEVELOPMENT = yaml.safe_load((HERE / "development.yaml").read_text())
FLOOR = 55
CALLS = yaml.safe_load((HERE / "calls.yaml").read_text())
KEPT = {"development": 465, "calls": 104}
KEPT_OUT = 46
TRICKY = (
    *(
        "you",
        "owe",
        "$",
        "$24.60",
        "24",
        "sixty",
        "dollars",
        "the",
        "30th",
        "31st",
        "2/30",
        "99/99",
        "0000-00-00",
        "next",
    ),
    *(
        "friday",
        "in",
        "999999999",
        "days",
        "weeks",
        "hundred",
        "thousand",
        "and",
        "'",
        '"',
        "?",
        ".",
        ",",
        "n't",
        "can't",
    ),
    *(
        "if",
        "suppose",
        "-",
        "1,,,",
        "may",
        "0",
        "by",
        "until",
        "due",
        "not",
        "—",
        "İ",
        "ﬁ",
        "½",
        "²",
        "١٢",
        "a",
        "cents",
    ),
)


def short(act: Act) -> str:
    return " ".join([act.kind, *map(str, act.slots.values())])


def said(text: str) -> list[str]:
    return [short(act) for act in understand(text, LEXICON, TODAY).acts]


def table(part: str) -> list[Any]:
    return [pytest.param(text, acts, id=text[:60]) for text, *acts in DIALOGUES[part]]


@pytest.mark.parametrize(("text", "acts"), table("one_act"))
def test_one_act(text: str, acts: list[str]) -> None:
    assert said(text) == acts


@pytest.mark.parametrize(("text", "acts"), table("several_acts"))
def test_several_acts_in_the_order_they_are_said(text: str, acts: list[str]) -> None:
    assert said(text) == acts


@pytest.mark.parametrize(("text", "acts"), table("nothing"))
def test_hypotheticals_denials_quotes_and_questions_are_no_acts(text: str, acts: list[str]) -> None:
    assert said(text) == acts


@pytest.mark.parametrize(("text", "acts"), table("announcements"))
def test_to_announce_is_not_to_tell_that_it_is_done(text: str, acts: list[str]) -> None:
    assert said(text) == acts


@pytest.mark.parametrize(("text", "acts"), table("hurried"))
def test_what_is_typed_in_a_hurry(text: str, acts: list[str]) -> None:
    assert said(text) == acts


@pytest.mark.parametrize(("text", "acts"), table("newcomer"))
def test_what_a_newcomer_types(text: str, acts: list[str]) -> None:
    assert said(text) == acts


@pytest.mark.parametrize("text", DIALOGUES["everyday"])
def test_plain_words_that_carry_no_risk_are_sure(text: str) -> None:
    acts = understand(text, LEXICON, TODAY).acts
    assert [act.kind for act in acts] != ["unclear"]
    assert all(act.sure for act in acts)


@pytest.mark.parametrize("text", DIALOGUES["doubtful"])
def test_on_thin_evidence_nothing_grave_is_sure(text: str) -> None:
    assert not [short(act) for act in understand(text, LEXICON, TODAY).acts if act.sure and is_grave(act)]


@pytest.mark.parametrize("text", DIALOGUES["hands_off"])
def test_nobody_is_sent_to_a_valve_by_a_no(text: str) -> None:
    assert not [one for one in said(text) if one.startswith("instruct shut")]


def test_sentences_nobody_tuned_on() -> None:
    right, missed = 0, []
    for item in HELD_OUT["sentences"]:
        wanted = sorted(short(parse_act({slot: str(value) for slot, value in one.items()})) for one in item["acts"])
        got = sorted(said(item["say"]))
        right += wanted == got
        if wanted != got:
            missed.append(f"{item['say']}\n    wanted {wanted}\n    got    {got}")
    assert right >= FLOOR, f"{right} of {len(HELD_OUT['sentences'])} right:\n" + "\n".join(missed)


@pytest.mark.parametrize(("rows", "floor"), [
    pytest.param(DEVELOPMENT["sentences"], KEPT["development"], id="development"),
    pytest.param(CALLS["tuned"], KEPT["calls"], id="calls"),
    pytest.param(CALLS["kept_out"], KEPT_OUT, id="kept out"),
])  # fmt: skip
def test_what_was_understood_once_stays_understood(rows: list[list[str]], floor: int) -> None:
    """All but the last were tuned on: a change that loses many of them has broken something."""
    missed = [text for text, *acts in rows if sorted(said(text)) != sorted(acts)]
    assert len(rows) - len(missed) >= floor, missed


def test_nothing_typed_is_no_act() -> None:
    assert understand("", LEXICON, TODAY).acts == ()
    assert understand(" \n\t ", LEXICON, TODAY).acts == ()


def test_what_is_not_understood_is_surely_unclear() -> None:
    understood = understand("zxcv qwer asdf", LEXICON, TODAY)
    assert [short(act) for act in understood.acts] == ["unclear"]
    assert understood.acts[0].sure


def test_an_exact_phrase_is_sure_and_a_vague_one_is_not() -> None:
    assert understand("Please call 911.", LEXICON, TODAY).acts[0].sure
    vague = understand("Go by the meter or the house and turn off some valve", LEXICON, TODAY).acts
    assert vague
    assert not any(act.sure for act in vague if act.kind == "instruct")


def test_a_date_that_reads_two_ways_is_doubtful() -> None:
    (act,) = understand("I'll call you back by next Thursday.", LEXICON, TODAY).acts
    assert act.get("by") == date(2024, 10, 31)
    assert not act.sure


def test_spans_show_where_each_act_was_said() -> None:
    text = "I'm sorry about that. Where is the leak?"
    understood = understand(text, LEXICON, TODAY)
    assert [text[span.start : span.end] for span in understood.spans] == ["I'm sorry about that", "Where is the leak"]


def test_one_thing_said_twice_is_one_act() -> None:
    assert said("Have a good day. Goodbye. Take care.") == ["goodbye"]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("$24.60", "24.60"),
        ("24.60", "24.60"),
        ("24 dollars and 60 cents", "24.60"),
        ("twenty-four sixty", "24.60"),
        ("twenty four dollars and sixty cents", "24.60"),
        ("a hundred and fourteen dollars", "114.00"),
        ("one hundred fourteen dollars and twenty cents", "114.20"),
        ("$1,240", "1240.00"),
        ("two thousand and five dollars", "2005.00"),
        ("80 bucks", "80.00"),
        ("sixty cents", "0.60"),
        ("forty bucks", "40.00"),
        ("twenty-four oh five", "24.05"),
        ("one fourteen twenty", "114.20"),
        ("eighty-six and forty cents", "86.40"),
        ("a hundred and ten dollars", "110.00"),
        ("twenty-four dollars sixty", "24.60"),
    ],
)
def test_amounts_as_they_are_said(words: str, amount: str) -> None:
    (act,) = understand(f"Your balance is {words}.", LEXICON, TODAY).acts
    assert (act.get("figure"), act.get("amount")) == ("balance", Decimal(amount))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("October 30", "2024-10-30"),
        ("Oct 30th", "2024-10-30"),
        ("October 30th, 2024", "2024-10-30"),
        ("the 30th", "2024-10-30"),
        ("the third", "2024-11-03"),
        ("the third of November", "2024-11-03"),
        ("10/30", "2024-10-30"),
        ("Oct. 30", "2024-10-30"),
        ("30th of October", "2024-10-30"),
        ("30 October 2024", "2024-10-30"),
        ("a week from Friday", "2024-11-01"),
        ("1/5", "2025-01-05"),
        ("2024-10-30", "2024-10-30"),
        ("Friday", "2024-10-25"),
        ("Tuesday", "2024-10-29"),
        ("Friday, October 25", "2024-10-25"),
        ("next Monday", "2024-10-28"),
        ("tomorrow", "2024-10-23"),
        ("today", "2024-10-22"),
        ("the end of the week", "2024-10-25"),
        ("the end of next week", "2024-11-01"),
        ("the end of the month", "2024-10-31"),
        ("the end of next month", "2024-11-30"),
        ("the end of December", "2024-12-31"),
        ("end of day Friday", "2024-10-25"),
        ("the close of business tomorrow", "2024-10-23"),
        ("the end of the day", "2024-10-22"),
        ("this coming Friday", "2024-10-25"),
        ("Friday the 25th", "2024-10-25"),
        ("Friday, 10/25", "2024-10-25"),
        ("November twenty-first", "2024-11-21"),
        ("the twenty-eighth", "2024-10-28"),
        ("the 15th of next month", "2024-11-15"),
        ("the first of the month", "2024-11-01"),
        ("ten days from Friday", "2024-11-04"),
        ("11-05-2024", "2024-11-05"),
        ("Firday", "2024-10-25"),
    ],
)
def test_dates_as_they_are_said(words: str, day: str) -> None:
    (act,) = understand(f"I'll call you back by {words}.", LEXICON, TODAY).acts
    assert (act.get("what"), act.get("by")) == ("callback", date.fromisoformat(day))


@pytest.mark.parametrize(
    ("words", "day"),
    [("in three days", "2024-10-25"), ("within 48 hours", "2024-10-24"), ("in five business days", "2024-10-29"),
     ("within a week", "2024-10-29"), ("in two weeks", "2024-11-05"), ("in ten to fourteen days", "2024-11-05"),
     ("within the next three business days", "2024-10-25"), ("in a couple of days", "2024-10-24"),
     ("in a month", "2024-11-22")],
)  # fmt: skip
def test_spans_of_days(words: str, day: str) -> None:
    (act,) = understand(f"You'll hear from us {words}.", LEXICON, TODAY).acts
    assert (act.get("what"), act.get("by")) == ("result", date.fromisoformat(day))


@pytest.mark.parametrize(
    ("words", "day"),
    [("on Friday", "2024-10-18"), ("last Friday", "2024-10-18"), ("yesterday", "2024-10-21"),
     ("on the 3rd", "2024-10-03"), ("two weeks ago", "2024-10-08")],
)  # fmt: skip
def test_days_that_are_past(words: str, day: str) -> None:
    """An amount and its day are one figure."""
    (act,) = understand(f"Your payment of $75 posted {words}.", LEXICON, TODAY).acts
    assert (act.get("figure"), act.get("amount"), act.get("on")) == (
        "last_payment_amount", Decimal("75.00"), date.fromisoformat(day),
    )  # fmt: skip


def test_a_day_with_a_figure_of_its_own_stays_apart() -> None:
    assert said("Your bill is $86.12 and it is due October 30.") == [
        "state bill_total 86.12",
        "state due_date 2024-10-30",
    ]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Good morning. Thank you for calling.", ["greet"]),
        ("Thanks for calling. Goodbye.", ["goodbye"]),
        ("Thanks for holding, you owe $86.12.", ["state balance 86.12"]),
        ("Thanks for holding.", ["thank"]),
    ],
)  # fmt: skip
def test_thanks_belong_to_what_they_are_said_with(text: str, acts: list[str]) -> None:
    assert said(text) == acts


@pytest.mark.parametrize("text", ["The payment was due on Mondays", "You may call a few hundred times", "5 grand"])
def test_no_day_and_no_amount(text: str) -> None:
    assert not [one for one in understand(text, LEXICON, TODAY).acts if one.get("on") or one.get("amount")]


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("20 minutes", 20), ("twenty minutes", 20), ("fifteen to twenty minutes", 20), ("half an hour", 30),
     ("an hour", 60), ("two hours", 120), ("a couple of hours", 120), ("a quarter of an hour", 15), ("45 mins", 45)],
)  # fmt: skip
def test_minutes_as_they_are_said(words: str, minutes: int | None) -> None:
    arrivals = [act.get("minutes") for act in understand(f"They'll be there in {words}.", LEXICON, TODAY).acts]
    assert arrivals == [minutes]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from(TRICKY), max_size=30).map(" ".join)))
@example("February 30")
@example("in 999999 weeks")
@example("²")
@example("$,")
def test_nothing_typed_breaks_it(text: str) -> None:
    understood = understand(text, LEXICON, TODAY)
    assert bool(understood.acts) == bool(text.strip())
    assert len(understood.acts) == len(understood.spans)
    assert understood == understand(text, LEXICON, TODAY)
    for act, span in zip(understood.acts, understood.spans, strict=True):
        assert KINDS[act.kind].way is Way.SAY
        assert dict(parse_act(plain(act)).slots) == dict(act.slots)
        assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize("today", [date.min, date.max, date(2024, 2, 29)])
def test_the_ends_of_the_calendar_break_nothing(today: date) -> None:
    for when in ("the 31st", "October 30", "next Friday", "in three days", "tomorrow", "2/29", "the end of the week"):
        assert understand(f"I'll call you back by {when}.", LEXICON, today).acts


def test_long_text_is_cut_and_still_understood() -> None:
    understood = understand("I'm sorry, that's a hard bill to open. " * 500, LEXICON, TODAY)
    assert understood.acts[0].kind == "acknowledge"
    assert understand("and " * 5000, LEXICON, TODAY).acts
