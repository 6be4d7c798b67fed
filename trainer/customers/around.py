"""Who stands in the directory around an account: those one could take for the right one, and those before it."""

from __future__ import annotations

import datetime as dt
import random
import zlib
from collections.abc import Iterator
from itertools import count

from trainer.customers.days import DAY
from trainer.customers.district import District
from trainer.customers.names import draw_names, draw_pool, misspelled
from trainer.customers.numbers import SERIALS, account_number, meter_number, quiet_phone, serial_of
from trainer.customers.places import address
from trainer.record.account import Account
from trainer.record.listing import Listing, Standing, listing_of

_YEAR = 365
_TENURE = (3 * _YEAR, 25 * _YEAR)
LAST_HOUSE = 999  # house numbers of the District end here; those above are beyond its border
_BEYOND = 6


class Lister:
    """Draws listings of one District, no two with the same number or address. Everything comes from one stream."""

    def __init__(self, district: District, rng: random.Random, today: dt.date) -> None:
        self.district, self.rng, self.today = district, rng, today
        self.streets: dict[str, str] = {}
        self._taken: set[str] = set()

    def take(self, account: Account) -> None:
        """The account of the play stands where it stands, and its street lies in its community."""
        self._taken |= {account.number, account.premise.address}
        self.streets[street_of(account.premise.address)] = account.premise.community

    def anyone(self, *, holder: str = "", place: str = "", phone: str = "", serial: int | None = None) -> Listing:
        """A customer of whom this much is known, and the rest drawn."""
        serial = self._fresh_serial(place) if serial is None else serial
        place = place or self._fresh_place(serial)
        self._taken |= {account_number(serial), place}
        return Listing(
            number=account_number(serial),
            holder=holder or self.name(),
            address=place,
            community=self.community(place),
            phone=phone or quiet_phone(self.rng, self.district.invented.area_code),
            meter=meter_number(serial),
            since=self.today - DAY * self.rng.randrange(*_TENURE),
        )

    def name(self) -> str:
        return draw_names(self.rng, draw_pool(self.rng), 1)[0]

    def community(self, place: str) -> str:
        """A street lies in one community."""
        street, communities = street_of(place), self.district.communities
        return self.streets.setdefault(street, communities[zlib.crc32(street.encode()) % len(communities)])

    def free(self, place: str) -> bool:
        return place not in self._taken

    def _fresh_serial(self, place: str) -> int:
        """A serial whose number is free, and whose home is, where no place is given."""
        drawn = (self.rng.randrange(SERIALS) for _ in count())
        return next(
            serial
            for serial in drawn
            if account_number(serial) not in self._taken
            and (place or address(serial, self.district.streets) not in self._taken)
        )

    def _fresh_place(self, serial: int) -> str:
        """The home of a serial, or the next that nobody lives in."""
        places = (address(serial + step, self.district.streets) for step in count())
        return next(place for place in places if self.free(place))


def street_of(place: str) -> str:
    return place.partition(" ")[2]


def around(lister: Lister, own: Account) -> list[Listing]:
    """The account itself, those that are nearly it, and who lived there before."""
    lister.take(own)
    near = [*_on_the_street(lister, own), *_of_the_name(lister, own), *_of_the_numbers(lister, own)]
    return [listing_of(own), *near, *_before(lister, own)]


def _on_the_street(lister: Lister, own: Account) -> Iterator[Listing]:
    """Houses a few doors off, and the one whose number has two digits changed round."""
    house, _, street = own.premise.address.partition(" ")
    if not house.isdigit():
        return
    near = [int(house) + step for step in (-6, -4, -2, 2, 4, 6)]
    numbers = [*lister.rng.sample(near, 4), *(int(one) for one in swaps(house))]
    for number in dict.fromkeys(numbers):
        if 1 <= number <= LAST_HOUSE and lister.free(f"{number} {street}"):
            yield lister.anyone(place=f"{number} {street}")


def _of_the_name(lister: Lister, own: Account) -> Iterator[Listing]:
    """People of the same name elsewhere, of the same family name, and of one that is a letter off."""
    rng, holder = lister.rng, own.holder.name
    given, _, family = holder.partition(" ")
    if not family:
        return
    for _ in range(rng.choice((1, 1, 2))):
        yield lister.anyone(holder=holder)
    others = [name.partition(" ")[0] for name in (lister.name() for _ in range(6))]
    for other in list(dict.fromkeys(name for name in others if name != given))[:2]:
        yield lister.anyone(holder=f"{other} {family}")
    yield lister.anyone(holder=f"{given} {misspelled(rng, family)}")


def _of_the_numbers(lister: Lister, own: Account) -> Iterator[Listing]:
    """An account number with two digits changed round, and a telephone number one digit off that nobody can dial."""
    digits = own.number.replace("-", "")[:8]
    swapped = [one for one in swaps(digits) if one[0] != "0"]
    if swapped:
        yield lister.anyone(serial=serial_of(lister.rng.choice(swapped)))
    area, _, line = own.holder.phone.partition(" ")
    yield lister.anyone(phone=f"{area} {lister.rng.randrange(2)}{line[1:]}")


def _before(lister: Lister, own: Account) -> Iterator[Listing]:
    """Whoever had the account at this address before; the meter stayed if it was there already."""
    rng, after = lister.rng, own.since
    for _ in range(rng.choice((1, 1, 2))):
        until = after - DAY * rng.randint(1, 20)
        since = until - DAY * rng.randint(_YEAR, 9 * _YEAR)
        drawn = lister.anyone(place=own.premise.address)
        meter = own.meter.number if own.meter.installed < until else drawn.meter
        yield Listing(
            drawn.number, drawn.holder, drawn.address, drawn.community, drawn.phone, meter,
            Standing.FORMER, since, until,
        )  # fmt: skip
        after = since


def beyond(lister: Lister, own: Account | None) -> Iterator[Listing]:
    """Addresses where a street of the District goes on beyond its border, and whose they are."""
    neighbors, streets = lister.district.neighbors, lister.district.streets
    if not neighbors:
        return
    names = lister.rng.sample(streets, min(_BEYOND, len(streets)))
    if own is not None:
        names[0] = street_of(own.premise.address)
    for street in dict.fromkeys(names):
        place = f"{LAST_HOUSE + lister.rng.randint(2, 900)} {street}"
        yield Listing(
            "", "", place, lister.community(place), standing=Standing.ELSEWHERE, agency=lister.rng.choice(neighbors)
        )


def swaps(digits: str) -> list[str]:
    """The same digits with two neighbors changed round, each that differs."""
    found = (digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :] for n in range(len(digits) - 1))
    return [one for one in dict.fromkeys(found) if one != digits]
