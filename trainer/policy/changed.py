"""What changed between two days told: as data, and as the start of a bulletin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.district.changes import ParameterChange, TariffChange, parameter_changes, tariff_changes
from trainer.district.pack import Pack
from trainer.district.parameters import Value
from trainer.proof.rests import Rests
from trainer.record.case import shown
from trainer.record.plain import as_plain


@dataclass(frozen=True)
class Changes:
    """What changed between two days; `touched` names the scenarios by parameter, or by rate area."""

    first: dt.date
    second: dt.date
    parameters: tuple[ParameterChange, ...]
    tariffs: tuple[TariffChange, ...]
    touched: Mapping[str, tuple[str, ...]]

    @property
    def scenarios(self) -> tuple[str, ...]:
        return tuple(sorted({name for names in self.touched.values() for name in names}))


def changes(pack: Pack, first: dt.date, second: dt.date, rests: Mapping[str, Rests]) -> Changes:
    """What changed in a pack, with the scenarios that rest on it."""
    figures = tuple(parameter_changes(pack, first, second))
    tariffs = tuple(tariff_changes(pack, first, second))
    read = {scenario: one.parameters(pack) | one.areas for scenario, one in rests.items()}
    wanted = [*(one.name for one in figures), *(one.area for one in tariffs)]
    touched = {name: tuple(scenario for scenario, names in read.items() if name in names) for name in wanted}
    return Changes(first, second, figures, tariffs, touched)


def as_data(found: Changes) -> dict[str, Any]:
    """What changed, with stable names, fit for JSON; null for a day on which there was no value."""
    return {
        "from": str(found.first), "to": str(found.second),
        "parameters": [
            {"name": one.name, "label": one.label, "old": _value(one.old), "new": _value(one.new),
             "effective": str(one.since) if one.since else None, "rules": list(one.rules),
             "sections": list(one.sections), "scenarios": list(found.touched[one.name])}
            for one in found.parameters
        ],
        "tariffs": [
            {"area": one.area, "old": str(one.old.effective) if one.old else None,
             "new": str(one.new.effective) if one.new else None, "prices": as_plain(one.prices),
             "scenarios": list(found.touched[one.area])}
            for one in found.tariffs
        ],
        "scenarios": list(found.scenarios),
    }  # fmt: skip


def _value(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"value": as_plain(value.value), "shown": value.shown, "from": str(value.since), "mark": value.mark,
            "carried": value.carried, "source": value.source}  # fmt: skip


def told(pack: Pack, found: Changes) -> str:
    """What changed in words: the start of a bulletin."""
    head = f"{pack.identity.name}: what changed from {shown(found.first)} to {shown(found.second)}"
    if not found.parameters and not found.tariffs:
        return f"{head}\n\nNothing: every figure and every tariff is the same on both days."
    lines = [head]
    for figure in found.parameters:
        lines += ["", *_figure(pack, figure, found.touched[figure.name])]
    for tariff in found.tariffs:
        lines += ["", *_tariff(tariff, found.touched[tariff.area])]
    return "\n".join(lines)


def _figure(pack: Pack, one: ParameterChange, scenarios: tuple[str, ...]) -> Iterator[str]:
    old = one.old.shown if one.old else "no value yet"
    new = f"{one.new.shown}, since {shown(one.new.since)} ({one.new.mark})" if one.new else "no value yet"
    yield f"{one.label}: {old} → {new}"
    if one.new:
        yield f"  Source: {one.new.source}"
    yield from _named("Rules", [f"{pack.rules[name].title} ({name})" for name in one.rules])
    yield from _named("Manual", [f"{number} {pack.manual.section(number).title}" for number in one.sections])
    yield from _named("Scenarios", scenarios)


def _tariff(one: TariffChange, scenarios: tuple[str, ...]) -> Iterator[str]:
    old, new = (f"of {shown(side.effective)}" if side else "none" for side in (one.old, one.new))
    yield f"Tariff of {one.area}: {old} → {new}" + (f" ({one.new.whole.mark})" if one.new else "")
    for price in one.prices:
        place = " ".join(part for part in (price.customer_class, price.field, price.key) if part)
        yield f"  {place}: {price.old or 'none'} → {price.new or 'none'}"
    yield from _named("Scenarios", scenarios)


def _named(head: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"  {head}: {'; '.join(names)}"
