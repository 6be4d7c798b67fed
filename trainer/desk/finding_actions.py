"""Finding an account among all that the District has, and opening it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from trainer.desk.events import Event
from trainer.desk.finding_events import AccountOpened, AccountsFound
from trainer.desk.registry import RefusedError, Systems, action
from trainer.desk.state import Desk
from trainer.record.act import Act, squeezed
from trainer.record.listing import Found, Hit, Listing, listing_of

NEW = "starting"
BY_PLACE = ("address", "telephone", "meter number")
SHORTEST = 2
LONGEST = 80


@action("find_account")
def find_account(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    query = act.text("query") or ""
    if not SHORTEST <= len(query) <= LONGEST:
        raise RefusedError("Search for a name, an address, a telephone, account or meter number.")
    return [AccountsFound(_as_it_stands(desk, systems.find(query)))]


def _as_it_stands(desk: Desk, found: Found) -> Found:
    """The directory is of this morning: what was started since is found, too, and who is protected since is hidden."""
    worked = [one.account for one in desk.parked] + ([desk.account] if desk.account else [])
    now = {account.number: listing_of(account) for account in worked}
    hits = tuple(_hit(hit, now) for hit in found.hits if not _hidden(hit, now))
    listed, wanted = {hit.listing.number for hit in hits}, squeezed(found.query)
    started = (
        Hit(one, NEW, exact=True) for one in now.values()
        if one.since and one.since > desk.today and one.number not in listed
        and wanted in (squeezed(one.holder), squeezed(one.address), squeezed(one.number))
    )  # fmt: skip
    return replace(found, hits=(*started, *hits))


def _hit(hit: Hit, now: Mapping[str, Listing]) -> Hit:
    return replace(hit, listing=now[hit.listing.number]) if hit.listing.number in now else hit


def _hidden(hit: Hit, now: Mapping[str, Listing]) -> bool:
    """Whether a search by address or telephone would lead to someone who is protected."""
    listing = now.get(hit.listing.number)
    return listing is not None and listing.protected and hit.field in BY_PLACE


@action("open_account")
def open_account(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    number = act.text("account") or ""
    if desk.account is not None and desk.account.number == number:
        raise RefusedError("That account is open already.")
    parked = next((one.account for one in desk.parked if one.account.number == number), None)
    account = parked or systems.account(number)
    if account is None:
        raise RefusedError(f"There is no account {number[:40]}. Search for it by name or address.")
    return [AccountOpened(account)]
