"""Placeholders in authored text: {name} stands for a value that the seed decides."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from trainer.district.money import dollars

_PLACE = re.compile(r"\{(\w+)\}")


class UnknownPlaceholderError(ValueError):
    """Authored text names a value that this scenario does not have."""


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The text with each {name} as people read it; raises UnknownPlaceholderError."""
    return _PLACE.sub(lambda match: spoken(_value(match[1], values)), text)


def fill_slot(value: Any, values: Mapping[str, Any]) -> Any:
    """An authored slot: a lone {name} becomes the value itself, text around it is filled in."""
    if not isinstance(value, str):
        return value
    alone = _PLACE.fullmatch(value)
    return _value(alone[1], values) if alone else fill(value, values)


def spoken(value: Any) -> str:
    """A value in speech: $24.60, Friday, October 4."""
    if isinstance(value, Decimal):
        return dollars(value)
    if isinstance(value, dt.date):
        return f"{value:%A}, {value:%B} {value.day}"
    return str(value)


def _value(name: str, values: Mapping[str, Any]) -> Any:
    if name not in values:
        raise UnknownPlaceholderError(f"{{{name}}} is not known here; use one of {', '.join(sorted(values))}")
    return values[name]
