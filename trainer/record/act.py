"""Acts: one thing said, looked up or done, and the patterns that recognise and make them.

Patterns are data, because the judge reads them to recognise an act and a bot reads them to make one.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

Value = str | bool | int | Decimal | dt.date | frozenset[str] | Mapping[str, int] | Mapping[str, Decimal]
Slots = Mapping[str, Value]

NOTHING: Slots = MappingProxyType({})


@dataclass(frozen=True)
class Act:
    """A kind with slots, towards a contact (None: towards nobody, as most look-ups are).

    `sure` is False when a typed sentence was understood with doubt: no critical finding may rest on it.
    """

    kind: str
    slots: Slots = field(default_factory=lambda: NOTHING)
    toward: str | None = None
    sure: bool = True

    def get(self, slot: str) -> Value | None:
        return self.slots.get(slot)

    def text(self, slot: str) -> str | None:
        """The slot as a word, or None when it is left out or of another type."""
        value = self.slots.get(slot)
        return value if isinstance(value, str) else None

    def amount(self, slot: str = "amount") -> Decimal | None:
        value = self.slots.get(slot)
        return value if isinstance(value, Decimal) else None

    def but(self, **slots: Value) -> Act:
        """The same act with these slots set: the act as far as it is permitted, for example."""
        return Act(self.kind, MappingProxyType({**self.slots, **slots}), self.toward, self.sure)

    def to(self, contact: str | None) -> Act:
        return Act(self.kind, self.slots, contact, self.sure)


def act(kind: str, toward: str | None = None, **slots: Value) -> Act:
    """Write an act as one speaks of it: act("ask", topic="leak_place")."""
    return Act(kind, MappingProxyType(dict(slots)), toward)


@dataclass(frozen=True)
class Pattern:
    """Which acts count: a kind, fixed slots, bounds on amounts or dates, and words a set must include.

    A slot left out of an act never matches and never raises.
    """

    kind: str
    fixed: Slots = field(default_factory=lambda: NOTHING)
    at_least: Mapping[str, Decimal | dt.date] = field(default_factory=dict)
    at_most: Mapping[str, Decimal | dt.date] = field(default_factory=dict)
    includes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def matches(self, candidate: Act) -> bool:
        return (
            candidate.kind == self.kind
            and all(candidate.get(slot) == value for slot, value in self.fixed.items())
            and all(_ordered(bound, candidate.get(slot)) for slot, bound in self.at_least.items())
            and all(_ordered(candidate.get(slot), bound) for slot, bound in self.at_most.items())
            and all(_includes(candidate.get(slot), words) for slot, words in self.includes.items())
        )

    def make(self, toward: str | None = None) -> Act:
        """The plainest act that matches: fixed values, least amounts, latest dates, exactly the words owed."""
        return Act(
            self.kind, MappingProxyType({**self.at_most, **self.at_least, **self.includes, **self.fixed}), toward
        )

    @classmethod
    def of(cls, wanted: Act) -> Pattern:
        """Recognises `wanted`: every slot it gives must be the same."""
        return cls(wanted.kind, wanted.slots)


def pattern(kind: str, **fixed: Value) -> Pattern:
    return Pattern(kind, MappingProxyType(dict(fixed)))


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Letters without their accents and digits only, so that two ways of writing the same compare equal."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())


def _ordered(low: Value | None, high: Value | None) -> bool:
    for kind in (Decimal, dt.date):
        if isinstance(low, kind) and isinstance(high, kind):
            return bool(low <= high)  # type: ignore[operator]
    return False


def _includes(value: Value | None, words: frozenset[str]) -> bool:
    return isinstance(value, frozenset) and words <= value
