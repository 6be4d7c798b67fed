"""What is done with something that came in: open it, take it in, send it back, log it, pass it on, follow it up.

An act that names something that came in is done here, whatever the same kind of act does elsewhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trainer.desk.arrival_events import ArrivalDone, ArrivalOpened, DeskHandedOver, the_arrival
from trainer.desk.events import Event
from trainer.desk.record_events import Logged
from trainer.desk.registry import RefusedError, Systems, action, on_arrival
from trainer.desk.state import Desk, LogLine
from trainer.record.act import Act
from trainer.record.arrivals import Arrival
from trainer.record.case import shown
from trainer.record.kinds import KINDS, SlotType
from trainer.record.topic import ITEMS

_NOT_HERE = "Say which of the things that came in is meant."


@action("open_item")
def open_item(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    arrival = _the_one(desk, act)
    if arrival.opened:
        raise RefusedError(f"{arrival.id} is open already.")
    return [ArrivalOpened(arrival.id, arrival.inside)]


@action("hand_over_desk")
def hand_over_desk(desk: Desk, _act: Act, _: Systems) -> Sequence[Event]:
    if not desk.trays:
        raise RefusedError("There is neither a line nor a tray here to hand over.")
    if desk.handed_over:
        raise RefusedError("It is handed over already.")
    return [DeskHandedOver(sum(not one.opened and not one.done for one in desk.arrivals))]


@on_arrival("accept_item", "write_log", "pass_on", "call_help", "contact_customer", "change_address", "return_item")
def written_on_it(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """What is only written down: the same thing is not done twice with the same item."""
    arrival, what = _the_one(desk, act), in_words(act)
    if what in arrival.done:
        raise RefusedError(f"That was done with {arrival.id} already.")
    return [ArrivalDone(arrival.id, what, told=True)]


@on_arrival("record_night_drop")
def record_night_drop(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    arrival, received = _the_one(desk, act), act.get("received")
    if arrival.way != "night_drop":
        raise RefusedError(f"{arrival.id} did not come out of the night drop.")
    if not isinstance(received, dt.date) or received > desk.today:
        raise RefusedError("Give the day it was received: today, or a day before.")
    if any(one.startswith("Received") for one in arrival.done):
        raise RefusedError(f"{arrival.id} is recorded already.")
    second = act.text("witness") or (desk.till.second if desk.till else "")
    return [ArrivalDone(arrival.id, f"Received {shown(received)}{f', with {second}' if second else ''}", told=True)]


@on_arrival("add_note")
def add_note(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    if not act.text("text") and not act.get("facts"):
        raise RefusedError("The note is empty.")
    return [ArrivalDone(_the_one(desk, act).id, f"Note on the account: {act.text('text') or 'written'}", told=True)]


def _the_one(desk: Desk, act: Act) -> Arrival:
    found = the_arrival(desk, act)
    if found is None:
        raise RefusedError(_NOT_HERE)
    return found


def in_words(act: Act) -> str:
    """What was done, as it is written on the item: “Write in the log: returned mail”."""
    kind = KINDS[act.kind]
    slots = ((kind.slots[name], value) for name, value in act.slots.items() if name != "arrival")
    words = [slot.choices[str(value)].label if slot.type is SlotType.CHOICE else str(value) for slot, value in slots]
    return f"{kind.label}: {', '.join(words)}"


@action("accept_item")
def accept_item(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """What someone hands over across the counter."""
    words = f"Accepted: {ITEMS[str(act.text('item'))].label}"
    line = LogLine("accepted", words)
    if line in desk.log:
        raise RefusedError(f"That is done already. {words}.")
    return [Logged(line, words)]
