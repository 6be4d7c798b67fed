"""Silence, and holds and transfers that last: told from the times of the lines, so only where there are times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from trainer.reviews.reading_aid.heard import Heard
from trainer.reviews.reading_aid.marks import Kind, Limits, Mark
from trainer.reviews.words import Channel, Speaker

_SPOKEN = frozenset({Channel.PHONE, Channel.COUNTER})
_AGREEING = 4  # words
_HOLD = re.compile(
    r"\b(?:on (?:a )?(?:brief |short |quick )?hold|please hold|hold (?:on )?(?:for|while)|hold the line|transfer\w*|"
    r"bear with me|(?:one|a|just a) (?:moment|minute|second)|give me (?:a|one|just)|be right back|put you through)\b",
    re.IGNORECASE,
)


def holds(said: Sequence[Heard], channel: Channel, limits: Limits) -> Iterator[Mark]:
    """Each announced wait that lasts longer than the limit."""
    if channel not in _SPOKEN or limits.hold is None:
        return
    for turn, gap in _gaps(said):
        if _announced(turn) and gap > limits.hold:
            yield Mark(turn.number, Kind.HOLD, f"Then {gap:.0f} seconds pass; {limits.hold} are the limit for a hold.")


def silences(said: Sequence[Heard], channel: Channel, limits: Limits) -> Iterator[Mark]:
    """Each silence that nobody announced and that lasts longer than the limit."""
    if channel not in _SPOKEN or limits.dead_air is None:
        return
    for turn, gap in _gaps(said):
        if not _announced(turn) and gap > limits.dead_air:
            why = f"Then {gap:.0f} seconds pass without a word; more than {limits.dead_air} is worth one."
            yield Mark(turn.number, Kind.DEAD_AIR, why)


def _announced(turn: Heard) -> bool:
    return turn.speaker is Speaker.SYSTEM or turn.did("hold_please") or bool(turn.by_rep and _HOLD.search(turn.text))


def _gaps(said: Sequence[Heard]) -> Iterator[tuple[Heard, float]]:
    """Each turn with the seconds from its end until somebody speaks again.

    A machine's notice does not end a silence but says that it is a hold; nor does the "sure" that agrees to a hold.
    """
    waiting: Heard | None = None
    for turn in said:
        if turn.start is None or turn.end is None:
            continue
        if waiting is None:
            waiting = turn
        elif turn.speaker is Speaker.SYSTEM:
            waiting = waiting if _announced(waiting) else _since(waiting, turn)
        elif _agrees(waiting, turn):
            waiting = replace(waiting, end=turn.end)
        else:
            yield waiting, turn.start - (waiting.end or turn.start)
            waiting = turn


def _agrees(waiting: Heard, turn: Heard) -> bool:
    return _announced(waiting) and turn.by_customer and len(turn.text.split()) <= _AGREEING


def _since(before: Heard, turn: Heard) -> Heard:
    """The notice, with the wait begun at the words before it."""
    return replace(turn, start=before.start, end=before.end)
