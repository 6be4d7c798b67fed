"""What may be done with written reasons, and the only writer of their tables.

The rules say that any end inside a band is right, so no mark moves a score. Whoever marks sees the situation, the band,
the choice and the reason: neither whose play it was, nor its score, nor what another made of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.audit import service as audit
from trainer.plays import stored
from trainer.plays.discretion.models import Judged, Reason, ReasonMark
from trainer.plays.models import Play
from trainer.plays.refusing import NotFoundError, RefusedError
from trainer.record.finding import Finding

__all__ = ["Choice", "Judged", "NotFoundError", "Reason", "ReasonMark", "RefusedError", "Unmarked", "choices", "mark",
           "queue", "unasked", "write"]  # fmt: skip

LONGEST = 1000


@dataclass(frozen=True)
class Choice:
    """One choice of a play: the finding that says so, its place, and the reason where one was written."""

    place: int
    finding: Finding
    reason: Reason | None

    @property
    def marked(self) -> bool:
        return self.reason is not None and bool(self.reason.marks)


@dataclass(frozen=True)
class Unmarked:
    """A reason as its markers see it."""

    id: int
    scenario: str
    finding: Finding
    text: str


def choices(session: Session, play: Play) -> list[Choice]:
    """Every choice that the rules left in an ended play, in its order."""
    written = {one.place: one for one in session.scalars(sa.select(Reason).where(Reason.play_id == play.id))}
    found = enumerate(stored.findings(play))
    return [Choice(place, one, written.get(place)) for place, one in found if one.discretion]


def unasked(session: Session, play: Play) -> list[Choice]:
    """The choices about which nothing was written yet, not even that there is nothing to say."""
    return [one for one in choices(session, play) if one.reason is None]


def write(session: Session, play: Play, texts: Mapping[int, str], now: dt.datetime) -> None:
    """Keep the reasons given by place; raises RefusedError for one that is marked already, or too long."""
    known = {one.place: one for one in choices(session, play)}
    for place, text in texts.items():
        if place in known:
            _write(session, play, known[place], text.strip(), now)
    session.commit()


def _write(session: Session, play: Play, one: Choice, text: str, now: dt.datetime) -> None:
    if len(text) > LONGEST:
        raise RefusedError(f"That is longer than {LONGEST:,} characters. Say it more shortly.")
    if one.reason is None:
        session.add(Reason(play_id=play.id, place=one.place, text=text, written_at=now))
    elif one.reason.text != text:
        if one.marked:
            raise RefusedError("It was marked already, and stands as it was read.")
        one.reason.text, one.reason.written_at = text, now


def queue(session: Session, marker: audit.Actor, markers: int) -> list[Unmarked]:
    """The reasons that this person may mark, the oldest first: nothing of their own, and nothing twice."""
    marked = sa.select(sa.func.count(ReasonMark.id)).where(ReasonMark.reason_id == Reason.id).scalar_subquery()
    mine = sa.exists().where(ReasonMark.reason_id == Reason.id, ReasonMark.marked_by == marker.id)
    found = (
        sa.select(Reason, Play).join(Play, Play.id == Reason.play_id)
        .where(Reason.text != "", Play.person_id != marker.id, marked < markers, ~mine)
        .order_by(Reason.written_at, Reason.id)
    )  # fmt: skip
    return [_unmarked(reason, play) for reason, play in session.execute(found)]


def _unmarked(reason: Reason, play: Play) -> Unmarked:
    return Unmarked(reason.id, play.scenario, stored.findings(play)[reason.place], reason.text)


def mark(
    session: Session, by: audit.Actor, reason_id: int, judged: Judged, comment: str, markers: int, now: dt.datetime
) -> None:
    """Mark a reason from one's queue; raises NotFoundError where it is not in it, RefusedError without a comment."""
    if not any(one.id == reason_id for one in queue(session, by, markers)):
        raise NotFoundError(str(reason_id))
    comment = comment.strip()
    if not comment or len(comment) > LONGEST:
        raise RefusedError(f"Write a sentence or two that help, up to {LONGEST:,} characters.")
    session.add(ReasonMark(reason_id=reason_id, marked_by=by.id, marked_at=now, judged=judged, comment=comment))
    audit.record(session, by, "marked", audit.subject("reason", reason_id), {"judged": judged.value}, now)
    session.commit()


def shown(one: Choice, markers: int) -> Sequence[ReasonMark]:
    """The marks that whoever wrote the reason reads: all together, once everybody has marked."""
    marks = one.reason.marks if one.reason else []
    return marks if len(marks) >= markers else []
