"""Addresses in the service area, accounts for who is new there, and people whom no search may lead to."""

from __future__ import annotations

import datetime as dt

import pytest

from trainer.customers.account import make_account
from trainer.customers.directory import Directory
from trainer.customers.district import District
from trainer.customers.newcomers import area, new_account
from trainer.customers.plants.protected_address import ProtectedAddress
from trainer.customers.recipe import Recipe
from trainer.district.pack import Pack
from trainer.record.account import Account
from trainer.record.listing import Standing

TODAY, LATER = dt.date(2024, 10, 17), dt.date(2024, 10, 28)


@pytest.fixture(scope="module")
def own(pack: Pack) -> Account:
    return make_account(Recipe.model_validate({}), "newcomers", TODAY, District.of(pack)).account


@pytest.fixture(scope="module")
def directory(pack: Pack, own: Account) -> Directory:
    return Directory(District.of(pack), "newcomers", TODAY, own)


def test_an_address_is_ours_as_far_as_the_street_runs_and_a_neighbors_beyond(
    directory: Directory, own: Account
) -> None:
    street = own.premise.address.partition(" ")[2]
    beyond = next(one for one in directory.listings if one.standing is Standing.ELSEWHERE)
    ours, theirs = area(directory, f"  7 {street.upper()}, {own.premise.community}"), area(directory, beyond.address)
    assert ours is not None
    assert theirs is not None
    assert (ours.address, ours.ours) == (f"7 {street}", True)
    assert (theirs.ours, theirs.agency) == (False, beyond.agency)
    further = area(directory, f"4200 {street}")
    assert further is not None
    assert not further.ours
    assert further.agency in directory.district.neighbors


@pytest.mark.parametrize("place", ["", "12", "12 Nonesuch Road", "Nowhere 12"])
def test_a_street_that_nobody_knows_has_no_answer(directory: Directory, place: str) -> None:
    assert area(directory, place) is None


def test_a_new_account_has_the_premise_and_its_meter_and_a_number_of_its_own(
    directory: Directory, own: Account
) -> None:
    made = new_account(directory, own.premise.address, "Pat Vu", LATER)
    assert (made.holder.name, made.since, made.meter) == ("Pat Vu", LATER, own.meter)
    assert made.premise.address == own.premise.address
    assert made.number not in {one.number for one in directory.listings}
    assert (made.bills, made.entries, made.balance) == ((), (), 0)
    street = own.premise.address.partition(" ")[2]
    assert new_account(directory, f"998 {street}", "Pat Vu", LATER).premise.address == f"998 {street}"


def test_no_search_leads_to_a_protected_address(pack: Pack) -> None:
    """By name they are found, for they are customers; where they live and how to ring them stands nowhere."""
    plants = [ProtectedAddress()]
    district = District.of(pack)
    own = make_account(Recipe.model_validate({"plants": plants}), "protected", TODAY, district).account
    directory = Directory(district, "protected", TODAY, own)
    for query in (own.premise.address, own.holder.phone, own.meter.number):
        assert own.number not in [hit.listing.number for hit in directory.search(query).hits]
    listing = next(hit.listing for hit in directory.search(own.holder.name).hits if hit.listing.number == own.number)
    assert (listing.protected, listing.address, listing.phone, listing.community) == (True, "", "", "")
