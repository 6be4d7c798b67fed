"""A scenario may begin with no account open: the right one is found by what the contact tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from trainer.district.pack import Pack
from trainer.proof.bots import Expert
from trainer.proof.play import play_bot
from trainer.record.act import act
from trainer.record.finding import Judgement
from trainer.record.ruling import Need
from trainer.scenarios.case_of import case_of
from trainer.scenarios.engine import step
from trainer.scenarios.format import Scenario
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import Move, World


@pytest.fixture
def closed(pack: Pack, library: Library) -> World:
    return opened(pack, library, 0)


def opened(pack: Pack, library: Library, seed: int) -> World:
    scenario = library.scenarios["the-last-notice"].model_copy(update={"to_find": True, "open_panels": ()})
    return open_scenario(pack, library, scenario, seed)


def test_nothing_is_open_and_what_a_rule_needs_is_to_find_it(closed: World) -> None:
    case = case_of(closed)
    assert (closed.desk.account, case.account, case.given) == (None, "", "")
    with pytest.raises(Need) as needed:
        case.see("ledger")
    assert [one.kind for one in needed.value.patterns] == ["ask", "ask", "ask"]


def test_what_was_told_is_searched_for_and_then_opened(closed: World) -> None:
    told = closed.setting.truth["service_address"]
    world, _ = step(closed, Move((act("greet"),)))
    world, _ = step(world, Move((act("ask", topic="service_address"),)))
    assert first_need(world).slots == {"query": told}
    world, _ = step(world, Move((act("find_account", query=str(told)),)))
    assert first_need(world).slots == {"account": closed.setting.truth["account_number"]}


def first_need(world: World):  # type: ignore[no-untyped-def]
    with pytest.raises(Need) as needed:
        case_of(world).see("ledger")
    return needed.value.patterns[0].make()


def test_two_who_fit_alike_are_not_guessed_between(closed: World) -> None:
    """Everyone of the holder's name fits a name; the next thing is to ask which address."""
    name = str(closed.setting.truth["holder_name"])
    world, _ = step(closed, Move((act("greet"),)))
    world, _ = step(world, Move((act("ask", topic="caller_name"),)))
    world, _ = step(world, Move((act("find_account", query=name),)))
    assert sum(hit.listing.holder == name for hit in world.desk.found[-1].hits) > 1
    assert (first_need(world).kind, first_need(world).text("topic")) == ("ask", "service_address")


@pytest.mark.parametrize("seed", range(4))
def test_the_expert_finds_the_account_and_wins(pack: Pack, library: Library, seed: int) -> None:
    played = play_bot(opened(pack, library, seed), Expert(pack.rulebook))
    kinds = [one.act.kind for one in played.steps]
    assert kinds.index("find_account") < kinds.index("open_account") < kinds.index("match")
    assert played.score.passed
    assert [one for one in played.findings if not one.verdict.right] == []
    assert any(one.rule == "open_with_need" for one in played.findings)
    desk = played.world.desk
    assert desk.account is not None
    assert desk.account.number == played.world.setting.truth["account_number"]


def test_without_searching_it_cannot_be_won(pack: Pack, library: Library) -> None:
    played = play_bot(opened(pack, library, 0), replace(Expert(pack.rulebook), without="find_account"))
    assert not played.score.passed


def test_finding_the_account_is_told_under_the_clause_about_it(pack: Pack, library: Library) -> None:
    """Whichever rule wanted to look: to find the account is no part of ordering a meter reread."""
    world = open_scenario(pack, library, library.scenarios["more-than-usual"], 0)
    found = [one for one in play_bot(world, Expert(pack.rulebook)).findings if one.message == "Find the account first"]
    assert {(one.rule, one.section, one.verdict) for one in found} == {("open_with_need", "1.13", Judgement.MET)}


def test_what_cannot_be_found_is_refused(library: Library) -> None:
    given = library.scenarios["the-last-notice"].model_dump(exclude_unset=True)
    with pytest.raises(ValidationError, match="to_find: no panel is open"):
        Scenario.model_validate({**given, "to_find": True})
    emergency = library.scenarios["water-outside"].model_dump(exclude_unset=True)
    with pytest.raises(ValidationError, match="to_find: there is an account to find"):
        Scenario.model_validate({**emergency, "to_find": True, "account": None, "open_panels": ()})
