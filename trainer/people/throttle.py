"""Slowing down guessing: how many tries to sign in are free, and how long to wait after that.

A try is charged before the password is looked at and given back when it was right, and each count is locked while it
is changed. So many workers asked at the same moment allow no more guesses than one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from trainer.people.models import Tries


@dataclass(frozen=True)
class Limit:
    """So many failures are free; after each further one the wait doubles, from `first` up to `longest`."""

    free: int
    first: dt.timedelta = dt.timedelta(seconds=30)
    longest: dt.timedelta = dt.timedelta(minutes=15)
    forgotten_after: dt.timedelta = dt.timedelta(hours=1)

    def wait(self, failures: int) -> dt.timedelta | None:
        """How long to wait after this many failures."""
        over = failures - self.free
        return None if over < 0 else min(self.longest, self.first * 2 ** min(over, 10))


# A whole office may share one address, so an address may fail far more often than an account.
ACCOUNT = Limit(free=5)
ADDRESS = Limit(free=40)


def keys(email: str, address: str) -> dict[str, Limit]:
    """What a try is counted under. The e-mail is hashed: what people mistype there may be a password."""
    account = hashlib.sha256(email.encode()).hexdigest()
    return {f"account:{account}": ACCOUNT, f"address:{address[:64]}": ADDRESS}


def charge(session: Session, counted: dict[str, Limit], now: dt.datetime) -> float:
    """Count one try under each key; or, where one must wait, count nothing and say how many seconds."""
    rows = [(_locked(session, key, now), limit) for key, limit in sorted(counted.items())]
    for row, limit in rows:
        if now - row.last_at > limit.forgotten_after:
            row.failures, row.blocked_until = 0, None
    waits = [(row.blocked_until - now).total_seconds() for row, _ in rows if row.blocked_until]
    if waits and max(waits) > 0:
        return max(waits)
    for row, limit in rows:
        row.failures += 1
        row.last_at = now
        wait = limit.wait(row.failures)
        row.blocked_until = now + wait if wait else None
    return 0


def refund(session: Session, counted: dict[str, Limit], now: dt.datetime) -> None:
    """The try was right: the account starts afresh, and the address gets its one try back.

    The address keeps its other failures, or one known password would buy any number of guesses at others.
    """
    for key in sorted(counted):
        row = _locked(session, key, now)
        row.failures = 0 if key.startswith("account:") else max(0, row.failures - 1)
        row.blocked_until = None


def forgive(session: Session, email: str) -> None:
    """Forget an account's failures, after an administrator has reset its password."""
    for key in keys(email, ""):
        if key.startswith("account:"):
            session.execute(sa.delete(Tries).where(Tries.key == key))


def _locked(session: Session, key: str, now: dt.datetime) -> Tries:
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(Tries).values(key=key, failures=0, last_at=now).on_conflict_do_nothing())
    return session.get_one(Tries, key, with_for_update=True, populate_existing=True)
