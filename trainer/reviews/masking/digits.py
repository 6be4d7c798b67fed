"""Runs of digits in a transcript, however they were said: 4111-1111, "four one one one", "double four", "forty-one"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8",
    "ninety": "9",
}  # fmt: skip
_REPEATED = {"double": 2, "triple": 3}
NUMBER_WORD = "|".join((*_ONES, *_TEENS, *_TENS, *_REPEATED))
_NOT_DIGITS = (
    r"\$\s?\d[\d,]*(?:\.\d\d?)?|(?<![\d.,-])\d[\d,]*\.\d\d\b(?![\d.-])"  # amounts
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"  # dates
    r"|\b\d{1,2}:\d\d\b"  # times of day
)
_TOKEN = re.compile(rf"(?P<other>{_NOT_DIGITS})|(?P<digits>\d+)|\b(?P<word>{NUMBER_WORD})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s.,…–—-]|\b(?:uh|um|er|dash|then)\b)*", re.IGNORECASE)
_DIGIT_NEXT = re.compile(r"[\s-]+(?:one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)
_MEASURED = re.compile(
    r"\s*(?:%|percent|dollars?|bucks|cents|gallons?|ccf|units?|days?|weeks?|months?|years?|minutes?|hours?|people)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Group:
    """Digits said together, and where they stand in the text."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """Groups with nothing between them but breath and hyphens. `measured`: a unit follows, so it is an amount."""

    groups: tuple[Group, ...]
    measured: bool = False

    @property
    def digits(self) -> str:
        return "".join(group.digits for group in self.groups)

    @property
    def start(self) -> int:
        return self.groups[0].start

    @property
    def end(self) -> int:
        return self.groups[-1].end

    @property
    def shape(self) -> tuple[int, ...]:
        """How many digits each group has: (3, 2, 4) is how a social security number is written."""
        return tuple(len(group.digits) for group in self.groups)


def runs(text: str) -> list[Run]:
    """Every run of digits in `text`, in order; amounts of money, dates and times of day are none."""
    found: list[list[Group]] = []
    for group in _groups(text):
        if found and _BETWEEN.fullmatch(text, found[-1][-1].end, group.start):
            found[-1].append(group)
        else:
            found.append([group])
    return [Run(tuple(groups), bool(_MEASURED.match(text, groups[-1].end))) for groups in found]


def _groups(text: str) -> Iterator[Group]:
    times, begun = 1, None
    for token in _TOKEN.finditer(text):
        word = (token["word"] or "").lower()
        if word in _REPEATED:
            times, begun = _REPEATED[word], token.start()
            continue
        if not token["other"]:
            digits = token["digits"] or _ONES.get(word) or _TEENS.get(word) or _tens(word, text, token.end())
            yield Group(digits * times, token.start() if begun is None else begun, token.end())
        times, begun = 1, None


def _tens(word: str, text: str, end: int) -> str:
    """Forty is 40, and the 4 of forty-one."""
    return _TENS[word] if _DIGIT_NEXT.match(text, end) else _TENS[word] + "0"
