"""The lexicon: what the phrase files teach, indexed once so that a sentence is understood in a moment."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from trainer.record import topic
from trainer.record.act import Act, Value
from trainer.scenarios.understanding.clauses import Sentence, sentences
from trainer.scenarios.understanding.evidence import Evidence, learn
from trainer.scenarios.understanding.features import LEAST_WEIGHT, bare, features, weigh
from trainer.scenarios.understanding.index import Index, indexed
from trainer.scenarios.understanding.manners import is_question, manner
from trainer.scenarios.understanding.notes import Cue, cues
from trainer.scenarios.understanding.phrases import Meaning, Phrases, read_phrases
from trainer.scenarios.understanding.shades import shaded
from trainer.scenarios.understanding.words import stem

_SAMPLE = {
    "amount": "$24.60", "on": "October 30", "by": "October 30", "minutes": "20", "units": "18",
    "district": "Valley Water District", "clerk": "Sam",
}  # fmt: skip
_NO_DEEDS = frozenset(("be", "have", "do", "go"))
_DEAF_TO_NOT = frozenset({"ask", "offer", "hold_please", "ask_anything_else", "greet"})
_NO_COMMANDS = frozenset(
    stem(word) for word in ("you", "i'd", "if", "could", "can", "there", "with", "it's", "do", "the", "in")
)
PRIVATE = frozenset(one.id for one in topic.EXPLANATIONS.values() if one.private)
_SAMPLE_DAY = date(2024, 10, 1)


@dataclass(frozen=True)
class Example:
    """One taught phrase: its features, what they weigh together, and how it was said."""

    meaning: int
    features: frozenset[str]
    weight: float
    asked: bool
    manner: str
    values: frozenset[str]
    done: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """Phrases with their index. Build it once with `load_lexicon`, and share it."""

    phrases: Phrases
    same: Mapping[str, str]
    examples: tuple[Example, ...]
    index: Index
    weights: Mapping[str, float]
    evidence: Evidence
    words: tuple[frozenset[str], ...]
    cues: Mapping[str, tuple[Cue, ...]]

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        return self.phrases.meanings

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(one for one in self.weights if "+" not in one and ":" not in one)

    @cached_property
    def longer_words(self) -> tuple[str, ...]:
        return tuple(sorted(word for word in self.vocabulary if len(word) >= 5))

    @cached_property
    def plain(self) -> Mapping[str, frozenset[str]]:
        """For each kind, the words of its acts that leave every slot out: they tell nothing of a slot."""
        return {one.act.kind: words for one, words in zip(self.meanings, self.words, strict=True) if not one.act.slots}

    @cached_property
    def deeds(self) -> frozenset[str]:
        """The verbs with which it is told what was done."""
        return frozenset(
            word for one in self.examples if self.meanings[one.meaning].act.kind == "tell_done" for word in one.done
        )

    @cached_property
    def commands(self) -> frozenset[str]:
        """The verbs that begin what a contact is told to do."""
        told = (meaning for meaning in self.meanings if meaning.act.kind == "instruct")
        first = (text.lower().removeprefix("please ").split()[0] for one in told for text in (*one.say, *one.hear))
        return frozenset(stem(word) for word in first) - _NO_COMMANDS

    def has_words_for(self, act: Act) -> bool:
        """Whether some phrase says this act, its values left aside."""
        return act.kind in self._said and frozenset(act.slots.items()) in self._said[act.kind]

    @cached_property
    def _said(self) -> Mapping[str, set[frozenset[tuple[str, Value]]]]:
        said: dict[str, set[frozenset[tuple[str, Value]]]] = defaultdict(set)
        for meaning in self.meanings:
            if meaning.say:
                said[meaning.act.kind].add(frozenset(meaning.act.slots.items()))
        return said

    @cached_property
    def general(self) -> tuple[bool, ...]:
        """Which meanings an "if" leaves as they are: "if you miss a payment, the plan ends" supposes nothing."""
        return tuple(is_general(one.act) for one in self.meanings)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """For each meaning, the words of which one must be said; none where any will do."""
        return tuple(frozenset(self.same.get(stem(word), stem(word)) for word in one.needs) for one in self.meanings)

    def read(self, text: str, today: date) -> list[Sentence]:
        """The sentences of `text` with this lexicon's synonyms, each word's shade told."""
        return [shaded(sentence) for sentence in sentences(text, today, dict(self.same))]

    def weight(self, feature: str) -> float:
        """How much a feature tells; words never seen count as fairly telling, as they are not explained."""
        known = self.weights.get(feature)
        if known is not None:
            return known
        if ":" in feature and "+" not in feature:
            return self.weight(bare(feature))
        return 0.0 if "+" in feature else 0.5 * self.weights.get("", 1.0)


def load_lexicon(path: Path) -> Lexicon:
    """Read the phrase file or folder at `path` and index it; raises SourceError."""
    return build(read_phrases(path))


def build(phrases: Phrases) -> Lexicon:
    same = {stem(word): stem(first) for word, first in phrases.same.items()}
    said = [
        (n, sentence)
        for n, meaning in enumerate(phrases.meanings)
        for text in (*meaning.say, *meaning.hear)
        for sentence in map(shaded, sentences(filled(text), _SAMPLE_DAY, same))
    ]
    told = [(n, features(sentence.tokens)) for n, sentence in said]
    weights = weigh(told, len(phrases.meanings))
    examples = tuple(_example(n, sentence, one, weights) for (n, sentence), (_, one) in zip(said, told, strict=True))
    words = _words(examples, len(phrases.meanings))
    evidence = learn(told, len(phrases.meanings))
    return Lexicon(phrases, same, examples, _index(examples, phrases), weights, evidence, words, cues(phrases.notes))


def _index(examples: tuple[Example, ...], phrases: Phrases) -> Index:
    acts = [phrases.meanings[example.meaning].act for example in examples]
    return indexed(
        [example.features for example in examples],
        [example.weight for example in examples],
        [one.kind in _DEAF_TO_NOT for one in acts],
        [is_general(one) for one in acts],
    )


def is_general(act: Act) -> bool:
    """Whether an act tells how things are for anybody, or what anybody may have."""
    return act.kind == "offer" or (act.kind == "explain" and act.text("topic") not in PRIVATE)


def filled(text: str) -> str:
    """An example with its blanks filled by samples."""
    for name, sample in _SAMPLE.items():
        text = text.replace("{" + name + "}", sample)
    return text


def _example(meaning: int, sentence: Sentence, features: list[str], weights: Mapping[str, float]) -> Example:
    told = frozenset(features)
    weight = math.fsum(sorted(weights[one] for one in told)) or LEAST_WEIGHT
    values = frozenset(token.word for token in sentence.tokens if token.lifted)
    asked = sentence.asked or is_question(sentence.tokens)
    done = frozenset(token.word for token in sentence.tokens if token.past) - _NO_DEEDS
    return Example(meaning, told, weight, asked, manner(sentence.tokens), values, done)


def _words(examples: tuple[Example, ...], meanings: int) -> tuple[frozenset[str], ...]:
    """The words each meaning is taught with, marks and all."""
    words: list[set[str]] = [set() for _ in range(meanings)]
    for example in examples:
        words[example.meaning].update(one for one in example.features if "+" not in one)
    return tuple(map(frozenset, words))
