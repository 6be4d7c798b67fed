"""What may be done with the audit trail: add to it, search it, check that nobody touched it. The only writer.

    audit.record(session, person, "assigned", audit.subject("person", 7), {"scenario": "before-five"}, now)

adds a row within the caller's transaction: it is kept exactly when what it tells of is kept. What was only looked at
is told by `seen`, in a transaction of its own, because a page that is read writes nothing else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit.models import AuditRow
from trainer.audit.searching import Asked, search, verbs
from trainer.db import Database

__all__ = [
    "Asked",
    "AuditRow",
    "Break",
    "RefusedError",
    "Seal",
    "record",
    "seal",
    "search",
    "seen",
    "subject",
    "verbs",
    "verify",
]

FIRST = "0" * 64
KEPT_YEARS = 4  # Cal. Code Regs., tit. 2, §11013(c): personnel records and what an automated decision rested on
_LOCK = 0x7261_696C  # any number: all writers of the trail ask PostgreSQL for the same one
_BATCH = 2000


class Actor(Protocol):
    """Whoever did it: a person of the installation."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...


class RefusedError(Exception):
    """Something the trail does not let happen; the message says why."""


@dataclass(frozen=True)
class Break:
    """The first row at which the trail does not hold, and why."""

    number: int
    why: str


@dataclass(frozen=True)
class Seal:
    """The last row's number and hash: written down elsewhere, it shows later that nothing before it was touched."""

    number: int
    hash: str


def subject(kind: str, ident: object) -> str:
    """How a row names what it is about: `person:7`, `play:12`."""
    return f"{kind}:{ident}"


def record(
    session: Session, actor: Actor | None, verb: str, about: str, detail: Mapping[str, Any], now: dt.datetime
) -> AuditRow:
    """Add a row to the caller's transaction. `actor` is None for what the program did by itself."""
    _take_turn(session)
    last = seal(session)
    row = AuditRow(
        number=last.number + 1, at=now, actor_id=actor.id if actor else None, actor=actor.name if actor else "",
        verb=verb, subject=about, detail=dict(detail), previous=last.hash,
    )  # fmt: skip
    row.hash = digest(row)
    session.add(row)
    session.flush()
    return row


def seen(
    database: Database, actor: Actor, about: str, detail: Mapping[str, Any], now: dt.datetime, verb: str = "saw"
) -> None:
    """Tell that someone looked at something, or took it out, before it is shown to them."""
    with database.session() as session:
        record(session, actor, verb, about, detail, now)
        session.commit()


def seal(session: Session) -> Seal:
    """Where the trail ends now; number 0 where it is empty."""
    row = session.execute(
        sa.select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)
    ).one_or_none()
    return Seal(row.number, row.hash) if row else Seal(0, FIRST)


def verify(session: Session, known: Seal | None = None, last: int | None = None) -> Break | None:
    """The first place at which the trail was touched; None when it holds.

    `known` is a seal written down earlier: without one, rows cut off at the end, or a trail written anew, cannot show.
    `last`: look only at so many of the latest rows, which is quick however long the trail is.
    """
    start = max(1, seal(session).number - last + 1) if last else 1
    previous: AuditRow | None = None
    for row in _every(session, start):
        fault = _fault(row, previous)
        if fault:
            return Break(row.number, fault)
        if known and row.number == known.number and row.hash != known.hash:
            return Break(row.number, "is not the row that was sealed")
        previous = row
    if known and (previous is None or previous.number < known.number):
        return Break(known.number, "was there when the trail was sealed, and is gone")
    return None


def forget(session: Session, before: dt.datetime, now: dt.datetime) -> int:
    """Take out the rows before a moment, which must lie four years back; says how many. Raises RefusedError."""
    if before > years_back(now, KEPT_YEARS):
        raise RefusedError(f"The trail is kept for {KEPT_YEARS} years. Choose an earlier day.")
    found = session.execute(sa.delete(AuditRow).where(AuditRow.at < before))
    session.commit()
    return int(getattr(found, "rowcount", 0))


def years_back(moment: dt.datetime, years: int) -> dt.datetime:
    """The same day so many years before; 28 February for a leap day."""
    day = 28 if (moment.month, moment.day) == (2, 29) else moment.day
    return moment.replace(year=moment.year - years, day=day)


def digest(row: AuditRow) -> str:
    """The hash of everything a row says, and of the row before it."""
    said = [row.number, row.at.astimezone(dt.UTC).isoformat(), row.actor_id, row.actor, row.verb, row.subject,
            row.detail, row.previous]  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _fault(row: AuditRow, previous: AuditRow | None) -> str:
    """What is wrong with a row; the first one kept may follow rows that were old enough to be forgotten."""
    if digest(row) != row.hash:
        return "does not say what it said when it was written"
    if previous is not None and row.number != previous.number + 1:
        return f"does not follow row {previous.number}: rows between them are gone"
    if previous is not None and row.previous != previous.hash:
        return f"does not follow from row {previous.number} as it stands"
    if row.number == 1 and row.previous != FIRST:
        return "is not the first that was written"
    return ""


def _every(session: Session, start: int) -> Iterator[AuditRow]:
    """Every row from `start` on, read in batches as it stands in the database."""
    while True:
        following = sa.select(AuditRow).where(AuditRow.number >= start).order_by(AuditRow.number).limit(_BATCH)
        rows = session.scalars(following.execution_options(populate_existing=True)).all()
        yield from rows
        if len(rows) < _BATCH:
            return
        start = rows[-1].number + 1


def _take_turn(session: Session) -> None:
    """Rows follow each other one at a time. SQLite lets one write at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
