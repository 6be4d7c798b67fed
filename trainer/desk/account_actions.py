"""Looking at an account and working its record: panels, identity items matched, notes, promises written down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from trainer.desk.account_events import AreaLookedUp, FollowUpAdded, ItemMatched, NoteAdded
from trainer.desk.events import Event, PanelOpened
from trainer.desk.registry import RefusedError, Systems, a_date, action, the_account
from trainer.desk.state import Desk
from trainer.record.account import Account, EntryKind, FollowUp, Note
from trainer.record.act import Act, squeezed
from trainer.record.topic import PANELS

SERVICE_AREA = "service_area"


@action("look")
def look(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    panel = str(act.text("panel"))
    if panel == SERVICE_AREA:
        return [_area(desk, act, systems)]
    if not desk.has(panel):
        raise RefusedError(f"This desk has no {PANELS[panel].label.lower()} to look at.")
    if panel == "search" and not desk.found:
        raise RefusedError("Nothing was searched for yet: give a name, an address or a number.")
    if panel == "estimate" and not desk.estimates:
        raise RefusedError("Nothing is estimated yet: estimate a bill at another read first.")
    return [PanelOpened(panel)]


def _area(desk: Desk, act: Act, systems: Systems) -> Event:
    """The address given, or else that of the open account."""
    place = act.text("place") or (desk.account.premise.address if desk.account else "")
    if not place:
        raise RefusedError("Give the address to look up in the service area.")
    answer = systems.area(place)
    if answer is None:
        raise RefusedError(f"The map knows no {place[:60]}. Check the house number and the spelling of the street.")
    return AreaLookedUp(answer)


@action("match")
def match(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, item, given = the_account(desk), str(act.text("item")), str(act.text("given"))
    if act.toward is None:
        raise RefusedError("Nobody is on the line to verify.")
    return [ItemMatched(act.toward, item, _same(item, given, account))]


def identity_value(account: Account, item: str) -> str | Decimal:
    """What the account holds for an identity item."""
    payments = [-entry.amount for entry in account.entries if entry.kind is EntryKind.PAYMENT]
    values: dict[str, str | Decimal] = {
        "service_address": account.premise.address,
        "phone_on_file": account.holder.phone,
        "last_payment": payments[-1] if payments else Decimal("0.00"),
        "account_number": account.number,
        "photo_id": account.holder.name,
        "portal_sign_in": account.holder.email,
        "email_on_file": account.holder.email,
    }
    return values[item]


def _same(item: str, given: str, account: Account) -> bool:
    held = identity_value(account, item)
    if isinstance(held, Decimal):
        try:
            return Decimal(re.sub(r"[^\d.]", "", given)) == held
        except InvalidOperation:
            return False
    written = (held, f"{held} {account.premise.community}") if item == "service_address" else (held,)
    return bool(held) and squeezed(given) in map(squeezed, written)


@action("add_note")
def add_note(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    if not act.text("text") and not act.get("facts"):
        raise RefusedError("The note is empty.")
    return [NoteAdded(Note(desk.today, desk.clerk, act.text("text") or ""))]


@action("add_follow_up")
def add_follow_up(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    by = a_date(act, "by")
    if by < desk.today:
        raise RefusedError("A follow-up is due today or later.")
    return [FollowUpAdded(FollowUp(act.text("what") or "", by))]
