"""Text cut into words and stops, with the place each stands at, and amounts, dates and minutes lifted out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

MAX_LENGTH = 2000
_NAMED = {"#": "number", "%": "percent", "–": "-"}
HARD = frozenset(".?!;:\n—…")
PHONE = "<phone>"
STOPS = HARD | frozenset(",")
SOFT = frozenset(',()–-"')

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
_PIECE = re.compile(
    r"""(?![ ])(?:                           # nothing starts with a space: most places are passed over at once
        [^\W\d_]+(?:'[^\W\d_]+)*           # don't; first, as most pieces are words
      | [.?!;:\n,]
      | \$\s?\d[\d,]*(?:\.\d{1,2})?          # $24.60
      | \d{4}-\d\d-\d\d                      # 2024-10-30
      | \d{1,2}-\d{1,2}-\d{4}               # 10-30-2024
      | \d{1,2}/\d{1,2}(?:/\d{2,4})?         # 10/30
      | (?P<phone>(?<!\d)(?:1[ .-])?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?!\d))
      | \d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?   # 1,240 or 30th
      | (?<=\d)[-–](?=\d)                    # 7-10 days
      | (?<=\s)[-–](?=\s) | --+
      | [\#%]
      | [—–…()"])""",
    re.VERBOSE,
)


def listed(words: str) -> tuple[str, ...]:
    """The words of a line: word lists are easier read so than one to a line."""
    return tuple(words.split())


class Piece(NamedTuple):
    """A word or stop in lower case, and where in the text it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Lifted:
    """A value said in the text: dollars, a date or minutes; `doubtful` where it can be read two ways.

    `water` tells hundreds of cubic feet from dollars. `before` is the day that a day to come is, if it is over: "the
    3rd" is the next one, but not of a payment that came.
    """

    value: Decimal | date | int
    pieces: int
    doubtful: bool = False
    water: bool = False
    before: date | None = None

    @property
    def word(self) -> str:
        if isinstance(self.value, date):
            return "<date>"
        if self.water:
            return "<water>"
        return "<amount>" if isinstance(self.value, Decimal) else "<minutes>"


def pieces(text: str) -> list[Piece]:
    return list(_pieces(text[:MAX_LENGTH].translate(_STRAIGHT)))


def _pieces(text: str) -> Iterator[Piece]:
    for match in _PIECE.finditer(text):
        raw, (start, end) = match.group(), match.span()
        if raw.isalpha():
            yield Piece(raw.lower(), start, end)
            continue
        raw = PHONE if match.lastgroup else _NAMED.get(raw, raw.lower())
        if raw[-1] == "," and len(raw) > 1:
            raw, end = raw.rstrip(","), end - 1
            yield Piece(raw, start, end)
            yield Piece(",", end, end + 1)
            continue
        yield Piece("—" if raw.startswith("--") else raw, start, end)
