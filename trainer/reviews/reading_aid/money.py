"""Amounts and dates that a representative promised: worth a look at whether they could, and whether it was kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.reviews.reading_aid.heard import Heard
from trainer.reviews.reading_aid.marks import Kind, Mark

_DAY = (
    r"(?:today|tonight|tomorrow|noon|midnight|(?:the )?end of (?:the )?(?:day|week|month)|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day|january|february|march|april|may \d|june|july|august|september|october|november|december|"
    r"next week|(?:\d{1,2}(?::\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" ?(?:a\.?m|p\.?m|o[’']clock)|the (?:\d{1,2}(?:st|nd|rd|th)|first|second|third|\w+th)\b)"
)
_FIRM = re.compile(
    r"\b(?:i|we) (?:can )?(?:promise|guarantee)\b|\b(?:guarantee|promise) (?:you|it|that)\b", re.IGNORECASE
)
_BY_DAY = re.compile(
    r"\b(?:will|[’']ll|going to|won[’']t)\b[^.?!]*\b(?:by|before|on|at|within|no later than|until)\b"
    rf"[^.?!]{{0,12}}\b{_DAY}"
    rf"|\b(?:will|[’']ll|going to)\b[^.?!]*\b(?:today|tonight|tomorrow|next week|within \w+ (?:hours?|days?))\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(?:will|can|[’']ll|going to)\b[^.?!]*\b(?:credit|refund|waive|adjust|reimburse|take|knock|pay)\b[^.?!]*\$\s?\d"
    r"|\byou(?:[’']ll| will)\b[^.?!]*\b(?:get|receive|see|have)\b[^.?!]*\$\s?\d",
    re.IGNORECASE,
)
_NOT_FIRM = re.compile(
    r"\b(?:can(?:no|[’'])t|cannot|not able to|unable to|won[’']t be able to|don[’']t) (?:\w+ ){0,2}"
    r"(?:promise|guarantee|say|know|give)\b|\bif you\b|\byou (?:will|[’']ll) (?:need|have) to\b|\byou[’']ll need\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.?!;])\s+")
_RULES = {"arrival": "no_arrival_time", "repair_end": "no_repair_time"}
_REPAIR = re.compile(r"\b(?:fixed|repaired|back on|restored|done)\b", re.IGNORECASE)
_CREW = re.compile(
    r"\b(?:crew|truck|technician|someone|he|she|they)\b[^.?!]*\b(?:there|out|arrive|come)\b", re.IGNORECASE
)


def promises(said: Sequence[Heard]) -> Iterator[Mark]:
    """Each turn in which a representative promises an amount or a date, or calls something a promise."""
    for turn in said:
        if not turn.by_rep:
            continue
        for clause in _CLAUSE.split(turn.text):
            why = _promised(clause)
            if why:
                yield Mark(turn.number, Kind.PROMISE, why, _rule(clause))
                break


def _promised(clause: str) -> str:
    if clause.endswith("?") or _NOT_FIRM.search(clause):
        return ""
    if _AMOUNT.search(clause):
        return "An amount is promised: was it theirs to give, and was it given?"
    if _BY_DAY.search(clause):
        return "A day or an hour is promised: could they know it, and was it kept?"
    return "This is said as a promise: could they give it, and was it kept?" if _FIRM.search(clause) else ""


def _rule(clause: str) -> str:
    if _REPAIR.search(clause):
        return _RULES["repair_end"]
    return _RULES["arrival"] if _CREW.search(clause) else "keep_promises"
