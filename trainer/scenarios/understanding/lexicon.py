"""The lexicon: what the phrase files teach, indexed once so that a sentence is understood in a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from trainer.record import topic
from trainer.record.act import Act, Value
from trainer.scenarios.understanding.clauses import Repair, sentences
from trainer.scenarios.understanding.evidence import Evidence, Places
from trainer.scenarios.understanding.features import bare
from trainer.scenarios.understanding.index import Index
from trainer.scenarios.understanding.notes import Cue
from trainer.scenarios.understanding.phrases import Meaning, Phrases
from trainer.scenarios.understanding.sentence import Sentence
from trainer.scenarios.understanding.shades import shaded
from trainer.scenarios.understanding.spelling import mender
from trainer.scenarios.understanding.words import stem

_NO_COMMANDS = frozenset(
    stem(word) for word in ("you", "i'd", "if", "could", "can", "there", "with", "it's", "do", "the", "in")
)
PRIVATE = frozenset(one.id for one in topic.EXPLANATIONS.values() if one.private)


class Example(NamedTuple):
    """One taught phrase: its features, what they weigh together, and how it was said."""

    meaning: int
    features: frozenset[str]
    weight: float
    asked: bool
    manner: str
    values: frozenset[str]
    done: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Taught:
    """What the examples teach once they are read as sentences are: counted, weighed and indexed."""

    examples: tuple[Example, ...]
    index: Index
    weights: Mapping[str, float]
    evidence: Evidence
    kinds: Evidence
    kind: Places
    words: tuple[frozenset[str], ...]
    spelled: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Phrases, and what they teach. Build it once with `load_lexicon`, and share it.

    The examples are read when the first sentence is to be understood: many a process only puts acts into words.
    """

    phrases: Phrases
    same: Mapping[str, str]
    cues: Mapping[str, tuple[Cue, ...]]
    teach: Callable[[Phrases, Mapping[str, str]], Taught]

    @cached_property
    def taught(self) -> Taught:
        return self.teach(self.phrases, self.same)

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        return self.phrases.meanings

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        return self.taught.examples

    @cached_property
    def index(self) -> Index:
        return self.taught.index

    @cached_property
    def weights(self) -> Mapping[str, float]:
        return self.taught.weights

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The words each meaning is taught with, marks and all."""
        return self.taught.words

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
        return [shaded(sentence) for sentence in sentences(text, today, self.same, self.mended)]

    @cached_property
    def mended(self) -> Repair:
        """Words as they were meant, where a slip of the finger or a lost space made them unknown."""
        return mender(self.taught.spelled)

    def weight(self, feature: str) -> float:
        """How much a feature tells; words never seen count as fairly telling, as they are not explained."""
        known = self.weights.get(feature)
        if known is not None:
            return known
        if ":" in feature and "+" not in feature:
            return self.weight(bare(feature))
        return 0.0 if "+" in feature else 0.5 * self.weights.get("", 1.0)


def is_general(act: Act) -> bool:
    """Whether an act tells how things are for anybody, or what anybody may have."""
    return act.kind == "offer" or (act.kind == "explain" and act.text("topic") not in PRIVATE)
