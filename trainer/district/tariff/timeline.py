"""Which tariff is in force where and when, and what a period comes to that one or several of them hold in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from trainer.district.tariff.errors import TariffError
from trainer.district.tariff.proration import (
    NO_ESTIMATES,
    NO_PRORATION,
    Estimates,
    Proration,
    Provenance,
    RateChange,
)
from trainer.district.tariff.tariff import Bill, Tariff
from trainer.district.tariff.variances import Allowance, Variance, VarianceKind, allow
from trainer.district.tariff.working import Facts

LIST = "tariffs.yaml"


@dataclass(frozen=True)
class Dated:
    """A tariff with the day from which it holds in `area`, and where its figures come from.

    `whole` speaks for the file, `charges` for single charges by code, `reading` for the conventions it is read by.
    """

    effective: dt.date
    area: str
    tariff: Tariff
    whole: Provenance
    charges: dict[str, Provenance]
    reading: Provenance

    def provenance(self, code: str) -> Provenance:
        """How well the figures of one charge are known; the file's own word where nothing is said of that charge."""
        return self.charges.get(code, self.whole)


@dataclass(frozen=True)
class Timeline:
    """Every tariff of the pack, by area and then by date, and what the pack says about splitting and enlarging."""

    entries: tuple[Dated, ...]
    proration: Proration = NO_PRORATION
    estimates: Estimates = NO_ESTIMATES
    variances: Mapping[str, VarianceKind] = field(default_factory=dict)

    @property
    def areas(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.area for entry in self.entries))

    def entry(self, date: dt.date, area: str) -> Dated:
        """The tariff in force in `area` on `date`, with its sources; raises TariffError."""
        here = [entry for entry in self.entries if entry.area == area]
        if not here:
            known = ", ".join(self.areas)
            raise TariffError(LIST, area, "", "is a rate area without tariffs.", f"Give one of {known}.")
        held = [entry for entry in here if entry.effective <= date]
        if not held:
            first = f"The first begins on {here[0].effective}."
            raise TariffError(LIST, area, "", f"has no tariff in force on {date}.", first)
        return held[-1]

    def on(self, date: dt.date, area: str) -> Tariff:
        """The tariff in force in `area` on `date`; raises TariffError."""
        return self.entry(date, area).tariff

    def bill(
        self,
        area: str,
        customer_class: str,
        first_day: dt.date,
        read_date: dt.date,
        facts: Facts,
        *,
        variances: Sequence[Variance] = (),
        part: bool = False,
    ) -> Bill:
        """The bill of a period, both days included, at the tariffs in force in it, as the pack splits it.

        `days_in_period` is counted here, and what the variances add, unless `facts` gives it. `part` says that the
        period is an account's first or last. Budgets shown are those of the whole period at its last rates.
        Raises TariffError, MissingFact.
        """
        days = (read_date - first_day).days + 1
        if days < 1:
            message = f"has a billing period from {first_day} to {read_date}."
            raise TariffError(LIST, area, "", message, "Let it begin on or before the day of the read.")
        allowed = self.allowance(area, variances, first_day, read_date)
        known = {"days_in_period": Decimal(days), **allowed.facts, **facts}
        bills = []
        for entry, held in self._held(area, first_day, read_date):
            fixed = self.proration.fixed(days, entry.tariff.rates.months) if part else Fraction(1)
            weight = self.proration.weight(first_day, days, held, fixed)
            _check_fields(entry.tariff, customer_class, allowed)
            bills.append(entry.tariff.bill(customer_class, known, weight))
        charges = tuple(charge for bill in bills for charge in bill.charges)
        words = tuple(sentence for bill in bills for sentence in bill.words)
        return replace(bills[-1], charges=charges, words=(*words, *allowed.words))

    def allowance(self, area: str, variances: Sequence[Variance], first_day: dt.date, last_day: dt.date) -> Allowance:
        """What variances add to the budget in a period; raises TariffError for a kind that the pack does not have."""
        try:
            return allow(self.variances, variances, first_day, last_day)
        except ValueError as error:
            raise TariffError(LIST, area, "variances", str(error), "") from None

    def _held(self, area: str, first_day: dt.date, read_date: dt.date) -> list[tuple[Dated, tuple[dt.date, dt.date]]]:
        """The tariffs that the period is billed at, each with the days it holds in it."""
        last = self.entry(read_date, area)
        if self.proration.rate_change is RateChange.READ_DATE or last.effective <= first_day:
            return [(last, (first_day, read_date))]
        before = last.effective - dt.timedelta(days=1)
        return [*self._held(area, first_day, before), (last, (last.effective, read_date))]


def _check_fields(tariff: Tariff, customer_class: str, allowed: Allowance) -> None:
    """A variance that the class has no room for would be told to the customer and change nothing."""
    for name in allowed.facts:
        if name not in tariff.customer_class(customer_class).fields:
            message = "is what a variance adds to, and this class does not have it."
            raise TariffError(tariff.name, customer_class, name, message, "Bill it without the variance.")
