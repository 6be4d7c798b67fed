"""Worked contacts and examples hold the rules to the truth: swapping a permit for a forbid in any rule breaks one.

Obligations have no permit; there, owing nothing, and owing it where the rule owes nothing, are the swaps that count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from worked.harness import all_cases, play_case
from worked.test_worked_contacts import fits, stands

from trainer.district.examples import failures
from trainer.district.pack import Pack
from trainer.district.rules import RULES
from trainer.record.act import Act
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, Verdict
from trainer.scenarios.library import Library

CASES = list(all_cases())
SWAPPED = {Verdict.PERMITTED: Verdict.FORBIDDEN, Verdict.FORBIDDEN: Verdict.PERMITTED}


def holds(case: dict[str, Any], pack: Pack, library: Library) -> bool:
    played = play_case(case, pack, library)
    return (
        all(any(stands(f, wanted) for f in played.findings) for wanted in case.get("found", ()))
        and not any(fits(f, unwanted) for f in played.findings for unwanted in case.get("not_found", ()))
        and played.score.passed is case.get("passed", played.score.passed)
    )


def noticed(rule: str, pack: Pack, library: Library) -> bool:
    """Whether an example of the rule, or else some worked contact, no longer holds."""
    examples = (one for one in pack.examples if one.rule == rule)
    broken = any(next(failures(one, pack.rulebook, pack), None) for one in examples)
    return broken or not all(holds(case, pack, library) for case in CASES)


@pytest.mark.parametrize("rule", sorted(name for name, rule in RULES.items() if rule.ruling))
def test_a_swapped_ruling_is_noticed(rule: str, pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    logic = RULES[rule].ruling
    assert logic is not None

    def swapped(case: Case, act: Act) -> Ruling | None:
        ruling = logic(case, act)
        if ruling is None or ruling.verdict not in SWAPPED:
            return ruling
        trimmed = ruling.allowed if ruling.verdict is Verdict.PERMITTED else None
        return replace(ruling, verdict=SWAPPED[ruling.verdict], allowed=trimmed)

    monkeypatch.setattr(RULES[rule], "ruling", swapped)
    assert noticed(rule, pack, library)


@pytest.mark.parametrize("rule", sorted(name for name, rule in RULES.items() if rule.owed))
def test_an_obligation_that_is_forgotten_is_noticed(
    rule: str, pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgotten(case: Case) -> Iterable[Obligation]:
        return ()

    monkeypatch.setattr(RULES[rule], "owed", forgotten)
    assert noticed(rule, pack, library)
