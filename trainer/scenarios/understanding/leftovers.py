"""Amounts and days that were said and that no act took: what they are is told by the words about them.

"Please get that $151.70 to us by Thursday", "the truck will be out there April 14": nobody taught the sentence, but an
amount to pay and a day to come were told. What is found so is never sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.record.act import Act
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.naming import figure_of, is_no_figure
from trainer.scenarios.understanding.segments import Segment
from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.sureness import EXACT
from trainer.scenarios.understanding.tokens import listed

_BEFORE, _AFTER = 9, 4
_OPEN = frozenset(["state", "tell_done", "acknowledge", "assure", "apologise", "thank", "greet", "unclear"])
_CAME = frozenset(listed("paid sent received got came posted credited"))
_TO_COME = frozenset(listed("will be should can would by until till through"))
_SENT = frozenset(listed("crew tech technician truck reader man inspector somebody someone team field van"))
_CREW = _SENT | frozenset(listed("guy plumber they he she we it check read visit appointment"))
_SPEAKERS = frozenset(listed("i we you"))
_SOONEST = frozenset(["soonest", "earliest"])
_LIKE_COMING = ("offer", "explain", "refuse")
_THERE = frozenset(listed("there out come comes coming arrive arrives arriving over around here visit appointment"))
_OFF = frozenset(listed("off shutoff disconnected disconnection disconnect"))
_SHUT = frozenset(listed("shut shutoff turned switched water service cut disconnected disconnection"))
_MENDED = frozenset(listed("fixed repaired finished replaced restored done back repair completed"))
_DUE = frozenset(listed("due pay paid deadline until till owe get in us"))
_TO_DAY = frozenset(listed("by until till before due is"))
_GOING_ON = ("which", "and")  # "…, which is due Friday" asks nothing
_ANEW = frozenset(["and", "but", "so"])


def coming(part: Segment, lexicon: Lexicon) -> Act | None:
    """That somebody comes on a day, though it sounds like an offer or like what happens next: "a tech comes Friday"."""
    kind = "" if part.meaning is None else lexicon.meanings[part.meaning].act.kind
    if part.asked or kind not in _LIKE_COMING or part.score > EXACT:
        return None
    words = [token.raw for token in part.tokens]
    day = next((one for one in part.tokens if one.word == "<date>" and not (one.shade or one.negated)), None)
    who = next((word for word in words if word in _SENT | _SPEAKERS), "")
    comes = who in _SENT and bool(_THERE & set(words)) and not {"was", "could"} & set(words)
    soonest = bool(_SOONEST & set(words)) and "too" not in words  # "… is Tuesday, Saturday's too soon" is a no
    if day is None or day.lifted is None or not (comes or soonest):
        return None
    return Act("state", {"figure": "arrival", "on": day.lifted.value}, None, False)


def leftovers(part: Segment, said: Sequence[Act], lexicon: Lexicon) -> Iterator[tuple[Act, Token]]:
    """Figures for the values of a part that none of the acts `said` in its sentence took, and where they stand."""
    kind = "unclear" if part.meaning is None else lexicon.meanings[part.meaning].act.kind
    asked = part.asked and part.tokens[0].raw not in _GOING_ON
    if asked or kind not in _OPEN:
        return
    taken = {value for one in said for value in one.slots.values()}
    for at, token in enumerate(part.tokens):
        if token.lifted is None or token.shade or token.negated or token.lifted.value in taken:
            continue
        if token.word == "<amount>" and part.meaning is None:
            figure = _amount(part.tokens, at, lexicon)
            if figure:
                yield Act("state", {"figure": figure, "amount": token.lifted.value}, None, False), token
        elif token.word == "<date>" and not is_no_figure(part.tokens, at, lexicon):
            figure = _day(part.tokens, at)
            day = token.lifted.before if figure == "last_payment_amount" else None
            if figure:
                yield Act("state", {"figure": figure, "on": day or token.lifted.value}, None, False), token


def _amount(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> str:
    if is_no_figure(tokens, at, lexicon):
        return ""
    named = figure_of(tokens, at, lexicon)
    if named:
        return named[1]
    about = tokens[_begun(tokens, at) : at + _AFTER]
    if _came({one.raw for one in about}):
        return "last_payment_amount"
    return "" if any(one.raw == "was" for one in about) else "balance"  # "that was $24.60" tells nothing to pay


def _begun(tokens: Sequence[Token], at: int) -> int:
    """Where what is said of a value begins: after an "and" or the like, and not too far before it."""
    first = max(0, at - _BEFORE)
    return max((n + 1 for n in range(first, at) if tokens[n].raw in _ANEW), default=first)


def _came(words: set[str]) -> bool:
    """Whether they tell of money that came."""
    return bool(words & _CAME) and not words & _TO_COME


def _ended(tokens: Sequence[Token], at: int) -> int:
    """Where what is said of a value ends."""
    last = min(len(tokens), at + 1 + _AFTER)
    return min((n for n in range(at + 1, last) if tokens[n].raw in _ANEW), default=last)


def _day(tokens: Sequence[Token], at: int) -> str:
    """What happens on a day, by the words before it and a few after."""
    near = [token.raw for token in tokens[_begun(tokens, at) : at]]
    words = {*near, *(token.raw for token in tokens[at + 1 : _ended(tokens, at)])}
    if _OFF & words and _SHUT & words:
        return "shutoff_date"
    if "due" in words or "deadline" in words:
        return "due_date"
    if _came(set(near)):
        return "last_payment_amount"
    if _MENDED & words and not _THERE & words:
        return "repair_end"
    if _CREW & words and (_THERE & words or near[-1:] in (["is"], ["are"])):
        return "arrival"
    return "due_date" if words & _DUE and words & _TO_DAY else ""
