"""What stands beside the score, in the words a person reads."""

from __future__ import annotations

import pytest

from trainer.record.finding import Finding, Judgement, Severity
from trainer.scoring.beside import Seen, beside
from trainer.scoring.debrief import Course
from trainer.scoring.english import read_english


def found(rule: str, verdict: str = "violated") -> Finding:
    return Finding(
        rule=rule, verdict=Judgement(verdict), severity=Severity.MINOR, message="", move=4, second=9, citation="",
        mark="law", section="13.4", duty=5, part="work", why="It was yours to decide.",
    )  # fmt: skip


def says(seen: Seen) -> dict[str, tuple[str, str]]:
    return {one.name: (one.says, one.state) for one in beside(seen)}


def test_alone_and_calm_and_quick() -> None:
    seen = Seen([], Course(moods=("calm", "calm"), seconds=190), book_seconds=120)
    assert says(seen) == {
        "independence": ("On your own, start to finish.", "good"),
        "calm": ("Nobody lost their temper.", "good"),
        "time": ("3:10. The book takes 2:00.", "good"),
    }


def test_asking_when_one_should_costs_nothing_here_either() -> None:
    seen = Seen([], Course(), asked=2, hints=1)
    words = "You took 1 hint. You asked a supervisor twice, each time about something that was not yours to decide."
    assert says(seen)["independence"] == (words, "good")


def test_a_guided_contact_is_not_called_ones_own_work() -> None:
    assert says(Seen([], Course(), guided=True))["independence"] == ("A guided contact: each next step was shown.", "")


def test_asking_when_one_need_not() -> None:
    (measure,) = beside(Seen([found("ask_prepared")], Course(), asked=1))
    assert (measure.state, measure.places) == ("care", ("It was yours to decide.",))


@pytest.mark.parametrize(
    ("moods", "hung_up", "findings", "expected"),
    [
        (("angry", "calm"), False, [], ("They were upset, and left calm. You stayed polite.", "good")),
        (("worried", "angry"), True, [], ("You stayed polite. They left angry.", "")),
        (("worried", "worried"), False, [found("no_blame")], ("You argued once; it makes people louder.", "care")),
    ],
)
def test_calm(moods: tuple[str, ...], hung_up: bool, findings: list[Finding], expected: tuple[str, str]) -> None:
    assert says(Seen(findings, Course(moods=moods, hung_up=hung_up)))["calm"] == expected


def test_no_calm_where_nobody_was_there() -> None:
    assert "calm" not in says(Seen([], Course(contact=False)))


def test_more_than_twice_the_book_is_worth_a_look() -> None:
    assert says(Seen([], Course(seconds=241), book_seconds=120))["time"][1] == "care"
    assert says(Seen([], Course(seconds=240), book_seconds=120))["time"][1] == "good"


def test_english_says_what_and_where() -> None:
    (*_, english) = beside(Seen([], Course(), english=read_english(["We recieved it. Thank you."])))
    assert english.says == "5 words typed; worth a look: spelling once."
    assert english.places == ("“recieved” → received",)


def test_nothing_typed_says_nothing() -> None:
    assert "english" not in says(Seen([], Course(), english=read_english([])))


def test_an_accommodation_leaves_no_trace() -> None:
    seen = Seen(
        [], Course(seconds=900), book_seconds=100, english=read_english(["teh bil"]), lifted={"time", "english"}
    )
    assert set(says(seen)) == {"independence"}
