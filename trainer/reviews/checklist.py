"""The on-the-job checklist: each duty seen, done with help, done alone; marked by a witness and signed by the person.

The only writer of its marks, which are only added. `signed` is what progress reads as evidence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.reviews.models import ChecklistMark, Step
from trainer.reviews.refusals import NotFoundError, RefusedError
from trainer.reviews.sheet import Sheet
from trainer.reviews.showing import wall
from trainer.reviews.trail import told

COLUMNS = ("Day", "Duty", "How far", "What it was", "Witness", "Witness signed", "Person signed")


def mark(
    session: Session, person_id: int, duty: int, step: Step, on: dt.date, note: str, witness_id: int, now: dt.datetime,
    today: dt.date,
) -> ChecklistMark:  # fmt: skip
    """Say that someone saw or did a duty on a day; the witness signs by it. Raises RefusedError."""
    if person_id == witness_id:
        raise RefusedError("Somebody else witnesses it.")
    if on > today:
        raise RefusedError("The day lies ahead. Enter the day on which it was done.")
    made = ChecklistMark(
        person_id=person_id, witness_id=witness_id, duty=duty, step=step, on=on, note=note.strip()[:1000],
        witness_signed_at=now,
    )  # fmt: skip
    session.add(made)
    told(session, witness_id, "marked a duty", "person", person_id, now, duty=duty, step=step.value)
    session.commit()
    return made


def find(session: Session, mark_id: int) -> ChecklistMark:
    """One mark; raises NotFoundError."""
    found = session.get(ChecklistMark, mark_id)
    if found is None:
        raise NotFoundError(f"mark {mark_id}")
    return found


def sign(session: Session, one: ChecklistMark, by: int, now: dt.datetime) -> None:
    """The person whose checklist it is signs; raises RefusedError for anyone else."""
    if one.person_id != by:
        raise RefusedError("The person whose checklist it is signs here; the witness signed by marking it.")
    if one.person_signed_at is None:
        one.person_signed_at = now
        told(session, by, "signed a duty", "person", one.person_id, now, duty=one.duty, step=one.step.value)
        session.commit()


def marks(session: Session, person_id: int) -> Sequence[ChecklistMark]:
    """Everything marked for a person, the latest first."""
    wanted = sa.select(ChecklistMark).where(ChecklistMark.person_id == person_id)
    return session.scalars(wanted.order_by(ChecklistMark.on.desc(), ChecklistMark.id.desc())).all()


def signed(session: Session) -> list[tuple[int, int]]:
    """Every mark that both signed, in the order they were made: its number, and whose it is."""
    both = sa.select(ChecklistMark.id, ChecklistMark.person_id).where(ChecklistMark.person_signed_at.is_not(None))
    return [(number, whose) for number, whose in session.execute(both.order_by(ChecklistMark.id))]


def standing(session: Session, person_id: int, until: dt.date | None = None) -> dict[int, dict[Step, ChecklistMark]]:
    """Duty → step → the first mark of it that both signed, of those up to a day."""
    found: dict[int, dict[Step, ChecklistMark]] = {}
    for one in reversed(marks(session, person_id)):
        if one.person_signed_at is not None and (until is None or one.on <= until):
            found.setdefault(one.duty, {}).setdefault(one.step, one)
    return found


def sheet(found: Sequence[ChecklistMark], known: Mapping[int, str], person_id: int) -> Sheet:
    """Marks as a table: those of which both signatures have a moment count."""
    rows = [
        (one.on.isoformat(), str(one.duty), one.step.label, one.note, known[one.witness_id],
         wall(one.witness_signed_at), wall(one.person_signed_at) if one.person_signed_at else "")
        for one in found
    ]  # fmt: skip
    return Sheet(f"checklist-{person_id}", COLUMNS, rows)
