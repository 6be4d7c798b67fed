"""Abuse by a customer and how it was met, and contacts that end without a closing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trainer.reviews.reading_aid.heard import Heard
from trainer.reviews.reading_aid.marks import Kind, Mark
from trainer.reviews.words import Channel, Speaker

_INSULT = (
    r"(?:idiots?|morons?|imbeciles?|stupid|dumb(?:ass)?|useless|incompetent|worthless|pathetic|liars?|thie(?:f|ves)|"
    r"crooks?|bitch|brain[- ]?dead|clowns?|trash|garbage)"
)
_ABUSE = re.compile(
    rf"\byou(?:r)?(?:[’']re| are| people are| guys are| all are|)? (?:\w+ ){{0,3}}{_INSULT}\b"
    r"|\b(?:idiot|moron|imbecile|bitch|asshole|bastard|dumbass|jackass)s?\b"
    r"|\bf(?:uck|\*+k?|---?)\w* (?:you|off)\b|\bscrew you\b|\bgo to hell\b|\bshut (?:the \w+ )?up\b"
    r"|\bi(?:[’']ll| will|[’']m going to| know where)\b[^.?!]*\b(?:kill|hurt|beat|punch|find you|"
    r"you (?:live|park|work))\b"
    r"|\byou[’']ll (?:regret|be sorry)\b|\bgo back to (?:your|where)\b",
    re.IGNORECASE,
)
_ENDS_CALL = re.compile(r"\bend(?:ing)? (?:the|this) (?:call|chat|conversation)\b|\bhang(?:ing)? up\b", re.IGNORECASE)
_ARGUES = re.compile(
    r"\b(?:calm down|your (?:own )?fault|don[’']t (?:talk|yell|speak) to me|you should have)\b", re.IGNORECASE
)


def abuse(said: Sequence[Heard]) -> Iterator[Mark]:
    """Each turn in which a customer is abusive, and what the next words of the representative made of it."""
    for place, turn in enumerate(said):
        if turn.by_customer and _ABUSE.search(turn.text):
            answer = next((later for later in said[place + 1 :] if later.by_rep), None)
            how, rule = _met(answer)
            yield Mark(turn.number, Kind.ABUSE, f"Abusive words. {how}", rule)


def _met(answer: Heard | None) -> tuple[str, str]:
    if answer is None:
        return "Nothing was said after them.", "set_boundary"
    if answer.did("argue") or _ARGUES.search(answer.text):
        return "The answer argues or blames.", "no_blame"
    if answer.did("set_boundary") or _ENDS_CALL.search(answer.text):
        return "A boundary was set: was it calm, and the first?", "set_boundary"
    if answer.did("acknowledge", "apologise"):
        return "They were heard out; no boundary was set.", "set_boundary"
    return "The answer passes over them.", "set_boundary"


_CLOSING = re.compile(
    r"\banything else\b|\bhave a (?:good|great|nice|wonderful|lovely)\b|\b(?:good)?bye\b|\btake care\b|"
    r"\bthank(?:s| you) for (?:calling|coming|contacting|reaching|chatting|stopping)\b|\bwhat else can i\b",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:hung up|disconnect\w*|left the (?:chat|call)|transferr?ed|dropped)\b", re.IGNORECASE)
_LAST = 3  # turns of the representative in which a closing may stand
_SPOKEN = frozenset({Channel.PHONE, Channel.CHAT, Channel.COUNTER})


def no_closing(said: Sequence[Heard], channel: Channel) -> Iterator[Mark]:
    """The last words of a contact that ended without a closing, unless the customer left or was handed over."""
    own = [turn for turn in said if turn.by_rep]
    if channel not in _SPOKEN or len(own) < 2 or _left(said):
        return
    closing = own[1:][-_LAST:]
    if not any(turn.did("ask_anything_else", "goodbye") or _CLOSING.search(turn.text) for turn in closing):
        why = "It ends without asking whether there is anything else, and without a goodbye."
        yield Mark(own[-1].number, Kind.NO_CLOSING, why, "close_kindly")


def _left(said: Sequence[Heard]) -> bool:
    last = [turn for turn in said if turn.by_rep or turn.speaker is Speaker.SYSTEM][-2:]
    gone = any(turn.speaker is Speaker.SYSTEM and _LEFT.search(turn.text) for turn in last)
    ended = any(turn.by_rep and (_ENDS_CALL.search(turn.text) or _handed_over(turn)) for turn in last)
    return gone or ended


def _handed_over(turn: Heard) -> bool:
    return bool(
        re.search(r"\btransfer(?:ring)?\b|\bconnect(?:ing)? you\b|\bput(?:ting)? you through\b", turn.text, re.I)
    )
