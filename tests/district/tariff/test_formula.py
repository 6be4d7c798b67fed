"""Formulas: the arithmetic that tariffs are written in, and the refusal of everything else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.district.tariff.formula import (
    Binary,
    Expression,
    FormulaError,
    Name,
    Negative,
    Number,
    evaluate,
    names,
    parse,
    show,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1+2*3", Fraction(7)),
        ("(1+2)*3", Fraction(9)),
        ("10-2-3", Fraction(5)),
        ("12/2/3", Fraction(2)),
        ("-use*2", Fraction(-80)),
        ("2--3", Fraction(5)),
        (".75*use", Fraction(30)),
        ("55*4*30*(1/748)", Fraction(6600, 748)),
        (" use \n/ 7", Fraction(40, 7)),
    ],
)
def test_formulas_are_worked_exactly(text: str, value: Fraction) -> None:
    assert evaluate(parse(text), {"use": Fraction(40)}.__getitem__, Fraction) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1+",
        "*2",
        "(1",
        "1)",
        "2 use",
        "a.b",
        "a[0]",
        "f(1)",
        "__import__('os')",
        "2**9",
        "1e9",
        "1.2.3",
        "3x",
        "a;b",
        "a if b",
        "+1",
        "١+١",
        "1" * 501,
        "(" * 40 + "1" + ")" * 40,
        "-" * 40 + "1",
        "+".join("1" * 40),
    ],
)
def test_anything_else_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(FormulaError, match=r"\. \w"):
        parse(text)


def test_names_are_listed_as_they_stand() -> None:
    assert list(names(parse("gpcd*hhsize*(days/748)+gpcd"))) == ["gpcd", "hhsize", "days", "gpcd"]


_leaves = st.integers(0, 999).map(lambda n: Number(Fraction(n), str(n))) | st.sampled_from("abc").map(Name)
_trees = st.recursive(
    _leaves,
    lambda inner: st.builds(Negative, inner) | st.builds(Binary, st.sampled_from("+-*"), inner, inner),
    max_leaves=8,
)


@given(_trees)
def test_a_shown_formula_means_the_same_when_read_again(tree: Expression) -> None:
    values = {"a": Fraction(3), "b": Fraction(5, 7), "c": Fraction(-2)}.__getitem__
    assert evaluate(parse(show(tree)), values, Fraction) == evaluate(tree, values, Fraction)
