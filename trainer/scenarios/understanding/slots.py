"""The values of acts: which amount, date or minutes a sentence gives, and what figure they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trainer.record.act import Act
from trainer.record.act import act as said
from trainer.scenarios.understanding.clauses import Token
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.segments import Segment
from trainer.scenarios.understanding.tokens import listed
from trainer.scenarios.understanding.words import is_past, stem, written_out

_NAMES = {"<amount>": "amount", "<water>": "amount", "<date>": "on", "<minutes>": "minutes"}
_TAKES = {
    "due_date": ("<date>",), "shutoff_date": ("<date>",), "repair_end": ("<date>", "<minutes>"),
    "arrival": ("<minutes>", "<date>"), "use": ("<water>",),
}  # fmt: skip
_MONEY = ("<amount>",)
FALLING_DUE = ("instalment", "past_due", "payoff", "deposit_amount")
_FIGURES_OF_A_DAY = frozenset({*FALLING_DUE, "last_payment_amount", "penalty", "future_rate"})
_EXPECTED = ("arrival",)
_REACH = 6
_CLOSE = 2
_BESIDE = 3
_SHORTEST_PLURAL = 3
_HEDGES = frozenset(
    listed(
        "over under above below than least most about around roughly up maybe perhaps probably could might would may "
        "think guess average typical usual usually any every neighbor neighbour neighbors neighbours another"
    )
)


def with_values(meant: Act, parts: Sequence[Segment], at: int, lexicon: Lexicon) -> Act | None:
    """The act with the values its words give; None for a figure whose value is not there."""
    tokens = parts[at].tokens
    if meant.kind == "promise":
        after = parts[at + 1].tokens if at + 1 < len(parts) and parts[at + 1].meaning is None else ()
        when = _first((*tokens, *after), "<date>")
        return _set(meant, "by", when) if when else meant
    if meant.kind != "state":
        return meant
    wanted = _TAKES.get(str(meant.get("figure")), _MONEY)
    value = _value(tokens, wanted, meant.text("figure"), lexicon)
    if value is None:
        return None
    meant = _renamed(meant, tokens, value, lexicon)
    stated = _set(meant, _NAMES[value.word], value)
    day = _day_of(value, tokens, meant.text("figure") or "", lexicon)
    stated = _set(stated, "on", day) if day else stated
    return _doubted(stated) if _hedged(tokens, tokens.index(value)) else stated


def _renamed(meant: Act, tokens: Sequence[Token], value: Token, lexicon: Lexicon) -> Act:
    """The figure that words name beside its amount, where the one meant is named nowhere: "the adjustment posted"."""
    named = _named(tokens, tokens.index(value), lexicon)
    if value.word != "<amount>" or not named or meant.text("figure") in {figure for _, _, figure in named}:
        return meant
    distance, _, figure = min(named)
    return _doubted(meant.but(figure=figure)) if figure and distance <= _BESIDE else meant


def _value(tokens: Sequence[Token], wanted: Sequence[str], figure: str | None, lexicon: Lexicon) -> Token | None:
    """The value that is meant; of several amounts, the one that the figure's own words stand nearest to."""
    values = [n for n, token in enumerate(tokens) if token.word in wanted]
    own = (n for n in values if len(values) > 1 and (found := _figure(tokens, n, lexicon)) and found[1] == figure)
    named = (n for n in values if not _is_no_figure(tokens, n, lexicon))
    at = next(own, next(named, None))
    return None if at is None else tokens[at]


def _is_no_figure(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether words tell that an amount is none of a customer's figures: "ten cents a page"."""
    named = _named(tokens, at, lexicon)
    return bool(named) and not min(named)[2]


def _day_of(value: Token, tokens: Sequence[Token], figure: str, lexicon: Lexicon) -> Token | None:
    """The day of an amount, which is the nearest: "$75 on March 3rd".

    A day that is a figure of its own is not: "$86, due March 28". What is past due, an instalment and the like carry
    the day they are to be paid by themselves, for it is none of a bill's.
    """
    at = tokens.index(value)
    places = [n for n, token in enumerate(tokens) if token.word == "<date>"]
    nearest = min(places, key=lambda n: (abs(n - at), -n), default=None)
    if value.word != "<amount>" or nearest is None or tokens[nearest].shade or tokens[nearest].negated:
        return None
    own = _figure(tokens, nearest, lexicon)
    falls_due = figure in FALLING_DUE and (own is None or own[1] == "due_date")
    return tokens[nearest] if own is None or falls_due else None


def _first(tokens: Sequence[Token], word: str) -> Token | None:
    return next((token for token in tokens if token.word == word), None)


def _set(meant: Act, slot: str, token: Token) -> Act:
    lifted = token.lifted
    if lifted is None:
        return meant
    filled = meant.but(**{slot: lifted.value})
    return Act(filled.kind, filled.slots, filled.toward, meant.sure and not lifted.doubtful)


def figures_in(part: Segment, stated: Act | None, lexicon: Lexicon) -> Iterator[tuple[Act, Token]]:
    """Figures mentioned in passing: "I took the $24.60 late fee off" states the fee as well."""
    if part.asked:
        return
    used = set(stated.slots.values()) if stated is not None and stated.kind in ("state", "promise") else set()
    for n, token in enumerate(part.tokens):
        if token.lifted is None or token.shade or token.negated or token.lifted.value in used:
            continue
        found = _figure(part.tokens, n, lexicon) or _of_a_due_date(part.tokens, n, stated, lexicon)
        if found is not None:
            figure = said("state", figure=found[1])
            figure = Act(figure.kind, figure.slots, None, sure=found[0] <= _CLOSE and not _hedged(part.tokens, n))
            figure = _set(figure, _NAMES[token.word], token)
            day = _day_of(token, part.tokens, found[1], lexicon) if found[1] in _FIGURES_OF_A_DAY else None
            if day is not None and day.lifted is not None and day.lifted.value not in used:
                figure = _set(figure, "on", day)
                used.add(day.lifted.value)
            yield figure, token


def _of_a_due_date(tokens: Sequence[Token], at: int, stated: Act | None, lexicon: Lexicon) -> tuple[int, str] | None:
    """An amount that nothing names beside a due date is a bill's: "this one's $79.95, due the 21st"."""
    due = stated is not None and stated.get("figure") == "due_date"
    unnamed = tokens[at].word == "<amount>" and not _named(tokens, at, lexicon)
    return (_REACH, "bill_total") if due and unnamed else None


def _hedged(tokens: Sequence[Token], at: int) -> bool:
    """Whether an amount is a limit, a guess or someone else's: "bills under $50", "the fee could be $24.60"."""
    return tokens[at].word == "<amount>" and bool(_HEDGES & {token.raw for token in tokens[:at]})


def _doubted(act: Act) -> Act:
    return Act(act.kind, act.slots, act.toward, sure=False)


def _figure(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The figure whose words stand nearest, and how far; of two as near, the one of more words.

    Words may also tell that an amount is no figure at all: "$57.26 a month" is an offer's.
    """
    found = _named(tokens, at, lexicon)
    return (min(found)[0], min(found)[2]) if found and min(found)[2] else None


def _named(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The figures named near a value: how far, by how many words (fewer than none), and which."""
    found: list[tuple[int, int, str]] = []
    for meaning in lexicon.meanings:
        figure = meaning.act.text("figure") or ""
        if tokens[at].word not in _TAKES.get(figure, _MONEY) or (tokens[at].word == "<date>" and figure in _EXPECTED):
            continue
        for cue in meaning.near:
            words = [_cue_word(one, lexicon) for word in cue.split() for one in written_out(word)]
            distance = _distance(tokens, at, words)
            if distance is not None:
                found.append((distance, -len(words), figure))
    return found


class _Cue(NamedTuple):
    """A word that names a figure; one written as past or as plural is heard only so: "payments of" are no payment."""

    word: str
    past: bool
    plural: bool

    def is_said(self, token: Token) -> bool:
        """Whether a word of a sentence is this one."""
        many = token.raw.endswith("s") or not self.plural
        return token.word == self.word and many and (token.past or not self.past)


def _cue_word(word: str, lexicon: Lexicon) -> _Cue:
    plural = word.endswith("s") and len(word) > _SHORTEST_PLURAL and stem(word) != word
    return _Cue(lexicon.same.get(stem(word), stem(word)), is_past(word), plural)


def _distance(tokens: Sequence[Token], at: int, words: Sequence[_Cue]) -> int | None:
    """How many words stand between; what a date is, is told before it: "on the 3rd, after the due date" is another."""
    last = at if tokens[at].word == "<date>" else min(len(tokens), at + _REACH)
    places = [
        n for n in range(max(0, at - _REACH), last - len(words) + 1)
        if all(one.is_said(token) for one, token in zip(words, tokens[n:], strict=False))
    ]  # fmt: skip
    gaps = [at - n - len(words) if n < at else n - at - 1 for n in places]
    return min(gaps, default=None)
