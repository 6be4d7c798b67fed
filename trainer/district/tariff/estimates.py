"""Bills without a read: estimated ones, the one that catches up on them, and the last one of an account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from trainer.district.money import dollars
from trainer.district.tariff.errors import TariffError
from trainer.district.tariff.exact import half_up, plain
from trainer.district.tariff.model import USE
from trainer.district.tariff.proration import Basis
from trainer.district.tariff.tariff import Bill
from trainer.district.tariff.timeline import LIST, Timeline
from trainer.district.tariff.variances import Variance
from trainer.district.tariff.working import Facts
from trainer.record.charges import Charge

_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Period:
    """A billing period, both days included, and its use in the tariff's unit; `facts` are all others of its bill."""

    first_day: dt.date
    last_day: dt.date
    use: Decimal = Decimal(0)
    facts: Facts = field(default_factory=dict)

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True)
class Payer:
    """By which tariffs somebody pays: the rate area, the customer class, and the variances approved."""

    area: str
    customer_class: str
    variances: tuple[Variance, ...] = ()


def bill(timeline: Timeline, payer: Payer, period: Period, part: bool = False) -> Bill:
    """The bill of a period; raises TariffError, MissingFact."""
    facts = {**period.facts, USE: period.use}
    first, last = period.first_day, period.last_day
    return timeline.bill(payer.area, payer.customer_class, first, last, facts, variances=payer.variances, part=part)


def estimated(timeline: Timeline, payer: Payer, period: Period, history: Sequence[Period]) -> tuple[Period, Bill]:
    """The period with an estimate for its use, in whole units, and its bill.

    `history` are earlier periods that were read. Their use a day is taken as the pack's `estimates` say; raises
    TariffError when there are none.
    """
    basis, words = _basis(timeline, payer, period, history)
    use = half_up(Fraction(basis.use) * period.days / basis.days)
    guessed = replace(period, use=use)
    found = bill(timeline, payer, guessed)
    said = f"The meter could not be read, so {use} units are an estimate: {words}, for {period.days} days."
    return guessed, replace(found, words=(said, *found.words))


def caught_up(timeline: Timeline, payer: Payer, billed: Sequence[Period], current: Period, use: Decimal) -> Bill:
    """The bill of `current`, when a read shows the `use` since the read before the `billed` periods, all estimated.

    The use is spread by days, in whole units, over the periods it accrued in, and each is priced at its own budget and
    rates. What was billed for an earlier period and what it comes to now differ by one line of this bill.
    """
    periods = [*billed, current]
    shares = list(spread(use, [period.days for period in periods]))
    changed = [(period, now) for period, now in zip(billed, shares, strict=False) if period.use != now]
    corrections = [_correction(timeline, payer, period, now) for period, now in changed]
    latest = bill(timeline, payer, replace(current, use=shares[-1]))
    days = sum(period.days for period in periods)
    said = (
        f"The meter was read again. Its {plain(Fraction(use))} units since the read before are spread over {days} days."
    )
    charges = (*(charge for charge, _ in corrections), *latest.charges)
    return replace(latest, charges=charges, words=(said, *(words for _, words in corrections), *latest.words))


def final(timeline: Timeline, payer: Payer, period: Period) -> Bill:
    """The last bill of an account, which closes with the period: a short one pays part of the fixed charges."""
    found = bill(timeline, payer, period, part=True)
    return replace(found, words=(f"This is the final bill: service ended on {_day(period.last_day)}.", *found.words))


def _basis(timeline: Timeline, payer: Payer, period: Period, history: Sequence[Period]) -> tuple[Period, str]:
    before = [one for one in history if one.last_day < period.first_day]
    if not before:
        message = f"has no earlier period to estimate that of {_day(period.first_day)} by."
        raise TariffError(LIST, payer.area, "estimates", message, "Read the meter, or give the use.")
    day = period.first_day + (period.last_day - period.first_day) // 2 - _YEAR
    year_ago = [one for one in before if one.first_day <= day <= one.last_day]
    if year_ago and timeline.estimates.basis is Basis.LAST_YEAR:
        return year_ago[-1], "the use a day of the same time last year"
    return max(before, key=lambda one: one.last_day), "the use a day of the latest period that was read"


def spread(use: Decimal, days: Sequence[int]) -> Iterator[Decimal]:
    """Whole units for each period, and the rest of a unit for the last, so that they add up to the use."""
    total, gone, given = sum(days), 0, Decimal(0)
    for number in days:
        gone += number
        upto = use if gone == total else half_up(Fraction(use) * gone / total)
        yield upto - given
        given = upto


def _correction(timeline: Timeline, payer: Payer, period: Period, use: Decimal) -> tuple[Charge, str]:
    before, now = bill(timeline, payer, period), bill(timeline, payer, replace(period, use=use))
    amount = now.total - before.total
    label = f"{_day(period.first_day)} to {_day(period.last_day)}: {use} units, not the {period.use} estimated"
    turned = "more" if amount >= 0 else "less"
    return Charge("catch_up", label, amount), f"{label}, so {dollars(abs(amount))} {turned} than billed."


def _day(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
