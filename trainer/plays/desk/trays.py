"""What came in as it lies before the representative: envelopes with their marks, what was in them, who is in line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.plays.desk.menu import ON_ARRIVALS
from trainer.plays.desk.tools import Input, inputs_of
from trainer.record.arrivals import SLOT, TRAYS, Arrival, Employee
from trainer.record.case import Case
from trainer.record.kinds import KINDS, SlotType
from trainer.record.topic import LOGS, OFFICES, PANELS
from trainer.scenarios.world import World

_INVITES = {
    "night_drop": ("The box by the door has not been emptied yet.", "Open the box"),
    "mail": ("The tray is full, and nobody has looked through it.", "Look through it"),
    "counter": ("Someone is waiting.", "Look up"),
}
_SEALED = {"counter": "Turn to them"}
_UNNEEDED = (SLOT, "pieces")
_BOOK = ("caller_name", "organization", "asks_for_person", "purpose")


@dataclass(frozen=True)
class Doing:
    """One thing that can be done with an item, as a small form."""

    kind: str
    label: str
    inputs: Sequence[Input]


@dataclass(frozen=True)
class Check:
    """A check as it is drawn. `signature` is empty where nobody signed; `beside` is what came with it."""

    head: str
    payee: str
    figures: str
    words: str
    signature: str
    beside: Sequence[str]


@dataclass(frozen=True)
class Item:
    arrival: Arrival
    check: Check | None
    opens: str
    doing: Sequence[Doing]


@dataclass(frozen=True)
class Tray:
    """One tray; `items` is None until it was looked at. `book` are the lines of the visitors' book."""

    name: str
    label: str
    invites: str
    look: str
    items: Sequence[Item] | None
    book: Sequence[Sequence[str]] = ()
    staff: Sequence[Mapping[str, str]] | None = None


def trays(world: World, case: Case) -> list[Tray]:
    """The trays of this desk; none where nothing comes in."""
    return [_tray(world, case, name) for name in TRAYS if name in world.desk.trays]


def _tray(world: World, case: Case, name: str) -> Tray:
    held: Sequence[Arrival] | None = case.panels.get(name)
    with_drawer = world.desk.till is not None
    items = [_item(case, name, one, with_drawer=with_drawer) for one in held] if held is not None else None
    book = [_line(one) for one in held or () if _signed_in(one)]
    return Tray(name, PANELS[name].label, *_INVITES[name], items, book, _staff(case.panels.get("staff")))


def _item(case: Case, tray: str, arrival: Arrival, *, with_drawer: bool) -> Item:
    kinds = ON_ARRIVALS.get(f"{tray}_with_drawer" if with_drawer else tray) or ON_ARRIVALS[tray]
    return Item(arrival, _check(arrival), _SEALED.get(tray, "Open it"), [_doing(case, kind) for kind in kinds])


def _doing(case: Case, kind: str) -> Doing:
    slots = KINDS[kind].slots.items()
    asked = {name: slot for name, slot in slots if name not in _UNNEEDED and slot.type is not SlotType.FACTS}
    return Doing(kind, KINDS[kind].label, inputs_of(case, kind, asked))


def _check(arrival: Arrival) -> Check | None:
    """The check in an opened envelope, from the lines that are written on it."""
    if "check_signed" not in arrival.known:
        return None
    head, payee, figures, words, signature, *beside = arrival.inside
    signed = signature.removeprefix("Signed ") if signature.startswith("Signed ") else ""
    return Check(head, payee.removeprefix("Pay to the order of "), figures, words, signed, beside)


def _signed_in(arrival: Arrival) -> bool:
    return any(one.endswith(f": {LOGS['visitor'].label}") for one in arrival.done)


def _line(arrival: Arrival) -> list[str]:
    return [str(arrival.known.get(topic, "not said")) for topic in _BOOK]


def _staff(staff: Sequence[Employee] | None) -> list[Mapping[str, str]] | None:
    if staff is None:
        return None
    return [{"name": one.name, "office": OFFICES[one.office].label} for one in staff]
