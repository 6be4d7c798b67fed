"""What is owed until a shut-off is stopped is let go of once it is, whatever it was stopped for."""

from __future__ import annotations

import pytest

from trainer.district.pack import Pack
from trainer.proof.bots import Expert
from trainer.proof.play import Played, play_bot, play_moves
from trainer.record.act import act
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario, pick_variant
from trainer.scenarios.world import Move, World

OTHER_CAUSES = {"need:look:payments", "need:look:ledger", "need:look:notices"}


@pytest.fixture
def scheduled(pack: Pack, library: Library) -> World:
    """A home with all three medical conditions, and a shut-off on its way."""
    found = library.scenarios["by-friday"]
    seed = next(seed for seed in range(25) if pick_variant(found, seed) == "all_three")
    return open_scenario(pack, library, found, seed)


def missed(played: Played) -> set[str]:
    return {one.key for one in played.findings if not one.verdict.right}


def test_stopped_on_medical_grounds_it_needs_no_search_for_a_payment(scheduled: World, pack: Pack) -> None:
    played = play_bot(scheduled, Expert(pack.rulebook))
    assert "payments" not in {step.act.text("panel") for step in played.steps}
    assert missed(played) == set()


def test_while_it_is_coming_every_cause_is_looked_for(scheduled: World) -> None:
    """Nobody looked, and the truck is on its way: each look that was not taken is missed."""
    opened = [Move((one,)) for one in (act("greet"), act("look", panel="protections"), act("finish"))]
    assert missed(play_moves(scheduled, opened)) & OTHER_CAUSES
