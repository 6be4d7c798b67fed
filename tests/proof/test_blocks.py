"""Two rules that block each other are reported, unless one comes before the other or the block is lifted in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from trainer.district.pack import Pack
from trainer.district.rules import RULES, Rule
from trainer.proof.blocks import blocks, blocks_in
from trainer.proof.bots import Expert
from trainer.proof.check import check_scenario
from trainer.proof.play import Played, play_bot
from trainer.record.act import Act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario

OWES = "note_the_contact"  # a note about the contact, once it is over


def no_notes(case: Case, what: Act) -> Ruling:
    """Nobody writes anything down."""
    return forbidden("Nothing is written down.")


def small_talk_is_owed(case: Case) -> Iterator[Obligation]:
    yield Obligation("talk", "Make conversation", (pattern("small_talk"),))


def no_small_talk_yet(case: Case, what: Act) -> Ruling | None:
    """Not before anything was asked."""
    return None if case.requests else forbidden("Later.")


def no_notes_before_singing(case: Case, what: Act) -> Ruling:
    return not_yet("Sing first.", pattern("small_talk"))


def no_small_talk(case: Case, what: Act) -> Ruling:
    return forbidden("Nobody sings here.")


def with_rule(pack: Pack, monkeypatch: pytest.MonkeyPatch, rule: Rule, precedence: str) -> Pack:
    """The pack with one more rule in force."""
    monkeypatch.setitem(RULES, rule.id, rule)
    entry = pack.rules["greet"].model_copy(update={"precedence": precedence})
    rules = {**pack.rules, rule.id: entry}
    return replace(pack, rules=rules, rulebook=replace(pack.rulebook, entries=rules))


def played(pack: Pack, library: Library) -> Played:
    return play_bot(open_scenario(pack, library, library.scenarios["a-first-call"], 0), Expert(pack.rulebook))


def names(pack: Pack, play: Played) -> list[tuple[str, str]]:
    return [(one.obligation.rule, one.forbids) for one in blocks(pack.rulebook, play.steps)]


def test_the_rules_in_force_do_not_block_each_other(pack: Pack, library: Library) -> None:
    assert names(pack, played(pack, library)) == []


@pytest.mark.parametrize("precedence", ["housekeeping", "closing"])
def test_what_one_rule_owes_and_another_forbids_is_a_block(
    pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch, precedence: str
) -> None:
    rule = Rule("no_notes", frozenset({"add_note"}), ruling=no_notes)
    blocked = with_rule(pack, monkeypatch, rule, precedence)
    assert names(blocked, played(blocked, library)) == [(OWES, "no_notes")]


def test_the_checker_names_both_rules_and_the_seed(
    pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Rule("no_notes", frozenset({"add_note"}), ruling=no_notes)
    blocked = with_rule(pack, monkeypatch, rule, "housekeeping")
    problems = check_scenario(blocked, library, "a-first-call", range(1)).problems
    assert any(
        text.startswith("seed 0: two rules block each other: note_the_contact owes “")
        and text.endswith("and no_notes forbids it (Nothing is written down)")
        for text in problems
    )


def test_precedence_settles_it_where_the_one_that_forbids_comes_first(
    pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Rule("no_notes", frozenset({"add_note"}), ruling=no_notes)
    settled = with_rule(pack, monkeypatch, rule, "safety")
    assert names(settled, played(settled, library)) == []


def test_what_can_be_done_later_is_no_block(pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    owing = with_rule(pack, monkeypatch, Rule("chatty", owed=small_talk_is_owed), "housekeeping")
    later = Rule("later", frozenset({"small_talk"}), ruling=no_small_talk_yet)
    both = with_rule(owing, monkeypatch, later, "housekeeping")
    play = played(both, library)
    assert [one.forbids for one in blocks_in(both.rulebook, play.steps[0].before)] == ["later"]
    assert names(both, play) == []


def test_what_must_come_first_and_is_forbidden_blocks_as_well(
    pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Rule("sing_first", frozenset({"add_note"}), ruling=no_notes_before_singing)
    never = Rule("no_singing", frozenset({"small_talk"}), ruling=no_small_talk)
    blocked = with_rule(pack, monkeypatch, first, "housekeeping")
    blocked = with_rule(blocked, monkeypatch, never, "housekeeping")
    assert names(blocked, played(blocked, library)) == [(OWES, "no_singing")]


def test_a_rule_that_forbids_what_it_owes_itself_is_no_two_rules(
    pack: Pack, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Rule("alone", frozenset({"small_talk"}), ruling=no_small_talk, owed=small_talk_is_owed)
    odd = with_rule(pack, monkeypatch, alone, "housekeeping")
    assert names(odd, played(odd, library)) == []
