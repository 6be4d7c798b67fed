"""Slips of the finger mended against the words the phrases are taught with: "addres", "pastdue", "teh"."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from trainer.scenarios.understanding.dates import WEEKDAYS
from trainer.scenarios.understanding.days import MONTHS
from trainer.scenarios.understanding.numbers import ORDINALS, SCALES, TENS, UNITS
from trainer.scenarios.understanding.tokens import listed
from trainer.scenarios.understanding.words import is_known, stem

_SHORTEST, _LONGEST = 5, 20
_PART = 3
_SHORT_SLIPS = {
    "teh": "the", "hte": "the", "adn": "and", "nad": "and", "yuo": "you", "yoru": "your", "yor": "your",
    "yuor": "your", "taht": "that", "waht": "what", "whn": "when", "wen": "when", "wich": "which", "wher": "where",
    "hav": "have", "wil": "will", "cn": "can", "bil": "bill", "recieve": "receive", "recieved": "received",
    "duee": "due", "fo": "of", "ot": "to", "thier": "their",
}  # fmt: skip
_OF_VALUES = frozenset({*WEEKDAYS, *MONTHS, *UNITS, *TENS, *SCALES, *ORDINALS, *listed(
    "tomorrow today tonight yesterday dollar dollars bucks cents minute minutes hour hours weeks month months business "
    "working calendar quarter couple noon midnight morning afternoon evening units"
)})  # fmt: skip
_ENDINGS = listed("s es d ed ing er ers ly")


def mender(known: frozenset[str]) -> Callable[[str], tuple[str, ...]]:
    """A function that gives the word or words that were meant; a word that is known stays as it is."""
    known = known | _OF_VALUES
    longer = tuple(sorted(word for word in known if len(word) >= _SHORTEST))
    stems = frozenset(map(stem, known))

    @lru_cache(maxsize=20_000)
    def mended(word: str) -> tuple[str, ...]:
        if word in _SHORT_SLIPS:
            return (_SHORT_SLIPS[word],)
        if word in known or is_known(word) or not word.isalpha() or not _SHORTEST <= len(word) <= _LONGEST:
            return (word,)
        if stem(word) in stems or any(
            word.removesuffix(ending) in known for ending in _ENDINGS if word.endswith(ending)
        ):
            return (word,)
        found = process.extractOne(word, longer, scorer=OSA.distance, score_cutoff=1)
        if found and found[0][0] == word[0]:
            return (found[0],)
        return _parted(word, known) or (word,)

    return mended


def _parted(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """Two words that were typed as one: "pastdue"."""
    cuts = range(_PART, len(word) - _PART + 1)
    return next(((word[:at], word[at:]) for at in cuts if word[:at] in known and word[at:] in known), ())
