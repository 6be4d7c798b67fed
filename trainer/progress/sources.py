"""Where evidence comes from: each feature that judges people is read through its service, once.

A source is asked what it has judged that is evidence, by number, and then for the pieces of those that are new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.district.advancement import Kind
from trainer.district.pack import Pack
from trainer.measure.severity import Severity
from trainer.people import service as people_service
from trainer.plays import service as plays
from trainer.progress.evidence import Piece, marked, pieces
from trainer.progress.handing_in import add_evidence, note_severity
from trainer.progress.models import EvidenceRow, KnownSeverity
from trainer.progress.reading import Subject, subjects
from trainer.record.finding import Severity as Gravity
from trainer.reviews import service as reviews
from trainer.reviews.service import ChecklistMark, LiveFinding
from trainer.web.clock import office_day


@dataclass(frozen=True)
class Judged:
    """An occasion that is evidence about somebody: its name in the record, and its number where it came from."""

    occasion: str
    person_id: int
    number: int


class Source(Protocol):
    """A feature that judges people."""

    def judged(self, session: Session, people: Mapping[int, Subject], today: dt.date) -> Iterator[Judged]: ...

    def pieces(self, session: Session, one: Judged, subject: Subject) -> Sequence[Piece]: ...


class Plays:
    """Plays that have ended, in the modes that the cohort's criteria count."""

    def __init__(self, pack: Pack) -> None:
        self.rubric = pack.rubric

    def judged(self, session: Session, people: Mapping[int, Subject], today: dt.date) -> Iterator[Judged]:
        for number, person_id, mode, ended in plays.counted(session):
            subject = people.get(person_id)
            if subject is None or office_day(ended) < subject.in_class.starts_on:
                continue
            if mode.value in subject.stated.evidence.counts:
                yield Judged(f"play:{number}", person_id, number)

    def pieces(self, session: Session, one: Judged, subject: Subject) -> Sequence[Piece]:
        play = plays.find(session, one.number, one.person_id)
        day = office_day(play.ended_at or play.started_at)
        kind: Kind = "practice" if play.mode.value == "practice" else "assess"
        late = subject.stated.evidence.late_share
        return pieces(plays.found_in(play), bool(play.passed), kind, one.occasion, day, play.title, late, self.rubric)


class Reviews:
    """Released reviews of a random sample, once they can no longer be disputed and nothing in them is in dispute."""

    def __init__(self, pack: Pack, dispute_days: int) -> None:
        self.pack, self.dispute_days = pack, dispute_days

    def judged(self, session: Session, people: Mapping[int, Subject], today: dt.date) -> Iterator[Judged]:
        final = today - dt.timedelta(days=self.dispute_days)
        for one in reviews.settled(session):
            subject = people.get(one.person_id)
            if subject is None or "live" not in subject.stated.evidence.counts:
                continue
            if office_day(one.released_at) < final and one.day >= subject.in_class.starts_on:
                yield Judged(f"review:{one.review}", one.person_id, one.review)

    def pieces(self, session: Session, one: Judged, subject: Subject) -> Sequence[Piece]:
        found = reviews.live_findings(session, one.number)
        return [_criterion(self.pack, one.occasion, place, each) for place, each in enumerate(found)]


def _criterion(pack: Pack, occasion: str, place: int, one: LiveFinding) -> Piece:
    duty = next((int(name[1:]) for name in one.competencies if name.startswith("D")), 0)
    severity = Gravity.CRITICAL if one.critical else Gravity.MAJOR
    return Piece(
        "live", occasion, place, one.day, float(one.share), one.rule or f"card:{one.criterion}", severity, duty,
        _part(pack, one), one.title, f"Live contact {one.interaction}", reviewer_id=one.reviewer_id,
        speaks_to=one.competencies,
    )  # fmt: skip


def _part(pack: Pack, one: LiveFinding) -> str:
    """The part of the score: of the rule that the card's criterion names, else what its abilities belong to, if any."""
    if one.rule in pack.rules:
        return pack.rules[one.rule].part
    abilities = {name for name in one.competencies if name.startswith("A")}
    parts = pack.rubric.part_competencies.items()
    return next((part for part, speaks in parts if not abilities.isdisjoint(speaks.names)), "")


class Checklist:
    """What a witness marked on the job, once the person has signed it too. It stands beside what is measured."""

    def judged(self, session: Session, people: Mapping[int, Subject], today: dt.date) -> Iterator[Judged]:
        for number, person_id in reviews.checklist(session):
            if person_id in people:
                yield Judged(f"mark:{number}", person_id, number)

    def pieces(self, session: Session, one: Judged, subject: Subject) -> Sequence[Piece]:
        return [_mark(one.occasion, reviews.checklist_mark(session, one.number))]


def _mark(occasion: str, given: ChecklistMark) -> Piece:
    shown = f"{given.step.label}. {given.note}".strip()
    return marked(occasion, given.on, given.step.value, shown, given.duty, given.witness_id)


@dataclass(frozen=True)
class Served:
    """Whose rules judge: the pack that is served, and the folder it came from."""

    pack: Pack
    folder: Path


@dataclass(frozen=True)
class New:
    """What is not yet known to progress: pieces about people, and what calibration has come to know of reviewers."""

    judged: Sequence[tuple[int, Sequence[Piece]]]
    severities: Mapping[int, Severity]

    def __bool__(self) -> bool:
        return bool(self.judged or self.severities)


def waiting(session: Session, served: Served, today: dt.date) -> New:
    """What has been judged of everyone on the way, and calibrated, since somebody last looked."""
    return New(_judged(session, served, today), _severities(session, served.folder, today))


def _judged(session: Session, served: Served, today: dt.date) -> list[tuple[int, Sequence[Piece]]]:
    """The pieces of every occasion that is new, with whom they are about; an occasion without any is none."""
    days = reviews.dispute_days(served.folder)
    sources: tuple[Source, ...] = (Plays(served.pack), Reviews(served.pack, days), Checklist())
    people = {one.person.id: one for one in subjects(session, dt.date.max)}
    judged = [(source, one) for source in sources for one in source.judged(session, people, today)]
    taken = set(session.scalars(sa.select(EvidenceRow.occasion).where(EvidenceRow.place == 0))) if judged else set()
    new = [(source, one) for source, one in judged if one.occasion not in taken]
    found = [(one.person_id, source.pieces(session, one, people[one.person_id])) for source, one in new]
    return [each for each in found if each[1]]


def _severities(session: Session, folder: Path, today: dt.date) -> Mapping[int, Severity]:
    last = session.scalar(sa.select(sa.func.max(KnownSeverity.recorded_on))) or dt.date.min
    return reviews.known_severities(session, folder, last, today)


def gather(session: Session, served: Served, today: dt.date) -> int:
    """Take in everything new, known from today on; how many pieces of evidence there were."""
    new = waiting(session, served, today)
    for reviewer_id, known in new.severities.items():
        reviewer = people_service.by_id(session, reviewer_id)
        if reviewer is not None and known.points is not None:
            note_severity(session, reviewer, known.points, today, known.against)
    return sum(add_evidence(session, person_id, pieces, today) for person_id, pieces in new.judged)
