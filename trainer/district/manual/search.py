"""Search as one types: word beginnings count, typing errors are forgiven, and titles come first."""

from __future__ import annotations

import html
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from trainer.district.manual.chapters import Section
from trainer.district.manual.excerpts import Match, excerpt
from trainer.district.manual.vocabulary import Vocabulary
from trainer.district.manual.words import Word, typed, words

# What a word counts for by where it stands: a title outweighs all else a section says.
TITLE, RULE, CHAPTER, BODY = 8.0, 2.0, 1.5, 1.0
_BEGINNING = 0.9  # against 1 for the whole word
_MISTYPED = 0.7
_AS_NEAR = 0.9  # “waver” means waiver, and not water as well
_MAX_LETTERS, _MAX_WORDS = 200, 8
# Asked in a sentence, these tell nothing of what is sought; alone they are looked for like any other word.
_SMALL = (
    "a an and are as at be by can could do does did for from had has have he her his how i if in is it its me my of on "
    "or our she should so that the their them there they this to us was we what when where which who why will with "
    "would you your"
)
_COMMON = frozenset(_SMALL.split())


@dataclass(frozen=True)
class Hit:
    """A section found. `marks` are the places (start, end) in the plain `excerpt` that match; best score first."""

    section: Section
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    score: float

    @property
    def html(self) -> str:
        """The excerpt, escaped, with what matches in <mark>."""
        shown, at = [], 0
        for start, end in self.marks:
            shown += [html.escape(self.excerpt[at:start]), f"<mark>{html.escape(self.excerpt[start:end])}</mark>"]
            at = end
        return "".join([*shown, html.escape(self.excerpt[at:])])


@dataclass(frozen=True)
class Entry:
    """What the index holds of a section: `text` is its plain text, `beside` words that find it but are not in it."""

    section: Section
    chapter_title: str
    rule: str
    text: str
    beside: str

    @cached_property
    def words(self) -> Mapping[str, Sequence[Word]]:
        """Each word of the text, with every place it stands in."""
        places: dict[str, list[Word]] = defaultdict(list)
        for word in words(self.text):
            places[word.text].append(word)
        return dict(places)

    def weighed(self) -> Iterable[tuple[str, float]]:
        yield f"{self.section.number} {self.section.title}", TITLE
        yield self.rule, RULE
        yield self.chapter_title, CHAPTER
        yield f"{self.text} {self.beside}", BODY


@dataclass(frozen=True)
class Index:
    """Every word of the manual, the entries it stands in, and its greatest weight in each."""

    entries: tuple[Entry, ...]
    places: Mapping[str, Mapping[int, float]]
    vocabulary: Vocabulary

    def search(self, query: str, limit: int) -> list[Hit]:
        """The entries that match best; those that match equally in the order of the manual."""
        words = typed(query[:_MAX_LETTERS])
        telling = [word for word in words if word not in _COMMON] or words
        likes = [self._like(word) for word in telling[:_MAX_WORDS]]
        scores = self._scores(likes)
        best = sorted(scores, key=lambda place: (-scores[place], place))[: max(limit, 0)]
        return [self._hit(place, scores[place], likes) for place in best]

    def _like(self, asked: str) -> dict[str, float]:
        """The manual's words that a typed one may stand for, and how well; typing errors only where none begins so."""
        begun = {word: _BEGINNING if word != asked else 1.0 for word in self.vocabulary.beginning(asked)}
        return begun or self._mistyped(asked)

    def _mistyped(self, asked: str) -> dict[str, float]:
        near = self.vocabulary.near(asked)
        nearest = max(near.values(), default=0.0)
        return {word: _MISTYPED * near[word] for word in near if near[word] >= _AS_NEAR * nearest}

    def _scores(self, likes: list[dict[str, float]]) -> dict[int, float]:
        """Rare words count more than common ones, and a section that has all the words more than one that has some."""
        total: dict[int, float] = defaultdict(float)
        matched: dict[int, int] = defaultdict(int)
        for like in likes:
            for place, score in self._best(like).items():
                total[place] += score
                matched[place] += 1
        return {place: total[place] * matched[place] / len(likes) for place in total}

    def _best(self, like: Mapping[str, float]) -> dict[int, float]:
        best: dict[int, float] = {}
        for word, quality in like.items():
            held = self.places[word]
            rarity = math.log1p(len(self.entries) / len(held))
            for place, weight in held.items():
                best[place] = max(best.get(place, 0.0), quality * rarity * weight)
        return best

    def _hit(self, place: int, score: float, likes: list[dict[str, float]]) -> Hit:
        entry = self.entries[place]
        matches = [
            Match(word.start, word.end, number)
            for number, like in enumerate(likes) for text in like for word in entry.words.get(text, ())
        ]  # fmt: skip
        shown, marks = excerpt(entry.text, matches)
        return Hit(entry.section, shown, marks, round(score, 4))


def index(entries: tuple[Entry, ...]) -> Index:
    places: dict[str, dict[int, float]] = defaultdict(dict)
    for place, entry in enumerate(entries):
        for text, weight in entry.weighed():
            for word in words(text):
                places[word.text][place] = max(weight, places[word.text].get(place, 0.0))
    return Index(entries, dict(places), Vocabulary(places))
