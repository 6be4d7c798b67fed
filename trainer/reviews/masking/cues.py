"""What was being talked of when a number was said: the nearest cue before it decides what the number is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum


class Cue(StrEnum):
    """What a number said next would be. SAFE: something a transcript keeps, such as a meter or a telephone number."""

    CARD = "card"
    SSN = "ssn"
    BANK = "bank"
    CVV = "cvv"
    BIRTH = "birth"
    SAFE = "safe"
    ACCOUNT = "account"


# Longer and more particular words first: the first that fits at a place is taken.
_CUES = (
    (Cue.BIRTH, r"date of birth|birth ?date|birthday|\bd\.?o\.?b\b|\bborn\b"),
    (Cue.CVV, r"\bcvv2?\b|\bcvc\b|\bcsc\b|security code|(?:digits?|code|number)s? (?:on|from|off) the (?:back|front)"),
    (Cue.SSN, r"social(?: security)?(?: number)?|\bssn\b|tax(?:payer)? id\w*"),
    (Cue.BANK, r"(?:bank|checking|savings) account(?: number)?|routing(?: number)?|\baba\b|account and routing|"
               r"(?:on|off|of) (?:your|the|my|a) check\b|at (?:my|your|the) bank"),
    (Cue.SAFE, r"(?:meter|serial|phone|telephone|cell|mobile|callback|confirmation|reference|ticket|order|case|claim|"
               r"invoice|bill|customer|receipt|badge|permit|parcel)(?: (?:number|serial|no\.?|id))*|"
               r"(?:call|reach|text) (?:me|you|us|them)|zip(?: code)?|postal code|address|(?:water|service) account"
               r"(?: number)?|extension"),
    (Cue.ACCOUNT, r"account(?: number)?"),
    (Cue.CARD, r"\b(?:credit|debit|gift)? ?cards?(?: number)?\b|\bvisa\b|master ?card|\bamex\b|american express|"
               r"\bdiscover\b"),
)  # fmt: skip
_CUE = re.compile(r"\b(?:" + "|".join(f"(?P<{cue.value}>{words})" for cue, words in _CUES) + ")", re.IGNORECASE)
ENDING = re.compile(r"(?:last|final) (?:four|4)\b|end(?:s|ing) (?:in|with)", re.IGNORECASE)
_NEAR = 90  # characters between a cue and its number, in one turn
_OPENS = 40  # a number that begins this early in a turn answers what was asked in the turn before
_REMEMBERED = 4  # turns for which an "account number" after a routing number is still the bank's


def cue_before(turns: Sequence[str], turn: int, start: int) -> tuple[Cue | None, bool]:
    """The cue for a number at `start` in `turns[turn]`, and whether only its last digits were talked of."""
    before = turns[turn][max(0, start - _NEAR) : start]
    cue = _last(before)
    if cue is None and start <= _OPENS and turn:
        before = turns[turn - 1][-_NEAR:] + before
        cue = _last(before)
    if cue is Cue.ACCOUNT:
        cue = Cue.BANK if _bank_lately(turns, turn, start) else Cue.SAFE
    return cue, bool(ENDING.search(before))


def has_cue(text: str) -> bool:
    """Whether a turn talks of any kind of number, so that what follows is another."""
    return _last(text) is not None


def _last(text: str) -> Cue | None:
    found = None
    for match in _CUE.finditer(text):
        found = match
    return Cue(found.lastgroup) if found and found.lastgroup else None


def _bank_lately(turns: Sequence[str], turn: int, start: int) -> bool:
    lately = [*turns[max(0, turn - _REMEMBERED) : turn], turns[turn][:start]]
    return any(re.search(r"routing|\baba\b|checking|savings", text, re.IGNORECASE) for text in lately)
