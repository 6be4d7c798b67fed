"""Reading acts from plain data and writing them back; what does not fit is named with its slot and the remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from trainer.record.act import Act, Value
from trainer.record.kinds import KINDS, ActKind, Slot, SlotType
from trainer.record.till import DENOMINATIONS


class BadActError(ValueError):
    """An act that does not fit its kind; the message names the slot and the remedy."""


def parse_act(given: Mapping[str, Any], toward: str | None = None, *, partial: bool = False) -> Act:
    """Read an act from plain data: {"act": kind, slot: value, …}; raises BadActError.

    A `partial` one may leave slots out: a wish says what is asked for, and not how the desk will fill it in.
    """
    kind = KINDS.get(str(given.get("act")))
    if kind is None:
        raise BadActError(f"“{given.get('act')}” is not an act the desk has. Pick one of: {', '.join(sorted(KINDS))}.")
    unknown = set(given) - set(kind.slots) - {"act", "toward", "sure"}
    if unknown:
        known = ", ".join(kind.slots) or "none"
        raise BadActError(f"“{kind.label}” has no slot {', '.join(sorted(unknown))}. It takes: {known}.")
    slots = {
        name: parse_slot(kind, name, slot, given[name])
        for name, slot in kind.slots.items()
        if given.get(name) not in (None, "")
    }
    required = () if partial else kind.slots.items()
    missing = [slot.label or name for name, slot in required if slot.required and name not in slots]
    if missing:
        raise BadActError(f"“{kind.label}” still needs: {', '.join(missing)}.")
    return Act(kind.id, MappingProxyType(slots), given.get("toward", toward), bool(given.get("sure", True)))


def parse_slot(kind: ActKind, name: str, slot: Slot, value: Any) -> Value:
    try:
        return _PARSERS[slot.type](slot, value)
    except (ValueError, TypeError, InvalidOperation, AttributeError) as error:
        label = slot.label or name
        detail = str(error) if isinstance(error, BadActError) else "Check what was entered."
        raise BadActError(f"“{kind.label}”, {label}: {str(value)[:40]!r} does not fit. {detail}") from None


def plain(act: Act) -> dict[str, Any]:
    """The act as plain data, fit for JSON, that `parse_act` reads back."""
    data: dict[str, Any] = {"act": act.kind, **{name: _plain(value) for name, value in act.slots.items()}}
    if act.toward is not None:
        data["toward"] = act.toward
    if not act.sure:
        data["sure"] = False
    return data


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal | dt.date):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {name: str(item) if isinstance(item, Decimal) else item for name, item in value.items()}
    return value


def _parse_choice(slot: Slot, value: Any) -> str:
    if str(value) not in slot.choices:
        raise BadActError(f"Pick one of: {', '.join(slot.choices)}.")
    return str(value)


def _parse_amount(slot: Slot, value: Any) -> Decimal:
    amount = Decimal(str(value).replace("$", "").replace(",", "").replace("−", "-").strip())
    if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")) or abs(amount) >= 10_000_000:
        raise BadActError("Give dollars and cents, such as 24.60.")
    if amount <= 0 and not slot.signed:
        raise BadActError("Give an amount above zero.")
    return amount.quantize(Decimal("0.01"))


def _parse_count(_: Slot, value: Any) -> int:
    number = int(str(value))
    if isinstance(value, bool) or not 0 <= number <= 9_999_999:
        raise BadActError("Give a whole number, zero or more.")
    return number


def _parse_text(_: Slot, value: Any) -> str:
    text = str(value).strip()
    if len(text) > 4000:
        raise BadActError("Keep it under 4,000 characters.")
    return text


def _parse_date(_: Slot, value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise BadActError("Give a date such as 2024-10-30.") from None


def _parse_facts(slot: Slot, value: Any) -> frozenset[str]:
    return frozenset(_parse_choice(slot, item) for item in value)


def _parse_pieces(slot: Slot, value: Any) -> Mapping[str, int]:
    unknown = set(value) - set(DENOMINATIONS)
    if unknown:
        raise BadActError(f"The denominations are: {', '.join(DENOMINATIONS)}.")
    return MappingProxyType({name: _parse_count(slot, value.get(name, 0) or 0) for name in DENOMINATIONS})


def _parse_amounts(_: Slot, value: Any) -> Mapping[str, Decimal]:
    signed = Slot(SlotType.AMOUNT, signed=True)
    return MappingProxyType({str(name): _parse_amount(signed, item) for name, item in value.items()})


_PARSERS: Mapping[SlotType, Callable[[Slot, Any], Value]] = {
    SlotType.TEXT: _parse_text, SlotType.CHOICE: _parse_choice, SlotType.AMOUNT: _parse_amount,
    SlotType.DATE: _parse_date, SlotType.COUNT: _parse_count, SlotType.FACTS: _parse_facts,
    SlotType.PIECES: _parse_pieces, SlotType.AMOUNTS: _parse_amounts,
}  # fmt: skip
