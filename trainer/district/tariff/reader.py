"""Reads a file in the Open Water Rate Specification, or says what is wrong with it, where, and what to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import MappingProxyType
from typing import Any

from trainer.district.sources import Problem, Source, SourceError, read_yaml
from trainer.district.tariff.cells import read_field
from trainer.district.tariff.checks import check_class
from trainer.district.tariff.conventions import Conventions
from trainer.district.tariff.model import CustomerClass, Field, Rates

MONTHS = {"monthly": 1, "bimonthly": 2, "quarterly": 3, "annual": 12, "annually": 12, "yearly": 12}
_DATES = ("%m/%d/%Y", "%Y-%m-%d")


def read_rates(path: Path, conventions: Conventions, shown: str | None = None) -> Rates:
    """The contents of one file; raises SourceError listing every mistake with its line.

    Sections other than metadata and rate_structure (capacity_charge, author_info) are no part of a bill and are let be.
    """
    source = read_yaml(path, shown)
    structure, metadata = _section(source, "rate_structure"), _section(source, "metadata")
    problems: list[Problem] = []
    effective = _effective(source, metadata.get("effective_date"), problems)
    classes = {str(name): _customer_class(source, name, problems) for name in structure}
    if problems or effective is None:
        raise SourceError(problems)
    return Rates(
        name=source.file,
        utility=str(metadata.get("utility_name") or ""),
        effective=effective,
        months=MONTHS.get(str(metadata.get("bill_frequency") or "").lower().replace("-", "")),
        unit=str(metadata.get("bill_unit") or "ccf").upper(),
        classes=MappingProxyType(classes),
        conventions=conventions,
    )


def _section(source: Source, name: str) -> dict[Any, Any]:
    section = source.data.get(name) if isinstance(source.data, dict) else None
    if not isinstance(section, dict) or not section:
        raise source.error((name,), f"has no section {name}.", f"Write {name}: and indent its entries below it.")
    return section


def _effective(source: Source, written: Any, problems: list[Problem]) -> dt.date | None:
    """The effective date: files write it as 2017-01-01 or, the American way, 01/01/2017."""
    if isinstance(written, dt.date):
        return written
    for form in _DATES:
        try:
            return dt.datetime.strptime(str(written), form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    shown = f"“{str(written)[:20]}” is not a date" if written is not None else "is required"
    message = f"metadata.effective_date {shown}."
    problems.append(source.problem(("metadata", "effective_date"), message, "Write it like 2022-01-01."))
    return None


def _customer_class(source: Source, name: Any, problems: list[Problem]) -> CustomerClass:
    entries = source.data["rate_structure"][name]
    if not isinstance(entries, dict) or not entries:
        problems.append(source.problem(("rate_structure", name), f"{name} has no fields.", "Give at least its bill."))
        return CustomerClass(str(name), {})
    fields: dict[str, Field] = {}
    found = len(problems)
    for written in entries:
        field = read_field(source, ("rate_structure", name, written), problems)
        if field is not None and field.name in fields:
            message = f"{name}.{field.name} is given twice, with and without _commodity."
            problems.append(source.problem(("rate_structure", name, written), message, "Keep one of them."))
        elif field is not None:
            fields[field.name] = field
    read = CustomerClass(str(name), MappingProxyType(fields))
    if len(problems) == found:
        problems.extend(check_class(source, read))
    return read
