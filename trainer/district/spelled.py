"""The words that a piece of code spells, with all the code of the project that it calls.

A word counts where it is spelled: as an argument, in a table the code looks it up in, or in part, as in
f"et_{month:02}". Decorators, docstrings and the types of arguments are no part of it.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

PACKAGE = __name__.partition(".")[0]


@dataclass
class Spelled:
    """Whole words, shapes of words put together, and the names that `x.parameter(name)` asks for outright."""

    words: set[str] = field(default_factory=set)
    shapes: set[re.Pattern[str]] = field(default_factory=set)
    outright: set[str] = field(default_factory=set)
    named: list[object] = field(default_factory=list, repr=False)
    visited: dict[int, object] = field(default_factory=dict, repr=False)

    def holds(self, name: str) -> bool:
        return name in self.words or any(shape.fullmatch(name) for shape in self.shapes)

    def visit(self, thing: object) -> None:
        """Follow a function, class or module of the project; take the words out of plain data."""
        if id(thing) in self.visited:
            return
        self.visited[id(thing)] = thing
        if isinstance(thing, str):
            self.words.add(thing)
            return
        parts = _parts_of(thing)
        if isinstance(thing, FunctionType):
            own = _own(thing)
            self.words |= own.words
            self.shapes |= own.shapes
            self.outright |= own.outright
            parts = own.named
        for part in parts:
            self.visit(part)


@cache
def _own(function: FunctionType) -> Spelled:
    """What one function itself spells, and the things that it names."""
    found = Spelled()
    if not _is_ours(function):
        return found
    known = {**function.__globals__, **inspect.getclosurevars(function).nonlocals}
    for node in _code(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.words.add(node.value)
        elif isinstance(node, ast.JoinedStr | ast.BinOp):
            found.shapes.update(_shape(node))
        elif isinstance(node, ast.Call):
            found.outright.update(_outright(node, known))
        elif isinstance(node, ast.Name):
            found.named.append(known.get(node.id))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.named.append(_member(known.get(node.value.id), node.attr))
    return found


def _member(owner: object, name: str) -> object:
    """What module.name stands for, where the module is the project's own."""
    ours = isinstance(owner, ModuleType) and owner.__name__.startswith(f"{PACKAGE}.")
    return getattr(owner, name, None) if ours else None


@cache
def spelled(roots: tuple[object, ...]) -> Spelled:
    """What the code of `roots` spells; a module stands for all that it defines."""
    found = Spelled()
    for root in roots:
        for thing in _defined_in(root) if isinstance(root, ModuleType) else (root,):
            found.visit(thing)
    return found


def _defined_in(module: ModuleType) -> Iterator[object]:
    own = (one for one in vars(module).values() if isinstance(one, FunctionType | type))
    return (one for one in own if one.__module__ == module.__name__)


def _is_ours(thing: FunctionType | type) -> bool:
    return thing.__module__.partition(".")[0] == PACKAGE


def _parts_of(thing: object) -> Iterable[object]:
    """The parts of a class, of a wrapped function, and of plain data: a mapping, a collection, a dataclass."""
    if isinstance(thing, type):
        return tuple(vars(thing).values()) if _is_ours(thing) else ()
    if isinstance(thing, partial):
        return (thing.func, *thing.args, *thing.keywords.values())
    if isinstance(thing, property | staticmethod | classmethod):
        return (thing.fget if isinstance(thing, property) else thing.__func__,)
    if isinstance(thing, Mapping):
        return (*thing.keys(), *thing.values())
    if isinstance(thing, tuple | list | set | frozenset):
        return tuple(thing)
    return [getattr(thing, one.name) for one in fields(thing)] if is_dataclass(thing) else ()


def _code(function: FunctionType) -> Iterator[ast.AST]:
    """Every part of a function's own code; nothing for what was generated, as a dataclass's methods are."""
    code = function.__code__
    for node in _functions(code.co_filename).get((code.co_firstlineno, code.co_name), ()):
        yield from ast.walk(node)


@cache
def _functions(path: str) -> Mapping[tuple[int, str], list[ast.AST]]:
    """The functions and lambdas of a file, by the line they begin on and their name as Python knows it."""
    found: dict[tuple[int, str], list[ast.AST]] = {}
    if Path(path).is_file():
        for node in ast.walk(ast.parse(Path(path).read_bytes())):
            if isinstance(node, ast.FunctionDef):
                first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
                found.setdefault((first, node.name), []).extend(_bare(node))
            elif isinstance(node, ast.Lambda):
                found.setdefault((node.lineno, "<lambda>"), []).append(node)
    return found


def _bare(node: ast.FunctionDef) -> list[ast.AST]:
    """What a function runs: its body without the docstring, and what stands in for arguments left out."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return [*body, *(one for one in (*node.args.defaults, *node.args.kw_defaults) if one is not None)]


def _outright(call: ast.Call, known: Mapping[str, Any]) -> Iterator[str]:
    """The name that x.parameter("name") asks for: spelled there, either of two, or a word of the module."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "parameter" and call.args:
        asked = call.args[0]
        for node in (asked.body, asked.orelse) if isinstance(asked, ast.IfExp) else (asked,):
            value = known.get(node.id) if isinstance(node, ast.Name) else getattr(node, "value", None)
            if isinstance(value, str):
                yield value


def _shape(node: ast.JoinedStr | ast.BinOp) -> Iterator[re.Pattern[str]]:
    """What a word put together looks like, where it spells enough to tell it from any other."""
    parts = _pieces(node)
    told = "".join(part for part in parts if part is not None)
    if None in parts and re.fullmatch(r"\w*[a-z]{2}\w*", told):
        yield re.compile("".join(r"\w+" if part is None else re.escape(part) for part in parts))


def _pieces(node: ast.expr) -> list[str | None]:
    """The spelled pieces of a text, None for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return [piece for value in node.values for piece in _pieces(value)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_pieces(node.left), *_pieces(node.right)]
    value = node.value if isinstance(node, ast.Constant) else None
    return [value if isinstance(value, str) else None]
