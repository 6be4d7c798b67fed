"""How a kind of act is written: what it is called, its slots, how long it takes, and what it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer.record.topic import Table, Topic, table


class Way(StrEnum):
    SAY = "say"
    LOOK = "look"
    DO = "do"
    WAIT = "wait"


class SlotType(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    AMOUNT = "amount"
    DATE = "date"
    COUNT = "count"
    FACTS = "facts"
    PIECES = "pieces"
    AMOUNTS = "amounts"


@dataclass(frozen=True)
class Slot:
    """One slot of a kind. `choices` are the topics it may name; amounts are dollars above zero unless `signed`."""

    type: SlotType
    label: str = ""
    choices: Mapping[str, Topic] = field(default_factory=dict)
    required: bool = True
    signed: bool = False


@dataclass(frozen=True)
class ActKind:
    """One kind of act; `seconds` is what it takes when nothing measured it.

    `changes` marks acts on a customer's record; saying a private topic discloses whatever the kind. A flag and a note
    change nothing for the customer: they warn and tell the District's own people, whoever brought the news. `others`
    marks what somebody else takes that long for: it is never quicker, however quickly one asked.
    """

    id: str
    way: Way
    label: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    seconds: int = 6
    changes: bool = False
    others: bool = False


def choice(choices: Mapping[str, Topic], label: str, required: bool = True) -> Slot:
    return Slot(SlotType.CHOICE, label, choices, required)


def amount(label: str = "Amount, $", required: bool = True, signed: bool = False) -> Slot:
    return Slot(SlotType.AMOUNT, label, required=required, signed=signed)


def text(label: str, required: bool = True) -> Slot:
    return Slot(SlotType.TEXT, label, required=required)


def day(label: str, required: bool = True) -> Slot:
    return Slot(SlotType.DATE, label, required=required)


def count(label: str, required: bool = True) -> Slot:
    return Slot(SlotType.COUNT, label, required=required)


def words(**choices: str) -> Table:
    """A small table of choices that only one slot uses: id=its name in words."""
    return table(*(Topic(name, label) for name, label in choices.items()))


REQUEST = text("Request", required=False)
ARRIVAL = text("Which that came in", required=False)
TENDERS = table(*(Topic(name, name) for name in ("cash", "check", "money order")))
