"""Putting records into the database: masked, in batches, each batch kept for good before the next is begun.

A file that was stopped halfway is simply given again: what is known by its source and id is passed over. A record that
is known and differs is never written over the old one, because reviews point at its lines.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from trainer.people import service as people
from trainer.people.service import Role
from trainer.reviews.intake.batches import batches
from trainer.reviews.intake.prepared import Prepared, prepare
from trainer.reviews.intake.record import BadRecord, Given
from trainer.reviews.interactions import ActionTaken, Interaction, Turn
from trainer.reviews.trail import told

BATCH = 400
MOST_TOLD = 500  # mistakes told one by one; all are counted


@dataclass
class Report:
    """What became of a file: how many are new, how many were known already, and what is wrong with the rest."""

    added: int = 0
    known: int = 0
    bad: int = 0
    problems: list[BadRecord] = field(default_factory=list)
    maskings: Counter[str] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        return self.added + self.known + self.bad

    def refuse(self, problem: BadRecord) -> None:
        self.bad += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)

    def plain(self) -> dict[str, object]:
        """As `--json` writes it."""
        told = [
            {"line": one.line, "field": one.field, "message": one.message, "remedy": one.remedy}
            for one in self.problems
        ]
        return {"added": self.added, "known": self.known, "bad": self.bad, "maskings": dict(self.maskings),
                "problems": told}  # fmt: skip


def load(
    session: Session, found: Iterable[Given | BadRecord], now: dt.datetime, *, emails: bool = False,
    advance: Callable[[int], None] = lambda _: None, by: int | None = None, file: str = "",
) -> Report:  # fmt: skip
    """Load everything that can be loaded; commits after each batch. `advance` hears how many were read so far.

    `by` whom, from which file: each batch is told in the audit trail, with how much was masked in it. `emails` masks
    addresses of mail, too. Two loads at once are safe: the later finds what the earlier put in.
    """
    report, staff = Report(), _staff(session)
    origin = Origin(by, file, now)
    for batch in batches(found, BATCH):
        good = []
        for one in batch:
            if isinstance(one, Given):
                prepared = _prepared(one, staff, emails)
                good.append(prepared) if isinstance(prepared, Prepared) else report.refuse(prepared)
            else:
                report.refuse(one)
        try:
            _write(session, good, origin, report)
        except IntegrityError:
            session.rollback()
            _write(session, good, origin, report)
        advance(report.read)
    return report


@dataclass(frozen=True)
class Origin:
    """Who brings a file in, its name, and when."""

    by: int | None
    file: str
    now: dt.datetime


def _staff(session: Session) -> Mapping[str, int]:
    everyone = people.everyone(session)
    return {person.email: person.id for person in everyone if Role.REPRESENTATIVE in person.roles}


def _prepared(one: Given, staff: Mapping[str, int], emails: bool) -> Prepared | BadRecord:
    address = people.tidy_email(one.record.representative)
    if address not in staff:
        message = f"no representative here has the address “{address}”."
        remedy = "Let an administrator add them as a representative, or correct the address."
        return BadRecord(one.line, "representative", message, remedy)
    return prepare(one, staff[address], emails=emails)


def _write(session: Session, good: Sequence[Prepared], origin: Origin, report: Report) -> None:
    known = _known(session, good)
    fresh: dict[tuple[str, str], Prepared] = {}
    counted, differing = 0, []
    for one in good:
        before = known.get(one.key) or (fresh[one.key].content_hash if one.key in fresh else None)
        if before is None:
            fresh[one.key] = one
        elif before == one.content_hash:
            counted += 1
        else:
            differing.append(one.line)
    masked = sum((Counter(one.maskings) for one in fresh.values()), Counter[str]())
    _insert(session, list(fresh.values()), origin, masked)
    session.commit()
    report.added += len(fresh)
    report.known += counted
    report.maskings.update(masked)
    for line in differing:
        report.refuse(_differs(line))


def _differs(line: int) -> BadRecord:
    message = "an interaction with this source and id is here already, and its words differ; it stays as it is."
    return BadRecord(line, "source_id", message, "Give a corrected transcript an id of its own.")


def _known(session: Session, good: Sequence[Prepared]) -> Mapping[tuple[str, str], str]:
    known = {}
    for source in dict.fromkeys(one.source for one in good):
        ids = [one.source_id for one in good if one.source == source]
        wanted = sa.select(Interaction.source_id, Interaction.content_hash).where(
            Interaction.source == source, Interaction.source_id.in_(ids)
        )
        known.update({(source, source_id): content for source_id, content in session.execute(wanted)})
    return known


def _insert(session: Session, fresh: Sequence[Prepared], origin: Origin, masked: Counter[str]) -> None:
    if not fresh:
        return
    insert = sa.insert(Interaction).returning(Interaction.id, sort_by_parameter_order=True)
    ids = session.scalars(insert, [one.row(origin.now) for one in fresh]).all()
    turns = [{"interaction_id": own, **turn} for own, one in zip(ids, fresh, strict=True) for turn in one.turns]
    actions = [{"interaction_id": own, **done} for own, one in zip(ids, fresh, strict=True) for done in one.actions]
    session.execute(sa.insert(Turn.__table__), turns)  # type: ignore[arg-type]
    if actions:
        session.execute(sa.insert(ActionTaken.__table__), actions)  # type: ignore[arg-type]
    detail = {"file": origin.file, "added": len(ids), "masked": dict(sorted(masked.items()))}
    told(session, origin.by, "imported", "interactions", f"{min(ids)}-{max(ids)}", origin.now, **detail)
