"""Why a recipe cannot hold: which two of its lines contradict each other, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Any

from trainer.customers.plants.base import Plant


def contradiction(plants: Sequence[Plant], lines: Mapping[str, Any], bills: int) -> str | None:
    """Why these plants cannot stand in one account with so many months of bills, or None.

    `lines` are the recipe's other lines by name; None stands for what is left to be drawn.
    """
    return next(chain(_clashes(plants), _unmet(plants, bills), _against(plants, lines)), None)


def _clashes(plants: Sequence[Plant]) -> Iterator[str]:
    for one, other in combinations(plants, 2):
        if one.name == other.name:
            yield f"plant {one.name} is given twice"
        why = f"plants {one.name} and {other.name} contradict each other"
        if other.name in one.clashes or one.name in other.clashes:
            yield why
        both = sorted(one.decides & other.decides)
        if both:
            yield f"{why}: each decides {both[0]}"
        said = one.contradicts(other) or other.contradicts(one)
        if said:
            yield f"{why}: {said}"
        yield from (f"{why}: {line}" for line in _asked_otherwise(one, other))


def _asked_otherwise(one: Plant, other: Plant) -> Iterator[str]:
    for name, value in one.asks.items():
        if other.asks.get(name, value) != value:
            yield f"they ask for another {name}"
    for payer, late in ((one, other), (other, one)):
        if payer.asks.get("autopay") is True and late.pays_late:
            yield f"{payer.name} is about automatic payment, and nobody on it pays late"
    if one.classes and other.classes and not one.classes & other.classes:
        yield "they happen to customers of different classes"


def _unmet(plants: Sequence[Plant], bills: int) -> Iterator[str]:
    for plant in plants:
        for needed in sorted(plant.needs - {other.name for other in plants}):
            yield f"plant {plant.name} needs the plant {needed}"
        if bills < plant.needs_bills:
            yield f"plant {plant.name} needs a customer of more years: it takes {plant.needs_bills} months of bills"


def _against(plants: Sequence[Plant], lines: Mapping[str, Any]) -> Iterator[str]:
    """A line of the recipe and a plant that say different things."""
    for plant in plants:
        if plant.pays_late and lines["autopay"]:
            yield f"plant {plant.name} contradicts autopay: true"
        for name, value in plant.asks.items():
            if lines[name] not in (None, value):
                yield f"plant {plant.name} contradicts {name}: {_written(lines[name])}"
        if plant.asks.get("autopay") is True and lines["payment_habit"] != "on_time":
            yield f"plant {plant.name} contradicts payment_habit: {lines['payment_habit']}"
        if plant.classes and lines["customer_class"] not in plant.classes:
            known = ", ".join(sorted(plant.classes))
            yield f"plant {plant.name} contradicts customer_class: {lines['customer_class']}; it happens to {known}"


def _written(value: Any) -> str:
    """A value as a recipe writes it."""
    if isinstance(value, tuple):
        return str(value[0]) if value[0] == value[-1] else str(list(value))
    return str(value).lower() if isinstance(value, bool) else str(value)
