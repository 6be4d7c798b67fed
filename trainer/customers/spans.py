"""Spans: what a recipe leaves open, written [low, high] or as one value."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator


def _pair(given: Any) -> Any:
    pair = tuple(given) if isinstance(given, list | tuple) else (given, given)
    if len(pair) != 2 or any(isinstance(end, bool) or not isinstance(end, int | float | Decimal) for end in pair):
        raise ValueError("is not one number or a pair [low, high]")
    if pair[0] > pair[1]:
        raise ValueError(f"has its ends the wrong way round: write [{pair[1]}, {pair[0]}]")
    if pair[0] < 0:
        raise ValueError("must not be below zero")
    return pair


Span = Annotated[tuple[int, int], BeforeValidator(_pair)]
"""A span of whole numbers, both ends included."""
