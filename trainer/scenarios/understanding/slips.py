"""Names of days and months with a slip of the finger in them: "Firday", "Novemeber"."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from trainer.scenarios.understanding.dates import WEEKDAYS
from trainer.scenarios.understanding.days import MONTHS
from trainer.scenarios.understanding.words import SHORT_FORMS

_SHORTEST = 6
_LONG = 8
_NAMES = tuple(name for name in (*WEEKDAYS, *MONTHS, "tomorrow", "yesterday") if len(name) >= _SHORTEST)


@lru_cache(maxsize=5_000)
def day_name(word: str) -> str:
    """The name that a word is a slip away from, or two where it is long; "Mondays" and short names are left alone."""
    if SHORT_FORMS.get(word) in _NAMES:
        return SHORT_FORMS[word]
    if len(word) < _SHORTEST - 1 or word in _NAMES or not word.isalpha() or word[-1] == "s":
        return word
    found = process.extractOne(word, _NAMES, scorer=OSA.distance, score_cutoff=2)
    if found is None or found[0][0] != word[0] or (found[1] > 1 and len(found[0]) < _LONG):
        return word
    return found[0]
