"""The trail searched: by words, by what was done, by day. A name finds rows by that person and rows about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit.models import AuditRow

PERSONAL = ("person", "accommodations")  # subjects whose number is a person's: person:7
PERSON = "person"  # in a row's detail, whom it is about
PEOPLE = ("people", "reviewers")  # in a row's detail, several of them
_DETAIL = sa.cast(AuditRow.detail, sa.Text)


@dataclass(frozen=True)
class Asked:
    """What to search for; what is left out does not matter. `words` are found in any part of a row."""

    words: str = ""
    verb: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def search(
    session: Session, asked: Asked, limit: int = 200, names: Mapping[int, str] | None = None
) -> Sequence[AuditRow]:
    """The latest rows that match, the newest first. `names`: of people by number, to find rows about them by name."""
    found = sa.select(AuditRow)
    for word in asked.words.split():
        named = [number for number, name in (names or {}).items() if word.casefold() in name.casefold()]
        found = found.where(sa.or_(_holds(word), *(about for one in named for about in _about(one))))
    if asked.verb:
        found = found.where(AuditRow.verb == asked.verb)
    if asked.since:
        found = found.where(AuditRow.at >= asked.since)
    if asked.until:
        found = found.where(AuditRow.at < asked.until)
    return session.scalars(found.order_by(AuditRow.number.desc()).limit(limit)).all()


def verbs(session: Session) -> Sequence[str]:
    """Everything that was done so far, once each."""
    return session.scalars(sa.select(AuditRow.verb).distinct().order_by(AuditRow.verb)).all()


def _holds(word: str) -> sa.ColumnElement[bool]:
    pattern = f"%{word.replace('!', '!!').replace('%', '!%').replace('_', '!_').casefold()}%"
    columns = (AuditRow.actor, AuditRow.verb, AuditRow.subject, _DETAIL)
    return sa.or_(*(sa.func.lower(column).like(pattern, escape="!") for column in columns))


def _about(number: int) -> Iterator[sa.ColumnElement[bool]]:
    """What a row that names this person looks like: as its subject, or in the text its detail is kept as."""
    yield AuditRow.subject.in_([f"{kind}:{number}" for kind in PERSONAL])
    for end in ",}":
        yield _DETAIL.like(f'%"{PERSON}": {number}{end}%')
    for key in PEOPLE:
        for before in ("", "%, "):
            for end in ",]":
                yield _DETAIL.like(f'%"{key}": [{before}{number}{end}%')
