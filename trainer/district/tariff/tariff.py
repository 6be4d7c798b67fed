"""A tariff in force for one area: customer classes that can be billed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from trainer.district.tariff.arithmetic import ONE
from trainer.district.tariff.checks import facts_needed
from trainer.district.tariff.conventions import Conventions
from trainer.district.tariff.errors import MissingFact, TariffError
from trainer.district.tariff.exact import plain
from trainer.district.tariff.lines import lines
from trainer.district.tariff.model import CustomerClass, Rates
from trainer.district.tariff.reader import read_rates
from trainer.district.tariff.weights import WHOLE, Weight
from trainer.district.tariff.working import Facts, Working
from trainer.record.charges import Charge


@dataclass(frozen=True)
class Bill:
    """One bill: its charges in dollars and exact cents, and the budgets in billing units where the class has them."""

    charges: tuple[Charge, ...]
    indoor: Decimal | None = None
    outdoor: Decimal | None = None
    budget: Decimal | None = None
    words: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """Dollars: the sum of the charges, and nothing else."""
        return sum((charge.amount for charge in self.charges), Decimal("0.00"))

    def explain(self) -> tuple[str, ...]:
        """One plain sentence for each charge, in the same order."""
        return self.words


@dataclass(frozen=True)
class Tariff:
    """The rates of one file, read under the conventions that the pack states for it."""

    rates: Rates

    @property
    def name(self) -> str:
        return self.rates.name

    @property
    def effective(self) -> dt.date:
        return self.rates.effective

    @property
    def cycle(self) -> int:
        """How many months one bill covers; one where the file does not say."""
        return self.rates.months or 1

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.rates.classes)

    def facts_needed(self, customer_class: str, given: Mapping[str, object] | None = None) -> tuple[str, ...]:
        """The names of the facts that a bill of this class reads and that neither the file nor `given` states."""
        return facts_needed(self.customer_class(customer_class), given or {})

    def bill(self, customer_class: str, facts: Facts, weight: Weight = WHOLE) -> Bill:
        """The bill for `facts`, which stand above what the file says; raises TariffError, MissingFact.

        `usage_ccf` is the use in the file's bill unit; the other names are those that the file's formulas and tables
        read. Nothing is rounded before a line, but for budgets where the conventions say so; a line is rounded to the
        cent, or to the places that the conventions say. `weight` charges for a part of the period.
        """
        working = Working(self.rates, self.customer_class(customer_class), facts, ONE)
        found = lines(working, weight)
        return Bill(
            charges=tuple(line.charge for line in found),
            indoor=_budget(working, "indoor"),
            outdoor=_budget(working, "outdoor"),
            budget=_budget(working, "budget"),
            words=tuple(line.words for line in found),
        )

    def customer_class(self, name: str) -> CustomerClass:
        """The class as the file defines it; raises TariffError."""
        found = self.rates.classes.get(name)
        if found is None:
            raise TariffError(self.name, name, "", "is not in this tariff.", f"Give one of {', '.join(self.classes)}.")
        return found


def _budget(working: Working[Fraction], name: str) -> Decimal | None:
    """A budget for showing: a class may define one that its bill does not need and the facts do not settle."""
    if name not in working.customer_class.fields and name not in working.facts:
        return None
    try:
        return plain(working.value(name, name))
    except MissingFact:
        return None


def load_tariff(path: Path, conventions: Conventions | None = None, shown: str | None = None) -> Tariff:
    """The tariff in one file; `shown` is the file's name in messages. Raises SourceError with every mistake."""
    return Tariff(read_rates(path, conventions or Conventions(), shown))
