"""Deeds told and announced, whatever the deed: "I've mailed you the form" tells, "I'll mail you the form" announces."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.manners import main
from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.tokens import listed
from trainer.scenarios.understanding.words import stem

_OPENING = frozenset(listed("and so but okay well now then because good news sure yes all right alright great"))
_BETWEEN = frozenset(listed("have just already also now went gone ahead and go"))
_OFFICE = frozenset(map(stem, listed(
    "posted applied credited cancelled closed opened ordered scheduled rescheduled updated changed corrected added "
    "removed waived sent mailed emailed faxed forwarded filed submitted entered noted recorded logged issued refunded "
    "transferred placed enrolled signed registered notified alerted contacted dispatched requested approved adjusted "
    "reversed processed booked extended stopped restored reported printed attached scanned uploaded reset unlocked "
    "flagged assigned released lifted lowered moved switched deleted fixed renewed reopened escalated"
)))  # fmt: skip
_PLANNING = (
    ("will",), ("am", "going", "to"), ("are", "going", "to"), ("can",), ("will", "be"), ("am",), ("are",),
    ("will", "need", "to"), ("would", "be", "happy", "to"),
)  # fmt: skip


def deed(tokens: Sequence[Token], lexicon: Lexicon) -> str:
    """The kind of act that a run of words is by its form alone: "tell_done", "assure", or "" for neither."""
    run = list(main(tokens))
    while run and run[0].raw in _OPENING:
        run = run[1:]
    if not run or any(token.shade or token.negated for token in run) or any(token.raw == "not" for token in run):
        return ""
    if _told(run, lexicon):
        return "tell_done"
    return "assure" if _announced(run, lexicon) else ""


def _is_deed(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb is of what is done at an office, by the phrases or by what is done at any."""
    return token.word in lexicon.deeds or stem(token.raw) in _OFFICE


def _told(run: Sequence[Token], lexicon: Lexicon) -> bool:
    words = [token.raw for token in run]
    if words[0] in ("i", "we"):
        at = next((n for n in range(1, len(run)) if words[n] not in _BETWEEN), len(run))
        return at < len(run) and run[at].past and _is_deed(run[at], lexicon)
    been = next((n for n in range(1, len(run) - 1) if words[n] == "been" and words[n - 1] in ("has", "have")), None)
    return been is not None and run[been + 1].past and _is_deed(run[been + 1], lexicon)


def _announced(run: Sequence[Token], lexicon: Lexicon) -> bool:
    words = [token.raw for token in run]
    if words[:2] in (["let", "me"], ["let", "us"]):
        return _deed_follows(run, 2, lexicon)
    if words[0] not in ("i", "we"):
        return False
    plan = max((len(one) for one in _PLANNING if tuple(words[1 : 1 + len(one)]) == one), default=0)
    return bool(plan) and _deed_follows(run, 1 + plan, lexicon)


def _deed_follows(run: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    place = next((n for n in range(at, len(run)) if run[n].raw not in _BETWEEN), len(run))
    return place < len(run) and _is_deed(run[place], lexicon)
