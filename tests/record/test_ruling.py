"""Three-valued conditions: one known no settles an all-of, one known yes an any-of; else what is unknown is needed."""

from __future__ import annotations

import pytest

from trainer.record.act import pattern
from trainer.record.ruling import Condition, Need, all_of, any_of


def yes() -> bool:
    return True


def no() -> bool:
    return False


def unknown() -> bool:
    raise Need("Ask about any danger.", pattern("ask", topic="danger"))


@pytest.mark.parametrize(("conditions", "answer"), [((yes, yes), True), ((yes, no), False), ((unknown, no), False)])
def test_all_of_is_settled_by_one_known_no(conditions: tuple[Condition, ...], answer: bool) -> None:
    assert all_of(*conditions) is answer


@pytest.mark.parametrize(("conditions", "answer"), [((no, no), False), ((no, yes), True), ((unknown, yes), True)])
def test_any_of_is_settled_by_one_known_yes(conditions: tuple[Condition, ...], answer: bool) -> None:
    assert any_of(*conditions) is answer


def test_otherwise_the_question_that_would_settle_it_is_needed() -> None:
    for open_question in (lambda: all_of(yes, unknown), lambda: any_of(no, unknown)):
        with pytest.raises(Need) as need:
            open_question()
        assert need.value.patterns == (pattern("ask", topic="danger"),)
