"""Finding and opening accounts: each keeps what was opened, entered and changed on it."""

from __future__ import annotations

import pytest

from trainer.desk.actions import RefusedError, perform
from trainer.desk.state import Desk
from trainer.district.pack import Pack
from trainer.record.act import act
from trainer.scenarios.case_of import case_of
from trainer.scenarios.engine import step
from trainer.scenarios.library import Library
from trainer.scenarios.moves import move_as_data, move_from_data, read_move
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import Move, World


@pytest.fixture
def fees(pack: Pack, library: Library) -> World:
    return open_scenario(pack, library, library.scenarios["the-last-notice"], 0)


def do(world: World, desk: Desk, kind: str, **slots: str) -> Desk:
    return perform(desk, act(kind, "caller", **slots), world.setting.systems)[0]


def another(world: World, desk: Desk) -> str:
    """The number of somebody else of the holder's name."""
    assert desk.account is not None
    own = desk.account
    hits = do(world, desk, "find_account", query=own.holder.name).found[-1].hits
    return next(hit.listing.number for hit in hits if hit.listing.number != own.number)


def test_a_search_shows_listings_and_opens_nothing(fees: World) -> None:
    desk = do(fees, fees.desk, "find_account", query="Nguyen")
    assert desk.found[-1].query == "Nguyen"
    assert desk.account == fees.desk.account
    assert desk.opened == (*fees.desk.opened, "search")
    assert desk.parked == ()


@pytest.mark.parametrize("query", ["", "x", "x" * 81])
def test_a_search_for_next_to_nothing_is_refused(fees: World, query: str) -> None:
    with pytest.raises(RefusedError, match="Search for a name, an address"):
        do(fees, fees.desk, "find_account", query=query)


def test_nothing_was_searched_for_yet(fees: World) -> None:
    with pytest.raises(RefusedError, match="Nothing was searched for yet"):
        do(fees, fees.desk, "look", panel="search")


def test_another_account_begins_unopened_and_unmatched(fees: World) -> None:
    own = fees.desk.account
    assert own is not None
    desk = do(fees, fees.desk, "look", panel="ledger")
    desk = do(fees, desk, "match", item="account_number", given=own.number)
    other = do(fees, desk, "open_account", account=another(fees, fees.desk))
    assert other.account is not None
    assert other.account.number != own.number
    assert (other.opened, other.matches, other.estimates) == ((), (), ())


def test_what_was_done_on_an_account_is_there_when_one_comes_back(fees: World) -> None:
    number = another(fees, fees.desk)
    desk = do(fees, do(fees, fees.desk, "look", panel="ledger"), "look", panel="notes")
    desk = do(fees, desk, "match", item="account_number", given=desk.account.number if desk.account else "")
    desk = do(fees, desk, "waive_fee", fee=str(fees.setting.truth["penalty_id"]), reason="courtesy")
    there = do(fees, do(fees, desk, "open_account", account=number), "add_note", text="Wrong account.")
    back = do(fees, there, "open_account", account=case_of(fees).given)
    assert (back.account, back.opened, back.matches) == (desk.account, desk.opened, desk.matches)
    again = do(fees, back, "open_account", account=number)
    assert again.account is not None
    assert again.account.notes[-1].text == "Wrong account."


def test_what_is_open_already_or_does_not_exist_is_refused(fees: World) -> None:
    with pytest.raises(RefusedError, match="open already"):
        do(fees, fees.desk, "open_account", account=case_of(fees).given)
    with pytest.raises(RefusedError, match="There is no account 1234"):
        do(fees, fees.desk, "open_account", account="1234")


def test_the_case_knows_which_account_is_open_and_which_was_given(fees: World) -> None:
    number = another(fees, fees.desk)
    world, _ = step(fees, Move((act("look", panel="people"),)))
    world, outcome = step(world, Move((act("open_account", account=number),)))
    case = case_of(world)
    assert (case.account, case.given) == (number, case_of(fees).given)
    assert "people" not in case.panels
    assert outcome.lines[-1].text.startswith(f"Opened: account {number}")


def test_a_look_is_a_panel_or_an_act(fees: World) -> None:
    lexicon, today = fees.setting.library.lexicon, fees.desk.today
    for given in ("ledger", {"act": "find_account", "query": "Tran"}, {"act": "open_account", "account": "1-2"}):
        move = read_move({"look": given}, lexicon, today)
        assert move_from_data(move_as_data(move)) == move
    assert read_move({"look": {"act": "find_account", "query": "Tran"}}, lexicon, today).acts[0].text("query") == "Tran"


def test_who_is_flagged_as_protected_is_no_longer_found_by_where_they_live(fees: World) -> None:
    own = fees.desk.account
    assert own is not None
    before = do(fees, fees.desk, "find_account", query=own.premise.address).found[-1]
    assert own.number in [hit.listing.number for hit in before.hits]
    flagged = do(fees, fees.desk, "set_flag", flag="protected")
    by_place = do(fees, flagged, "find_account", query=own.premise.address).found[-1]
    assert own.number not in [hit.listing.number for hit in by_place.hits]
    by_name = do(fees, flagged, "find_account", query=own.holder.name).found[-1]
    listing = next(hit.listing for hit in by_name.hits if hit.listing.number == own.number)
    assert (listing.address, listing.phone) == ("", "")
