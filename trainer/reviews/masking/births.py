"""Dates of birth: a date is one only where a birth was talked of, because bills are full of other dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.reviews.masking.digits import NUMBER_WORD

_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
_MONTHS += "|nov(?:ember)?|dec(?:ember)?"
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|"
_ORDINAL += "seven|eigh|nine)teenth|twentieth|thirtieth"
_SAID = rf"(?:{_ORDINAL}|{NUMBER_WORD}|hundred|the|of|and)\b"
_DATE = re.compile(
    rf"\b\d{{1,2}}[/.\s-]\d{{1,2}}[/.\s-](?:\d{{4}}|\d{{2}})\b"
    rf"|\b\d{{4}}-\d\d-\d\d\b|\b(?:0[1-9]|1[0-2])[0-3]\d(?:19|20)\d\d\b"
    rf"|\b(?:{_MONTHS})\b\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+(?:\d{{4}}|'?\d{{2}}))?|(?:[\s,-]+{_SAID})+)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}),? \d{{4}}\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"date of birth|birth ?date|birthday|\bd\.?o\.?b\b|\bborn\b", re.IGNORECASE)
_NEAR = 40  # characters between the word and the date


def births(text: str, asked: str = "") -> Iterator[tuple[int, int]]:
    """Where in `text` a date of birth stands; `asked` is the turn before, which may have asked for it."""
    for date in _DATE.finditer(text):
        before = text[max(0, date.start() - _NEAR) : date.start()]
        if _BIRTH.search(before) or (date.start() <= _NEAR and _BIRTH.search(asked[-2 * _NEAR :])):
            yield date.start(), date.end()
