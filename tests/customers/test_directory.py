"""The directory of any play: who stands in it, and that an account agrees with its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from trainer.customers.account import make_account
from trainer.customers.directory import NEIGHBORS, Directory
from trainer.customers.district import District
from trainer.customers.numbers import account_number, serial_of
from trainer.customers.recipe import Recipe
from trainer.record.listing import Standing, listing_of
from trainer.record.service import FormerCustomer

Directories = Callable[[int], Directory]
THURSDAY = dt.date(2024, 10, 17)
seeds = st.integers(0, 300)
some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def directory(district: District) -> Directories:
    @cache
    def of(seed: int) -> Directory:
        own = make_account(Recipe(), seed, THURSDAY, district).account
        return Directory(district, f"play:{seed}", THURSDAY, own)

    return of


@some
@given(seeds)
def test_the_same_seed_gives_the_same_directory(directory: Directories, district: District, seed: int) -> None:
    first = directory(seed)
    again = Directory(district, first.seed, first.today, first.own)
    assert again.listings == first.listings
    assert Directory(district, f"other:{seed}", first.today, first.own).listings != first.listings


@some
@given(seeds, st.data())
def test_an_account_agrees_with_its_listing_in_every_field(
    directory: Directories, seed: int, data: st.DataObject
) -> None:
    numbered = [one for one in directory(seed).listings if one.number]
    for listing in (data.draw(st.sampled_from(numbered)), numbered[1], numbered[-1]):
        account = directory(seed).account(listing.number)
        assert account is not None
        assert listing_of(account) == listing
        assert account == directory(seed).account(listing.number)


@some
@given(seeds)
def test_former_customers_left_before_the_present_one_began(directory: Directories, seed: int) -> None:
    own = directory(seed).own
    former = [one for one in directory(seed).listings if one.standing is Standing.FORMER]
    assert 1 <= len(former) <= 2
    after = own.since
    for listing in former:
        account = directory(seed).account(listing.number)
        assert listing.address == own.premise.address
        assert listing.since < listing.until < after
        assert (account.status, account.balance) == ("closed", 0)
        assert listing.until < account.notes[0].on <= THURSDAY
        assert account.meter.installed <= listing.until
        after = listing.since


@some
@given(seeds)
def test_nobody_shares_a_number_or_an_address(directory: Directories, seed: int) -> None:
    listings = directory(seed).listings
    numbers = [one.number for one in listings if one.number]
    places = [one.address for one in listings if one.standing is not Standing.FORMER]
    meters = [one.meter for one in listings if one.meter and one.standing is Standing.CUSTOMER]
    assert len(set(numbers)) == len(numbers) > NEIGHBORS
    assert len(set(places)) == len(places)
    assert len(set(meters)) == len(meters)


@some
@given(seeds)
def test_nobodys_telephone_can_be_dialed(directory: Directories, seed: int) -> None:
    own = directory(seed).own
    others = [one for one in directory(seed).listings if one.number not in ("", own.number)]
    assert all(one.phone[6] in "01" for one in others)
    opened = directory(seed).account(others[0].number)
    assert all(person.phone[6] in "01" for person in opened.people)


@some
@given(seeds)
def test_the_account_number_is_found_first_and_with_a_slip_among_the_first_three(
    directory: Directories, seed: int
) -> None:
    own = directory(seed).own
    found = directory(seed).search(own.number)
    assert (found.hits[0].listing.number, found.hits[0].field, found.hits[0].exact) == (
        own.number, "account number", True,
    )  # fmt: skip
    digits = own.number.replace("-", "")
    slip = digits[:3] + digits[4] + digits[3] + digits[5:]
    assert own.number in [hit.listing.number for hit in directory(seed).search(slip).hits[:3]]


@some
@given(seeds)
def test_every_namesake_is_listed_and_names_nearly_alike_come_after(directory: Directories, seed: int) -> None:
    own = directory(seed).own
    namesakes = {one.number for one in directory(seed).listings if one.holder == own.holder.name}
    assert len(namesakes) > 1
    hits = directory(seed).search(own.holder.name).hits
    assert {hit.listing.number for hit in hits[: len(namesakes)]} == namesakes
    assert all(hit.exact for hit in hits[: len(namesakes)])
    assert not any(hit.exact for hit in hits[len(namesakes) :])
    assert len(hits) > len(namesakes)


@some
@given(seeds, st.data())
def test_a_name_with_a_slip_is_found_among_the_first(directory: Directories, seed: int, data: st.DataObject) -> None:
    """Namesakes fit as well as the one who is meant; nobody else comes between."""
    name = directory(seed).own.holder.name
    place = data.draw(st.integers(1, name.index(" ") - 2))
    slip = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    hits = directory(seed).search(slip).hits
    assert name in [hit.listing.holder for hit in hits[:3]]


@some
@given(seeds)
def test_an_address_finds_who_lives_there_who_did_and_the_doors_beside(directory: Directories, seed: int) -> None:
    own = directory(seed).own
    hits = directory(seed).search(own.premise.address.upper()).hits
    assert (hits[0].listing.number, hits[0].field) == (own.number, "address")
    assert hits[1].listing.standing is Standing.FORMER
    assert sum(hit.listing.address != own.premise.address for hit in hits) >= 3
    shouted = directory(seed).search(f"{own.premise.address}, {own.premise.community}").hits
    assert [hit.listing for hit in shouted] == [hit.listing for hit in hits]


@some
@given(seeds)
def test_a_street_goes_on_beyond_the_border(directory: Directories, district: District, seed: int) -> None:
    beyond = [one for one in directory(seed).listings if one.standing is Standing.ELSEWHERE]
    assert {one.agency for one in beyond} <= set(district.neighbors)
    hit = directory(seed).search(beyond[0].address).hits[0]
    assert (hit.listing, hit.listing.number, hit.listing.holder) == (beyond[0], "", "")


def test_a_telephone_number_finds_its_near_miss_second(directory: Directories) -> None:
    own = directory(5).own
    for typed in (own.holder.phone, own.holder.phone[6:]):
        hits = directory(5).search(typed).hits
        assert hits[0].listing.number == own.number
        assert hits[1].listing.phone[7:] == own.holder.phone[7:]


def test_nothing_is_found_for_what_nobody_has(directory: Directories) -> None:
    for typed in ("", "?", "Xqzzrw Vvvv", "12"):
        assert directory(5).search(typed).hits == ()
    assert directory(5).account("0000-0000-0") is None


def test_more_than_the_limit_is_counted(directory: Directories) -> None:
    found = directory(5).search(directory(5).own.holder.name, limit=2)
    assert len(found.hits) == 2
    assert found.more > 0


def test_a_play_about_no_account_has_a_directory_too(district: District) -> None:
    directory = Directory(district, "play", THURSDAY)
    assert len([one for one in directory.listings if one.number]) == NEIGHBORS


@given(st.integers(0, 89_999_999))
def test_a_number_leads_back_to_its_serial(serial: int) -> None:
    assert serial_of(account_number(serial).replace("-", "")[:8]) == serial


def test_a_listing_is_a_recipe(district: District) -> None:
    recipe = Recipe(
        holder="Linh Tran", address="12 Via Alborinda", phone="(949) 012-3456", since=dt.date(2023, 5, 2), authorised=2
    )
    account = make_account(recipe, 1, THURSDAY, district).account
    assert (account.holder.name, account.holder.phone, account.since) == (
        "Linh Tran", "(949) 012-3456", dt.date(2023, 5, 2),
    )  # fmt: skip
    assert account.premise.address == "12 Via Alborinda"
    assert account.bills[0].period_from >= account.since
    assert all(person.name.endswith(" Tran") for person in account.people)


def test_a_customer_of_yesterday_has_no_bills_to_show(district: District) -> None:
    with pytest.raises(ValueError, match="since 2024-10-01: too few months before 2024-10-17"):
        make_account(Recipe(since=dt.date(2024, 10, 1)), 1, THURSDAY, district)
    with pytest.raises(ValidationError, match="since contradicts years"):
        Recipe(since=dt.date(2020, 1, 1), years=(2, 3))


@some
@given(seeds)
def test_the_premise_names_whoever_the_directory_lists_there(
    directory: Directories, district: District, seed: int
) -> None:
    """A planted former customer stands before those drawn, and no two of them lived there at once."""
    built, listed = make_account(Recipe(), seed, THURSDAY, district), directory(seed)
    former = listed.at_premise(built.premise).former
    assert {one.name for one in former} == {one.holder for one in listed.listings if one.standing is Standing.FORMER}
    assert all(before.until < after.since for before, after in pairwise(former))
    planted = FormerCustomer("Ada Quell", former[0].since, former[0].until)
    names = {one.name for one in listed.at_premise(replace(built.premise, former=(planted,))).former}
    assert "Ada Quell" in names
    assert former[0].name not in names
