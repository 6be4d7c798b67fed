"""The lexicon built from the phrase files: every example read as a sentence is, counted and indexed."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np

from trainer.scenarios.understanding.clauses import sentences
from trainer.scenarios.understanding.evidence import Evidence, Numbered, Places, learn, numbered
from trainer.scenarios.understanding.features import LEAST_WEIGHT, features, form, spoken, weigh
from trainer.scenarios.understanding.index import Index, indexed
from trainer.scenarios.understanding.lexicon import Example, Lexicon, Taught, is_general
from trainer.scenarios.understanding.manners import is_question, manner
from trainer.scenarios.understanding.notes import cues
from trainer.scenarios.understanding.phrases import Phrases, read_phrases
from trainer.scenarios.understanding.sentence import Sentence
from trainer.scenarios.understanding.shades import shaded
from trainer.scenarios.understanding.words import stem

_SAMPLE = {
    "amount": "$24.60", "on": "October 30", "by": "October 30", "minutes": "20", "units": "18",
    "district": "Valley Water District", "clerk": "Sam",
}  # fmt: skip
_NO_DEEDS = frozenset(("be", "have", "do", "go"))
_DEAF_TO_NOT = frozenset({"ask", "offer", "hold_please", "ask_anything_else", "greet"})
_SAMPLE_DAY = date(2024, 10, 1)


def load_lexicon(path: Path) -> Lexicon:
    """Read the phrase file or folder at `path`; raises SourceError."""
    return build(read_phrases(path))


def build(phrases: Phrases) -> Lexicon:
    """The lexicon of phrases; their examples are read when first they are needed."""
    same = {stem(word): stem(first) for word, first in phrases.same.items()}
    return Lexicon(phrases, same, cues(phrases.notes), taught_by)


def taught_by(phrases: Phrases, same: Mapping[str, str]) -> Taught:
    """What phrases teach, with the word that stands for each of its synonyms."""
    with _uncollected():
        return _taught(phrases, same)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without a search for garbage: of the many small things made here most are kept, and it takes a third longer."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _taught(phrases: Phrases, same: Mapping[str, str]) -> Taught:
    said = [
        (n, sentence)
        for n, meaning in enumerate(phrases.meanings)
        for text in (*meaning.say, *meaning.hear)
        for sentence in map(shaded, sentences(filled(text), _SAMPLE_DAY, same))
    ]
    told = [(n, features(sentence.tokens)) for n, sentence in said]
    counted = numbered(dict.fromkeys(one) for _, one in told)
    weights = weigh(counted, np.array([n for n, _ in told]), len(phrases.meanings))
    examples = tuple(_example(n, sentence, one, weights) for (n, sentence), (_, one) in zip(said, told, strict=True))
    return Taught(
        examples, _index(counted, examples, phrases), weights, *_evidence(phrases, said, told, examples),
        _words(examples, len(phrases.meanings)),
        frozenset(token.raw for _, sentence in said for token in sentence.tokens if token.raw.isalpha()),
    )  # fmt: skip


def _evidence(
    phrases: Phrases, said: list[tuple[int, Sentence]], told: list[tuple[int, list[str]]], examples: Sequence[Example]
) -> tuple[Evidence, Evidence, Places]:
    """What words speak for which meaning, which form for which kind, and the kind of each meaning."""
    names = {kind: n for n, kind in enumerate(dict.fromkeys(one.act.kind for one in phrases.meanings))}
    kind = [names[one.act.kind] for one in phrases.meanings]
    means = [n for n, _ in said]
    runs = [(sentence.tokens, one) for (_, sentence), (_, one) in zip(said, told, strict=True)]
    meanings = learn(means, (spoken(tokens, one) for tokens, one in runs), len(kind))
    forms = (
        [*dict.fromkeys(one), *form(tokens, example.asked)]
        for (tokens, one), example in zip(runs, examples, strict=True)
    )
    return meanings, learn([kind[n] for n in means], forms, len(names)), np.array(kind)


def _index(told: Numbered, examples: tuple[Example, ...], phrases: Phrases) -> Index:
    acts = [phrases.meanings[example.meaning].act for example in examples]
    return indexed(
        told,
        [example.weight for example in examples],
        [one.kind in _DEAF_TO_NOT for one in acts],
        [is_general(one) for one in acts],
    )


def filled(text: str) -> str:
    """An example with its blanks filled by samples."""
    for name, sample in _SAMPLE.items():
        text = text.replace("{" + name + "}", sample)
    return text


def _example(meaning: int, sentence: Sentence, features: list[str], weights: Mapping[str, float]) -> Example:
    told = frozenset(features)
    weight = math.fsum(map(weights.__getitem__, told)) or LEAST_WEIGHT
    values = frozenset([token.word for token in sentence.tokens if token.lifted])
    asked = sentence.asked or is_question(sentence.tokens)
    done = frozenset([token.word for token in sentence.tokens if token.past]) - _NO_DEEDS
    return Example(meaning, told, weight, asked, manner(sentence.tokens), values, done)


def _words(examples: tuple[Example, ...], meanings: int) -> tuple[frozenset[str], ...]:
    """The words each meaning is taught with, marks and all."""
    words: list[set[str]] = [set() for _ in range(meanings)]
    for example in examples:
        words[example.meaning].update(one for one in example.features if "+" not in one)
    return tuple(map(frozenset, words))
