"""The number: weighed by hand from a rubric small enough to work out on paper."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from trainer.district.pack import Pack
from trainer.district.rubric import Rubric
from trainer.record.finding import Finding, Judgement, Severity
from trainer.scoring.score import score

RUBRIC = Rubric.model_validate(
    {
        "version": 1, "pass_mark": 70, "how_the_pass_mark_was_set": "by hand", "late_share": "0.5", "answer_weight": 4,
        "severity": {"critical": 5, "major": 3, "minor": 1, "praise": 0}, "shift": 10,
        "parts": {"work": {"label": "Work", "points": 60}, "care": {"label": "Care", "points": 40}},
        "duties": {7: "2"}, "refusing_the_merely_allowed": "free",
        "competencies": {5: {"knowledge": [6], "abilities": [2]}},
        "part_competencies": {"care": {"knowledge": [1], "abilities": [2, 3]}},
    }
)  # fmt: skip


def found(verdict: str, severity: str = "major", part: str = "work", duty: int = 5, **more: object) -> Finding:
    return Finding(
        rule="r", verdict=Judgement(verdict), severity=Severity(severity), message="", move=1, second=1, citation="",
        mark="law", section="5.2", duty=duty, part=part, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_part_in_which_nothing_was_owed_leaves_the_sum() -> None:
    """Work: 3 of 3 + 1 minor missed = 3/4 of a hundred points."""
    assert score(RUBRIC, [found("met"), found("missed", "minor")]).total == 75


def test_both_parts() -> None:
    """Work 3/4 of 60 = 45, care 1/2 of 40 (late counts half) = 20."""
    findings = [found("met"), found("missed", "minor"), found("late", part="care")]
    assert score(RUBRIC, findings).total == 65


def test_an_answer_weighs_four_times() -> None:
    """A wrong answer (12) beside a right step (3): 3 of 15."""
    assert score(RUBRIC, [found("violated", answer=True), found("met")]).total == 20


def test_a_duty_may_weigh_double() -> None:
    """Duty 7 right (6) beside duty 5 wrong (3): 6 of 9."""
    assert score(RUBRIC, [found("met", duty=7), found("missed")]).total == 67


def test_a_scenario_moves_points_within_the_rubric() -> None:
    """Work all right at 70 points, care all wrong at 30."""
    findings = [found("met"), found("missed", part="care")]
    assert score(RUBRIC, findings, {"work": 10, "care": -10}).total == 70


@pytest.mark.parametrize(
    ("shifts", "says"),
    [
        ({"work": 11, "care": -11}, "more than the 10 points"),
        ({"work": 5}, "what one part gains another gives"),
        ({"charm": 0}, "no part charm"),
    ],
)
def test_a_scenario_moves_no_more_than_that(shifts: dict[str, int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        score(RUBRIC, [found("met")], shifts)


def test_a_critical_finding_fails_whatever_the_number() -> None:
    result = score(RUBRIC, [*[found("met")] * 30, found("violated", "critical")])
    assert (result.total > 70, result.passed, result.critical) == (True, False, 1)


def test_a_finding_speaks_to_its_duty_knowledge_and_abilities_once() -> None:
    assert RUBRIC.speaks_to(found("met", part="care")) == (
        "D5", "K6", "A2", "K1", "A3",
    )  # fmt: skip


def test_parts_make_a_hundred() -> None:
    given = RUBRIC.model_dump() | {"parts": {"work": {"label": "Work", "points": 60}}}
    with pytest.raises(ValidationError, match="the points make 60"):
        Rubric.model_validate(given)


def test_every_area_and_ability_of_the_class_is_spoken_to(pack: Pack) -> None:
    """None of the abilities is left out; of the knowledge, correct English alone, which stands beside the score."""
    speaks = [*pack.rubric.competencies.values(), *pack.rubric.part_competencies.values()]
    able = {number for one in speaks for number in one.abilities}
    known = {number for one in speaks for number in one.knowledge}
    assert {ability.number for ability in pack.specification.abilities} == able
    assert {area.number for area in pack.specification.knowledge} - known == {3}
    assert isinstance(pack.rubric.late_share, Decimal)
