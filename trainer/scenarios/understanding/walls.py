"""Where in a sentence something new begins, so that what stands on both sides is never one act."""

from __future__ import annotations

from itertools import pairwise

from trainer.scenarios.understanding.deeds import deed
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.manners import is_question
from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.small_words import ASKING, AUXILIARIES, SUBJECTS
from trainer.scenarios.understanding.tokens import listed

_SORRY = frozenset(listed("sorry i am so very really truly but and no oh well we are"))
_NO = frozenset(listed("not unable never"))


def walls(tokens: tuple[Token, ...], cuts: list[int], lexicon: Lexicon) -> list[int]:
    """The clauses that begin something new: after "but", where deeds turn to plans, a no after a sorry of its own."""
    clauses = [{token.raw for token in tokens[one:other]} for one, other in pairwise(cuts)]
    buts = [
        n for n in range(1, len(clauses))
        if tokens[cuts[n]].raw == "but"
        or _asks_again(tokens, cuts[n - 1 : n + 2])
        or _another_day(tokens[: cuts[n]], tokens[cuts[n] : cuts[n + 1]])
        or _turns(tokens[cuts[n - 1] : cuts[n]], tokens[cuts[n] : cuts[n + 1]], lexicon)
    ]  # fmt: skip
    sorry = next((n for n, clause in enumerate(clauses) if not clause <= _SORRY), 0)
    said = any("sorry" in clause for clause in clauses[:sorry])
    return [*buts, sorry] if said and clauses[sorry] & _NO else buts


def _asks_again(tokens: tuple[Token, ...], cuts: list[int]) -> bool:
    """Whether the second of two clauses asks one more thing: "when did it start, and does it smell?"."""
    first, second = (tokens[one:other] for one, other in pairwise(cuts))
    if second[0].raw != "and":
        return False
    if [token.raw for token in first[:2]] == ["tell", "me"]:
        return len(second) > 1 and (second[1].raw in ASKING or second[1].raw in ("whether", "if"))
    if not is_question(first):
        return is_question(second) and second[1].raw in AUXILIARIES
    return is_question(second) or (len(second) > 1 and second[1].raw in ("the", "your"))


def _another_day(before: tuple[Token, ...], after: tuple[Token, ...]) -> bool:
    """Whether a plan with a day of its own follows what has one: "it comes Friday, I'll call you Monday"."""
    planned = len(after) > 2 and after[0].raw in SUBJECTS and after[1].raw == "will"
    return planned and all(any(token.word == "<date>" for token in one) for one in (before, after))


def _turns(before: tuple[Token, ...], after: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a deed told turns to a plan, "I've ordered it and you'll have it Friday", or one step to the next."""
    words = [token.raw for token in after if token.raw not in ("and", "so")]
    planned = len(after) > 2 and words[:1] and words[0] in SUBJECTS and words[1:2] == ["will"]
    if planned and after[0].raw in ("and", "so") and deed(before, lexicon) == "tell_done":
        return True
    steps = words[:1] == ["then"] and len(words) > 1
    return steps and any(token.word in lexicon.commands for token in after[:3] if token.raw not in ("and", "then"))
