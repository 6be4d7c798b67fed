"""What is said beside the matter: who is spoken to, how a sentence is opened, and the tag it closes with.

"Now, dear, the penalty is six dollars", "For what it's worth you're paid up", "I could move it to the 12th, how's that
sound?" each say one thing. What stands alone is left as it is: it is all that was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from trainer.scenarios.understanding.tokens import listed

_NAMES = frozenset(listed("dear hon honey sweetie dearie sir ma'am maam madam folks buddy pal guys"))
_LEADING = frozenset(map(listed, (
    "for what it is worth", "to be honest", "to be fair", "honestly", "frankly", "by the way", "as i said",
    "like i said", "as far as i can see", "as far as i can tell", "from what i see", "the thing is",
    "here is the thing",
    "believe it or not", "just so you know", "just to let you know", "what happens is", "what it is telling me is",
    "what i am seeing is", "what i see is", "let us see", "you see", "you know", "i mean", "mind you", "and do mind",
    "do mind", "oh and", "you know what",
)))  # fmt: skip
_CLOSING = frozenset(map(listed, (
    "how is that sound", "how does that sound", "does that sound good", "does that sound okay", "does that sound right",
    "does that sound alright", "sound good", "sounds good", "would that work", "would that work for you",
    "would that help",
    "does that work", "does that work for you", "will that work", "will that work for you", "is that okay",
    "is that alright", "is that all right", "is that okay with you", "okay", "alright", "all right", "right",
    "would you say", "do you think", "would you think", "you think", "do you know", "if i were you", "you know",
    "i am afraid", "i think", "i believe", "i guess", "as far as i can see", "as far as i can tell", "if that helps",
    "if that is okay", "for what it is worth", "to be honest", "just so you know", "does not it",
    "is not it", "are not you", "do not you",
)))  # fmt: skip
_LEADS = frozenset(words[0] for words in _LEADING)
_LONGEST = max(map(len, _LEADING | _CLOSING))
_ASKING = frozenset(("would", "does", "do", "is", "will", "how", "right", "okay", "are", "sound"))
_LEAST = 2


def _led(raw: list[str]) -> int:
    """How many words of the longest opening stand at the beginning."""
    if raw[0] not in _LEADS:
        return 0
    return next((n for n in range(_LONGEST, 0, -1) if tuple(raw[:n]) in _LEADING), 0)


def _closed(raw: list[str], stops: set[int]) -> int:
    """How many words of the longest tag stand at the end, after a comma."""
    most = min(_LONGEST, len(raw))
    return next((n for n in range(most, 0, -1) if len(raw) - n in stops and tuple(raw[-n:]) in _CLOSING), 0)


class _Said(Protocol):
    @property
    def raw(self) -> str: ...


def beside(tokens: Sequence[_Said], commas: Iterable[int]) -> tuple[frozenset[int], bool]:
    """The places of words beside the matter, and whether a question mark at the end belongs to them."""
    raw, stops = [token.raw for token in tokens], {0, len(tokens), *commas}
    aside = {n for n, word in enumerate(raw) if word in _NAMES and n in stops and n + 1 in stops}
    start, end = _led(raw), _closed(raw, stops)
    aside |= {*range(start), *range(len(raw) - end, len(raw))}
    if len(raw) - len(aside) < _LEAST:
        return frozenset(), False
    return frozenset(aside), bool(end) and raw[-end] in _ASKING
