"""What the pack states about periods that are no whole period at one rate."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from trainer.district.tariff.weights import Weight

Mark = Literal["law", "published", "illustrative"]


class Provenance(BaseModel):
    """How well a figure is known. `carried` says that an earlier figure stands in for one not found."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mark: Mark
    carried: bool = False
    source: str = Field(min_length=10, max_length=500)


class RateChange(StrEnum):
    """What a period over a rate change is billed at."""

    BY_DAYS = "by_days"  # each rate for the days it held: use, tiers and fixed charges are split by days
    READ_DATE = "read_date"  # the rates of its last day, whole


class Proration(Provenance):
    """How bills are split by days. A fixed charge pays for `standard_days`, or 30 for each month of the tariff's bills.

    A first or last period of fewer than `whole_from` days pays that part of each fixed charge; `whole_from: 0` lets
    every period pay it whole.
    """

    rate_change: RateChange = RateChange.READ_DATE
    standard_days: int | None = Field(default=None, ge=1, le=400)
    whole_from: int = Field(default=0, ge=0, le=400)

    def fixed(self, days: int, months: int | None) -> Fraction:
        """How much of each fixed charge an account's first or last period pays, where bills are for so many months."""
        standard = self.standard_days or 30 * (months or 1)
        return min(Fraction(days, standard), Fraction(1)) if days < self.whole_from else Fraction(1)

    def weight(self, first_day: dt.date, days: int, held: tuple[dt.date, dt.date], fixed: Fraction) -> Weight:
        """The weight of the days from `held[0]` to `held[1]`, both included, in a period of `days` from `first_day`.

        `fixed` is how much of a fixed charge the period pays.
        """
        start, end = (held[0] - first_day).days, (held[1] - first_day).days + 1
        note = f"{end - start} of {days} days" if end - start < days else ""
        standard = days / fixed
        fixed_note = f"{end - start} of {standard} days" if fixed < 1 else note
        return Weight(Fraction(start, days), Fraction(end, days), fixed, note, fixed_note)


class Basis(StrEnum):
    """Whose use a day an estimated bill takes."""

    LAST_YEAR = "last_year"  # that of the same time a year before, or the latest where that is not known
    LATEST = "latest"  # that of the latest period that was read


class Estimates(Provenance):
    """How use is estimated when a meter could not be read."""

    basis: Basis = Basis.LATEST


NO_PRORATION = Proration(mark="illustrative", source="The pack states nothing about periods that are split by days.")
NO_ESTIMATES = Estimates(mark="illustrative", source="The pack states nothing about how use is estimated.")
