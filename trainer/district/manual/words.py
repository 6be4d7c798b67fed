"""Words as a search compares them, each with where it stands in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_RUN = re.compile(r"\$?\d+(?:[.,]\d+)+%?|\$\d+|\d+%|[^\W_]+(?:['’][^\W_]+)*(?:-[^\W_]+(?:['’][^\W_]+)*)*")
_PART = re.compile(r"[^-$%]+")


@dataclass(frozen=True)
class Word:
    """One word: lower case, without accents and apostrophes; `start` and `end` are its place as written."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text. “Shut-off” is three, so that shut, off and shutoff all find it; $10.00 is also 10.00."""
    for run in _RUN.finditer(text):
        parts = [(run.start() + part.start(), run.start() + part.end()) for part in _PART.finditer(run[0])]
        for start, end in dict.fromkeys([run.span(), *parts]):
            folded = _folded(text[start:end])
            if folded:
                yield Word(folded, start, end)


def typed(query: str) -> list[str]:
    """The words of a query, each once; a figure is meant as a whole: 10% is not any 10, and 2-1-1 not any 1."""
    found = list(words(query))
    figures = [word for word in found if any(map(str.isdigit, word.text))]
    return list(dict.fromkeys(word.text for word in found if not any(_within(word, figure) for figure in figures)))


def _within(word: Word, other: Word) -> bool:
    return word != other and other.start <= word.start and word.end <= other.end


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if letter.isalnum() or letter in ".,$%")
