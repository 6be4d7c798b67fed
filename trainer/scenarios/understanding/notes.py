"""Which facts a typed note mentions; clerks abbreviate, so cues are matched as short runs of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from trainer.scenarios.understanding.tokens import MAX_LENGTH, listed
from trainer.scenarios.understanding.words import stem

if TYPE_CHECKING:
    from trainer.scenarios.understanding.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+(?:['/][^\W_]+)*")
_STOP = re.compile(r"[.;]\s|\n")
_GAP = 2
_NOT = frozenset(listed("no not never without nothing none wasn't didn't isn't hasn't"))
_NOT_AFTER = _NOT - {"no", "nothing", "without"}


@dataclass(frozen=True)
class Cue:
    """Words that must stand in order, close together."""

    words: tuple[str, ...]
    denial: bool


def cues(notes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Cue, ...]]:
    return {fact: tuple(_cue(text) for text in texts) for fact, texts in notes.items()}


def _cue(text: str) -> Cue:
    words = _words(text)
    return Cue(tuple(map(stem, words)), any(word in _NOT or word in ("cannot", "unable") for word in words))


def note_facts(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The facts of NOTE_FACTS that the note mentions. "No hold placed" mentions none."""
    parts = [_words(part) for part in _STOP.split(text[:MAX_LENGTH])]
    words = [word for part in parts for word in part]
    begins = [sum(map(len, parts[:n])) for n, part in enumerate(parts) for _ in part]
    return frozenset(
        fact for fact, taught in lexicon.cues.items() if any(_mentions(words, begins, cue, fact) for cue in taught)
    )


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text.replace("’", "'"))]


def _mentions(words: list[str], begins: list[int], cue: Cue, fact: str) -> bool:
    stems = [stem(word) for word in words]
    for start, word in enumerate(stems):
        found = _same(word, cue.words[0]) and _follows(stems, cue.words, start)
        if found and (cue.denial or not _denied(words, begins[start], start, start + len(cue.words), fact)):
            return True
    return False


def _follows(stems: list[str], wanted: tuple[str, ...], start: int) -> bool:
    at = start
    for word in wanted[1:]:
        window = range(at + 1, min(len(stems), at + 2 + _GAP))
        place = next((n for n in window if _same(stems[n], word)), None)
        if place is None or _NOT & set(stems[at + 1 : place]):
            return False
        at = place
    return True


def _denied(words: list[str], begin: int, start: int, end: int, fact: str) -> bool:
    """What was asked is mentioned even when denied; what was done is not. A no does not reach over a stop."""
    if fact in ("high_bill", "late_penalty", "leak", "refused"):
        return False
    before = words[max(begin, start - 3) : start]
    asked = fact in ("waived", "reversed") and any(
        word in ("wants", "wanted", "asked", "asking", "requested", "req", "refused", "denied", "declined", "wd", "to")
        for word in before
    )
    return (
        asked
        or any(word in _NOT_AFTER for word in words[end : end + 1])
        or any(word in _NOT or word in ("cannot", "can't", "unable", "couldn't", "won't") for word in before)
    )


def _same(word: str, cue: str) -> bool:
    return word == cue or (len(cue) >= 6 and len(word) >= 5 and word[0] == cue[0] and OSA.distance(word, cue) <= 1)
