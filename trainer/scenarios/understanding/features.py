"""What tells of a run of words: the words, their neighbouring pairs, and how much each of them weighs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from trainer.scenarios.understanding.evidence import Numbered, Places, numbered
from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.small_words import TITLES
from trainer.scenarios.understanding.tokens import listed

LEAST_WEIGHT = 0.12
_PAIR_SHARE = 0.3
_PART = 4
_USUAL = 1 / 40
_FILLERS = frozenset(
    listed(
        "not a an the um uh er well okay so just please and now then really very also actually there to of "
        "sir ma'am maam mam madam"
    )
)


def features(tokens: Iterable[Token]) -> list[str]:
    """The words of a run, and its neighbouring pairs; what is shaded or negated is marked, for it is not the same."""
    run = list(tokens)
    telling = (token for before, token in pairwise([None, *run]) if token and not _idle(token, before))
    told = list(map(marked, telling)) or [marked(token) for token in run[:1]]
    return told + [f"{one}+{other}" for one, other in pairwise(told)]


def spoken(tokens: Sequence[Token], told: Iterable[str]) -> list[str]:
    """All that speaks for what a run is about: what was `told` by `features`, words with one between, and pieces."""
    words = [one for one in told if "+" not in one]
    apart = (f"{one}~{other}" for one, other in zip(words, words[2:], strict=False))
    return [*dict.fromkeys(told), *dict.fromkeys(apart), *dict.fromkeys(parts(tokens))]


def parts(tokens: Iterable[Token]) -> list[str]:
    """The words of a run in pieces of four letters: kin of a taught word, or the same with a slip, share most."""
    return [part for token in tokens if not token.lifted for part in _parts(token.raw)]


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    bounded = f"#{word}#"
    return tuple(f"{bounded[at : at + _PART]}\\" for at in range(len(bounded) - _PART + 1))


def form(tokens: Sequence[Token], asked: bool) -> list[str]:
    """What tells how something is said, whatever it is about, each once: every small word, and how it begins."""
    raw = [token.raw for token in tokens]
    begun = [f"^{' '.join(raw[:length])}" for length in (1, 2, 3) if length <= len(raw)]
    asks = "?" if asked else "!"
    pairs = [f"{one}|{other}" for one, other in pairwise(raw)]
    return list(dict.fromkeys([asks, *begun, *(f"{one}|" for one in raw), *pairs]))


def _idle(token: Token, before: Token | None) -> bool:
    """Whether a word tells nothing: a filler, or who is spoken to, "Mr. Park"."""
    return token.raw in _FILLERS or token.raw in TITLES or (before is not None and before.raw in TITLES)


def marked(token: Token) -> str:
    if not token.shade:
        return f"not:{token.word}" if token.negated else token.word
    return f"{token.shade}:not:{token.word}" if token.negated else f"{token.shade}:{token.word}"


def bare(feature: str) -> str:
    """The feature without its marks."""
    if ":" not in feature:
        return feature
    return "+".join(part.rpartition(":")[2] for part in feature.split("+"))


def weigh(told: Numbered, means: Places, meanings: int) -> dict[str, float]:
    """Rarity over meanings: what all say tells nothing. The empty feature holds the most a word can weigh.

    A word counts as a meaning's where a fair share of its examples use it, so that it weighs no less for more examples.
    """
    plain = list(map(bare, told.numbers))
    words, word, _ = numbered([one] for one in plain)
    used = _used(word[told.feature], told.example, means, meanings)
    most = math.log(meanings + 1)
    rarity = {
        one: max(LEAST_WEIGHT, math.log((meanings + 1) / (max(1, often) + 0.5)) / most)
        for one, often in zip(words, used, strict=True)
    }
    weights = {
        one: rarity[bare_one] * (_PAIR_SHARE if "+" in one else 1.0)
        for one, bare_one in zip(told.numbers, plain, strict=True)
    }
    return {"": 1.0} | weights | {one: value for one, value in rarity.items() if "+" not in one}


def _used(word: Places, example: Places, means: Places, meanings: int) -> list[int]:
    """For each word, of how many meanings a fair share of the examples use it."""
    uses = np.sort(word * len(means) + example)
    word, example = np.divmod(uses[np.diff(uses, prepend=-1) > 0], len(means))  # each once; np.unique is far slower
    pairs, counts = np.unique(word * meanings + means[example], return_counts=True)
    word, meaning = np.divmod(pairs, meanings)
    fair = counts >= _USUAL * np.bincount(means, minlength=meanings)[meaning]
    used: list[int] = np.bincount(word[fair], minlength=word.max(initial=-1) + 1).tolist()
    return used
