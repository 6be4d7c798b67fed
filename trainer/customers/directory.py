"""The directory of a play: everyone the desk can find, and each account opened on demand.

A pure function of District, seed, day and the account that the play is about. Nobody is made before they are opened:
a listing is drawn first, and the account is then made to agree with it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property

from trainer.customers.account import make_account
from trainer.customers.around import Lister, around, beyond
from trainer.customers.days import open_day_from
from trainer.customers.district import District
from trainer.customers.names import language_of
from trainer.customers.numbers import serial_of
from trainer.customers.recipe import Recipe
from trainer.customers.searching import Index
from trainer.customers.streams import Seed, stream
from trainer.record.account import Account, Meter, Note, Person
from trainer.record.listing import Found, Listing, Standing
from trainer.record.service import FormerCustomer, PremiseRecord

NEIGHBORS = 200
LIMIT = 12
_KEEP_THEIR_LANGUAGE = 0.3
_CLOSED = "Moved out, final bill paid, account closed. Its bills are in the archive."


@dataclass(frozen=True)
class Directory:
    """See the module. `today` is a business day; `own` the account of the play, None where it is about none."""

    district: District = field(repr=False)
    seed: Seed
    today: dt.date
    own: Account | None = field(default=None, repr=False)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Everyone, the play's own account first; no two with one number, nor two customers at one address."""
        lister, near = self._near
        others = [lister.anyone() for _ in range(NEIGHBORS)]
        return (*near, *others, *beyond(lister, self.own))

    @cached_property
    def _near(self) -> tuple[Lister, list[Listing]]:
        """Those around the play's own account, and whoever goes on drawing the rest."""
        lister = Lister(self.district, stream(self.seed, "directory"), self.today)
        return lister, around(lister, self.own) if self.own is not None else []

    def search(self, query: str, limit: int = LIMIT) -> Found:
        """Whom a name, address, telephone, account or meter number may mean, the best first."""
        return self._index.search(query, limit)

    def account(self, number: str) -> Account | None:
        """The whole account behind a listing, as it stands today; None where there is none of that number."""
        if self.own is not None and number == self.own.number:
            return self.own
        listing = self._by_number.get(number)
        if listing is None:
            return None
        return self._former(listing) if listing.standing is Standing.FORMER else self._customer(listing)

    @cached_property
    def _index(self) -> Index:
        return Index(self.listings)

    @cached_property
    def _by_number(self) -> dict[str, Listing]:
        return {listing.number: listing for listing in self.listings if listing.number}

    def at_premise(self, premise: PremiseRecord) -> PremiseRecord:
        """The premise with the former customers that the directory lists there, oldest first; nobody at once."""
        here = (one for one in self._near[1] if one.standing is Standing.FORMER and one.address == premise.address)
        found = [FormerCustomer(one.holder, one.since, one.until) for one in here if one.since and one.until]
        free = [one for one in found if not any(_overlap(one, known) for known in premise.former)]
        return replace(premise, former=tuple(sorted((*premise.former, *free), key=lambda one: one.since)))

    def _customer(self, listing: Listing) -> Account:
        seed = f"{self.seed}:{listing.number}"
        keeps = stream(seed, "language").random() < _KEEP_THEIR_LANGUAGE
        recipe = Recipe(
            holder=listing.holder, address=listing.address, community=listing.community, phone=listing.phone,
            since=listing.since, language=language_of(listing.holder) if keeps else "English",
        )  # fmt: skip
        return make_account(recipe, seed, self.today, self.district, _serial(listing)).account

    def _former(self, listing: Listing) -> Account:
        """A closed account: who lived there, and when. It lies at the premise of the play's own account."""
        own, until = self.own, listing.until
        if own is None or until is None or listing.since is None:
            raise ValueError(f"{listing.number} is no former customer's")
        meter = Meter(listing.meter, own.meter.size, min(own.meter.installed, listing.since), own.meter.digits)
        closed = open_day_from(until + dt.timedelta(days=21), self.district.policy)
        return Account(
            number=listing.number,
            customer_class=own.customer_class,
            since=listing.since,
            people=(Person(listing.holder, "holder", listing.phone),),
            premise=replace(own.premise, household=0),
            meter=meter,
            notes=(Note(min(closed, self.today), self.district.invented.office, _CLOSED),),
            status="closed",
            ended=until,
        )


def _overlap(one: FormerCustomer, other: FormerCustomer) -> bool:
    return one.since <= other.until and other.since <= one.until


def _serial(listing: Listing) -> int:
    return serial_of(listing.number.replace("-", "")[:8])
