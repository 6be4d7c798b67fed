"""Shut-offs: scheduled, stopped, and service restored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.desk.events import Event
from trainer.desk.field_actions import new_order
from trainer.desk.record_events import Amended, Filed, Posted, Replaced
from trainer.desk.registry import RefusedError, Systems, a_date, action, next_entry, not_past, the_account
from trainer.desk.state import Desk
from trainer.district.money import dollars
from trainer.record.account import Account, Entry, EntryKind
from trainer.record.act import Act
from trainer.record.case import shown
from trainer.record.credit import Shutoff
from trainer.record.kinds import KINDS


@action("schedule_shutoff")
def schedule_shutoff(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, on = the_account(desk), not_past(desk, a_date(act, "on"), "A shut-off")
    coming = _coming(account)
    if coming is not None:
        raise RefusedError(f"A shut-off is scheduled already, for {shown(coming.scheduled)}. Stop that one first.")
    if _lasting(account) is not None:
        raise RefusedError("The water is off already.")
    return [Filed("shutoffs", Shutoff(str(act.text("reason")), on), f"Shut-off scheduled for {shown(on)}")]


@action("stop_shutoff")
def stop_shutoff(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    coming = _coming(the_account(desk))
    if coming is None:
        raise RefusedError("No shut-off is scheduled on this account.")
    label = KINDS["stop_shutoff"].slots["reason"].choices[str(act.text("reason"))].label
    said = f"Shut-off of {shown(coming.scheduled)} stopped: {label}"
    return [Replaced("shutoffs", coming, replace(coming, stopped=True), said)]


@action("restore_service")
def restore_service(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """A crew is ordered, and the fee, where one is asked for, goes on the account."""
    account, fee = the_account(desk), act.amount("fee")
    off = _lasting(account)
    if off is None:
        raise RefusedError("The water is not shut off on this account.")
    order = new_order(desk, "turn_on", planned=desk.today)
    when = KINDS["restore_service"].slots["when"].choices[str(act.text("when"))].label
    said = f"Turn-on ordered, {when}: {order.id}" + (f"; reconnection fee {dollars(fee)}" if fee else "; no fee")
    events: list[Event] = [Filed("orders", order), Replaced("shutoffs", off, replace(off, restored=desk.today))]
    if fee:
        events.append(Posted((Entry(next_entry(account), desk.today, EntryKind.RECONNECTION, fee),)))
    return [*events, Amended({"status": "active"}, said)]


def _coming(account: Account) -> Shutoff | None:
    return next((one for one in account.shutoffs if one.done is None and not one.stopped), None)


def _lasting(account: Account) -> Shutoff | None:
    return next((one for one in reversed(account.shutoffs) if one.done and not one.restored), None)
