"""Plays of what came in: each item is a matter of its own, and what was done with one does not count for another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from trainer.district.pack import Pack
from trainer.proof.bots import Expert
from trainer.proof.play import Played, play_bot, play_moves
from trainer.record.act import act
from trainer.record.arrivals import Arrival
from trainer.record.finding import Judgement, Severity
from trainer.scenarios.case_of import case_of
from trainer.scenarios.library import Library
from trainer.scenarios.moves import move_as_data, move_from_data
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import Move, World
from trainer.scoring.ends import rows

BACK = MappingProxyType({"returned_mail": True})
TWO = tuple(Arrival(name, "letter", "returned", ("RETURN TO SENDER",), BACK, opened=True) for name in ("M1", "M2"))


def tray(pack: Pack, library: Library, panel: str = "mail", *held: Arrival) -> World:
    """The mail tray, with what a test puts into it."""
    scenario = "the-front-desk" if panel == "counter" else "back-to-sender"
    world = open_scenario(pack, library, library.scenarios[scenario], 0)
    return replace(world, desk=replace(world.desk, trays=MappingProxyType({panel: held})))


def played(world: World, *acts: dict[str, Any]) -> Played:
    return play_moves(world, [Move((act(one.pop("act"), **one),)) for one in acts])


def found(play: Played, rule: str) -> list[tuple[str, str]]:
    return [(one.verdict.value, one.message) for one in play.findings if one.rule == rule]


def test_what_is_done_with_one_letter_does_not_count_for_the_other(pack: Pack, library: Library) -> None:
    note = frozenset({"contacted"})
    play = played(
        tray(pack, library, "mail", *TWO), {"act": "look", "panel": "mail"},
        {"act": "write_log", "log": "returned_mail", "arrival": "M1"},
        {"act": "contact_customer", "how": "phone", "arrival": "M1"},
        {"act": "add_note", "facts": note, "arrival": "M1"}, {"act": "hand_over_desk"},
    )  # fmt: skip
    told = found(play, "returned_mail")
    assert sorted(verdict for verdict, what in told if "(M1)" in what) == ["met", "met", "met"]
    assert sorted(verdict for verdict, what in told if "(M2)" in what) == ["missed", "missed", "missed"]


def test_sending_it_to_where_it_came_back_from_is_found(pack: Pack, library: Library) -> None:
    play = played(
        tray(pack, library, "mail", *TWO), {"act": "look", "panel": "mail"},
        {"act": "contact_customer", "how": "mail", "arrival": "M2"},
    )  # fmt: skip
    wrong = [one for one in play.findings if one.verdict is Judgement.VIOLATED]
    assert [one.rule for one in wrong] == ["returned_mail"]
    assert wrong[0].right == "Contact the customer: phone, M2"


def test_the_sticker_is_no_word_of_the_holder(pack: Pack, library: Library) -> None:
    play = played(
        tray(pack, library, "mail", *TWO), {"act": "look", "panel": "mail"},
        {"act": "change_address", "place": "9 Calle Nueva", "arrival": "M1"},
    )  # fmt: skip
    (wrong,) = [one for one in play.findings if "Change" in one.key or "change_address" in one.key]
    assert wrong.verdict in (Judgement.VIOLATED, Judgement.BLIND)
    assert "address_from_the_holder" in {wrong.rule, *(rule for rule, _ in wrong.hangs)}


def test_touching_a_strange_package_is_critical(pack: Pack, library: Library) -> None:
    box = Arrival("C1", "counter", "parcel", ("Stains",), {"handed": "suspicious_package"}, opened=True)
    play = played(
        tray(pack, library, "counter", box), {"act": "look", "panel": "counter"},
        {"act": "accept_item", "item": "package", "arrival": "C1"},
    )  # fmt: skip
    assert [one.severity for one in play.findings if one.verdict is Judgement.VIOLATED] == [Severity.CRITICAL]
    assert not play.score.passed


def test_opening_the_clerks_letter_is_found(pack: Pack, library: Library) -> None:
    letter = Arrival("M1", "letter", "certified", ("CERTIFIED",), {"for_clerk": True}, ("A summons.",), {})
    play = played(
        tray(pack, library, "mail", letter), {"act": "look", "panel": "mail"}, {"act": "open_item", "arrival": "M1"}
    )
    assert ("violated", "The clerk’s mail goes to the clerk unopened") in found(play, "clerk_mail_unopened")


def test_nothing_of_a_closed_letter_is_in_the_case(pack: Pack, library: Library) -> None:
    letter = Arrival("M1", "letter", "plain", ("A stamp",), {}, ("“Dear Dana”",), {"handed": "claim"})
    world = tray(pack, library, "mail", letter)
    world = replace(world, desk=replace(world.desk, opened=("mail",)))
    for case in (case_of(world), case_of(world, all_open=True)):
        assert (case.panels["mail"][0].inside, case.panels["mail"][0].known) == ((), {})
    assert {one.rule for one in pack.rulebook.owed(case_of(world))} == {"nothing_left_lying", "answer_every_request"}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"act": "take_payment", "tender": "check", "amount": Decimal("84.20"), "code": "water"}, "violated"),
        ({"act": "return_item", "reason": "unsigned"}, "met"),
        ({"act": "return_item", "reason": "stale"}, "violated"),
    ],
)
def test_an_unsigned_check_goes_back_with_its_reason(
    pack: Pack, library: Library, given: dict[str, Any], verdict: str
) -> None:
    known = {
        "check_figures": Decimal("84.20"), "check_words": Decimal("84.20"), "check_dated": dt.date(2024, 7, 1),
        "check_signed": False, "check_to_us": True,
    }  # fmt: skip
    check = Arrival("M1", "letter", "window", ("Payments",), {"payment_mail": True}, ("A check",), known)
    world = open_scenario(pack, library, library.scenarios["first-light"], 0)
    desk = replace(world.desk, today=dt.date(2024, 7, 8), trays=MappingProxyType({"mail": (check,)}))
    world = replace(
        world, setting=replace(world.setting, start=dt.datetime.combine(dt.date(2024, 7, 8), dt.time(8))), desk=desk
    )
    play = played(
        world, {"act": "ask_witness"}, {"act": "look", "panel": "mail"}, {"act": "open_item", "arrival": "M1"},
        {**given, "arrival": "M1"},
    )  # fmt: skip
    assert verdict in [told for told, _ in found(play, "check_as_written")]


@pytest.mark.parametrize("scenario", ["first-light", "the-front-desk", "back-to-sender"])
def test_moves_read_back_play_the_same(pack: Pack, library: Library, scenario: str) -> None:
    opening = open_scenario(pack, library, library.scenarios[scenario], 3)
    play = play_bot(opening, Expert(pack.rulebook))
    moves = [move_from_data(move_as_data(Move((step.act,)))) for step in play.steps]
    again = play_moves(opening, moves)
    assert (again.lines, again.findings, again.score) == (play.lines, play.findings, play.score)


def test_the_debrief_tells_what_became_of_each(pack: Pack, library: Library) -> None:
    opening = tray(pack, library, "mail", *TWO)
    book = play_bot(opening, Expert(pack.rulebook)).world.desk
    told = {row.label: row for row in rows(opening.desk, opening.desk, book)}
    assert (told["M1"].left, told["M1"].differs) == ("none", True)
    assert "Contact the customer: by telephone" in told["M2"].book
