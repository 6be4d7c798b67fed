"""What rules answer: rulings about acts, obligations in a case, and the need that stands for "not known"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from trainer.record.act import Act, Pattern


class Verdict(IntEnum):
    """A ruling's answer, ordered by strictness: where rulings combine, the highest stands."""

    PERMITTED = 0
    BEYOND_AUTHORITY = 1
    NOT_YET = 2
    FORBIDDEN = 3


@dataclass(frozen=True)
class Reading:
    """One value a rule read: what it is called, the value as shown, where it was read, and how firmly it is known.

    `mark` is law, published or illustrative for a parameter, and None for what the desk or a contact showed.
    """

    label: str
    shown: str
    source: str
    mark: str | None = None


@dataclass(frozen=True)
class Ruling:
    """A rule's answer about one act; amounts in dollars, `rule` and `read` filled in by whoever asked the rule.

    allowed   the act as far as it is permitted: amount, date, length, or the cause to give
    needs     the acts any of which would help to settle it, in the order to try them
    instead   what to offer when the answer is no
    reasons   the topics any of which truthfully explains a no, the plainest first
    entitled  the customer may insist on it: refusing is over-strict
    credit    doing it this way is worth a finding of its own, once for each contact
    untrue    the act says something that is not so
    discretion  the band, in words, where the rule leaves a choice: any end inside it is right
    """

    verdict: Verdict
    why: str = ""
    rule: str = ""
    read: tuple[Reading, ...] = ()
    allowed: Act | None = None
    needs: tuple[Pattern, ...] = ()
    instead: tuple[Act, ...] = ()
    reasons: tuple[str, ...] = ()
    entitled: bool = False
    credit: bool = False
    untrue: bool = False
    discretion: str = ""


def permitted(
    allowed: Act | None = None, why: str = "", *, entitled: bool = False, credit: bool = False, discretion: str = ""
) -> Ruling:
    return Ruling(Verdict.PERMITTED, why, allowed=allowed, entitled=entitled, credit=credit, discretion=discretion)


def forbidden(
    why: str,
    *,
    reasons: tuple[str, ...] = (),
    instead: tuple[Act, ...] = (),
    allowed: Act | None = None,
    untrue: bool = False,
) -> Ruling:
    return Ruling(Verdict.FORBIDDEN, why, allowed=allowed, instead=instead, reasons=reasons, untrue=untrue)


def not_yet(why: str, *needs: Pattern) -> Ruling:
    return Ruling(Verdict.NOT_YET, why, needs=needs)


class Need(Exception):  # noqa: N818 - the design's word; it is an answer, not an error
    """Raised when a rule reads what is not known yet; names the acts that would settle it, best first.

    `entitled`: it is known already that the customer may insist, and only the measure is not. `rule`: whose matter it
    is to have this settled, where that is none of the rule's that happens to ask.
    """

    def __init__(self, why: str, *patterns: Pattern, entitled: bool = False, rule: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.patterns = patterns
        self.entitled = entitled
        self.rule = rule


@dataclass(frozen=True)
class Obligation:
    """Something owed in a case.

    key        tells one obligation of a rule from another; owed once for each key
    what       in words, as the debrief tells it: "Ask where the water is"
    discharge  any act that matches one of these discharges it; a bot makes the first
    by         the second of the play it is due at; None: before the end of what it concerns
    since      index in the history from which acts count: earlier ones do not discharge it
    contact    whom it is owed to; it is missed when that contact ends, if `while_open`
    makes      whether a bot may simply do it; False where it takes a decision first
    answer     it is the answer to a request
    """

    key: str
    what: str
    discharge: tuple[Pattern, ...]
    by: int | None = None
    since: int = 0
    contact: str | None = None
    while_open: bool = False
    read: tuple[Reading, ...] = ()
    rule: str = ""
    makes: bool = True
    answer: bool = False


Condition = Callable[[], bool]


def all_of(*conditions: Condition) -> bool:
    """Three-valued "and": one known no settles it; otherwise what is unknown is needed."""
    return _settle(conditions, decisive=False)


def any_of(*conditions: Condition) -> bool:
    """Three-valued "or": one known yes settles it; otherwise what is unknown is needed."""
    return _settle(conditions, decisive=True)


def _settle(conditions: tuple[Condition, ...], *, decisive: bool) -> bool:
    first: Need | None = None
    for condition in conditions:
        try:
            if condition() is decisive:
                return decisive
        except Need as need:
            first = first or need
    if first is not None:
        raise first
    return not decisive


Readable = str | bool | int | Decimal | dt.date
