"""The working of a bill: every value that the facts and one class of a tariff give, each computed once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Generic

from trainer.district.tariff.arithmetic import Arithmetic, NotANumber
from trainer.district.tariff.errors import MissingFact, TariffError
from trainer.district.tariff.exact import V
from trainer.district.tariff.formula import Expression, evaluate
from trainer.district.tariff.model import (
    BUDGETS,
    USE,
    ByTier,
    Cell,
    CustomerClass,
    Field,
    Percent,
    Rates,
    Step,
    canonical,
    key,
    rises,
    tier_fields,
)
from trainer.district.tariff.tiers import Slice, edge, split

Facts = Mapping[str, Decimal | int | str | Fraction]
_SHOWN_CHOICES = 12


class Working(Generic[V]):
    """Values of one class under given facts. A fact stands above whatever the file says of the same name."""

    def __init__(
        self, rates: Rates, customer_class: CustomerClass, facts: Mapping[str, object], arithmetic: Arithmetic[V]
    ) -> None:
        self.rates = rates
        self.customer_class = customer_class
        self.facts = {canonical(name): value for name, value in facts.items()}
        self.arithmetic = arithmetic
        self._values: dict[str, V] = {}
        self._slices: dict[str, tuple[Slice[V], ...]] = {}

    def cell(self, name: str, asked_by: str) -> Cell | None:
        """What the file says `name` is, in this case; None where a fact says it."""
        if name in self.facts:
            return None
        field = self.customer_class.fields.get(name)
        if field is None:
            raise self._missing(asked_by, name, "Give it as a number.")
        return self._chosen(field) if field.columns else field.cells[""]

    def value(self, name: str, asked_by: str) -> V:
        """The number that `name` is worth; raises TariffError."""
        if name not in self._values:
            cell = self.cell(name, asked_by)
            value = self._number(name, asked_by) if cell is None else self._worth(name, cell)
            rounds = name in BUDGETS and cell is not None
            self._values[name] = self._whole(value) if rounds else value
        return self._values[name]

    def calculate(self, tree: Expression, field: str) -> V:
        """The value of a formula that stands in `field`; raises TariffError."""
        try:
            return evaluate(tree, lambda name: self.value(canonical(name), field), self.arithmetic.constant)
        except ZeroDivisionError:
            raise self.error(field, "divides by zero.", "Check the facts it reads.") from None

    def use(self, asked_by: str) -> V:
        """The use billed, in the tariff's unit; raises TariffError when it is below zero."""
        use = self.value(USE, asked_by)
        if self.arithmetic.negative(use):
            given = self.arithmetic.shown(use)
            raise self.error(asked_by, f"is asked for a use of {given}.", f"Give {USE} as zero or more.")
        return use

    def slices(self, charge: str) -> tuple[Slice[V], ...]:
        """The use in each tier of `charge`, lowest first."""
        if charge not in self._slices:
            self._slices[charge] = self._split(charge)
        return self._slices[charge]

    def text(self, name: str, asked_by: str, choices: str) -> str:
        """A fact as the key of a table."""
        if name in self.facts:
            try:
                return self.arithmetic.text(self.facts[name])
            except NotANumber as error:
                raise self._no_number(name, asked_by, error) from None
        if name in self.customer_class.fields:
            return self.arithmetic.shown(self.value(name, asked_by))
        raise self._missing(asked_by, name, f"Give one of {choices}.")

    def error(self, field: str, problem: str, remedy: str) -> TariffError:
        return TariffError(self.rates.name, self.customer_class.name, field, problem, remedy)

    def _split(self, charge: str) -> tuple[Slice[V], ...]:
        starts_field, prices_field = tier_fields(charge)
        starts, prices = self._steps(starts_field, charge), self._steps(prices_field, charge)
        if len(starts) != len(prices):
            raise self.error(
                prices_field, f"has {len(prices)} prices for {len(starts)} tiers.", "Correct the tariff file."
            )
        if not rises(starts):
            raise self.error(starts_field, "falls from one tier to the next in this case.", "Correct the tariff file.")
        edges = [edge(step, self.rates.conventions, self, starts_field) for step in starts[1:]]
        priced = [self.calculate(step, prices_field) for step in prices if not isinstance(step, Percent)]
        return tuple(split(self.use(charge), edges, priced, self.arithmetic))

    def _chosen(self, field: Field) -> Cell:
        if field.starts:
            value = self.value(field.columns[0], field.name)
            return list(field.cells.values())[self.arithmetic.place(value, field.starts)]
        shown = list(field.cells)[:_SHOWN_CHOICES]
        choices = ", ".join(shown) + (", …" if len(field.cells) > len(shown) else "")
        wanted = key(*(self.text(column, field.name, choices) for column in field.columns))
        if wanted not in field.cells:
            raise self.error(
                field.name, f"has no entry for {' and '.join(field.columns)} “{wanted}”.", f"It has {choices}."
            )
        return field.cells[wanted]

    def _worth(self, name: str, cell: Cell) -> V:
        if isinstance(cell, ByTier):
            total = self.arithmetic.constant(Fraction(0))
            for part in self.slices(name):
                total = total + part.amount
            return total
        if isinstance(cell, tuple):
            raise self.error(name, "is a list where one number is needed.", "Use it as the tiers of a charge only.")
        return self.calculate(cell, name)

    def _whole(self, value: V) -> V:
        return self.arithmetic.whole(value, self.rates.conventions.budgets)

    def _steps(self, field: str, charge: str) -> tuple[Step, ...]:
        cell = self.cell(field, charge)
        if isinstance(cell, tuple):
            return cell
        raise self.error(charge, f"needs tiers from {field}.", "Do not give it as a fact.")

    def _number(self, name: str, asked_by: str) -> V:
        try:
            return self.arithmetic.number(self.facts[name])
        except NotANumber as error:
            raise self._no_number(name, asked_by, error) from None

    def _no_number(self, name: str, asked_by: str, error: NotANumber) -> TariffError:
        problem = f"needs “{name}” as a number, and was given {str(error.given)[:40]!r}."
        return self.error(asked_by, problem, "Give a Decimal of ordinary size; a float is not exact.")

    def _missing(self, asked_by: str, name: str, remedy: str) -> MissingFact:
        return MissingFact(self.rates.name, self.customer_class.name, asked_by, name, remedy)
