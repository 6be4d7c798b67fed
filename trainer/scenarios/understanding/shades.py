"""What keeps a word from being simply asserted: negation, a condition, what others said, what never happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from trainer.scenarios.understanding.manners import NEGATORS, is_question
from trainer.scenarios.understanding.sentence import Sentence, Token
from trainer.scenarios.understanding.small_words import ARTICLES, AUXILIARIES, COMMANDS, POINTING, SUBJECTS
from trainer.scenarios.understanding.tokens import listed

_HARMLESS = frozenset(listed("charge cost problem worries worry doubt matter one wonder extra longer only"))
_SAYING = frozenset(listed("said told mentioned claimed thought heard meant asking asked wanted promised saying saw"))
_SAYING_OR_TO_SAY = _SAYING | {"say", "tell", "promise"}
_OTHERS = frozenset(listed("you they he she neighbor neighbour husband wife somebody someone anybody anyone who"))
_SUPPOSING = frozenset(["suppose", "supposing", "imagine", "pretend", "hypothetically"])
_SHADING = NEGATORS | _SAYING | _SUPPOSING | frozenset(listed(
    "say tell promise if unless whether could would might"
))  # fmt: skip
_UNREAL = frozenset(listed("were was had did paid could would"))
_WISHING = (["like"], ["prefer"], ["rather"], ["care"], ["want"], ["please"])
_ASKING_WHETHER = frozenset(listed("tell know see say check"))
_NEVER = frozenset(["could", "would", "might"])
_PARTING = frozenset(("and", "but", "so", "because", "while", "since"))
_REACH = 9
_SUPPORTING = frozenset(listed("think believe say said see sure guess mean promise guarantee know hear tell told"))
_FREE = frozenset(["what", "as", "like"])


def shaded(sentence: Sentence) -> Sentence:
    """The sentence with each token's shade and negation told. A "not" in a question denies nothing."""
    if not _SHADING & {token.raw for token in sentence.tokens}:
        return sentence
    asks = sentence.asked and (is_question(sentence.tokens) or not sentence.commas)
    tokens = sentence.tokens if asks else _negate(sentence.tokens, sentence)
    reported = _reported(tokens, sentence)
    tokens = _shade(tokens, reported[:1], "saying")
    tokens = _shade(tokens, reported[1:], "reported")
    tokens = _shade(tokens, range(len(tokens)) if _unreal(tokens) else range(0), "unreal")
    return replace(sentence, tokens=_shade(tokens, _conditional(tokens, sentence), "if"))


def _shade(tokens: tuple[Token, ...], places: Sequence[int], shade: str) -> tuple[Token, ...]:
    if not places:
        return tokens
    within = set(places)
    return tuple(
        token._replace(shade=shade) if n in within and not token.shade else token for n, token in enumerate(tokens)
    )


def _negate(tokens: tuple[Token, ...], sentence: Sentence) -> tuple[Token, ...]:
    marked: set[int] = set()
    for n, token in enumerate(tokens):
        if token.raw in NEGATORS and not _idle(tokens, n):
            marked.update(range(n + 1, _stop(sentence, n + 1)))
    return tuple(token._replace(negated=True) if n in marked else token for n, token in enumerate(tokens))


def _idle(tokens: Sequence[Token], at: int) -> bool:
    """A negator that denies nothing: "at no charge", "no I can", "didn't you pay?"."""
    after = tokens[at + 1].raw if at + 1 < len(tokens) else ""
    if tokens[at].raw == "no":
        return after in _HARMLESS or after in SUBJECTS
    inverted = tokens[at].raw == "not" and after in SUBJECTS and at > 0 and tokens[at - 1].raw in AUXILIARIES
    return inverted or (tokens[at].raw == "not" and after in ("only", "a"))


def _stop(sentence: Sentence, at: int) -> int:
    """The end of what a word at `at - 1` governs: the next clause that is more than "that it will …"."""
    tokens = sentence.tokens
    for cut in sentence.cuts:
        if cut >= at and (cut in sentence.commas or tokens[cut].raw in _PARTING or _anew(tokens, at, cut)):
            return min(cut, at + _REACH)
    return min(len(tokens), at + _REACH)


def _anew(tokens: Sequence[Token], at: int, cut: int) -> bool:
    """Whether a sentence of its own begins at `cut`, and none that a verb before it carries: "I don't think we can"."""
    return (
        cut > at
        and (tokens[cut].raw in SUBJECTS | COMMANDS | POINTING | ARTICLES)
        and not _SUPPORTING & {one.raw for one in tokens[at:cut]}
    )


def _reported(tokens: Sequence[Token], sentence: Sentence) -> Sequence[int]:
    """ "You told me …", "they said …", "are you asking whether …": everything after is someone else's."""
    for n, token in enumerate(tokens):
        if token.raw not in _SAYING_OR_TO_SAY:
            continue
        before = [one.raw for one in tokens[max(0, n - 4) : n]]
        told = token.raw in _SAYING or "did" in before
        if not told or before[-1:] in (["to"], ["i"]) or _FREE & set(before):
            continue
        if any(word in _OTHERS for word in before) and "i" not in before:
            return range(n, _turn(sentence, n))
    return range(0)


def _turn(sentence: Sentence, at: int) -> int:
    """Where the speaker speaks for themselves again: after "but", or at a question after a comma."""
    tokens = sentence.tokens
    for cut in sentence.cuts:
        if cut > at and (tokens[cut].raw == "but" or (cut in sentence.commas and is_question(tokens[cut:]))):
            return cut
    return len(tokens)


def _unreal(tokens: Sequence[Token]) -> bool:
    words = [token.raw for token in tokens]
    if any(word in _SUPPOSING for word in words) or ("what", "if") in pairwise(words):
        return True
    if words[:1] and words[0] in ("what", "which") and is_question(tokens):
        return False
    for n, word in enumerate(words):
        if word in _NEVER and _have_follows(words, n) and _perfect(tokens, n):
            return True
        if word == "if" and words[n + 1 : n + 2] and words[n + 1] in SUBJECTS and set(words[n + 2 : n + 3]) & _UNREAL:
            return words[n + 3 : n + 4] not in _WISHING
    return False


def _have_follows(words: Sequence[str], at: int) -> bool:
    """Whether "have" comes next, but for who and not: "would you not have"."""
    rest = [one for one in words[at + 1 : at + 4] if one not in ("not", "never", "i", "we", "you", "they")]
    return rest[:1] == ["have"]


def _perfect(tokens: Sequence[Token], at: int) -> bool:
    """ "would have paid", but not "would you have your number" or "would have a number"."""
    after = [token for token in tokens[at + 1 : at + 5] if token.raw not in ("not", "never")]
    return len(after) > 1 and after[0].raw == "have" and (after[1].past or after[1].raw in ("been", "had"))


def _asks_whether(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "if" only asks: "tell me if it's near anything electrical" supposes nothing."""
    before = [token.raw for token in tokens[:at]]
    if tokens[at].raw == "unless" or NEGATORS & set(before):
        return False
    asked = bool(_ASKING_WHETHER & set(before[-3:])) or (before[-1:] == ["and"] and before[:2] == ["tell", "me"])
    return asked and (is_question(tokens) or "me" in before or "need" in before)


def _conditional(tokens: Sequence[Token], sentence: Sentence) -> Sequence[int]:
    for n, token in enumerate(tokens):
        if token.raw in ("if", "unless", "whether") and not _asks_whether(tokens, n):
            later = (cut for cut in sentence.cuts if cut > n + 1)
            ends = (cut for cut in later if cut in sentence.commas or tokens[cut].raw in SUBJECTS | COMMANDS | ARTICLES)
            return range(n, next(ends, len(tokens)))
    return range(0)
