"""The tools pane: what can be done, in groups, each a small form made from the kind's slots."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trainer.plays.desk.menu import MenuGroup, fits
from trainer.plays.desk.offered import OFFERED, Option
from trainer.record.arrivals import SLOT
from trainer.record.case import Case
from trainer.record.kinds import KINDS, Slot, SlotType
from trainer.record.parsing import BadActError, parse_slot
from trainer.record.till import DENOMINATIONS

# The service area is looked up from the menu, where an address can be given.
FIXED = {("look", "panel"): "service_area"}
LABELS = {"look": "Look an address up"}


@dataclass(frozen=True)
class Input:
    """One field of a form: a list where the desk can offer one, else typed."""

    name: str
    label: str
    type: str
    required: bool
    options: Sequence[Option] = ()


@dataclass(frozen=True)
class Action:
    """One thing the desk can do, with its key and its form; `fixed` are slots that it fills in by itself."""

    kind: str
    label: str
    key: str
    inputs: Sequence[Input] = ()
    plain: bool = False
    way: str = "do"
    fixed: Sequence[Option] = ()


@dataclass(frozen=True)
class Group:
    id: str
    label: str
    more: str
    key: str
    actions: Sequence[Action]


def groups(case: Case, menu: Sequence[MenuGroup], pointless: Collection[str] = ()) -> list[Group]:
    """The menu, as far as it fits what is open. Lists in its forms come from opened panels only.

    `pointless` are the kinds and choices that this agency has no use for.
    """
    made = (
        Group(id_, label, more, key, [
            _without(_action(case, kind, letter), pointless)
            for kind, letter in actions if kind not in pointless and fits(case, kind)
        ])
        for id_, label, more, key, actions in menu
    )  # fmt: skip
    return [group for group in made if group.actions]


def _without(made: Action, pointless: Collection[str]) -> Action:
    inputs = [replace(one, options=[(id_, label) for id_, label in one.options if id_ not in pointless])
              for one in made.inputs]  # fmt: skip
    return replace(made, inputs=inputs)


def _action(case: Case, kind: str, key: str) -> Action:
    slots = {name: slot for name, slot in KINDS[kind].slots.items() if slot.type is not SlotType.FACTS}
    wanted = {name: slot for name, slot in slots.items() if (kind, name) not in FIXED and name != SLOT}
    shown = [one for one in inputs_of(case, kind, wanted) if one.name != "request" or one.options]
    fixed = [(name, value) for (of, name), value in FIXED.items() if of == kind]
    return Action(kind, LABELS.get(kind, KINDS[kind].label), key, shown, not shown, str(KINDS[kind].way), fixed)


def inputs_of(case: Case, kind: str, slots: Mapping[str, Slot]) -> list[Input]:
    return [_input(case, kind, name, slot) for name, slot in slots.items()]


def _input(case: Case, kind: str, name: str, slot: Slot) -> Input:
    if slot.type is SlotType.CHOICE:
        return Input(name, slot.label, "choice", slot.required, [(one.id, one.label) for one in slot.choices.values()])
    if slot.type is SlotType.PIECES:
        return Input(name, slot.label, "pieces", slot.required, [(one, named_piece(one)) for one in DENOMINATIONS])
    offering = OFFERED.get((kind, name)) or OFFERED.get(name)
    offered = offering(case) if offering else []
    type_ = "long" if name == "text" else str(slot.type)
    return Input(name, slot.label, "choice" if offered else type_, slot.required or kind == "add_note", offered)


def named_piece(name: str) -> str:
    """A denomination as people write it: $20, 25¢."""
    return f"{name[:-1]}¢" if name.endswith("c") else f"${name}"


def mistakes(data: Any) -> dict[str, str]:
    """What is wrong with each field of a posted act, by name; empty when every field fits."""
    given = (
        next((data[way] for way in ("do", "say", "look") if way in data), None) if isinstance(data, Mapping) else None
    )
    kind = KINDS.get(str(given.get("act"))) if isinstance(given, Mapping) else None
    if kind is None or not isinstance(given, Mapping):
        return {}
    wrong: dict[str, str] = {}
    for name, slot in kind.slots.items():
        value = given.get(name)
        if value in (None, ""):
            wrong |= {name: f"Fill in: {slot.label}."} if slot.required else {}
            continue
        for field, part in _parts(name, slot, value):
            message = _wrong(kind.id, name, slot, part)
            wrong |= {field: message} if message else {}
    return wrong


def _parts(name: str, slot: Slot, value: Any) -> list[tuple[str, Any]]:
    """A table of pieces or amounts is checked line by line."""
    if slot.type not in (SlotType.PIECES, SlotType.AMOUNTS) or not isinstance(value, Mapping):
        return [(name, value)]
    known = DENOMINATIONS if slot.type is SlotType.PIECES else value
    return [(f"{name}.{line}", {line: part}) for line, part in value.items() if line in known]


def _wrong(kind: str, name: str, slot: Slot, value: Any) -> str:
    try:
        parse_slot(KINDS[kind], name, slot, value)
    except BadActError as error:
        advice = str(error).rpartition("does not fit. ")[2]
        return _ADVICE.get(slot.type, advice) if advice == "Check what was entered." else advice
    return ""


_ADVICE = {
    SlotType.AMOUNT: "Give dollars and cents, such as 24.60.",
    SlotType.AMOUNTS: "Give dollars and cents, such as 24.60.",
    SlotType.COUNT: "Give a whole number, zero or more.",
    SlotType.PIECES: "Give a whole number, zero or more.",
}
