"""A person's evidence kept a second time, in columns, so that a page need not read tens of thousands of rows.

The rows are the truth. Columns are written in the transaction that adds rows; whenever they do not match the rows by
number and by the last of them, the rows are read instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.measure.ratings import Ints
from trainer.progress.body import Body, Words
from trainer.progress.models import EvidenceColumns, EvidenceRow, Outcome, Question

_NUMBERS = {"id": "<i8", "recorded": "<i4", "day": "<i4", "right": "<f8", "duty": "<i4", "reviewer": "<i8",
            "answer": "?", "whole": "?"}  # fmt: skip
_WORDS = ("source", "occasion", "rule", "part", "severity", "speaks_to")
_KEPT = np.dtype([*_NUMBERS.items(), *((name, "<i4") for name in _WORDS)])
_NAMES = {"recorded": "recorded_on", "reviewer": "reviewer_id"}
_Table = np.ndarray[Any, np.dtype[np.void]]
_Columns = tuple[_Table, Mapping[str, Sequence[str]]]


def bodies(session: Session, as_of: dt.date, people: Sequence[int]) -> dict[int, Body]:
    """Evidence recorded by that day, without what had been set aside by then."""
    ends = _ends(session, people)
    chosen = sa.select(EvidenceColumns).where(EvidenceColumns.person_id.in_(people))
    kept = {one.person_id: one for one in session.scalars(chosen)}
    aside = np.array(_set_aside(session, as_of, people), dtype=np.int64)
    found = {}
    for person in people:
        there = kept.get(person)
        matches = there is not None and (there.pieces, there.last_id) == ends.get(person, (0, 0))
        columns = _opened(there) if there and matches else _read(session, person)
        found[person] = _known(columns, as_of, aside)
    return found


def keep(session: Session, person_id: int) -> None:
    """Bring someone's columns up to their rows, within the caller's transaction."""
    table, words = _read(session, person_id)
    row = EvidenceColumns(
        person_id=person_id, pieces=len(table), last_id=int(table["id"].max(initial=0)), words=words,
        numbers=table.tobytes(),
    )  # fmt: skip
    session.merge(row)


def _ends(session: Session, people: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many rows there are of each person, and the number of the last."""
    counted = sa.select(EvidenceRow.person_id, sa.func.count(), sa.func.max(EvidenceRow.id))
    rows = session.execute(counted.where(EvidenceRow.person_id.in_([*people])).group_by(EvidenceRow.person_id))
    return {person: (number, last) for person, number, last in rows}


def _set_aside(session: Session, as_of: dt.date, people: Iterable[int]) -> Sequence[int]:
    of_them = sa.select(Question.evidence_id).join(EvidenceRow, EvidenceRow.id == Question.evidence_id)
    then = (Question.outcome == Outcome.SET_ASIDE, Question.answered_on <= as_of)
    return session.scalars(of_them.where(EvidenceRow.person_id.in_([*people]), *then)).all()


def _read(session: Session, person_id: int) -> _Columns:
    """Someone's columns, from their rows."""
    names = [_NAMES.get(name, name) for name in (*_NUMBERS, *_WORDS)]
    chosen = sa.select(*(getattr(EvidenceRow, name) for name in names)).where(EvidenceRow.person_id == person_id)
    rows = session.execute(chosen.order_by(EvidenceRow.id)).all()
    table, words = np.zeros(len(rows), dtype=_KEPT), dict[str, Sequence[str]]()
    for name, column in zip(_KEPT.names or (), zip(*rows, strict=True), strict=bool(rows)):
        if name in _WORDS:
            coded = Words.of(column)
            table[name], words[name] = coded.code, coded.distinct
        else:
            table[name] = [_number(one) for one in column]
    return table, words


def _number(value: Any) -> Any:
    return value.toordinal() if isinstance(value, dt.date) else value or 0


def _opened(kept: EvidenceColumns) -> _Columns:
    return np.frombuffer(kept.numbers, dtype=_KEPT), kept.words


def _known(columns: _Columns, as_of: dt.date, aside: Ints) -> Body:
    """What was known on that day."""
    table, words = columns
    then = table[(table["recorded"] <= as_of.toordinal()) & ~np.isin(table["id"], aside)]
    number, day, duty, reviewer = (then[name].astype(np.int64) for name in ("id", "day", "duty", "reviewer"))
    right, answer, whole = (then[name].copy() for name in ("right", "answer", "whole"))
    spoken = (Words(then[name].astype(np.int64), tuple(words.get(name, ()))) for name in _WORDS)
    return Body(number, day, right, duty, reviewer, answer, whole, *spoken)
