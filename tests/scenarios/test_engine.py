"""The engine: a world and a move give a world and what came of it, always the same, and never an error."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from trainer.district.pack import Pack
from trainer.district.rules.conduct import granted
from trainer.record.account import NO_MONEY
from trainer.record.act import act
from trainer.record.case import Deed
from trainer.record.kinds import KINDS, Slot, SlotType
from trainer.record.parsing import BadActError, parse_act
from trainer.record.till import DENOMINATIONS
from trainer.scenarios.case_of import case_of
from trainer.scenarios.engine import EndedError, step
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import Move, World
from trainer.scoring.judge import judge


def opened(pack: Pack, library: Library, scenario: str, seed: int = 0) -> World:
    return open_scenario(pack, library, library.scenarios[scenario], seed)


def said(world: World, kind: str, **slots: Any) -> tuple[World, list[str]]:
    world, outcome = step(world, Move((act(kind, **slots),)))
    return world, [line.text for line in outcome.lines]


def test_same_seed_same_world(pack: Pack, library: Library) -> None:
    for name in library.scenarios:
        assert opened(pack, library, name, 5).desk == opened(pack, library, name, 5).desk
        assert opened(pack, library, name, 5).desk != opened(pack, library, name, 6).desk or name == "water-outside"


def test_a_move_leaves_the_world_it_was_made_in_as_it_was(pack: Pack, library: Library) -> None:
    world = opened(pack, library, "the-last-notice")
    before = case_of(world)
    step(world, Move((act("greet"),)))
    assert case_of(world) == before


def test_plays_fall_on_business_days_of_the_window(pack: Pack, library: Library) -> None:
    for seed in range(40):
        start = opened(pack, library, "water-outside", seed).setting.start
        assert pack.is_business_day(start.date())
        assert dt.date(2024, 7, 1) <= start.date() <= dt.date(2025, 6, 30)


def test_nothing_is_added_to_a_play_that_has_ended(pack: Pack, library: Library) -> None:
    world, _ = said(opened(pack, library, "the-last-notice"), "finish")
    with pytest.raises(EndedError):
        step(world, Move((act("greet"),)))


def test_a_caller_says_why_they_call_once_they_are_greeted(pack: Pack, library: Library) -> None:
    world = opened(pack, library, "the-last-notice")
    assert case_of(world).requests == ()
    world, _ = said(world, "greet")
    assert [request.act.kind for request in case_of(world).requests] == ["waive_fee"]


def test_after_the_call_nobody_can_be_talked_to_and_wrap_up_can_be_done(pack: Pack, library: Library) -> None:
    world, _ = said(opened(pack, library, "the-last-notice"), "greet")
    world, lines = said(world, "end_contact")
    assert any("Wrap-up is still owed" in line for line in lines)
    world, lines = said(world, "acknowledge")
    assert lines[-1] == "Nobody is on the line."
    world, lines = said(world, "add_note", text="Caller asked for the penalty to be waived.")
    assert lines == ["Note saved"]


def test_what_the_desk_refuses_changes_nothing_but_the_clock(pack: Pack, library: Library) -> None:
    world = opened(pack, library, "the-last-notice")
    after, lines = said(world, "waive_fee", fee="L-999", reason="courtesy")
    assert lines == ["There is no late penalty L-999 on the ledger."]
    assert after.desk == world.desk
    assert after.history[-1].effect is False


def test_looking_opens_a_panel_and_nothing_else_does(pack: Pack, library: Library) -> None:
    world = opened(pack, library, "the-last-notice")
    assert "ledger" not in case_of(world).panels
    world, _ = said(world, "look", panel="ledger")
    assert "ledger" in case_of(world).panels
    assert "bills" not in case_of(world).panels


def test_no_panel_shows_what_is_expected_before_the_first_count(pack: Pack, library: Library) -> None:
    world, _ = said(opened(pack, library, "before-five"), "look", panel="balance")
    assert case_of(world).panels["balance"].expected is None


def test_measured_seconds_are_capped(pack: Pack, library: Library) -> None:
    world = opened(pack, library, "before-five")
    world, _ = step(world, Move((act("look", panel="receipts"),), seconds=100_000))
    assert world.second == 600


def random_slot(rng: random.Random, slot: Slot, world: World) -> Any:
    if slot.type is SlotType.CHOICE:
        return rng.choice(list(slot.choices))
    if slot.type is SlotType.AMOUNT:
        return rng.choice(["-5", "0.01", "24.60", "1e9", "abc", "11.111", "400"])
    if slot.type is SlotType.DATE:
        return rng.choice(["2024-13-01", "1999-01-01", str(world.desk.today), "2030-06-30", "soon"])
    if slot.type is SlotType.COUNT:
        return rng.choice([0, 3, -1, 99999999, "x"])
    if slot.type is SlotType.FACTS:
        return rng.sample(list(slot.choices), 2)
    if slot.type is SlotType.PIECES:
        return {name: rng.randrange(9) for name in DENOMINATIONS}
    if slot.type is SlotType.AMOUNTS:
        till = world.desk.till
        return {receipt.number: "12.00" for receipt in (till.receipts[:3] if till else ())}
    account = world.desk.account
    known = [x.id for x in (*account.entries, *account.bills)] if account else ["R-1"]
    return rng.choice([*known, "<script>", "", "nowhere", "penalty", "task"])


def random_move(rng: random.Random, world: World) -> Move | None:
    kind = KINDS[rng.choice([name for name in KINDS if name != "finish"])]
    slots = {name: random_slot(rng, slot, world) for name, slot in kind.slots.items() if rng.random() < 0.9}
    try:
        return Move((parse_act({"act": kind.id, **slots}),), seconds=rng.choice([None, 0, 7, 90]))
    except BadActError:
        return None


@pytest.mark.parametrize("seed", range(6))
def test_a_random_player_brings_no_error_and_no_broken_ledger(pack: Pack, library: Library, seed: int) -> None:
    rng = random.Random(seed)
    for name in library.scenarios:
        world, steps = opened(pack, library, name, seed), []
        for _ in range(120):
            move = random_move(rng, world)
            if move is None:
                continue
            world, outcome = step(world, move)
            steps.extend(outcome.steps)
        world, outcome = step(world, Move((act("finish"),)))
        judge(pack, [*steps, *outcome.steps])
        account = world.desk.account
        if account is not None:
            assert account.balance == sum((entry.amount for entry in account.entries), NO_MONEY)
            taken = {e.concerns: e.amount for e in account.entries if e.kind in ("courtesy waiver", "reversal")}
            penalties = {e.id: e.amount for e in account.entries}
            assert all(-amount <= penalties[fee] for fee, amount in taken.items())
            assert all(isinstance(entry.amount, Decimal) for entry in account.entries)


def test_a_supervisor_takes_as_long_however_quickly_one_asked(pack: Pack, library: Library) -> None:
    world, _ = said(opened(pack, library, "the-last-notice"), "greet")
    before = world.second
    world, _ = step(world, Move((act("ask_supervisor"),), seconds=2))
    assert world.second - before == KINDS["ask_supervisor"].seconds > 2


def test_what_is_done_on_a_strangers_account_grants_nothing(pack: Pack, library: Library) -> None:
    """A waiver on the account of somebody of the same name: the one that was asked for still stands."""
    world, _ = said(opened(pack, library, "the-last-notice"), "greet")
    request = world.requests[0]
    number = next(hit.listing.number for hit in world.setting.systems.find("Nguyen").hits)
    deed = Deed(request.act.but(fee=str(world.setting.truth["penalty_id"]), reason="courtesy"), 1, 1)
    there = replace(case_of(world), history=(replace(deed, account=number),))
    here = replace(case_of(world), history=(replace(deed, account=case_of(world).given),))
    assert (granted(there, request), granted(here, request)) == (False, True)
