"""What must hold between the fields of a class, so that a file which loads can be billed once the facts are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.district.sources import Problem, Source
from trainer.district.tariff.formula import Number, names
from trainer.district.tariff.model import (
    USE,
    ByTier,
    Cell,
    CustomerClass,
    Field,
    Percent,
    Step,
    canonical,
    rises,
    steps,
    tier_fields,
)

MAX_CHAIN = 12  # fields that read fields; keeps a hostile file from exhausting the stack


def check_class(source: Source, read: CustomerClass) -> Iterator[Problem]:
    """Every mistake between the fields of one class."""
    for field, message, remedy in _mistakes(read):
        yield source.problem(_place(source, read, field), f"{read.name}.{field} {message}", remedy)


def _place(source: Source, read: CustomerClass, field: str) -> tuple[str | int, ...]:
    for written in (field, f"{field}_commodity"):
        if ("rate_structure", read.name, written) in source.lines:
            return "rate_structure", read.name, written
    return "rate_structure", read.name


def _mistakes(read: CustomerClass) -> Iterator[tuple[str, str, str]]:
    if "bill" not in read.fields:
        yield "bill", "is required.", "Say what the bill sums, such as commodity_charge+service_charge."
    for field in read.fields.values():
        if any(isinstance(cell, ByTier) for cell in field.cells.values()):
            yield from _tiers(read, field.name)
    yield from _chain(read)


def _tiers(read: CustomerClass, charge: str) -> Iterator[tuple[str, str, str]]:
    missing = [name for name in tier_fields(charge) if name not in read.fields]
    if missing:
        yield charge, f"is priced by tier but {missing[0]} is missing.", f"Add {missing[0]}."
        return
    starts, prices = (read.fields[name] for name in tier_fields(charge))
    for name, cell in steps(starts):
        yield from _starts(starts, name, cell)
    yield from _lengths(starts, prices)


def _starts(field: Field, name: str, cell: tuple[Step, ...]) -> Iterator[tuple[str, str, str]]:
    """One wrong case of a table need not stop the others: that its starts fall is told when it is billed."""
    first = cell[0]
    if not isinstance(first, Number) or first.value != 0:
        yield field.name, f"does not begin at 0{f' for {name}' if name else ''}.", "Let the first tier start at 0."
    if not field.columns and not rises(cell):
        yield field.name, "falls from one tier to the next.", "Put the starts in rising order."


def _lengths(starts: Field, prices: Field) -> Iterator[tuple[str, str, str]]:
    """Tables by the same columns are compared case by case, and a plain list with every case of a table."""
    if starts.columns and prices.columns and starts.columns != prices.columns:
        return
    known, priced = dict(steps(starts)), dict(steps(prices))
    for name in known if starts.columns else priced:
        start, cell = known.get(name, known.get("")), priced.get(name, priced.get(""))
        if start is not None and cell is not None and len(start) != len(cell):
            message = (
                f"has {len(cell)} prices for the {len(start)} starts of {starts.name}{f' for {name}' if name else ''}."
            )
            yield prices.name, message, "Give one price for each start."


def reads(read: CustomerClass, field: Field) -> Iterator[str]:
    """The names that a field reads: its columns, its formulas' names, and its tiers."""
    yield from field.columns
    for cell in field.cells.values():
        yield from _reads_cell(field.name, cell)


def _reads_cell(field: str, cell: Cell) -> Iterator[str]:
    if isinstance(cell, ByTier):
        yield from (USE, *tier_fields(field))
    elif isinstance(cell, tuple):
        for step in cell:
            yield from ("budget",) if isinstance(step, Percent) else map(canonical, names(step))
    else:
        yield from map(canonical, names(cell))


def _chain(read: CustomerClass) -> Iterator[tuple[str, str, str]]:
    depths: dict[str, int] = {}
    for name in read.fields:
        cycle = _walk(read, name, (), depths)
        if cycle:
            yield name, f"goes round in a circle: {' reads '.join(cycle)}.", "Let one of them be a number or a fact."
            return
    deepest = max(depths, key=lambda name: depths[name], default="")
    if deepest and depths[deepest] > MAX_CHAIN:
        yield deepest, f"reads fields that read fields, more than {MAX_CHAIN} deep.", "Write it more directly."


def _walk(read: CustomerClass, name: str, path: tuple[str, ...], depths: dict[str, int]) -> tuple[str, ...]:
    """Measures how deep `name` reads; gives the circle if there is one."""
    if name in path:
        return (*path[path.index(name) :], name)
    if name in depths or name not in read.fields or len(path) > 2 * MAX_CHAIN:
        depths.setdefault(name, 1)
        return ()
    below = tuple(reads(read, read.fields[name]))
    for part in below:
        cycle = _walk(read, part, (*path, name), depths)
        if cycle:
            return cycle
    depths[name] = 1 + max((depths[part] for part in below), default=0)
    return ()


def facts_needed(read: CustomerClass, given: Mapping[str, object]) -> tuple[str, ...]:
    """The facts that the bill of this class reads and neither the file nor `given` states, in the order it asks."""
    found: dict[str, None] = {}
    waiting, seen = ["bill"], set(given)
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name not in read.fields:
            found[name] = None
        else:
            waiting.extend(reads(read, read.fields[name]))
    return tuple(found)
