"""The values of acts: which amount, date or minutes a sentence gives, and what figure they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.record.act import Act
from trainer.record.act import act as said
from trainer.scenarios.understanding.lexicon import Lexicon
from trainer.scenarios.understanding.naming import MONEY, REACH, TAKES, figure_of, is_no_figure, names_near
from trainer.scenarios.understanding.segments import Segment
from trainer.scenarios.understanding.sentence import Token
from trainer.scenarios.understanding.tokens import listed

_NAMES = {"<amount>": "amount", "<water>": "amount", "<date>": "on", "<minutes>": "minutes"}
FALLING_DUE = ("instalment", "past_due", "payoff", "deposit_amount")
_OVER = ("last_payment_amount", "penalty")
_FIGURES_OF_A_DAY = frozenset({*FALLING_DUE, *_OVER, "future_rate"})
_BY = ("by", "until", "till")
_CLOSE = 2
_BESIDE = 3
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
        when = _promised_day((*tokens, *after))
        return _set(meant, "by", when) if when else meant
    if meant.kind != "state":
        return meant
    wanted = TAKES.get(str(meant.get("figure")), MONEY)
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
    named = names_near(tokens, tokens.index(value), lexicon)
    if value.word != "<amount>" or not named or meant.text("figure") in {figure for _, _, figure in named}:
        return meant
    distance, _, figure = min(named)
    return _doubted(meant.but(figure=figure)) if figure and distance <= _BESIDE else meant


def _value(tokens: Sequence[Token], wanted: Sequence[str], figure: str | None, lexicon: Lexicon) -> Token | None:
    """The value that is meant; of several amounts, the one that the figure's own words stand nearest to."""
    values = [n for n, token in enumerate(tokens) if token.word in wanted]
    own = (n for n in values if len(values) > 1 and (found := figure_of(tokens, n, lexicon)) and found[1] == figure)
    named = (n for n in values if not is_no_figure(tokens, n, lexicon))
    at = next(own, next(named, None))
    return None if at is None else tokens[at]


def _day_of(value: Token, tokens: Sequence[Token], figure: str, lexicon: Lexicon) -> Token | None:
    """The day of an amount, which is the nearest: "$75 on March 3rd".

    A day that is a figure of its own is not: "$86, due March 28". What is past due, an instalment and the like carry
    the day they are to be paid by themselves, for it is none of a bill's.
    """
    at = tokens.index(value)
    places = [n for n, token in enumerate(tokens) if token.word == "<date>"]
    nearest = min(places, key=lambda n: (abs(n - at), -n), default=None)
    if value.word != "<amount>" or nearest is None or tokens[nearest].negated:
        return None
    supposed = tokens[nearest].shade
    if supposed and not (supposed == "if" and figure == "payoff"):  # "$341.20 if escrow closes on the 7th"
        return None
    own = figure_of(tokens, nearest, lexicon)
    falls_due = figure in FALLING_DUE and (own is None or own[1] == "due_date")
    return tokens[nearest] if own is None or falls_due else None


def _promised_day(tokens: Sequence[Token]) -> Token | None:
    """The day that something is promised by; of several the one after a "by": "before Christmas, by the 23rd"."""
    days = [n for n, token in enumerate(tokens) if token.word == "<date>"]
    by = (n for n in days if len(days) > 1 and n and tokens[n - 1].raw in _BY)
    at = next(by, next(iter(days), None))
    return None if at is None else tokens[at]


def _set(meant: Act, slot: str, token: Token) -> Act:
    lifted = token.lifted
    if lifted is None:
        return meant
    over = lifted.before if meant.get("figure") in _OVER else None  # a payment that came did not come on a day to come
    filled = meant.but(**{slot: over or lifted.value})
    return Act(filled.kind, filled.slots, filled.toward, meant.sure and not lifted.doubtful)


def figures_in(part: Segment, stated: Act | None, lexicon: Lexicon, due: bool = False) -> Iterator[tuple[Act, Token]]:
    """Figures mentioned in passing: "I took the $24.60 late fee off" states the fee as well.

    An amount that nothing names is a bill's where its due date is told: "this one's $79.95, due the 21st".
    """
    if part.asked:
        return
    used = set(stated.slots.values()) if stated is not None and stated.kind in ("state", "promise") else set()
    for n, token in enumerate(part.tokens):
        if token.lifted is None or token.shade or token.negated or token.lifted.value in used:
            continue
        if is_no_figure(part.tokens, n, lexicon):
            continue
        found = figure_of(part.tokens, n, lexicon) or (_unnamed_bill(part.tokens, n, lexicon) if due else None)
        if found is not None:
            figure = said("state", figure=found[1])
            figure = Act(figure.kind, figure.slots, None, sure=found[0] <= _CLOSE and not _hedged(part.tokens, n))
            figure = _set(figure, _NAMES[token.word], token)
            day = _day_of(token, part.tokens, found[1], lexicon) if found[1] in _FIGURES_OF_A_DAY else None
            if day is not None and day.lifted is not None and day.lifted.value not in used:
                figure = _set(figure, "on", day)
                used.add(day.lifted.value)
            yield figure, token


def _unnamed_bill(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[int, str] | None:
    unnamed = tokens[at].word == "<amount>" and not names_near(tokens, at, lexicon)
    return (REACH, "bill_total") if unnamed else None


def _hedged(tokens: Sequence[Token], at: int) -> bool:
    """Whether an amount is a limit, a guess or someone else's: "bills under $50", "the fee could be $24.60"."""
    return tokens[at].word == "<amount>" and bool(_HEDGES & {token.raw for token in tokens[:at]})


def _doubted(act: Act) -> Act:
    return Act(act.kind, act.slots, act.toward, sure=False)
