"""Numbers written in digits or spelled out, as parts of amounts, dates and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from trainer.scenarios.understanding.tokens import listed

_ONES = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
UNITS = {word: number for number, word in enumerate(_ONES)}
TENS = {
    word: 10 * number
    for number, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_MAX_DIGITS = 9
_VAGUE = frozenset(listed("few several couple many some of"))


def number_at(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """The number that starts at `at` and how many words it takes: "1,240", "a hundred and fourteen", "twenty-four"."""
    if at >= len(words):
        return None
    if tuple(words[at : at + 3]) == ("a", "couple", "of"):
        return Decimal(2), 3
    written = digits(words[at])
    return (written, 1) if written is not None else _spelled(words, at)


def digits(word: str) -> Decimal | None:
    """A number in digits, thousands commas allowed; None for anything else."""
    bare = word.replace(",", "")
    if not bare.isascii() or not bare.replace(".", "", 1).isdigit() or len(bare) > _MAX_DIGITS:
        return None
    return Decimal(bare.rstrip("."))


def _spelled(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    start, total, group, last = at, 0, 0, 1000
    if words[at] in SCALES and not (at and words[at - 1] in _VAGUE):
        group = 1
    elif words[at] == "a" and words[at + 1 : at + 2] and words[at + 1] in SCALES:
        group, last, at = 1, 1, at + 1
    while at < len(words):
        word = words[at]
        if word == "and" and last >= 100 and at > start and _small(words, at + 1):
            at += 1
            continue
        if word in SCALES and group:
            total, group = (total, group * 100) if word == "hundred" else (total + group * 1000, 0)
            last = SCALES[word]
        elif (value := _value(word)) is not None and _fits(value, last):
            group, last = group + value, value if value >= 20 else 1
        else:
            break
        at += 1
    return (Decimal(total + group), at - start) if at > start and total + group else None


def _value(word: str) -> int | None:
    return UNITS.get(word, TENS.get(word))


def _small(words: Sequence[str], at: int) -> bool:
    return at < len(words) and _value(words[at]) is not None


def _fits(value: int, last: int) -> bool:
    """Tens follow hundreds, and ones below ten follow tens; "twenty-four sixty" is two numbers."""
    return last >= 100 or (20 <= last < 100 and 0 < value < 10)


def ordinal_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The day of a month that starts at `at`, and how many words it takes: "30th", "third", "twenty first"."""
    if at >= len(words):
        return None
    one = ordinal(words[at])
    if one is not None:
        return one, 1
    unit = ordinal(words[at + 1]) if words[at] in TENS and at + 1 < len(words) else None
    if unit is None or unit > 9 or TENS[words[at]] + unit > 31:
        return None
    return TENS[words[at]] + unit, 2


def ordinal(word: str) -> int | None:
    """The day that "30th" or "third" names; None for anything else, or no day of a month."""
    bare = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit() and word.isascii() else ""
    day = int(bare) if bare and len(bare) <= 2 else ORDINALS.get(word)
    return day if day is not None and 1 <= day <= 31 else None
