"""One page of a long list: which of how many, counted from 1, and the nearest there is where none has that number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """What is shown of a list, the number of the page, and how long the list is on all pages."""

    shown: Sequence[T]
    number: int
    total: int

    @property
    def pages(self) -> int:
        return _pages(self.total)


def of(found: Sequence[T], number: int) -> Page[T]:
    """A page of a list that is there as a whole."""
    number = _nearest(number, len(found))
    return Page(found[(number - 1) * PAGE : number * PAGE], number, len(found))


def asked(session: Session, ordered: sa.Select[T], number: int, *options: Any) -> Page[T]:
    """A page of what a statement selects in its order; nothing else is read."""
    total = session.scalar(sa.select(sa.func.count()).select_from(ordered.order_by(None).subquery())) or 0
    number = _nearest(number, total)
    shown = session.scalars(ordered.options(*options).limit(PAGE).offset((number - 1) * PAGE)).all()
    return Page(shown, number, total)


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE))


def _nearest(number: int, total: int) -> int:
    return min(max(1, number), _pages(total))
