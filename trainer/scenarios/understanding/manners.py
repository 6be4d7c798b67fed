"""How a run of words is said: as a question, of oneself, as done or yet to do, as a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.small_words import ASKING, AUXILIARIES
from trainer.scenarios.understanding.tokens import listed

NEGATORS = frozenset(listed("not never no without nothing neither nor none hardly nobody"))
_MODALS = frozenset(listed("can could will would may might shall should must let want need going like able"))
_REQUESTING = frozenset(listed("need want like would could can may must please ask if"))
_UNDONE = frozenset({("have", "not"), ("has", "not"), ("did", "not"), ("have", "never")})
_OWN_DEEDS = frozenset(listed("will do did would have"))
_BEFORE_ASKING = frozenset(listed("on at about since in for from to with roughly until by"))
_ASKED_ABOUT = frozenset(
    ("how many", "how much", "how long", "how big", "how large", "how far", "how bad", "how old", "how often",
     "how fast", "what kind", "what happens", "what goes", "what comes", "when and", "since when", "who all",
     "what day")
)  # fmt: skip
_INVERTING = frozenset(("when", "where", "why"))
_TURNS = frozenset(listed("so because but while since when if until before after"))


def is_question(tokens: Sequence[Token]) -> bool:
    """Whether the words stand in the order of a question, stop or none."""
    words = [token.raw for token in tokens[:5]]
    while words and words[0] in ("and", "so", "but", "okay", "then", "now", "or", "well", "also"):
        words = words[1:]
    if words[1:2] and words[0] in _BEFORE_ASKING and words[1] in ASKING:
        words = words[1:]
    if not words:
        return False
    if " ".join(words[:2]) in _ASKED_ABOUT or words[0] == "which":
        return True
    if words[0] in AUXILIARIES:
        return len(words) > 1 and words[1] not in ("not",)
    if words[0] in _INVERTING:
        return bool(set(words[1:2] if words[1:2] != ["exactly"] else words[2:3]) & AUXILIARIES)
    return words[0] in ASKING and any(word in AUXILIARIES for word in words[1:])


def first_person(tokens: Sequence[Token]) -> bool:
    """Whether the speaker tells of themselves and requests nothing: "I have your number here"."""
    words = [token.raw for token in tokens]
    while words and words[0] in ("and", "so", "but", "okay", "well", "now", "then", "because"):
        words = words[1:]
    return words[:1] in (["i"], ["we"]) and not _REQUESTING & set(words)


def manner(tokens: Sequence[Token]) -> str:
    """Whether words tell what was done or what may yet be: "done", "modal", or "" for neither."""
    first = main(tokens)
    words = [token.raw for token in first]
    if any(word in _MODALS for word in words) or ("have", "to") in pairwise(words):
        return "modal"
    return "done" if any(token.past for token in first) else ""


def main(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens up to where a second clause hangs on: "I placed a hold, so you don't have to pay"."""
    return next((tokens[:n] for n, token in enumerate(tokens) if n > 2 and token.raw in _TURNS), tokens)


def undone(tokens: Sequence[Token]) -> bool:
    """Whether it is told that something was not done, which is another thing than that it will not be."""
    return any(pair in _UNDONE for pair in pairwise(token.raw for token in tokens)) and manner(tokens) != "modal"


def refusing(tokens: Sequence[Token]) -> bool:
    """Whether something is denied that is not the listener's own: "you won't see it again" refuses nothing."""
    words = [token.raw for token in tokens]
    return any(
        word in NEGATORS and not (words[max(0, n - 2) : n - 1] == ["you"] and words[n - 1] in _OWN_DEEDS)
        for n, word in enumerate(words)
    )
