"""Where the rules leave a choice, any end inside the band is right, and the finding says what the band was."""

from __future__ import annotations

from typing import Any

import pytest

from trainer.district.pack import Pack
from trainer.proof.bots import Expert
from trainer.proof.play import play_bot
from trainer.record.act import Act
from trainer.record.case import Case
from trainer.record.finding import Finding, Judgement, Severity
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario
from trainer.scoring.debrief import alternatives


@pytest.mark.parametrize(("instalments", "chosen"), [(2, True), (6, True), (7, False)])
def test_any_end_inside_the_band_is_right_and_is_told_as_a_choice(
    instalments: int, chosen: bool, pack: Pack, library: Library
) -> None:
    """A plan has 2 to 6 instalments (manual chapter 6): either end is right, one more is not, and no number moves."""
    world = open_scenario(pack, library, library.scenarios["the-last-notice"], 1)

    def other(case: Case) -> Act | None:
        wanted = Expert(pack.rulebook)(case)
        if wanted is None or wanted.kind != "set_up_plan":
            return wanted
        return Act("set_up_plan", {"instalments": instalments}, wanted.toward)

    played = play_bot(world, other)
    told = [one for one in played.findings if one.discretion]
    assert [one.discretion for one in told] == (["Anything from 2 to 6 months."] if chosen else [])
    assert all(one.choice == f"Set up a payment plan: {instalments}" for one in told)
    assert all(one.severity is Severity.PRAISE for one in told)
    assert (played.score.total == 100) is chosen


def found(message: str, **more: Any) -> Finding:
    return Finding("rule", Judgement.MET, Severity.MINOR, message, 1, 0, "", "law", "6.1", 5, "work", **more)


def test_what_else_would_have_been_right_is_told_once_for_each_decision() -> None:
    """The band of a choice, the other acts that a rule named; of what left nothing open, nothing."""
    findings = [
        found("Refuse what was waived already", besides=("Offer: payment plan", "Offer: more time")),
        found("Refuse what was waived already", besides=("Offer: payment plan", "Offer: more time")),
        found("Greet"),
        found("Set the length", discretion="Anything from 2 to 6 months.", choice="Set up a payment plan: 4"),
    ]
    assert [(one.about, one.words) for one in alternatives(findings)] == [
        ("Refuse what was waived already", "Offer: payment plan; Offer: more time."),
        ("Set up a payment plan: 4", "Anything from 2 to 6 months."),
    ]
