"""A word of a sentence, and a sentence with the places where its clauses begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from trainer.scenarios.understanding.tokens import Lifted


class Token(NamedTuple):
    """One word in its plain form, with the text it came from. `shade` tells a word that is not simply asserted."""

    word: str
    raw: str
    start: int
    end: int
    shade: str = ""
    negated: bool = False
    past: bool = False
    lifted: Lifted | None = None


@dataclass(frozen=True)
class Sentence:
    """Tokens between two stops; `cuts` are where clauses begin, `commas` those of them that a comma marks."""

    tokens: tuple[Token, ...]
    cuts: tuple[int, ...]
    commas: frozenset[int]
    asked: bool = False
    quoted: bool = False
