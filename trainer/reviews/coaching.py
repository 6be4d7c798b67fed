"""Coaching: a note on what a review found, what was agreed, both signatures, and whether it helped.

The only writer of coaching notes. Whether it helped is told from random samples alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.measure.resampling import Figure, Interval
from trainer.reviews import lists, standing
from trainer.reviews.card.model import NOT_APPLICABLE
from trainer.reviews.models import Cause, CoachingNote, Purpose, Review
from trainer.reviews.refusals import NotFoundError, RefusedError
from trainer.reviews.scorecards import card_of
from trainer.reviews.sheet import Sheet
from trainer.reviews.showing import wall
from trainer.reviews.trail import told

COLUMNS = (
    "Note", "Review", "Person", "Coach", "Criterion", "Item", "Cause", "Practice", "Written", "Coach signed",
    "Person signed",
)  # fmt: skip


def write(
    session: Session, review: Review, criterion: str, cause: Cause, seen: str, agreed: str, scenarios: Iterable[str],
    coach_id: int, now: dt.datetime,
) -> CoachingNote:  # fmt: skip
    """Write a note on one criterion of a released review, signed by its coach. Raises RefusedError."""
    if review.interaction.representative_id == coach_id:
        raise RefusedError("Nobody coaches themselves.")
    if review.released_at is None:
        raise RefusedError("Release the review first, so that both of you have read it.")
    if card_of(review.version).criterion(criterion) is None:
        raise RefusedError("Choose the item that the coaching is about.")
    if len(seen.strip()) < 10 or len(agreed.strip()) < 10:
        raise RefusedError("Write a sentence on what was seen, and one on what was agreed.")
    note = CoachingNote(
        person_id=review.interaction.representative_id, coach_id=coach_id, review=review, criterion=criterion,
        cause=cause, seen=seen.strip(), agreed=agreed.strip(), scenarios=list(scenarios), made_at=now,
        coach_signed_at=now,
    )  # fmt: skip
    session.add(note)
    session.flush()
    told(session, coach_id, "wrote a coaching note", "note", note.id, now, person=note.person_id, item=criterion)
    session.commit()
    return note


def sign(session: Session, note: CoachingNote, by: int, now: dt.datetime) -> None:
    """The person coached signs that this was agreed; raises RefusedError for anyone else."""
    if note.person_id != by:
        raise RefusedError("The person coached signs here; the coach has signed by writing it.")
    if note.person_signed_at is None:
        note.person_signed_at = now
        told(session, by, "signed a coaching note", "note", note.id, now)
        session.commit()


def find(session: Session, note_id: int) -> CoachingNote:
    """One note; raises NotFoundError."""
    found = session.get(CoachingNote, note_id)
    if found is None:
        raise NotFoundError(f"note {note_id}")
    return found


def notes(session: Session, person_id: int | None = None) -> Sequence[CoachingNote]:
    """Everybody's notes, or one person's, the latest first."""
    wanted = sa.select(CoachingNote).order_by(CoachingNote.made_at.desc(), CoachingNote.id.desc())
    return session.scalars(wanted if person_id is None else wanted.where(CoachingNote.person_id == person_id)).all()


def title(note: CoachingNote) -> str:
    """What the note is about: the title of its criterion."""
    criterion = card_of(note.review.version).criterion(note.criterion)
    return criterion.title if criterion else note.criterion


def sheet(found: Sequence[CoachingNote], known: Mapping[int, str]) -> Sheet:
    """Notes as a table: whose, by whom, on what, why it went so, and when both signed."""
    rows = [
        (str(one.id), str(one.review_id), known[one.person_id], known[one.coach_id], one.criterion, title(one),
         one.cause.label, ", ".join(one.scenarios), wall(one.made_at),
         *(wall(at) if at else "" for at in (one.coach_signed_at, one.person_signed_at)))
        for one in found
    ]  # fmt: skip
    return Sheet("coaching", COLUMNS, rows)


# ------------------------------------------------------------------------------------------------- did it help


@dataclass(frozen=True)
class Helped:
    """How live samples went on one criterion before a note and after it: shares of the weight, 0 to 1.

    `change` is after less before; it and its interval are None while there are fewer than `least` on either side.
    """

    before: Sequence[float]
    after: Sequence[float]
    least: int
    change: float | None
    interval: Interval | None
    words: str


def helped(session: Session, note: CoachingNote, least: int) -> Helped:
    """Compare the person's random samples before and after, on the same criterion by its id."""
    dated = [(one.interaction.started_at, shares(one).get(note.criterion)) for one in _random(session, note.person_id)]
    before = [share for at, share in dated if share is not None and at < note.made_at]
    after = [share for at, share in dated if share is not None and at >= note.made_at]
    if min(len(before), len(after)) < least:
        words = (
            f"Too few to say: {len(before)} random samples before and {len(after)} since, {least} of each are needed."
        )
        return Helped(before, after, least, None, None, words)
    change, interval = difference(before, after, f"note:{note.id}")
    return Helped(before, after, least, change, interval, _words(change, interval))


def _random(session: Session, person_id: int) -> list[Review]:
    return [one for one in lists.released_to(session, person_id) if one.purpose is Purpose.RANDOM]


def shares(one: Review) -> dict[str, float]:
    """What a review gave for each criterion, 0 to 1; without those not asked or not applicable."""
    counting = standing.counting(one)
    return {
        criterion.id: float(criterion.share(counting[criterion.id]))
        for criterion in standing.shown_criteria(one)
        if counting.get(criterion.id, NOT_APPLICABLE) != NOT_APPLICABLE
    }


def difference(before: Sequence[float], after: Sequence[float], seed: str) -> tuple[float, Interval | None]:
    """The mean after less the mean before, with its bootstrap interval over the samples."""
    rows = [(value, 1, 0, 0) for value in before] + [(0, 0, value, 1) for value in after]
    parts = np.array(rows, dtype=np.float64)

    def told(
        sums: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(sums[:, 2] / sums[:, 3] - sums[:, 0] / sums[:, 1])

    figure = Figure(parts, told)
    return figure.value() or 0.0, figure.interval(seed)


def _words(change: float, interval: Interval | None) -> str:
    if interval is None or interval.low <= 0 <= interval.high:
        return "No change that these samples bear out."
    low, high = sorted((abs(interval.low) * 100, abs(interval.high) * 100))
    return f"{'Better' if change > 0 else 'Worse'} by {low:.0f} to {high:.0f} points of 100."
