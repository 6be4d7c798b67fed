"""People from a CSV file: joiners, changes, leavers, who is away and back. It is checked whole before any change."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from trainer.audit.service import Actor
from trainer.people import service as people
from trainer.people.service import Details, Level, Person, RefusedError, Role, tidy_email
from trainer.progress import roster
from trainer.progress.models import Cohort, InClass

Kind = TypeVar("Kind", Role, Level)
NEEDED = ("name", "email", "roles")
COLUMNS = (*NEEDED, "level", "cohort", "start", "leave_from", "leave_to", "end")
_DATES = ("start", "leave_from", "leave_to", "end")
EXAMPLE = (
    "name,email,roles,level,cohort,start,leave_from,leave_to,end\n"
    "Hannah Whitfield,hannah@example.org,representative,I,January 2025,2025-01-06,,,\n"
    "Grace Okafor,grace@example.org,supervisor,,,,,,\n"
)


class FileError(ValueError):
    """A file that cannot be taken in; every mistake with its line and remedy."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Row:
    """One line: who, and what is to be on record of them."""

    line: int
    details: Details
    cohort: Cohort | None
    start: dt.date | None
    leave_from: dt.date | None
    leave_to: dt.date | None
    end: dt.date | None


@dataclass(frozen=True)
class Taken:
    """What came of one line; `password` is temporary, for a joiner, and shown this once."""

    name: str
    what: str
    password: str = ""


def read(text: str, cohorts: Sequence[Cohort]) -> list[Row]:
    """The lines of the file; raises FileError with every mistake."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if missing or unknown:
        wrong = f"lacks {', '.join(missing)}" if missing else f"has unknown columns {', '.join(map(str, unknown))}"
        raise FileError([f"Line 1 {wrong}. The columns are {', '.join(COLUMNS)}."])
    named = {one.name: one for one in cohorts}
    rows, problems = list[Row](), list[str]()
    for given in reader:
        try:
            rows.append(_row(reader.line_num, given, named))
        except ValueError as error:
            problems.append(f"Line {reader.line_num}: {error}")
    problems += _twice(rows)
    if problems:
        raise FileError(problems)
    return rows


def _row(line: int, given: Mapping[str, str | None], cohorts: Mapping[str, Cohort]) -> Row:
    cells = {name: (given.get(name) or "").strip() for name in COLUMNS}
    if not cells["name"] or "@" not in cells["email"]:
        raise ValueError("give a name and an e-mail address, such as name@example.org.")
    days = {name: _day(name, cells[name]) for name in _DATES}
    cohort = cohorts.get(cells["cohort"])
    if cells["cohort"] and cohort is None:
        known = ", ".join(cohorts) or "none"
        raise ValueError(f"there is no cohort “{cells['cohort']}”. HR starts one; there are: {known}.")
    if bool(cohort) != bool(days["start"]):
        raise ValueError("give both a cohort and a start, or neither.")
    level = _one_of(Level, "level", cells["level"]) if cells["level"] else None
    roles = frozenset(_one_of(Role, "roles", one) for one in cells["roles"].replace(";", " ").split())
    if not roles or (Role.REPRESENTATIVE in roles and level is None):
        raise ValueError("give at least one role, and the level, I or II, of a representative.")
    return Row(line, Details(cells["name"], cells["email"], roles, level), cohort, **days)


def _one_of(kind: type[Kind], name: str, given: str) -> Kind:
    try:
        return kind(given if kind is Level else given.lower())
    except ValueError:
        raise ValueError(f"{name}: “{given}” is none of {', '.join(kind)}.") from None


def _day(name: str, given: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        raise ValueError(f"{name}: “{given}” is no day such as 2026-01-05.") from None


def _twice(rows: Sequence[Row]) -> Iterator[str]:
    first: dict[str, int] = {}
    for row in rows:
        email = tidy_email(row.details.email)
        if first.setdefault(email, row.line) != row.line:
            yield f"Line {row.line}: {email} is there already, on line {first[email]}. Keep one of them."


def take_in(session: Session, by: Actor | None, rows: Sequence[Row], now: dt.datetime) -> list[Taken]:
    """Bring accounts and records to what the rows say; a row that changes nothing is left alone."""
    return [_take(session, by, row, now) for row in rows]


def _take(session: Session, by: Actor | None, row: Row, now: dt.datetime) -> Taken:
    person, password, done = people.by_email(session, row.details.email), "", list[str]()
    if person is None:
        person, password = people.invite(session, row.details, now)
        done.append("joined")
    elif Details(person.name, person.email, person.roles, person.level) != row.details:
        people.edit(session, person, row.details)
        done.append("changed")
    done += _record(session, by, person, row, now)
    return Taken(row.details.name, ", ".join(done) or "as it was", password)


def _record(session: Session, by: Actor | None, person: Person, row: Row, now: dt.datetime) -> Iterator[str]:
    entry = session.get(InClass, person.id)
    if row.cohort and row.start and entry is None:
        roster.join(session, by, person, row.cohort, row.start, now)
        yield "start on record"
    known = row.leave_from and (roster.open_leave(session, person) or roster.was_away(session, person, row.leave_from))
    if row.leave_from and not known:
        roster.begin_leave(session, by, person, row.leave_from, now)
        yield "on leave"
    if row.leave_to and roster.open_leave(session, person):
        roster.end_leave(session, by, person, row.leave_to, now)
        yield "back from leave"
    if row.end and person.active:
        if entry or row.cohort:
            roster.leave_class(session, by, person, row.end, now)
        people.deactivate(session, person)
        yield "left"


__all__ = ["COLUMNS", "EXAMPLE", "FileError", "RefusedError", "Row", "Taken", "read", "take_in"]
