"""How moods move: rules that authors can read and change, as data."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from trainer.district.sources import load, read_yaml
from trainer.record.case import Channel, Mood


class Change(BaseModel):
    """What an act does to a contact's heat: the first time, and every time after."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    first: int = 0
    again: int = 0


class Pace(BaseModel):
    """Each stretch of silence of so many seconds adds heat; after `goes_after` seconds the contact is gone."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    silence_seconds: int = Field(gt=0)
    silence: int
    goes_after: int = Field(gt=0)

    def stretched(self, patience: Decimal) -> Pace:
        """The same for somebody more or less patient than most."""
        longer = {name: int(getattr(self, name) * patience) or 1 for name in ("silence_seconds", "goes_after")}
        return self.model_copy(update=longer)


class Moods(BaseModel):
    """Thresholds of the moods, and the change each kind of act makes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    worried: int = Field(ge=1, le=99)
    frustrated: int = Field(ge=1, le=99)
    angry: int = Field(ge=1, le=99)
    acts: dict[str, Change]
    asked_again: int
    refused_without_reason: int
    left_without_a_word: int
    asked_to_hold: Decimal = Field(default=Decimal(1), gt=0, le=9)
    mere_words: tuple[str, ...] = ()
    jargon: tuple[str, ...] = ()
    not_plain: int = 0
    channels: dict[Channel, Pace]

    @model_validator(mode="after")
    def _spoken(self) -> Self:
        if "telephone" not in self.channels:
            raise ValueError("channels: the telephone’s pace is missing; the other channels fall back on it")
        return self

    def pace(self, channel: Channel) -> Pace:
        """How silence is taken by this channel; as on the telephone, where nothing else is written."""
        return self.channels.get(channel, self.channels["telephone"])

    def mood(self, heat: int) -> Mood:
        if heat >= self.angry:
            return Mood.ANGRY
        if heat >= self.frustrated:
            return Mood.FRUSTRATED
        return Mood.WORRIED if heat >= self.worried else Mood.CALM

    def moved(self, heat: int, change: int, scale: Decimal, floor: int) -> int:
        """Heat after a change; `scale` makes rises steeper for a short temper."""
        step = int((change * scale).quantize(Decimal(1), ROUND_HALF_UP)) if change > 0 else change
        lowest = min(floor, heat)
        return max(lowest, min(100, heat + step))


def load_moods(path: Path) -> Moods:
    """Read moods.yaml; raises SourceError."""
    return load(Moods, read_yaml(path))
