"""The debrief's telling: the outcome in a sentence that fits the score, and the three things that mattered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from trainer.district.pack import Pack
from trainer.district.rulelist import Told, load_rules
from trainer.proof.bots import BOTS, Expert
from trainer.proof.habits import Bot
from trainer.proof.play import Played, play_bot
from trainer.record.act import pattern
from trainer.record.finding import Finding, Judgement, Severity
from trainer.record.ruling import Obligation
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario
from trainer.scoring import ends
from trainer.scoring.clauses import clause
from trainer.scoring.debrief import Course, Result, lede, three, verdict
from trainer.scoring.telling import about_obligation
from trainer.scoring.water import lost
from trainer.settings import SEED

RULES_IN_FORCE = load_rules(SEED / "smwd" / "rules")
PASSED = Result(90, passed=True, critical=0, pass_mark=75)
FAILED = Result(60, passed=False, critical=0, pass_mark=75)
CRITICAL = Result(82, passed=False, critical=1, pass_mark=75)
CALL = Course(moods=("frustrated", "calm"), seconds=95)


def found(rule: str, how: str = "met", severity: str = "major", **more: Any) -> Finding:
    given = {
        "message": "Write it down: all of it",
        "move": 3,
        "second": 40,
        "key": "",
        "why": "",
        "right": "",
        "part": "work",
    }
    finding = Finding(
        rule=rule, verdict=Judgement(how), severity=Severity(severity), citation="", mark="law", section="1.1", duty=5,
        **{**given, **more},
    )  # fmt: skip
    words = RULES_IN_FORCE[rule].told if rule in RULES_IN_FORCE else Told()
    return replace(finding, told=clause(words, finding))


VERIFIED = found("verify_before_disclosure", severity="critical")
BLIND = found("verify_before_disclosure", "blind", "critical", why="Match 2 items first.")
GREETED = found("greet", severity="minor")
NO_NOTE = found("note_the_contact", "missed", move=None)
TOO_MUCH = found("adjustment_amount", "over_lenient", right="Recommend an adjustment: $39.98")


def test_words_to_say_are_given_only_where_something_was_to_be_said() -> None:
    entry = RULES_IN_FORCE["greet"]
    for owed, right in ((pattern("greet"), entry.say), (pattern("look", panel="ledger"), ""), (None, "")):
        obligation = Obligation("one", "What is owed", (owed,) if owed else (), rule="greet")
        assert about_obligation(entry, obligation, Judgement.MISSED, None, 9).right == right


def test_a_faultless_play_is_told_as_one() -> None:
    said = verdict([VERIFIED, GREETED], PASSED, CALL)
    assert said.startswith("Passed, with nothing to put right. You knew who was calling")
    assert said.endswith("and you greeted them.")


def test_a_pass_with_faults_names_the_gravest() -> None:
    assert verdict([VERIFIED, NO_NOTE, TOO_MUCH], PASSED, CALL).startswith("Passed. You knew who was calling")
    assert verdict([VERIFIED, NO_NOTE, TOO_MUCH], PASSED, CALL).endswith("you recommended more than the misread cost.")


def test_a_fail_by_number_is_not_yet() -> None:
    assert verdict([GREETED, TOO_MUCH], FAILED, CALL) == (
        "Not passed yet. You greeted them, but you recommended more than the misread cost."
    )


def test_a_critical_finding_is_told_alone_and_before_the_number() -> None:
    findings = [GREETED, TOO_MUCH, BLIND]
    assert (
        verdict(findings, CRITICAL, CALL)
        == "Not passed: you spoke of the account or changed it before you knew who was calling."
    )
    assert "82 points would have been enough" in lede(findings, CRITICAL, CALL)


def test_silence_is_told_as_silence() -> None:
    silent = Course(did=False, hung_up=True, seconds=150)
    missed = [found("greet", "missed", "minor", move=None), NO_NOTE]
    zero = Result(0, passed=False, critical=0, pass_mark=75)
    assert verdict(missed, zero, silent) == "Not passed. Nothing was said, and the caller hung up."
    assert lede(missed, zero, silent) == "The caller hung up on you after 2:30."
    nobody = Course(did=False, contact=False)
    assert verdict(missed, zero, nobody) == "Not passed. Nothing was done."


def test_the_lede_says_how_the_caller_left_and_what_was_left_undone() -> None:
    assert lede([NO_NOTE], FAILED, CALL) == "The caller began frustrated and left calm. Left undone: write it down."
    worse = Course(moods=("worried", "angry"))
    many = [found(f"rule{n}", "missed", message=f"Do {n}", move=None) for n in range(4)]
    assert (
        lede(many, FAILED, worse) == "The caller began worried but left angry. Left undone: do 0, do 1, and two more."
    )


def test_the_three_are_the_gravest_with_one_done_well() -> None:
    findings = [GREETED, found("close_kindly", "missed", "minor"), NO_NOTE, TOO_MUCH, VERIFIED, BLIND]
    assert [one.first.rule for one in three(findings)] == ["verify_before_disclosure", "adjustment_amount", "greet"]
    assert [one.right for one in three([VERIFIED, GREETED])] == [True, True]
    assert [one.right for one in three([NO_NOTE, TOO_MUCH])] == [False, False]


def test_one_rule_is_one_matter_with_all_its_moves() -> None:
    matter = three([BLIND, found("verify_before_disclosure", "blind", "critical", move=7)])[0]
    assert matter.moves == (3, 7)
    assert matter.text == "Match 2 items first."


def test_a_matter_says_what_was_right() -> None:
    assert "What was right: recommend an adjustment: $39.98." in three([TOO_MUCH])[0].text
    unheard = found("acknowledge_upset", "missed", right="“I hear you.”", part="care")
    assert three([unheard])[0].text == "One could have said: “I hear you.”"
    assert three([NO_NOTE])[0].text == "What was owed: write it down: all of it."


def test_a_question_on_the_way_is_no_merit_unless_asking_is_the_rule() -> None:
    needed = found("over_and_short", key="need:look:receipts", message="Look at Receipts first")
    asked = found("locate_emergency", key="need:ask:leak_place", message="Ask about where the water is")
    assert three([needed]) == []
    assert [one.first.rule for one in three([needed, asked])] == ["locate_emergency"]


def test_any_rule_can_be_told_in_any_verdict() -> None:
    for rule in [*RULES_IN_FORCE, "a_rule_nobody_wrote_words_for"]:
        for how in Judgement:
            said = found(rule, how.value).told
            assert said
            assert said[0].islower()
            assert not said.endswith(".")
    assert found("new_rule", "missed", message="Order a second read").told == "you did not order a second read"
    late = found("new_rule", "late", key="need:ask:x", message="Ask about any danger.")
    assert late.told.startswith("you were late")


def test_a_right_no_is_praised_as_one() -> None:
    assert found("dispatch_emergency", key="refusal:help").told == "you kept the emergency crew for an emergency"
    assert found("extension_length", key="refusal:x").told == "you said no where no was right"


Play = Callable[[str, int, Bot], Played]


@pytest.fixture
def play(pack: Pack, library: Library) -> Play:
    """`play(scenario, seed, bot)` plays headless."""
    return lambda scenario, seed, bot: play_bot(open_scenario(pack, library, library.scenarios[scenario], seed), bot)


@pytest.mark.parametrize("scenario", ["the-last-notice", "more-than-usual", "before-five", "water-outside"])
@pytest.mark.parametrize("name", ["expert", *BOTS])
def test_the_sentence_never_contradicts_the_score(play: Play, pack: Pack, scenario: str, name: str) -> None:
    for seed in range(4):
        came = play(scenario, seed, BOTS.get(name) or Expert(pack.rulebook))
        result = Result(came.score.total, came.score.passed, came.score.critical, came.score.pass_mark)
        said = verdict(came.findings, result, CALL)
        assert said.startswith("Passed") is came.score.passed
        assert ("nothing to put right" in said) is all(f.verdict.right for f in came.findings)
        assert said.endswith(".")
        assert ".." not in said
        assert "  " not in said


def test_the_ends_show_what_was_done_and_what_the_book_does(play: Play, pack: Pack, library: Library) -> None:
    world = open_scenario(pack, library, library.scenarios["the-last-notice"], 0)
    book, left = play_bot(world, Expert(pack.rulebook)), play_bot(world, BOTS["silent"])
    by_the_book = ends.rows(world.desk, book.world.desk, book.world.desk)
    assert by_the_book
    assert not any(row.differs for row in by_the_book)
    assert by_the_book[0].label == "Balance"
    undone = ends.rows(world.desk, left.world.desk, book.world.desk)
    assert all(row.left == row.before for row in undone)
    assert any(row.differs for row in undone)


def test_the_drawer_ends_closed_by_the_book(play: Play, pack: Pack, library: Library) -> None:
    world = open_scenario(pack, library, library.scenarios["before-five"], 0)
    book, left = play_bot(world, Expert(pack.rulebook)), play_bot(world, BOTS["silent"])
    rows = {row.label: row for row in ends.rows(world.desk, left.world.desk, book.world.desk)}
    assert (rows["Drawer"].left, rows["Drawer"].book, rows["Drawer"].differs) == ("open", "closed", True)
    assert rows["Deposit"].left == "none"
    assert rows["Deposit"].book.startswith("$")


def test_water_runs_until_somebody_deals_with_it(play: Play, pack: Pack, library: Library) -> None:
    seeds = range(30)
    seed = next(n for n in seeds if open_scenario(pack, library, library.scenarios["water-outside"], n)
                .setting.gallons_per_minute >= 60)  # fmt: skip
    book = play("water-outside", seed, Expert(pack.rulebook))
    never = play("water-outside", seed, Expert(pack.rulebook, without="dispatch"))
    helped, ran = lost(book.steps, 60), lost(never.steps, 60)
    assert helped is not None
    assert helped.stopped
    assert helped.gallons == helped.seconds > 0
    assert ran is not None
    assert not ran.stopped
    assert lost(book.steps, 0) is None
    assert lost(play("the-last-notice", 0, Expert(pack.rulebook)).steps, 60) is None
