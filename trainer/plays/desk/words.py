"""Acts, days and amounts in the few words that a chip or a table cell has room for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trainer.record.act import Act
from trainer.record.case import Request, shown
from trainer.record.kinds import KINDS, Slot, SlotType
from trainer.record.parsing import plain

_VERBS = {"tell_done": "tell", "ask_anything_else": "ask", "unclear": "not understood", "hold_please": "ask to hold"}
_REST = {"ask_anything_else": "anything else", "tell_done": "it is done"}


@dataclass(frozen=True)
class Chip:
    """One act as it was understood: a verb, what it is about, and whether that is sure."""

    verb: str
    rest: str = ""
    sure: bool = True


def chips(acts: Sequence[Mapping[str, Any]], requests: Sequence[Request] = ()) -> list[Chip]:
    """Chips for acts as a stored line holds them: kind, slots, sure."""
    return [_chip(str(act["kind"]), act["slots"], bool(act["sure"]), requests) for act in acts if act["kind"] in KINDS]


def chips_of(acts: Sequence[Act], requests: Sequence[Request] = ()) -> list[Chip]:
    """Chips for acts that are only understood so far."""
    return [_chip(act.kind, plain(act), act.sure, requests) for act in acts]


def _chip(kind: str, slots: Mapping[str, Any], sure: bool, requests: Sequence[Request]) -> Chip:
    named = {name: slot for name, slot in KINDS[kind].slots.items() if slots.get(name) not in (None, "")}
    words = [_word(name, slot, slots[name], requests) for name, slot in named.items()]
    label = KINDS[kind].label
    verb = _VERBS.get(kind, label[:1].lower() + label[1:])
    return Chip(verb, ", ".join(filter(None, words)) or _REST.get(kind, ""), sure)


def _word(name: str, slot: Slot, value: Any, requests: Sequence[Request]) -> str:
    if name == "request":
        return next((one.words for one in requests if one.id == value), "")
    if slot.type is SlotType.CHOICE:
        chosen = slot.choices.get(str(value))
        return chosen.label if chosen else str(value)
    if slot.type is SlotType.AMOUNT:
        return shown(Decimal(str(value)))
    if slot.type is SlotType.DATE:
        return shown(dt.date.fromisoformat(str(value)))
    if slot.type is SlotType.COUNT:
        return f"{value} {slot.label.lower()}" if name in ("minutes", "seconds") else str(value)
    return str(value) if slot.type is SlotType.TEXT else ""


def amount(value: Decimal | None) -> str:
    """An amount under a heading that names the unit: 1,234.50, −5.00."""
    return "" if value is None else shown(value).replace("$", "")


def number(value: Decimal | int | None) -> str:
    """A count or a price without needless digits: 38, 2.46, 0.5518."""
    return "" if value is None else format(value, ",f") if isinstance(value, Decimal) else f"{value:,}"


def price(value: Decimal | None) -> str:
    """A price to the cent at least: 0.50, 2.46, 0.5518."""
    if value is None:
        return ""
    exponent = value.as_tuple().exponent
    short = isinstance(exponent, int) and exponent > -2
    return format(value.quantize(Decimal("0.01")) if short else value, ",f")


def day(value: dt.date | None) -> str:
    """A day in full: 9 October 2024."""
    return "" if value is None else f"{value.day} {value:%B %Y}"


def short_day(value: dt.date | None) -> str:
    """A day where the column is narrow: 9 Oct 2024."""
    return "" if value is None else f"{value.day} {value:%b %Y}"


def tiny_day(value: dt.date | None) -> str:
    """A day in a table of many: 9 Oct ’24."""
    return "" if value is None else f"{value.day} {value:%b} ’{value:%y}"


def office_time(value: dt.time) -> str:
    """A time within office hours, where morning and afternoon cannot be mistaken: 9:12, 2:08."""
    return f"{value.hour % 12 or 12}:{value:%M}"


def time_of_day(value: dt.time | dt.datetime) -> str:
    """A time as people here write it: 4:48 PM."""
    return f"{value.hour % 12 or 12}:{value:%M} {'AM' if value.hour < 12 else 'PM'}"


def clock(second: int) -> str:
    """Seconds of the call: 2:05."""
    return f"{second // 60}:{second % 60:02}"
