"""New dated values put into a pack's parameter files: appended below the old ones, with every other byte as it was."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

from trainer.district.parameters import Mark, load_parameters
from trainer.district.sources import Problem, SourceError


@dataclass(frozen=True)
class NewValue:
    """One value that a parameter takes on a day: `value` in the parameter's unit."""

    parameter: str
    from_: dt.date
    value: Decimal | str
    mark: Mark
    source: str
    confirm: str = ""


def append_values(folder: Path, values: Iterable[NewValue]) -> tuple[Path, ...]:
    """Append `values` in the files of the parameters `folder`, and return the files changed.

    Raises SourceError, with nothing written, when the parameters would not load afterwards.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    changed: dict[Path, str] = {}
    for value in values:
        path = next(path for path, text in texts.items() if value.parameter in _listed(text))
        texts[path] = changed[path] = _appended(path.name, texts[path], value)
    _prove(folder, changed)
    for path, text in changed.items():
        _replace(path, text)
    return tuple(changed)


def _listed(text: str) -> Mapping[str, yaml.Node]:
    """The parameters of a file, each with the node of its values."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    entries = _pairs(_pairs(root)["parameters"])
    return {name: _pairs(entry)["values"] for name, entry in entries.items()}


def _pairs(node: yaml.Node | None) -> Mapping[str, yaml.Node]:
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _appended(file: str, text: str, value: NewValue) -> str:
    node = _listed(text)[value.parameter]
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        message = f"parameters.{value.parameter}.values stands on one line."
        raise SourceError([Problem(file, node.start_mark.line + 1, message, "Write each value on lines of its own.")])
    lines = text.splitlines(keepends=True)
    end = node.end_mark.line if node.end_mark.column == 0 or node.end_mark.line < len(lines) else len(lines)
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1  # blank lines and comments before the next parameter stay with it
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    return "".join([*lines[:end], _written(value, node.start_mark.column), *lines[end:]])


def _written(value: NewValue, column: int) -> str:
    number = value.value if isinstance(value.value, str) else None
    fields = {
        "from": f"from: {value.from_}\n",
        "value": _line("value", number) if number is not None else f"value: {value.value}\n",
        "mark": f"mark: {value.mark}\n",
        "source": _line("source", value.source),
        "confirm": _line("confirm", value.confirm) if value.confirm else "",
    }
    body = "".join(fields.values()).splitlines(keepends=True)
    return "".join(" " * column + ("- " if place == 0 else "  ") + line for place, line in enumerate(body))


def _line(name: str, text: str) -> str:
    return yaml.safe_dump({name: text}, allow_unicode=True, width=108)


def _prove(folder: Path, changed: Mapping[Path, str]) -> None:
    """Load the parameters as they would be, before any of them is."""
    with tempfile.TemporaryDirectory() as name:
        trial = Path(shutil.copytree(folder, Path(name) / folder.name))
        for path, text in changed.items():
            (trial / path.name).write_text(text, encoding="utf-8")
        load_parameters(trial)


def _replace(path: Path, text: str) -> None:
    """All of the new text or none of it."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
