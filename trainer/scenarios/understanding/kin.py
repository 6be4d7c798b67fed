"""Words that nobody taught, taken for the taught word that they are a slip or a kin of."""

from __future__ import annotations

from bisect import bisect_left

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.sentence import Token

_STEM, _ENDING = 5, 4


def corrected(token: Token, lexicon: Lexicon) -> Token:
    """A word one slip away from a taught one is taken for it."""
    if token.word in lexicon.vocabulary or len(token.word) < 5 or not token.word.isalpha() or len(token.word) > 20:
        return token
    found = process.extractOne(token.word, lexicon.longer_words, scorer=OSA.distance, score_cutoff=1)
    if found and found[0][0] == token.word[0]:
        return token._replace(word=found[0])
    kin = _kin(token.word, lexicon)
    return token._replace(word=kin) if kin else token


def _kin(word: str, lexicon: Lexicon) -> str:
    """The taught word of the same family: "certification" is taught by "certificate"."""
    at = bisect_left(lexicon.longer_words, word)
    near = lexicon.longer_words[max(0, at - 2) : at + 2]
    shared = {one: Prefix.similarity(one, word) for one in near}
    best = max(near, key=lambda one: shared[one], default="")
    return best if best and shared[best] >= max(_STEM, len(best) - _ENDING, len(word) - _ENDING) else ""
