"""A situation read from a YAML or JSON file: a whole one, or an account alone; each mistake has its line and remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trainer.district.situations import Situation, case_of
from trainer.district.sources import Source, SourceError, Where, load, read_yaml
from trainer.record.case import Case, Policy
from trainer.record.reading import ReadingError

WHOLE = frozenset(Situation.model_fields)


def read_case(path: Path | None, policy: Policy, on: dt.date | None = None, level: str | None = None) -> Case:
    """The case that a file describes; `on` and `level` stand above what it says. Raises SourceError.

    Without a file nobody has an account open. A file with none of a situation's fields is an account.
    """
    source = read_yaml(path) if path else Source("the situation", {}, {})
    if not isinstance(source.data, Mapping):
        raise source.error((), "holds no account and no situation.", "Write its fields, each as “name: value”.")
    whole = not source.data or bool(WHOLE & source.data.keys())
    given = {**source.data} if whole else {"account": {**source.data}}
    given |= {name: value for name, value in (("on", on), ("level", level)) if value is not None}
    if "on" not in given:
        raise source.error((), "says no day.", "Give it with --on, or as “on: 2025-04-10” in the file.")
    lines = source.lines if whole else {("account", *where): line for where, line in source.lines.items()}
    return _case(Source(source.file, given, lines), policy)


def _case(source: Source, policy: Policy) -> Case:
    situation = load(Situation, source)
    try:
        return case_of(situation, policy)
    except ReadingError as error:
        place = _place(source.data, error.where)
        message = f"{'.'.join(map(str, place))}: {error.message}"
        raise source.error(place, message, "Correct it; docs/policy.md lists what a file may say.") from None


def _place(given: Mapping[str, Any], where: Where) -> Where:
    """Where a mistake stands in the file: what a desk shows is under `desk`."""
    return ("desk", *where) if where and where[0] not in given and where[0] in given.get("desk", {}) else where


__all__ = ["SourceError", "read_case"]
