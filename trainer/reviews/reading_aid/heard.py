"""A transcript as the reading aid hears it: each turn with its times, and what the representative's words mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from trainer.record.act import Act
from trainer.reviews.words import Speaker
from trainer.scenarios.understanding import Lexicon, understand

_WORDS_A_SECOND = 2.5  # about 150 words a minute, as people speak on the telephone


class Said(Protocol):
    """One line of a transcript, as the tables hold it."""

    @property
    def number(self) -> int: ...
    @property
    def speaker(self) -> Speaker: ...
    @property
    def start_ms(self) -> int | None: ...
    @property
    def end_ms(self) -> int | None: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Heard:
    """One turn; `acts` only of what a representative says. Times in seconds, `end` estimated where it is not given."""

    number: int
    speaker: Speaker
    text: str
    start: float | None
    end: float | None
    acts: tuple[Act, ...] = ()

    @property
    def by_rep(self) -> bool:
        return self.speaker is Speaker.REPRESENTATIVE

    @property
    def by_customer(self) -> bool:
        return self.speaker is Speaker.CUSTOMER

    def did(self, *kinds: str) -> bool:
        return any(act.kind in kinds for act in self.acts)


def heard(turns: Iterable[Said], lexicon: Lexicon, day: dt.date) -> Sequence[Heard]:
    """Every turn, in order."""
    return [_heard(turn, lexicon, day) for turn in turns]


def _heard(turn: Said, lexicon: Lexicon, day: dt.date) -> Heard:
    speaker = Speaker(turn.speaker)
    acts = understand(turn.text, lexicon, day).acts if speaker is Speaker.REPRESENTATIVE else ()
    start = None if turn.start_ms is None else turn.start_ms / 1000
    end = None if turn.end_ms is None else turn.end_ms / 1000
    if end is None and start is not None:
        end = start + len(turn.text.split()) / _WORDS_A_SECOND
    return Heard(turn.number, speaker, turn.text, start, end, acts)
