"""Written English in what a representative typed: spelling, plain words, tone. Shown beside the score, never in it.

A word is known when a dictionary has it, when the District's own manual uses it, or when it is somebody's name. Doubt
speaks for the writer: numbers, capitals within a sentence and one-letter words are let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spellchecker import SpellChecker

from trainer.scenarios.understanding.words import SHORT_FORMS

LONG_SENTENCE = 30  # words
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?…]+(?:\s|$)|\n")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No)\.\s*$")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b(?:\W+\b[A-Z]{3,}\b)+|[!?]{2,}")


@dataclass(frozen=True)
class Remark:
    """One place worth a look: in which text (its index), what stands there, and what would be better."""

    text: int
    what: str
    found: str
    better: str = ""


@dataclass(frozen=True)
class English:
    """What was found in so many typed words."""

    words: int
    remarks: tuple[Remark, ...]

    def of(self, what: str) -> tuple[Remark, ...]:
        return tuple(one for one in self.remarks if one.what == what)


def read_english(
    texts: Iterable[str], known: Iterable[str] = (), jargon: Mapping[str, str] | None = None, *, spelling: bool = True
) -> English:
    """Read typed texts. `known` words are never misspelled; `jargon` maps a trade word to a plain one.

    Shorthand is told by the word that it stands for, "acct" by "account", and not by one that looks like it.

    Without `spelling` no word is looked up, as if all were spelled right.
    """
    given, own = list(texts), frozenset(word.lower() for word in known)
    remarks: list[Remark] = []
    for n, text in enumerate(given):
        remarks += [*(_misspelled(n, text, own) if spelling else ()), *_remarks(n, text, jargon or {})]
    return English(sum(len(_WORD.findall(text)) for text in given), tuple(remarks))


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word that some texts use, such as the manual's chapters: known wherever they are typed."""
    return frozenset(_plain(word) for text in texts for word in _WORD.findall(text))


def _misspelled(n: int, text: str, known: frozenset[str]) -> Iterator[Remark]:
    for word in _unknown(text, known):
        meant = SHORT_FORMS.get(_plain(word)) or _dictionary().correction(_plain(word)) or ""
        yield Remark(n, "spelling", word, meant)


def _remarks(n: int, text: str, jargon: Mapping[str, str]) -> Iterator[Remark]:
    lowered = f" {' '.join(_plain(word) for word in _WORD.findall(text))} "
    for term, plain in jargon.items():
        if f" {term.lower()} " in lowered:
            yield Remark(n, "plain words", term, plain)
    for shouted in _SHOUTED.findall(text):
        yield Remark(n, "tone", shouted, shouted.capitalize() if shouted[0].isalpha() else shouted[0])
    for sentence in _SENTENCE.split(text):
        if len(_WORD.findall(sentence)) > LONG_SENTENCE:
            yield Remark(n, "long sentence", " ".join(sentence.split()[:8]) + " …", "Say it in two.")


def _unknown(text: str, known: frozenset[str]) -> list[str]:
    """The words that neither a dictionary nor the District knows, each once."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        if not _let_be(word, text[: match.start()]) and _plain(word) not in known:
            found.setdefault(_plain(word), word)
    return [word for plain, word in found.items() if plain in _dictionary().unknown([plain])]


def _let_be(word: str, before: str) -> bool:
    """Numbers, abbreviations, and what is capitalised where no sentence begins: a name, most likely."""
    begins = not _TITLED.search(before) and (not before.strip() or before.rstrip()[-1] in ".!?:…")
    return (
        len(word) < 3
        or any(letter.isdigit() for letter in word)
        or word.isupper()
        or (word[0].isupper() and not begins)
    )


def _plain(word: str) -> str:
    """Lower case, a straight apostrophe, no possessive."""
    return word.replace("’", "'").lower().removesuffix("'s")


@lru_cache(maxsize=1)
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en", distance=1)
