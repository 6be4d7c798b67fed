"""The manual's words in order, so that what is typed is not compared with every one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

Forms = Mapping[str, Sequence[str]]  # what is compared, and the words it stands for
_AFTER_ALL = chr(0x10FFFF)
_MOST_ERRORS = 2


class Vocabulary:
    """Each word once. Beginnings are found by halving; for typing errors, words far too short or long are left out."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._forms = cache(self._forms_of)

    def beginning(self, asked: str) -> Sequence[str]:
        """The words that begin as asked, in order."""
        first = bisect_left(self._words, asked)
        return self._words[first : bisect_left(self._words, asked + _AFTER_ALL, first)]

    def near(self, asked: str) -> dict[str, float]:
        """Words a few letters off, or whose beginning is, and how near from 0 to 1; a word as a whole counts first."""
        errors = 0 if len(asked) < 4 or not asked.isalpha() else 1 if len(asked) < 8 else _MOST_ERRORS
        if not errors:
            return {}
        begun, whole = self._forms(len(asked))
        return _near(asked, begun, errors) | _near(asked, whole, errors)

    def _forms_of(self, letters: int) -> tuple[Forms, Forms]:
        """The beginnings of so many letters, and the whole words about as long."""
        begun: dict[str, list[str]] = defaultdict(list)
        whole: dict[str, list[str]] = {}
        for word in self._words:
            if len(word) > letters:
                begun[word[:letters]].append(word)
            if abs(len(word) - letters) <= _MOST_ERRORS:
                whole[word] = [word]
        return begun, whole


def _near(asked: str, forms: Forms, errors: int) -> dict[str, float]:
    """Words whose form is at most so many letters off; those that keep the typed letters in order are nearer."""
    found = process.extract(asked, list(forms), scorer=OSA.distance, score_cutoff=errors, limit=None)
    near = {form: JaroWinkler.similarity(asked, form) ** 2 for form, _distance, _place in found}
    return dict(chain.from_iterable(((word, near[form]) for word in forms[form]) for form in near))
