"""Which figure a value is: the words that name figures, and which of them stand nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.words import is_past, stem, written_out

TAKES = {
    "due_date": ("<date>",), "shutoff_date": ("<date>",), "repair_end": ("<date>", "<minutes>"),
    "arrival": ("<minutes>", "<date>"), "use": ("<water>",),
}  # fmt: skip
MONEY = ("<amount>",)
REACH = 6
_EXPECTED = ("arrival",)
_SHORTEST_PLURAL = 3
_WRITTEN = frozenset(["mailed", "dated", "written", "check", "letter"])
_RIGHT_BESIDE = 2
_FORMER = (("instead", "of"), ("rather", "than"))


def figure_of(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The figure whose words stand nearest, and how far; of two as near, the one of more words.

    Words may also tell that an amount is no figure at all: "$57.26 a month" is an offer's.
    """
    found = names_near(tokens, at, lexicon)
    return (min(found)[0], min(found)[2]) if found and min(found)[2] else None


def names_near(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The figures named near a value: how far, by how many words (fewer than none), and which."""
    found: list[tuple[int, int, str]] = []
    for meaning in lexicon.meanings:
        figure = meaning.act.text("figure") or ""
        if tokens[at].word not in TAKES.get(figure, MONEY) or (tokens[at].word == "<date>" and figure in _EXPECTED):
            continue
        for cue in meaning.near:
            words = [one._replace(word=lexicon.same.get(one.word, one.word)) for one in _cue(cue)]
            distance = _distance(tokens, at, words)
            if distance is not None:
                found.append((distance, -len(words), figure))
    return found


class _Cue(NamedTuple):
    """A word that names a figure; one written as past or as plural is heard only so: "payments of" are no payment."""

    word: str
    past: bool
    plural: bool

    def is_said(self, token: Token) -> bool:
        """Whether a word of a sentence is this one."""
        many = token.raw.endswith("s") or not self.plural
        return token.word == self.word and many and (token.past or not self.past)


@lru_cache(maxsize=2_000)
def _cue(cue: str) -> tuple[_Cue, ...]:
    return tuple(_cue_word(one) for word in cue.split() for one in written_out(word))


def _cue_word(word: str) -> _Cue:
    plural = word.endswith("s") and len(word) > _SHORTEST_PLURAL and stem(word) != word
    return _Cue(stem(word), is_past(word), plural)


def _distance(tokens: Sequence[Token], at: int, words: Sequence[_Cue]) -> int | None:
    """How many words stand between; what a date is, is told before it: "on the 3rd, after the due date" is another."""
    last = at if tokens[at].word == "<date>" else min(len(tokens), at + REACH)
    places = [
        n for n in range(max(0, at - REACH), last - len(words) + 1)
        if all(one.is_said(token) for one, token in zip(words, tokens[n:], strict=False))
    ]  # fmt: skip
    gaps = [at - n - len(words) if n < at else n - at - 1 for n in places]
    return min(gaps, default=None)


def is_no_figure(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether words tell that a value is none of a customer's figures: "ten cents a page", "instead of $304.55".

    Nor is the day that something was written or sent on: "the notice was mailed on the 2nd", "your check of the 6th".
    """
    before = tuple(token.raw for token in tokens[max(0, at - 2) : at])
    if before in _FORMER or (tokens[at].word == "<date>" and _WRITTEN & set(before)):
        return True
    named = names_near(tokens, at, lexicon)
    return bool(named) and not min(named)[2] and min(named)[0] <= _RIGHT_BESIDE
