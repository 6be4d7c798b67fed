"""Where a new clause begins in a sentence, though no comma says so."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.small_words import ARTICLES, ASKING, AUXILIARIES, COMMANDS, POINTING, SUBJECTS
from trainer.scenarios.understanding.tokens import listed

_TELLING = frozenset(listed("know see tell show ask check sure wonder me you us of on about at for"))
_JOINING = frozenset(listed("and but so because or then while since though although"))
_OPENING = frozenset(["thanks", "sorry", "please"])
_UNCUT = frozenset([*SUBJECTS, *_OPENING, "already", "just", "never"])
_AFTER_SUBJECT = AUXILIARIES | frozenset(
    listed("comes makes works just need see understand hear know already took put sent want")
)
_BEFORE_NOUNS = frozenset(listed("a an the your my our this that his her phone another any"))
_TAKING = frozenset(listed("got get have had see want wanted need help set put keep kept let gave give told tell sent"))
_TYING = AUXILIARIES | ASKING | _JOINING | frozenset(listed("to that if as than because until unless before after not"))
_FIRST = frozenset(
    {*_JOINING, *SUBJECTS, *ARTICLES, *POINTING, *COMMANDS, *AUXILIARIES, *ASKING, *_OPENING, "anything"}
)
_NO_COMMAND_AFTER = _TYING | _UNCUT | _BEFORE_NOUNS
_NO_QUESTION_AFTER = _TYING | _TELLING


def begins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a new clause may begin here though no comma says so."""
    if at == 0 or tokens[at].raw not in _FIRST:
        return False
    word, before = tokens[at].raw, tokens[at - 1].raw
    after = tokens[at + 1].raw if at + 1 < len(tokens) else ""
    if word in _JOINING:
        return True
    if word in SUBJECTS:
        done = at + 1 < len(tokens) and tokens[at + 1].past and before not in _TAKING
        return (done or after in _AFTER_SUBJECT) and before not in _TYING
    if word in ARTICLES:
        return _follows(tokens, at)
    if word in POINTING:
        return after in ("is", "was") and before not in _TYING and before not in AUXILIARIES
    if word in COMMANDS:
        return before not in _NO_COMMAND_AFTER and tokens[0].raw not in AUXILIARIES
    if word in AUXILIARIES:
        if before == "you" and after == "i":
            return True
        return after in SUBJECTS and (before == "that" or before not in _TYING) and before not in SUBJECTS
    if word in ASKING:
        return after in AUXILIARIES and (before in _OPENING or before not in _NO_QUESTION_AFTER)
    if word == "anything":
        return after == "else"
    return word in _OPENING and before not in ("so", "very", "am", "many", "and", "not")


def _follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows from a condition begins there without a comma: "if it isn't paid the water goes off"."""
    supposed = tokens[at - 1].past and "if" in {token.raw for token in tokens[:at]}
    return supposed and bool(AUXILIARIES & {token.raw for token in tokens[at + 2 : at + 4]})
