"""Field orders, emergency crews, and what joins an incident that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from trainer.desk.events import Event
from trainer.desk.field_events import CrewDispatched, WorkOrdered
from trainer.desk.record_events import Logged, Replaced
from trainer.desk.registry import RefusedError, Systems, a_date, a_text, action, not_past, the_account
from trainer.desk.state import Desk, LogLine
from trainer.record.account import Order, OrderStatus
from trainer.record.act import Act, squeezed
from trainer.record.kinds import KINDS

WATER = "water"  # the crew that goes where none is named
INCIDENT = "incident"


@action("order_work")
def order_work(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    work, place, window = str(act.text("work")), act.text("place") or "", act.text("window") or ""
    planned = not_past(desk, a_date(act, "on"), "An appointment") if act.get("on") is not None else None
    if window and planned is None:
        raise RefusedError("A window needs its day. Give the day of the appointment.")
    if not place:
        account = the_account(desk)
        if any(one.work == work and one.status is OrderStatus.OPEN for one in account.orders):
            raise RefusedError("That order is open already.")
    return [WorkOrdered(new_order(desk, work, place=place, planned=planned, window=window))]


@action("cancel_order")
def cancel_order(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """Only one that no crew has done yet."""
    account, number = the_account(desk), act.text("order")
    order = next((one for one in account.orders if one.id == number), None)
    if order is None or order.status is not OrderStatus.OPEN:
        known = ", ".join(one.id for one in account.orders if one.status is OrderStatus.OPEN) or "none"
        raise RefusedError(f"{number} is no open order of this account. Open are: {known}.")
    return [Replaced("orders", order, replace(order, status=OrderStatus.CANCELED), f"Order {order.id} canceled")]


@action("dispatch")
def dispatch(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """Crews of two kinds may be wanted at one place; two of one kind are not."""
    place = a_text(act, "place", "A crew needs a place to go to.")
    crew = act.text("crew") or WATER
    if any(one.emergency and squeezed(one.place) == squeezed(place) and one.crew == crew for one in desk.crews):
        raise RefusedError("A crew is on its way there already.")
    order = new_order(desk, "emergency", place=place, emergency=True, crew=crew)
    return [CrewDispatched(order, _label("dispatch", "priority", act))]


@action("join_incident")
def join_incident(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    number = act.text("incident")
    incident = next((one for one in desk.incidents if one.id == number and one.open), None)
    if incident is None:
        known = ", ".join(one.id for one in desk.incidents if one.open) or "none"
        raise RefusedError(f"There is no open incident {number}. Open are: {known}.")
    line = LogLine(INCIDENT, f"Call added to {incident.id}, {incident.kind.replace('_', ' ')}")
    if line in desk.log:
        raise RefusedError(f"This call is with {incident.id} already.")
    return [Logged(line, line.words)]


def new_order(
    desk: Desk, work: str, *, place: str = "", planned: dt.date | None = None, window: str = "",
    emergency: bool = False, crew: str = "",
) -> Order:  # fmt: skip
    """An order of today with the next number of this desk."""
    existing = sum(len(one.account.orders) for one in desk.parked) + len(desk.account.orders if desk.account else ())
    return Order(
        f"F-{4001 + existing + len(desk.crews)}", work, desk.today, place=place, emergency=emergency, planned=planned,
        window=window, crew=crew,
    )  # fmt: skip


def _label(kind: str, slot: str, act: Act) -> str:
    """The word of a chosen slot; nothing where it is left out."""
    chosen = KINDS[kind].slots[slot].choices.get(act.text(slot) or "")
    return chosen.label if chosen else ""
