"""How authored data is read: every field known, one line or several, times in quotes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Strict(BaseModel):
    """Every field is known; nothing is silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _lines(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Lines = Annotated[tuple[str, ...], BeforeValidator(_lines)]


def _quoted(value: Any) -> Any:
    """YAML reads a bare 16:42 as a number."""
    if isinstance(value, int):
        raise ValueError('write times in quotes, such as "16:42"')
    return value


TimeOfDay = Annotated[dt.time, BeforeValidator(_quoted)]
