"""A picture says ready, near, far or unknown for the reason it gives, and in plain words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from progress.made import DAY, SPOKEN, criteria, known, pieces

from trainer.district.pack import Pack
from trainer.progress import wording
from trainer.progress.evidence import WHOLE, marked
from trainer.progress.evidence import pieces as of_findings
from trainer.progress.picture import Service, Signature, State, Verdict, picture, settles
from trainer.record.finding import Finding, Judgement, Severity


def test_ready_is_every_criterion_met() -> None:
    found = picture(criteria(), known([*pieces(4, 60, 1), *pieces(6, 60, 1)], [SPOKEN]), DAY)
    assert found.verdict is Verdict.READY
    assert wording.found(found.result("range")) == "two of two above the bar"


def test_one_duty_below_the_bar_is_far_however_good_the_rest() -> None:
    found = picture(criteria(), known([*pieces(4, 200, 0), *pieces(6, 20, 40)], [SPOKEN]), DAY)
    assert found.verdict is Verdict.FAR
    assert found.result("range").state is State.BELOW
    assert wording.found(found.result("range")) == "one of two above the bar; Fees is below it"


def test_too_little_is_unknown_and_says_of_how_many() -> None:
    found = picture(criteria(), known([*pieces(4, 5, 0), *pieces(6, 3, 0)]), DAY)
    assert found.verdict is Verdict.UNKNOWN
    assert wording.found(found.result("range")) == "none of two above the bar; Bills has 5 of 12; Fees has 3 of 12"


def test_near_is_nothing_below_and_little_open() -> None:
    found = picture(criteria(), known([*pieces(4, 60, 1), *pieces(6, 13, 2)], [SPOKEN]), DAY)
    assert found.verdict is Verdict.NEAR
    assert found.lines[1].state is State.OPEN


def test_a_missing_signature_alone_is_near() -> None:
    found = picture(criteria(), known([*pieces(4, 60, 1), *pieces(6, 60, 1)]), DAY)
    assert found.verdict is Verdict.NEAR
    assert wording.found(found.result("spoken")) == "not signed"
    assert wording.needed(found.result("spoken")) == "signed by 1 supervisor, within 12 months"


@pytest.mark.parametrize(("signed", "state"), [("2025-03-10", State.MISSING), ("2025-03-11", State.MET)])
def test_a_signature_holds_for_its_months(signed: str, state: State) -> None:
    old = replace(SPOKEN, on=dt.date.fromisoformat(signed))
    assert picture(criteria(), known([], [old]), DAY).result("spoken").state is state


def test_two_readers_are_two_people() -> None:
    two = {
        "id": "two", "name": "Judgment", "plain": "Decides well.", "mark": "illustrative",
        "source": {"part": "practice", "quote": "Made for a test"},
        "attested": {"by": "supervisor", "asks": "I have read the reasons.", "readers": 2},
    }  # fmt: skip
    one, other = Signature("two", 8, "O. Marsh", DAY), Signature("two", 9, "G. Okafor", DAY)
    assert picture(criteria(two), known([], [one, one]), DAY).result("two").state is State.MISSING
    assert picture(criteria(two), known([], [one, other]), DAY).result("two").state is State.MET


def test_time_in_class_leaves_leave_out() -> None:
    """A year from 10 March 2025 is done on 10 March 2026; with thirty days away, on 9 April,
    and 8 February, to which they take it back, is past the tenth month and not yet the eleventh."""
    time = {
        "id": "time", "name": "Time", "plain": "A year.", "mark": "illustrative",
        "source": {"part": "practice", "quote": "Made for a test"}, "on_record": {"months": 12},
    }  # fmt: skip
    start = dt.date(2025, 3, 10)
    assert picture(criteria(time), known([], service=Service(start)), DAY).result("time").state is State.MET
    away = picture(criteria(time), known([], service=Service(start, 30)), DAY).result("time")
    assert (away.state, away.due) == (State.MISSING, dt.date(2026, 4, 9))
    assert wording.found(away) == "10 months, enough on 9 April 2026"


def test_practice_does_not_count_and_neither_does_what_is_too_old_or_yet_to_come() -> None:
    given = [
        *pieces(4, 30, 0, source="practice"),
        *pieces(4, 30, 0, day=dt.date(2025, 3, 10)),
        *pieces(4, 30, 0, day=dt.date(2026, 3, 11)),
        *pieces(4, 2, 0),
    ]
    assert picture(criteria(), known(given), DAY).lines[0].opportunities == 2


def test_a_strict_reviewer_is_allowed_for() -> None:
    given = [*pieces(4, 40, 10, source="live", reviewer_id=7)]
    plain = picture(criteria(), known(given), DAY).lines[0].estimate
    eased = picture(criteria(), known(given, strict={7: 10.0}), DAY).lines[0].estimate
    assert plain is not None
    assert eased is not None
    assert 0.04 < eased - plain < 0.12


def test_the_path_begins_with_what_is_quick_and_says_how_many() -> None:
    stated, facts = criteria(), known([*pieces(4, 60, 1), *pieces(6, 18, 2, each=4)])
    found = picture(stated, facts, DAY)
    steps = wording.path(found, lambda line: settles(stated, line, facts, DAY))
    assert steps[0].what == "Ask your supervisor to look at “English, spoken” and sign, or say what is missing."
    assert steps[1].what.startswith("Fees: about ")
    assert "sittings or reviews" in steps[1].what


def test_what_would_take_years_is_one_step_and_what_is_too_little_says_how_much_is_missing() -> None:
    stated, facts = criteria(), known([*pieces(4, 60, 19), *pieces(6, 5, 1)])
    found = picture(stated, facts, DAY)
    steps = wording.path(found, lambda line: settles(stated, line, facts, DAY))
    assert [step.what for step in steps[1:]] == [
        "Fees: about 6 more sittings or reviews, so that something can be said.",
        "Get more right than so far, the weakest first: Bills.",
    ]
    assert wording.overall(found) == "0 of 2 criteria are met; open: Full range; missing: English, spoken."


def test_findings_become_evidence_and_praise_does_not(pack: Pack) -> None:
    def one(verdict: Judgement, severity: Severity = Severity.MAJOR) -> Finding:
        return Finding("greet", verdict, severity, "Greet", 1, 0, "", "law", "13.1", 5, "care")

    given = [one(Judgement.MET), one(Judgement.LATE), one(Judgement.MISSED), one(Judgement.MET, Severity.PRAISE)]
    made = of_findings(given, False, "assess", "play:3", DAY, "A first call", 0.5, pack.rubric)
    assert [(piece.place, piece.rule, piece.right) for piece in made] == [
        (0, WHOLE, 0.0), (1, "greet", 1.0), (2, "greet", 0.5), (3, "greet", 0.0),
    ]  # fmt: skip
    assert made[0].whole
    # Rubric: chapter 13 is evidence of knowledge 1 and 7 and abilities 3, 8 and 10; care of knowledge 1 and ability 3.
    assert made[1].speaks_to == ("D5", "K1", "K7", "A3", "A8", "A10")


def test_the_grid_says_how_many_in_a_sentence() -> None:
    verdicts = [Verdict.READY, *[Verdict.NEAR] * 4, *[Verdict.FAR] * 2, Verdict.UNKNOWN]
    assert wording.summary(verdicts) == (
        "One of eight is ready, four are near, two are far; of one there is not enough to say."
    )


OBSERVED = {
    "id": "on_the_job", "name": "On the job", "plain": "Each seen.", "mark": "illustrative",
    "source": {"part": "practice", "quote": "Made for a test"}, "observed": {"duties": [4, 7], "step": "helped"},
}  # fmt: skip


def test_the_checklist_holds_what_was_done_as_far_as_asked_or_further() -> None:
    marks = [marked("mark:1", DAY, "alone", "Done alone", 4, 9), marked("mark:2", DAY, "saw", "Saw it", 7, 9)]
    found = picture(criteria(OBSERVED), known(marks), DAY).result("on_the_job")
    assert (found.state, found.observed, found.wanting) == (State.MISSING, frozenset({4}), ("Cashier",))
    marks.append(marked("mark:3", DAY, "helped", "Done with help", 7, 9))
    assert picture(criteria(OBSERVED), known(marks), DAY).result("on_the_job").state is State.MET
    assert picture(criteria(OBSERVED), known(marks), DAY - dt.timedelta(days=1)).result("on_the_job").wanting


def test_marks_of_the_checklist_are_no_opportunities() -> None:
    marks = [marked(f"mark:{n}", DAY, "alone", "Done alone", 4, 9) for n in range(20)]
    found = picture(criteria(), known(marks), DAY)
    assert (found.lines[0].opportunities, found.pieces) == (0, 0)


def test_an_ability_is_measured_from_whatever_speaks_to_it() -> None:
    tact = {
        "id": "tact", "name": "Tact", "plain": "Calm.", "mark": "illustrative",
        "source": {"part": "practice", "quote": "Made for a test"},
        "measured": {
            "abilities": [3], "knowledge": [1], "bar": 0.75, "least": 5, "months": 12,
            "how_set": "By hand, for this test alone.",
        },
    }  # fmt: skip
    given = [
        *(replace(one, speaks_to=("D4", "A3")) for one in pieces(4, 6, 0)),
        *(replace(one, speaks_to=("D6", "K1", "A2")) for one in pieces(6, 0, 2)),
        *(replace(one, speaks_to=("D7", "A30", "K10")) for one in pieces(7, 5, 0)),  # another number, not a longer one
    ]
    [line] = picture(criteria(tact), known(given), DAY).result("tact").lines
    assert (line.opportunities, line.right) == (8, 6)


@pytest.mark.parametrize(
    ("ready", "near", "said"),
    [
        (0, 1, "The only person on the way is near."),
        (1, 0, "The only person on the way is ready."),
        (0, 2, "Neither of two is ready, two are near."),
        (2, 0, "Both are ready."),
        (0, 3, "None of three is ready, three are near."),
        (1, 2, "One of three is ready, two are near."),
        (2, 1, "Two of three are ready, one is near."),
        (3, 0, "All three are ready."),
    ],
)
def test_nobody_and_everybody_ready_are_said_in_english(ready: int, near: int, said: str) -> None:
    assert wording.summary([Verdict.READY] * ready + [Verdict.NEAR] * near) == said
