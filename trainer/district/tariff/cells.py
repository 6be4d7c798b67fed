"""Single entries of a tariff file: a number, a formula, a list of tier steps, or a table by one or several facts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from trainer.district.sources import Problem, Source, Where
from trainer.district.tariff.errors import CellError
from trainer.district.tariff.exact import fraction
from trainer.district.tariff.formula import Expression, FormulaError, Number, parse
from trainer.district.tariff.model import ByTier, Cell, Field, Percent, Step, canonical, key
from trainer.district.tariff.ranges import is_starts, ranged, read_starts

_BY_TIER = ("Tiered", "Budget")
_LISTS = ("tier_starts", "tier_prices")


def read_field(source: Source, where: Where, problems: list[Problem]) -> Field | None:
    """The field at `where` (…, class, field); adds to `problems` and gives None where it cannot be read."""
    written = str(where[-1])
    found = len(problems)
    value = _at(source, where)
    try:
        starts = read_starts(value) if isinstance(value, dict) else ()
        columns, entries = _table(value, starts) if isinstance(value, dict) else ((), [("", (), value)])
    except CellError as error:
        problems.append(_problem(source, where, error))
        return None
    cells: dict[str, Cell] = {}
    for name, path, entry in entries:
        _keep(source, (*where, *path), cells, name, entry, problems)
    return Field(canonical(written), columns, cells, starts) if len(problems) == found else None


def _keep(source: Source, where: Where, cells: dict[str, Cell], name: str, entry: Any, problems: list[Problem]) -> None:
    field = str(where[2])
    try:
        if name in cells:
            raise CellError(f"has the entry “{name}” twice.", "Keep one of them.")
        cells[name] = _steps(entry, field) if field.startswith(_LISTS) else _cell(entry)
    except CellError as error:
        problems.append(_problem(source, where, error))


def _at(source: Source, where: Where) -> Any:
    data = source.data
    for step in where:
        data = data[step]
    return data


def _problem(source: Source, where: Where, error: CellError) -> Problem:
    place = ".".join(str(step) for step in where[1:3])
    entry = " ".join(str(step) for step in where[4:5])
    return source.problem(where, f"{place}{f' ({entry})' if entry else ''} {error.message}", error.remedy)


def _table(value: dict[Any, Any], starts: tuple[Fraction, ...]) -> tuple[tuple[str, ...], list[tuple[str, Where, Any]]]:
    extra = sorted(str(name) for name in value if name not in ("depends_on", "values") and not is_starts(name))
    if extra:
        raise CellError(f"has “{extra[0]}”, which is not understood.", "A table has depends_on and values only.")
    columns = value.get("depends_on")
    listed = columns if isinstance(columns, list) else [columns]
    names = [name for name in listed if isinstance(name, str) and name]
    if not names or len(names) < len(listed):
        raise CellError("is a table without depends_on.", "Name the column, or the columns, that it depends on.")
    if starts:
        return tuple(canonical(name) for name in names), ranged(names, starts, value.get("values"))
    entries = list(_entries(value.get("values")))
    if not entries:
        raise CellError("is a table without values.", 'Give one value for each case, such as 3/4": 21.79.')
    return tuple(canonical(name) for name in names), entries


def _entries(values: Any) -> Iterator[tuple[str, Where, Any]]:
    """The cells of a table; some files write them as a list of one-line maps."""
    parts = [((), values)] if isinstance(values, dict) else [((n,), v) for n, v in enumerate(_list(values))]
    for path, part in parts:
        if not isinstance(part, dict):
            raise CellError("is a table whose values have no names.", "Write each as name: value.")
        for name, entry in part.items():
            shown = {True: "yes", False: "no"}[name] if isinstance(name, bool) else name
            yield key(shown), ("values", *path, name if isinstance(name, str | int) else str(name)), entry


def _list(values: Any) -> list[Any]:
    return values if isinstance(values, list) else []


def _cell(entry: Any) -> Cell:
    if isinstance(entry, list) and len(entry) == 1:
        entry = entry[0]
    if isinstance(entry, str) and entry in _BY_TIER:
        return ByTier(entry)
    return _expression(entry)


def _steps(entry: Any, field: str) -> tuple[Step, ...]:
    if entry == []:
        raise CellError("is empty.", "Give at least one tier.")
    step = _start if field.startswith("tier_starts") else _expression
    return tuple(step(item) for item in (entry if isinstance(entry, list) else [entry]))


def _start(entry: Any) -> Step:
    if isinstance(entry, str) and entry.endswith("%"):
        number = _expression(entry[:-1])
        if not isinstance(number, Number):
            raise CellError(f"has “{entry[:40]}”, which is no percentage.", "Write it like 101%.")
        return Percent(number.value)
    return _expression(entry)


def _expression(entry: Any) -> Expression:
    if isinstance(entry, str):
        try:
            return parse(entry)
        except FormulaError as error:
            message, _, remedy = str(error).rpartition(". ")
            raise CellError(f"{message}.", remedy) from None
    if isinstance(entry, bool) or not isinstance(entry, Decimal | int):
        shown = "nothing" if entry is None else f"“{str(entry)[:40]}”"
        raise CellError(f"has {shown} where a number or a formula should stand.", "Give a number or a formula.")
    try:
        return Number(fraction(entry), str(entry))
    except ValueError as error:
        raise CellError(f"has “{str(entry)[:20]}”, which {error}.", "Correct it.") from None
