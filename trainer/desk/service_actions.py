"""Service at a place: begun for a new customer, ended, taken along in a move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.desk.events import Event
from trainer.desk.field_actions import new_order
from trainer.desk.record_events import Amended, Filed
from trainer.desk.registry import RefusedError, Systems, a_date, a_text, action, the_account
from trainer.desk.service_events import ServiceStarted
from trainer.desk.state import Desk
from trainer.record.account import Account
from trainer.record.act import Act, squeezed
from trainer.record.case import shown
from trainer.record.kinds import KINDS

CLOSED = "closed"
TENURES = {"tenant": "tenant", "owner": "owner"}


@action("start_service")
def start_service(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    """A new account, beside the one that is open; whoever has service at the place keeps theirs until it is ended."""
    place, on = _served(desk, act, systems), a_date(act, "on")
    name = a_text(act, "name", "Ask in whose name the account is to be, and give it.")
    made = systems.new_account(place, name, on)
    made = replace(made, tenure=TENURES.get(str(act.text("customer")), made.tenure))
    label = KINDS["start_service"].slots["customer"].choices[str(act.text("customer"))].label
    return [ServiceStarted(made, f"Service for {name}, {label}, at {place} from {shown(on)}: account {made.number}")]


@action("end_service")
def end_service(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, on = _to_end(desk), a_date(act, "on")
    _not_billed(account, act)
    final = new_order(desk, "final_read", planned=on)
    said = f"Service ends on {shown(on)}, final read ordered: {final.id}"
    return [Filed("orders", final), Amended(_ended(desk, on), said)]


@action("transfer_service")
def transfer_service(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    """The same people at another place: their service here ends on the day on which it starts there."""
    account, place, on = _to_end(desk), _served(desk, act, systems), a_date(act, "on")
    _not_billed(account, act)
    if squeezed(place) == squeezed(account.premise.address):
        raise RefusedError("That is where they have service now. Give the new address.")
    made = replace(systems.new_account(place, account.holder.name, on), people=account.people, tenure=account.tenure)
    final = new_order(desk, "final_read", planned=on)
    said = f"Service moves to {place} on {shown(on)}: account {made.number}, final read here {final.id}"
    return [Filed("orders", final), Amended(_ended(desk, on)), ServiceStarted(made, said)]


def _to_end(desk: Desk) -> Account:
    account = the_account(desk)
    if account.ended is not None:
        raise RefusedError(f"Service on this account ends, or ended, on {shown(account.ended)}.")
    return account


def _not_billed(account: Account, act: Act) -> None:
    bill, on = account.latest_bill, a_date(act, "on")
    if bill is not None and on <= bill.period_to:
        raise RefusedError(f"Water is billed up to {shown(bill.period_to)}. Give a later day.")


def _ended(desk: Desk, on: object) -> dict[str, object]:
    """The account closes with its last day, and not before."""
    return {"ended": on, "status": CLOSED} if on == desk.today else {"ended": on}


def _served(desk: Desk, act: Act, systems: Systems) -> str:
    """The address as the service area writes it; refused where the District has no premise, or starts it already."""
    place = a_text(act, "place", "Give the address where service is wanted.")
    area = systems.area(place)
    if area is None:
        raise RefusedError(f"There is no premise {place[:60]}. Look the address up in the service area.")
    if not area.ours:
        raise RefusedError(f"{area.address} is served by {area.agency or 'another agency'}: there is no premise here.")
    if any(one.account.since > desk.today and one.account.premise.address == area.address for one in desk.parked):
        raise RefusedError("Service is being started there already.")
    return area.address
