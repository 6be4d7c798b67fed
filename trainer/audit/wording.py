"""A row's detail in words: lists as words, yes and no, people by name, and what is empty left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from trainer.audit.searching import PEOPLE, PERSON
from trainer.web.words import listing

_CODE = re.compile(r"[a-z]+(_[a-z]+)+")  # extra_time, as the program calls it
_KEYS = {"so": "outcome"}


def told(detail: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """`scenarios: by-friday and a-box; passed: no`: everything that a row has to say; `names`: of people, by number."""
    said = {key: _value(key, value, names) for key, value in detail.items()}
    return "; ".join(f"{_KEYS.get(key, _plain(key))}: {words}" for key, words in said.items() if words)


def _value(key: str, value: Any, names: Mapping[int, str]) -> str:
    """One value in words; nothing for what is empty."""
    if isinstance(value, Mapping):
        return told(value, names)
    if isinstance(value, list):
        return listing([_value(key, one, names) for one in value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key in (PERSON, *PEOPLE) and value in names:
        return names[value]
    return "" if value is None else _plain(str(value))


def _plain(word: str) -> str:
    return word.replace("_", " ") if _CODE.fullmatch(word) else word
