"""What the reading aid says: marks, their kinds, and the rule of the manual that each is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trainer.district.pack import Pack


class Kind(StrEnum):
    """What a mark is about."""

    DISCLOSURE = "disclosure"
    CARD = "card"
    PROMISE = "promise"
    ABUSE = "abuse"
    DEAD_AIR = "dead_air"
    HOLD = "hold"
    NO_CLOSING = "no_closing"

    @property
    def label(self) -> str:
        return {
            "disclosure": "Account facts before verification", "card": "Card number by voice",
            "promise": "An amount or a date promised", "abuse": "Abuse, and how it was met", "dead_air": "Silence",
            "hold": "A long hold or transfer", "no_closing": "No closing",
        }[self]  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One place worth a look: the turn by its number, why, and the id of the rule it is about, where there is one."""

    turn: int
    kind: Kind
    why: str
    rule: str | None = None


@dataclass(frozen=True)
class Limits:
    """How long a silence and a hold may be, in seconds; None where the District has not said."""

    dead_air: int | None
    hold: int | None

    @classmethod
    def of(cls, pack: Pack, on: dt.date) -> Limits:
        """The pack's own figures on that day."""
        known = pack.parameters.entries
        dead_air, hold = (
            int(pack.parameter(name, on).value) if name in known else None
            for name in ("dead_air_seconds", "hold_seconds")
        )
        return cls(dead_air, hold)
