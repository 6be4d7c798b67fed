"""Formulas of a tariff as a small safe tree: numbers, names, + - * /, parentheses and unary minus, nothing else.

Nothing is ever handed to Python to evaluate. A walk over the tree gives each result, and the same walk serves one bill
in fractions and many bills in columns of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from trainer.district.tariff.exact import V

MAX_LENGTH = 500
MAX_DEPTH = 32


class FormulaError(ValueError):
    """Text that is no formula; the message says what is wrong and how to write it."""


@dataclass(frozen=True)
class Number:
    value: Fraction
    text: str


@dataclass(frozen=True)
class Name:
    name: str


@dataclass(frozen=True)
class Negative:
    of: Expression


@dataclass(frozen=True)
class Binary:
    operator: str
    left: Expression
    right: Expression


Expression = Number | Name | Negative | Binary

_TOKEN = re.compile(r"(?P<number>\d+\.?\d*|\.\d+)(?![\w.])|(?P<name>[A-Za-z_]\w*)|(?P<sign>[-+*/()])", re.ASCII)


def parse(text: str) -> Expression:
    """The tree of a formula such as "gpcd*hhsize*(1/748)"; raises FormulaError."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"is longer than {MAX_LENGTH} characters. Split it into several fields.")
    parser = _Parser(list(_tokens(text)))
    tree = parser.sum(0)
    if parser.here is not None:
        raise FormulaError(f"has “{parser.here}” where an operator should stand. Write it like flat_rate*usage_ccf.")
    if _depth(tree) > MAX_DEPTH:
        raise FormulaError("is too deeply nested. Split it into several fields.")
    return tree


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = _TOKEN.match(text, place)
        if found is None:
            raise FormulaError(f"has “{text[place:][:12]}”, which is not allowed. Use numbers, names, + - * / and ( ).")
        yield found.group()
        place = found.end()


class _Parser:
    """Recursive descent: a sum of products of factors."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens[::-1]

    @property
    def here(self) -> str | None:
        return self.tokens[-1] if self.tokens else None

    def sum(self, depth: int) -> Expression:
        return self._chain("+-", self._product, depth)

    def _product(self, depth: int) -> Expression:
        return self._chain("*/", self._factor, depth)

    def _chain(self, operators: str, part: Callable[[int], Expression], depth: int) -> Expression:
        tree = part(depth)
        while self.here is not None and self.here in operators:
            tree = Binary(self.tokens.pop(), tree, part(depth))
        return tree

    def _factor(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise FormulaError("is too deeply nested. Split it into several fields.")
        if not self.tokens:
            raise FormulaError("ends where a number or a name should stand. Complete it.")
        part = self.tokens.pop()
        if part == "-":
            return Negative(self._factor(depth + 1))
        if part == "(":
            return self._closed(self.sum(depth + 1))
        return _leaf(part)

    def _closed(self, inner: Expression) -> Expression:
        if not self.tokens or self.tokens.pop() != ")":
            raise FormulaError("has a “(” that is never closed. Add the “)”.")
        return inner


def _leaf(part: str) -> Expression:
    if part[0].isalpha() or part[0] == "_":
        return Name(part)
    if part in "+*/)":
        raise FormulaError(f"has “{part}” where a number or a name should stand. Correct it.")
    return Number(Fraction(part if part[-1] != "." else part[:-1]), part)


def _depth(tree: Expression) -> int:
    """How deep the tree is, counted without recursion, for a long chain of sums is deep too."""
    level, depth = [tree], 0
    while level:
        depth += 1
        level = [child for node in level for child in children(node)]
    return depth


def children(tree: Expression) -> tuple[Expression, ...]:
    if isinstance(tree, Binary):
        return tree.left, tree.right
    return (tree.of,) if isinstance(tree, Negative) else ()


def names(tree: Expression) -> Iterator[str]:
    """Every name in the formula, from left to right, as often as it stands there."""
    if isinstance(tree, Name):
        yield tree.name
    for child in children(tree):
        yield from names(child)


def evaluate(tree: Expression, value_of: Callable[[str], V], constant: Callable[[Fraction], V]) -> V:
    """The value of the formula: `value_of` gives that of each name, `constant` that of a number written in it.

    Raises ZeroDivisionError.
    """
    match tree:
        case Number():
            return constant(tree.value)
        case Name():
            return value_of(tree.name)
        case Negative():
            return -evaluate(tree.of, value_of, constant)
    left, right = evaluate(tree.left, value_of, constant), evaluate(tree.right, value_of, constant)
    match tree.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left / right


def show(tree: Expression) -> str:
    """The formula as text, with parentheses only where they matter."""
    match tree:
        case Number():
            return tree.text
        case Name():
            return tree.name
        case Negative():
            return f"-{_grouped(tree.of, '*/+-')}"
    left = _grouped(tree.left, "+-" if tree.operator in "*/" else "")
    right = _grouped(tree.right, {"+": "", "*": "+-", "-": "+-", "/": "+-*/"}[tree.operator])
    return f"{left}{tree.operator}{right}"


def _grouped(tree: Expression, inside: str) -> str:
    text = show(tree)
    return f"({text})" if isinstance(tree, Binary) and tree.operator in inside else text
