"""Someone who does anything at all: no error, no broken ledger, no play that cannot be ended."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from trainer.district.pack import Pack
from trainer.proof.stray import assert_sound, play_astray
from trainer.scenarios.library import Library, load_library
from trainer.scenarios.opening import open_scenario
from trainer.settings import LIBRARY

MOVES = 80  # benchmarks/stray.py makes ten thousand
SCENARIOS = sorted(load_library(LIBRARY).scenarios)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_anything_may_be_tried(scenario: str, pack: Pack, library: Library) -> None:
    played = play_astray(open_scenario(pack, library, library.scenarios[scenario], 7), 7, MOVES)
    assert played.world.ended
    assert not played.score.passed


def test_the_same_seed_strays_the_same_way(pack: Pack, library: Library) -> None:
    opening = open_scenario(pack, library, library.scenarios["the-last-notice"], 2)
    first, again = (play_astray(opening, 5, 40) for _ in range(2))
    assert (first.lines, first.findings) == (again.lines, again.findings)


def test_a_broken_ledger_is_noticed(pack: Pack, library: Library) -> None:
    world = open_scenario(pack, library, library.scenarios["the-last-notice"], 2)
    account = world.desk.account
    assert account is not None
    split = (*account.entries[:-1], replace(account.entries[-1], amount=Decimal("1.005")))
    broken = replace(world, desk=replace(world.desk, account=replace(account, entries=split)))
    with pytest.raises(AssertionError, match="part of a cent"):
        assert_sound(broken)
