"""The score of a card, exact: what was earned of what could be, which critical criteria were right, and the outcome.

Everything is a Fraction until it is shown; nothing is rounded on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from trainer.reviews.card.model import NOT_APPLICABLE, Card, Criterion

Chosen = Mapping[str, str]  # a criterion's id → the value chosen, or "na"


class Outcome(StrEnum):
    """How a card came out. Open: not every criterion that is shown has been answered."""

    OPEN = "open"
    PASSED = "pass"
    FAILED = "fail"


@dataclass(frozen=True)
class Line:
    """One criterion in the sum: points earned of points possible, both 0 when it leaves the sum."""

    criterion: str
    value: str | None
    earned: Fraction
    possible: Fraction


@dataclass(frozen=True)
class CardScore:
    """A card as it stands. `percent` is None while nothing counts; `low` and `high` are where it can still end.

    `critical_right` of `critical_judged` critical criteria were fully right; those not applicable are not judged.
    `failed_by` are the criteria whose answer fails the card.
    """

    lines: tuple[Line, ...]
    earned: Fraction
    possible: Fraction
    percent: Fraction | None
    low: Fraction | None
    high: Fraction | None
    open: tuple[str, ...]
    critical_right: int
    critical_judged: int
    failed_by: tuple[str, ...]
    outcome: Outcome

    def plain(self) -> dict[str, Any]:
        """As JSON, for the record: fractions as text, such as "145/2"."""
        return {
            "percent": None if self.percent is None else str(self.percent), "shown": shown(self.percent),
            "earned": str(self.earned), "possible": str(self.possible), "outcome": self.outcome.value,
            "critical": [self.critical_right, self.critical_judged], "failed_by": list(self.failed_by),
            "lines": {one.criterion: [one.value, str(one.earned), str(one.possible)] for one in self.lines},
        }  # fmt: skip


def shown(figure: Fraction | None) -> str:
    """A figure to one decimal, halves up, and none where it is whole: `72.5`, `80`; a dash where there is none."""
    if figure is None:
        return "–"
    exact = Decimal(figure.numerator) / Decimal(figure.denominator)
    text = str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
    return text.removesuffix(".0")


def asked(card: Card, chosen: Chosen) -> tuple[Criterion, ...]:
    """The criteria that are shown with these answers. One whose source is itself hidden is hidden, too."""
    found: dict[str, Criterion] = {}
    for one in card.criteria:
        when = one.shown_when
        if when is None or (when.criterion in found and chosen.get(when.criterion) in when.is_):
            found[one.id] = one
    return tuple(found.values())


def score(card: Card, chosen: Chosen) -> CardScore:
    """The score of `card` with the answers `chosen`; raises KeyError for an answer that a criterion does not have."""
    criteria = asked(card, chosen)
    lines = tuple(_line(card, one, chosen.get(one.id)) for one in criteria)
    earned, possible = sum((line.earned for line in lines), Fraction()), sum((x.possible for x in lines), Fraction())
    blank = tuple(one for one in criteria if one.id not in chosen)
    failed = tuple(one.id for one in criteria if chosen.get(one.id) in one.fails)
    zero = bool(failed) and card.automatic_fail == "zero"
    percent = Fraction() if zero and lines else _percent(earned, possible)
    low, high = _reach(blank, earned, possible)
    judged = [one for one in criteria if one.critical and chosen.get(one.id, NOT_APPLICABLE) != NOT_APPLICABLE]
    return CardScore(
        lines=lines, earned=earned, possible=possible, percent=percent,
        low=Fraction() if zero else low, high=Fraction() if zero else high, open=tuple(one.id for one in blank),
        critical_right=sum(one.share(chosen[one.id]) == 1 for one in judged), critical_judged=len(judged),
        failed_by=failed, outcome=_outcome(card, blank, failed, percent),
    )  # fmt: skip


def _line(card: Card, one: Criterion, value: str | None) -> Line:
    weight = Fraction(one.weight)
    if value is None or (value == NOT_APPLICABLE and (one.bonus or card.not_applicable == "leaves")):
        return Line(one.id, value, Fraction(), Fraction())
    earned = weight if value == NOT_APPLICABLE else weight * one.share(value)
    return Line(one.id, value, earned, Fraction() if one.bonus else weight)


def _percent(earned: Fraction, possible: Fraction) -> Fraction | None:
    """A bonus can make up for what is missing, and never lifts a card above the whole."""
    return min(earned / possible * 100, Fraction(100)) if possible else None


def _reach(
    blank: tuple[Criterion, ...], earned: Fraction, possible: Fraction
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most at which the card can end if all that is open is answered, and none as not applicable."""
    shares = {one.id: [one.share(value) * Fraction(one.weight) for value in one.values] for one in blank}
    whole = possible + sum((Fraction(one.weight) for one in blank if not one.bonus), Fraction())
    least = earned + sum((min(shares[one.id]) for one in blank), Fraction())
    most = earned + sum((max(shares[one.id]) for one in blank), Fraction())
    return _percent(least, whole), _percent(most, whole)


def _outcome(card: Card, blank: tuple[Criterion, ...], failed: tuple[str, ...], percent: Fraction | None) -> Outcome:
    if failed:
        return Outcome.FAILED
    if blank or percent is None:
        return Outcome.OPEN
    return Outcome.PASSED if percent >= Fraction(card.pass_mark) else Outcome.FAILED


def missing_comments(card: Card, chosen: Chosen, comments: Mapping[str, str]) -> tuple[str, ...]:
    """The criteria whose answer needs a comment that is not there."""
    return tuple(
        one.id for one in asked(card, chosen)
        if one.id in chosen and one.wants_comment(chosen[one.id]) and not comments.get(one.id, "").strip()
    )  # fmt: skip
