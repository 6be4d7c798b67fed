"""A form as Amazon Connect's DescribeEvaluationForm gives it, carried over by hand and by the program."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from trainer.district.sources import SourceError
from trainer.reviews.card.amazon_connect import carry


def single(ref: str, title: str, weight: float, *options: tuple[str, int, bool], **more: Any) -> dict[str, Any]:
    given = [
        {"RefId": f"{ref}-{n}", "Text": text, "Score": points, "AutomaticFail": fails}
        for n, (text, points, fails) in enumerate(options, 1)
    ]
    question = {
        "Title": title, "RefId": ref, "QuestionType": "SINGLESELECT", "Weight": weight,
        "QuestionTypeProperties": {"SingleSelect": {"Options": given, "DisplayAs": "RADIO"}}, **more,
    }  # fmt: skip
    return {"Question": question}


GREETED = single("q-1", "Greeted?", 30.0, ("Yes", 10, False), ("No", 0, False), NotApplicableEnabled=True)
VERIFIED = single("q-2", "Verified?", 50.0, ("Yes", 10, False), ("Partly", 4, False), ("No", 0, True))
WHEN = {
    "Action": "ENABLE",
    "Condition": {"Operands": [{"Expression": {
        "Source": {"Type": "QUESTION_REF_ID", "RefId": "q-1"}, "Comparator": "IN",
        "Values": [{"Type": "OPTION_REF_ID", "RefId": "q-1-1"}],
    }}]},
}  # fmt: skip
CLOSED = single("q-3", "Closed?", 20.0, ("Yes", 10, False), ("No", 0, False), Enablement=WHEN)
FREE = {"Question": {"Title": "Remarks", "RefId": "q-4", "QuestionType": "TEXT"}}


def form(*items: dict[str, Any], mode: str = "QUESTION_ONLY") -> str:
    made = {
        "Title": "Phone quality", "Description": "Ours.", "Items": list(items),
        "ScoringStrategy": {"Mode": mode, "Status": "ENABLED"},
    }  # fmt: skip
    return json.dumps({"EvaluationForm": made})


def section(title: str, weight: float | None, *items: dict[str, Any]) -> dict[str, Any]:
    weighted = {} if weight is None else {"Weight": weight}
    return {"Section": {"Title": title, "RefId": title, "Items": list(items), **weighted}}


def test_questions_weights_options_and_fails_are_carried() -> None:
    carried = carry(form(section("All", None, GREETED, VERIFIED, CLOSED, FREE)), "form.json")
    greeted, verified, closed = carried.card.criteria
    assert [one.weight for one in carried.card.criteria] == [30, 50, 20]
    assert [(o.label, o.worth) for o in verified.options] == [("Yes", 100), ("Partly", 40), ("No", 0)]
    assert (verified.fails, carried.card.automatic_fail) == (("o3",), "zero")
    assert (greeted.applicable_always, verified.applicable_always) == (False, True)
    assert closed.shown_when is not None
    assert (closed.shown_when.criterion, closed.shown_when.is_) == (greeted.id, ("o1",))


def test_what_cannot_be_carried_is_reported() -> None:
    carried = carry(form(section("All", None, GREETED, FREE)), "form.json")
    assert any("“Remarks” is of type TEXT" in line for line in carried.report)
    assert any("pass mark" in line for line in carried.report)


def test_a_richer_condition_is_reported_and_the_question_always_shown() -> None:
    many = WHEN | {"Action": "DISABLE"}
    closed = single("q-3", "Closed?", 20.0, ("Yes", 10, False), ("No", 0, False), Enablement=many)
    carried = carry(form(section("All", None, GREETED, closed)), "form.json")
    assert carried.card.criteria[1].shown_when is None
    assert any("“Closed?” is shown on a condition" in line for line in carried.report)


def test_where_sections_carry_the_weights_their_questions_share_them() -> None:
    given = form(section("A", 60.0, GREETED, VERIFIED), section("B", 40.0, CLOSED), mode="SECTION_ONLY")
    assert [one.weight for one in carry(given, "form.json").card.criteria] == [30, 30, 40]


def test_ranges_of_a_number_become_answers() -> None:
    numeric = {"Question": {
        "Title": "Seconds of silence", "RefId": "q-9", "QuestionType": "NUMERIC", "Weight": 100.0,
        "QuestionTypeProperties": {"Numeric": {"MinValue": 0, "MaxValue": 99, "Options": [
            {"MinValue": 0, "MaxValue": 20, "Score": 10}, {"MinValue": 21, "MaxValue": 99, "Score": 0},
        ]}},
    }}  # fmt: skip
    one = carry(form(section("All", None, numeric)), "form.json").card.criteria[0]
    assert [(o.label, o.worth) for o in one.options] == [("0 to 20", Decimal(100)), ("21 to 99", 0)]


@pytest.mark.parametrize("raw", ["{}", "[]", '{"Items": 3}', form(section("All", None, FREE)), form({"Section": {}})])
def test_what_is_no_form_is_refused(raw: str) -> None:
    with pytest.raises(SourceError, match=r"form\.json"):
        carry(raw, "form.json")
