"""Whether a run of clauses asks: by its order of words, by its mark, or because what stands before it asks."""

from __future__ import annotations

from trainer.scenarios.understanding.manners import is_question
from trainer.scenarios.understanding.sentence import Sentence, Token


def asks(sentence: Sentence, start: int, end: int) -> bool:
    """A question by its order of words, or by its mark when the run is the last after any comma."""
    if is_question(sentence.tokens[start:end]) or _asks_indirectly(sentence.tokens, start):
        return True
    run = [token.raw for token in sentence.tokens[start : start + 2]]
    before = max((cut for cut in sentence.cuts if cut < start), default=0)
    if run in (["and", "the"], ["and", "your"], ["and", "a"]) and _requests(sentence.tokens[before:start]):
        return True
    last = max((cut for cut in sentence.commas), default=0)
    if not sentence.asked or end != len(sentence.tokens):
        return False
    return start >= last or is_question(sentence.tokens) or is_question(sentence.tokens[last:])


def _asks_indirectly(tokens: tuple[Token, ...], at: int) -> bool:
    """ "Tell me when it started, and whether …": what is asked for in the words of a question."""
    words = [token.raw for token in tokens[at : at + 2]]
    if words == ["tell", "me"]:
        return True
    return [token.raw for token in tokens[:2]] == ["tell", "me"] and words[:1] == ["and"] and words[1:] != ["then"]


def _requests(tokens: tuple[Token, ...]) -> bool:
    """Whether it is asked for, as a question or not: "I'll need your address and the number on file"."""
    words = [token.raw for token in tokens]
    return is_question(tokens) or ("need" in words and words[:1] in (["i"], ["we"]) and "your" in words)
