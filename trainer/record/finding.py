"""Findings: judged facts, from a play or a live review."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trainer.record.ruling import Reading


class Judgement(StrEnum):
    """The verdict of a finding."""

    MET = "met"
    LATE = "late"
    MISSED = "missed"
    VIOLATED = "violated"
    BLIND = "blind"
    OVER_STRICT = "over_strict"
    OVER_LENIENT = "over_lenient"
    BEYOND_AUTHORITY = "beyond_authority"
    UNTRUE = "untrue"

    @property
    def right(self) -> bool:
        return self is Judgement.MET


class Severity(StrEnum):
    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    PRAISE = "praise"


@dataclass(frozen=True)
class Finding:
    """One judged fact. `move` is the 1-based move it rests on, None when it is about something never done.

    `right` says in words what would have been right; `read` the values the rule read; `hangs` the other rulings that
    stood against the same act, as (rule, why); `answer` marks what decided a request; `told` is the finding
    as half a sentence; `contact` whom it is about, empty where it is about nobody. Where the rule left a choice,
    `discretion` is the band in words, and `choice` what was chosen; `besides` are other acts that would be right.
    """

    rule: str
    verdict: Judgement
    severity: Severity
    message: str
    move: int | None
    second: int
    citation: str
    mark: str
    section: str
    duty: int
    part: str
    why: str = ""
    right: str = ""
    read: tuple[Reading, ...] = ()
    hangs: tuple[tuple[str, str], ...] = ()
    key: str = ""
    answer: bool = False
    told: str = ""
    contact: str = ""
    discretion: str = ""
    choice: str = ""
    besides: tuple[str, ...] = ()

    @property
    def critical(self) -> bool:
        return self.severity is Severity.CRITICAL and not self.verdict.right
