"""Authored YAML, read so that every mistake can name its file, line and remedy.

Content may come from anyone, so a source is limited in size, in depth and in aliases, tags other than YAML's own are
refused, and a key given twice is a mistake rather than a silent override.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

MAX_BYTES = 1_000_000
MAX_NODES = 50_000
MAX_DEPTH = 40

Where = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Problem:
    """One mistake in authored content: where it stands, what is wrong, and what to do about it."""

    file: str
    line: int | None
    message: str
    remedy: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message} {self.remedy}".rstrip()


class SourceError(Exception):
    """Authored content that cannot be used; `problems` lists every mistake found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Source:
    """Plain data (dict, list, str, bool, int, Decimal, date) with the line each part of it came from."""

    file: str
    data: Any
    lines: dict[Where, int] = field(repr=False)

    def line(self, where: Where) -> int | None:
        """The line of `where`, or of the nearest part that encloses it; None for an empty file."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where)

    def problem(self, where: Where, message: str, remedy: str = "") -> Problem:
        return Problem(self.file, self.line(where), message, remedy)

    def error(self, where: Where, message: str, remedy: str = "") -> SourceError:
        return SourceError([self.problem(where, message, remedy)])


def read_yaml(path: Path, shown: str | None = None) -> Source:
    """Read one YAML file. `shown` is the name that messages use; raises SourceError."""
    name = shown or path.name
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = Problem(name, None, f"cannot be read: {error.strerror}.", "Check that it exists.")
        raise SourceError([problem]) from None
    return parse_yaml(raw, name)


def read_parts(folder: Path) -> list[Source]:
    """The YAML files of a folder in order of name, each shown as folder/file; raises SourceError with every mistake."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise SourceError([Problem(folder.name, None, "holds no YAML file.", "Add one, such as 01-identity.yaml.")])
    sources, problems = list[Source](), list[Problem]()
    for path in paths:
        try:
            sources.append(read_yaml(path, f"{folder.name}/{path.name}"))
        except SourceError as error:
            problems.extend(error.problems)
    if problems:
        raise SourceError(problems)
    return sources


def parse_yaml(raw: bytes | str, name: str) -> Source:
    """Parse YAML text that `name` stands for in messages; raises SourceError."""
    text = raw.encode() if isinstance(raw, str) else raw
    if len(text) > MAX_BYTES:
        raise SourceError([Problem(name, None, f"is larger than {MAX_BYTES:,} bytes.", "Split it.")])
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        problem = Problem(name, line, f"is not valid YAML: {error.problem}.", "Check indentation, quotes and colons.")
        raise SourceError([problem]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError([Problem(name, None, f"is not valid YAML: {error}.", "Save it as UTF-8 text.")]) from None
    builder = _Builder(name)
    data = builder.build(node, (), 0) if node is not None else None
    return Source(name, data, builder.lines)


class _Builder:
    """Turns composed nodes into plain data and keeps the line of each."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Where, int] = {}
        self.count = 0

    def build(self, node: yaml.Node, where: Where, depth: int) -> Any:
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise self._error(node, "is too large or too deeply nested.", "Split it, and repeat less by alias.")
        self.lines[where] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, where, depth))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*where, n), depth + 1) for n, item in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, where: Where, depth: int) -> Iterator[tuple[Hashable, Any]]:
        seen: set[Hashable] = set()
        for key_node, value_node in node.value:
            key = self._scalar(key_node)
            if key in seen:
                raise self._error(key_node, f"the key “{key}” is given twice.", "Keep one of them.")
            seen.add(key)
            place = key if isinstance(key, str | int) else str(key)
            yield key, self.build(value_node, (*where, place), depth + 1)
            self.lines[(*where, place)] = key_node.start_mark.line + 1

    def _scalar(self, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            raise self._error(node, "a key must be a word.", "Write a plain name before the colon.")
        kind = node.tag.rpartition(":")[2]
        if kind in ("int", "float") and ":" in node.value:
            return node.value  # 16:42 is a time of day, and not a number to the base of sixty
        if kind == "float":
            return _number(node.value)
        if kind == "bool" and node.value.lower() not in ("true", "false"):
            return node.value  # on, off, yes and no are words: "on: 2024-10-17" is a day, not a truth
        if kind not in ("str", "int", "bool", "null", "timestamp"):
            raise self._error(node, f"the tag {node.tag} is not allowed.", "Write plain values.")
        try:
            value = yaml.SafeLoader.yaml_constructors[f"tag:yaml.org,2002:{kind}"](_PLAIN, node)
        except ValueError:
            raise self._error(node, f"“{node.value}” is not a valid {kind}.", "Correct or quote it.") from None
        return value if isinstance(value, str | bool | int | dt.date) or value is None else str(value)

    def _error(self, node: yaml.Node, message: str, remedy: str) -> SourceError:
        return SourceError([Problem(self.name, node.start_mark.line + 1, message, remedy)])


_PLAIN = yaml.SafeLoader("")


def _number(text: str) -> Decimal | str:
    """Money is never a binary float: numbers with a point come out as the decimals they were written as."""
    try:
        return Decimal(text.replace("_", ""))
    except ArithmeticError:
        return text


def load(model: type[Model], source: Source, where: Where = ()) -> Model:
    """Validate the part of `source` at `where` as `model`; raises SourceError with every mistake and its line."""
    data = source.data
    for step in where:
        data = data[step]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise SourceError([_from_pydantic(source, where, dict(item)) for item in error.errors()]) from None


_REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "Remove it or correct its spelling.",
}


def _from_pydantic(source: Source, where: Where, item: dict[str, Any]) -> Problem:
    path: Where = (*where, *item["loc"])
    name = ".".join(str(step) for step in path) or "the file"
    message = str(item["msg"]).removeprefix("Value error, ")
    if item["type"] == "missing":
        message = "is required"
    elif item["type"] == "extra_forbidden":
        message = "is not a field known here"
    given = "" if item["type"] in ("missing", "value_error") else f" (given: {str(item['input'])[:60]!r})"
    return source.problem(path, f"{name} {message[:1].lower()}{message[1:]}{given}.", _REMEDIES.get(item["type"], ""))
