"""One interaction as a file gives it, whatever the format; `interaction.schema.json` is this, for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from trainer.reviews.words import Channel, Speaker

MOST_TURNS = 5_000
_DAY = 24 * 3600
_AUDIO = r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(mp3|m4a|ogg|opus|wav|webm)$"

Seconds = Annotated[float, Field(ge=0, le=_DAY, description="Seconds from the start of the interaction.")]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _no_nul(cls, value: object) -> object:
        if isinstance(value, str) and "\0" in value:  # which no database keeps
            raise ValueError("holds a NUL character")
        return value


class TurnGiven(_Given):
    """One line of the transcript."""

    speaker: Speaker
    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    start: Seconds | None = None
    end: Seconds | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("ends before it starts")
        return self


class ActionGiven(_Given):
    """Something done in a system during the interaction; `kind` is the source's own name for it."""

    kind: Annotated[str, Field(min_length=1, max_length=60)]
    text: Annotated[str, Field(max_length=2_000)] = ""
    at: Seconds | None = None


class InteractionGiven(_Given):
    """One live interaction. `source` and `source_id` name it for good; `representative` is an e-mail address."""

    source: Annotated[str, Field(min_length=1, max_length=40)]
    source_id: Annotated[str, Field(min_length=1, max_length=120)]
    channel: Channel
    started_at: Annotated[AwareDatetime, Field(description="With its offset from UTC: 2026-03-03T10:42:00-08:00")]
    representative: Annotated[str, Field(min_length=3, max_length=254)]
    reason: Annotated[str, Field(max_length=80)] = ""
    seconds: Annotated[int, Field(ge=0, le=_DAY)] | None = None
    audio: Annotated[str, Field(pattern=_AUDIO, max_length=200)] | None = None
    turns: Annotated[tuple[TurnGiven, ...], Field(min_length=1, max_length=MOST_TURNS)]
    actions: Annotated[tuple[ActionGiven, ...], Field(max_length=MOST_TURNS)] = ()


@dataclass(frozen=True)
class BadRecord:
    """What a file holds that cannot go in: its line, the field, what is wrong and what to do about it."""

    line: int
    field: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        about = f"{self.field}: " if self.field else ""
        return f"line {self.line}: {about}{self.message} {self.remedy}".rstrip()


@dataclass(frozen=True)
class Raw:
    """A record as a format gives it, unchecked: plain data, its first line, and the lines of its turns."""

    line: int
    data: Mapping[str, Any]
    turn_lines: tuple[int, ...] = field(default=())


@dataclass(frozen=True)
class Given:
    """A checked record, and the line it begins on."""

    line: int
    record: InteractionGiven


_REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "Take it out, or check its spelling.",
    "enum": "",
    "timezone_aware": "Write the offset, as in 2026-03-03T10:42:00-08:00.",
    "string_pattern_mismatch": "Give the plain name of a file, ending in mp3, m4a, ogg, opus, wav or webm.",
}
_MESSAGES = {
    "missing": "is missing.",
    "extra_forbidden": "is no field of an interaction.",
    "timezone_aware": "has no time zone.",
    "string_pattern_mismatch": "is no safe file name.",
}


def checked(raw: Raw) -> Given | BadRecord:
    """The record, or the first thing that is wrong with it."""
    try:
        record = InteractionGiven.model_validate(raw.data)
    except ValidationError as error:
        return _bad(raw, error)
    late = _out_of_order(record)
    if late is not None:
        remedy = "Put the turns in the order of time."
        return BadRecord(_line(raw, late), f"turns.{late + 1}.start", "is before the turn above it.", remedy)
    return Given(raw.line, record)


def _out_of_order(record: InteractionGiven) -> int | None:
    latest = 0.0
    for n, turn in enumerate(record.turns):
        if turn.start is not None and turn.start < latest:
            return n
        latest = turn.start or latest
    return None


def _bad(raw: Raw, error: ValidationError) -> BadRecord:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = first["loc"]
    turn = where[1] if len(where) > 1 and where[0] == "turns" and isinstance(where[1], int) else None
    named = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    message = _MESSAGES.get(first["type"]) or first["msg"].removeprefix("Value error, ").rstrip(".") + "."
    line = raw.line if turn is None else _line(raw, turn)
    return BadRecord(line, named, message, _REMEDIES.get(first["type"], ""))


def _line(raw: Raw, turn: int) -> int:
    return raw.turn_lines[turn] if turn < len(raw.turn_lines) else raw.line
