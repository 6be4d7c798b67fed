"""An address in the service area, and the account of a customer who is new there."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from trainer.customers.account import make_account
from trainer.customers.around import LAST_HOUSE, street_of
from trainer.customers.numbers import SERIALS, account_number
from trainer.customers.recipe import Recipe
from trainer.record.account import Account, Person
from trainer.record.act import squeezed
from trainer.record.listing import Standing
from trainer.record.service import AreaAnswer

if TYPE_CHECKING:
    from trainer.customers.directory import Directory


def area(directory: Directory, place: str) -> AreaAnswer | None:
    """Whose an address is: as listed, or else by its street and house number; None for a street nobody knows."""
    wanted, district = squeezed(place.partition(",")[0]), directory.district
    own = directory.own
    if own is not None and squeezed(own.premise.address) == wanted:
        return AreaAnswer(own.premise.address, ours=True, rate_area=own.premise.rate_area)
    listed = next((one for one in directory.listings if squeezed(one.address) == wanted), None)
    if listed is not None:
        return AreaAnswer(listed.address, listed.standing is not Standing.ELSEWHERE, listed.agency)
    house, street = place.partition(",")[0].strip().partition(" ")[0], street_of(place.partition(",")[0].strip())
    known = next((one for one in district.streets if squeezed(one) == squeezed(street)), None)
    if known is None or not house.isdigit():
        return None
    if 1 <= int(house) <= LAST_HOUSE:
        return AreaAnswer(f"{int(house)} {known}", ours=True)
    agency = district.neighbors[zlib.crc32(known.encode()) % len(district.neighbors)] if district.neighbors else ""
    return AreaAnswer(f"{int(house)} {known}", ours=False, agency=agency)


def new_account(directory: Directory, place: str, name: str, on: dt.date) -> Account:
    """Nothing is on it yet but who holds it, from which day, and the premise with its meter."""
    before = _there(directory, place)
    return Account(
        number=_free_number(directory, place),
        customer_class=before.customer_class,
        since=on,
        people=(Person(name, "holder", ""),),
        premise=replace(before.premise, household=0),
        meter=before.meter,
    )


def _there(directory: Directory, place: str) -> Account:
    """Whoever has, or had, an account at a place; a home that nobody is listed at is made."""
    own = directory.own
    if own is not None and squeezed(own.premise.address) == squeezed(place):
        return own
    numbers = (one.number for one in directory.listings if one.number and squeezed(one.address) == squeezed(place))
    found = directory.account(next(numbers, ""))
    return (
        found
        or make_account(
            Recipe.model_validate({"address": place}), f"{directory.seed}:{place}", directory.today, directory.district
        ).account
    )


def _free_number(directory: Directory, place: str) -> str:
    taken = {one.number for one in directory.listings}
    first = zlib.crc32(f"{directory.seed}:{place}".encode()) % SERIALS
    numbers = (account_number((first + step) % SERIALS) for step in range(len(taken) + 1))
    return next(number for number in numbers if number not in taken)
