"""What may be done with a review: begin, answer, finish, release, acknowledge. Answers are added, never changed.

Each command is one transaction, and raises RefusedError with nothing changed when it may not be done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.reviews.card.model import NOT_APPLICABLE, Card, Criterion
from trainer.reviews.card.scoring import asked
from trainer.reviews.evidence import Ranges, lines_in
from trainer.reviews.interactions import Draw, Interaction
from trainer.reviews.lists import LIVE
from trainer.reviews.models import CardVersion, Moment, Purpose, Review, ReviewAnswer, ReviewScore, State
from trainer.reviews.refusals import ConflictError, NotFoundError, RefusedError
from trainer.reviews.standing import card as card_for
from trainer.reviews.standing import chosen, done, latest, score_of, unexplained
from trainer.reviews.trail import told_of

LONGEST_COMMENT = 4000


@dataclass(frozen=True)
class Given:
    """One answer as a reviewer gives it; `value` None takes it back."""

    value: str | None
    comment: str = ""
    evidence: Ranges | None = None


def review(session: Session, review_id: int) -> Review:
    """One review; raises NotFoundError. Whether this person may see it is `may_read`."""
    found = session.get(Review, review_id)
    if found is None:
        raise NotFoundError(f"review {review_id}")
    return found


def take_turn(session: Session, one: Review) -> None:
    """Let nobody else change a review until this transaction ends, and see it as the last one left it."""
    session.refresh(one, with_for_update=True)


def begin(
    session: Session, interaction: Interaction, version: CardVersion, reviewer_id: int, purpose: Purpose,
    now: dt.datetime, draw: Draw | None = None, calibration_id: int | None = None,
) -> Review:  # fmt: skip
    """Begin a review, or go on with the one there is. Raises RefusedError."""
    _check_reviewer(interaction, reviewer_id, purpose)
    session.execute(
        sa.select(Interaction.id).where(Interaction.id == interaction.id).with_for_update()
    )  # one at a time
    wanted = sa.select(Review).where(
        Review.interaction_id == interaction.id, Review.reviewer_id == reviewer_id, Review.purpose == purpose,
        Review.calibration_id == calibration_id if calibration_id else Review.calibration_id.is_(None),
    )  # fmt: skip
    known = session.scalars(wanted).first()
    if known is not None:
        return known
    if version.state is not State.PUBLISHED and calibration_id is None:
        raise RefusedError("Only a published version of a card can be reviewed with.")
    if not interaction.turns:
        raise RefusedError("The words of this interaction are gone: its time of keeping is over.")
    made = Review(
        interaction=interaction, version=version, reviewer_id=reviewer_id, purpose=purpose, draw=draw,
        calibration_id=calibration_id, begun_at=now, changed_at=now, revision=0, answers=[], scores=[], disputes=[],
    )  # fmt: skip
    session.add(made)
    session.commit()
    return made


def _check_reviewer(interaction: Interaction, reviewer_id: int, purpose: Purpose) -> None:
    own = interaction.representative_id == reviewer_id
    if own and purpose is not Purpose.SELF:
        raise RefusedError("Nobody reviews their own interaction; look at it by a self-review.")
    if not own and purpose is Purpose.SELF:
        raise RefusedError("A self-review is of one’s own interaction.")


def answer(session: Session, one: Review, given: Mapping[str, Given], revision: int, by: int, now: dt.datetime) -> int:
    """Take answers, and give the review's new revision.

    Raises ConflictError when `revision` is not the latest, and RefusedError for what does not fit the card.
    """
    take_turn(session, one)
    _still_open(one, by)
    if revision != one.revision:
        raise ConflictError("This review went on in another window. Load the page again to see where it stands.")
    card, answers = card_for(one), latest(one)
    for name, what in given.items():
        _check(card, name, what, len(one.interaction.turns))
    changed = {name: what for name, what in given.items() if _differs(what, answers.get(name))}
    for name, what in changed.items():
        _append(one, name, what, by, now)
    if changed:
        one.revision, one.changed_at = one.revision + 1, now
        session.commit()
    return one.revision


def _still_open(one: Review, by: int) -> None:
    if one.reviewer_id != by:
        raise RefusedError("Only the reviewer fills in a review.")
    if done(one):
        raise RefusedError("This review is finished. Reopen it to change an answer.")


def _check(card: Card, name: str, what: Given, lines: int) -> None:
    criterion = card.criterion(name)
    if criterion is None:
        raise RefusedError(f"This card has no criterion “{name}”.")
    if what.value is not None and what.value not in _possible(criterion):
        raise RefusedError(f"“{what.value}” is not an answer to “{criterion.title}”.")
    if len(what.comment) > LONGEST_COMMENT:
        raise RefusedError(f"The comment on “{criterion.title}” is longer than {LONGEST_COMMENT:,} characters.")
    if any(not 1 <= line <= lines for line in lines_in(what.evidence or [])):
        raise RefusedError(f"The evidence for “{criterion.title}” names a line that is not there.")


def _possible(criterion: Criterion) -> tuple[str, ...]:
    return criterion.values if criterion.applicable_always else (*criterion.values, NOT_APPLICABLE)


def _differs(what: Given, known: ReviewAnswer | None) -> bool:
    held = (known.value, known.comment, known.evidence) if known else (None, "", [])
    return (what.value, what.comment, what.evidence or []) != held


def _append(
    one: Review, name: str, what: Given, by: int, now: dt.datetime, dispute_id: int | None = None
) -> ReviewAnswer:
    added = ReviewAnswer(
        number=len(one.answers) + 1, criterion=name, value=what.value, comment=what.comment,
        evidence=what.evidence or [], at=now, by_id=by, dispute_id=dispute_id,
    )  # fmt: skip
    one.answers.append(added)
    return added


def overrule(
    one: Review, name: str, value: str, more: Mapping[str, Given], by: int, now: dt.datetime,
    dispute_id: int,
) -> None:  # fmt: skip
    """Add an arbiter's answer beside the reviewer's, and the score it makes. Part of settling: does not commit.

    `more` answers the items that are asked only since this answer; raises RefusedError naming one that is missing.
    """
    before = latest(one).get(name)
    given = Given(value, before.comment if before else "", before.evidence if before else [])
    card, lines = card_for(one), len(one.interaction.turns) or 10**6
    wanted = newly_asked(card, chosen(one), {name: value} | {key: what.value for key, what in more.items()})
    missing = [key for key in wanted if key not in more or more[key].value is None]
    if missing:
        raise RefusedError(f"With this answer the card asks more. Answer, too: {_titles(card, missing)}.")
    added = {name: given, **{key: more[key] for key in wanted}}
    for key, what in added.items():
        _check(card, key, what, lines)
    for key, what in added.items():
        _append(one, key, what, by, now, dispute_id)
    keep_score(one, Moment.SETTLED, by, now)


def newly_asked(card: Card, held: Mapping[str, str], given: Mapping[str, str | None]) -> tuple[str, ...]:
    """The criteria that are asked with the answers `given` beside those that held, and have no answer yet."""
    after = dict(held) | {name: value for name, value in given.items() if value is not None}
    before = {one.id for one in asked(card, held)}
    return tuple(one.id for one in asked(card, after) if one.id not in before and one.id not in held)


def keep_score(one: Review, why: Moment, by: int, now: dt.datetime) -> None:
    one.scores.append(
        ReviewScore(number=len(one.scores) + 1, why=why, score=score_of(one).plain(), at=now, by_id=by)
    )  # fmt: skip


def finish(session: Session, one: Review, by: int, now: dt.datetime) -> None:
    """Say that the review is complete; raises RefusedError naming what is open or unexplained."""
    take_turn(session, one)
    _still_open(one, by)
    card, found = card_for(one), score_of(one)
    if found.open:
        raise RefusedError(f"Still open: {_titles(card, found.open)}.")
    wanting = unexplained(one)
    if wanting:
        raise RefusedError(f"A comment is needed on: {_titles(card, wanting)}.")
    one.finished_at, one.revision = now, one.revision + 1
    keep_score(one, Moment.FINISHED, by, now)
    told_of(session, one, by, "finished a review", now)
    session.commit()


def _titles(card: Card, names: Sequence[str]) -> str:
    """Criteria by the numbers they have on the page, and by name."""
    return ", ".join(f"item {n} “{one.title}”" for n, one in enumerate(card.criteria, 1) if one.id in names)


def reopen(session: Session, one: Review, by: int, now: dt.datetime) -> None:
    """Go on with a finished review that nobody else has seen yet; raises RefusedError."""
    take_turn(session, one)
    if one.reviewer_id != by:
        raise RefusedError("Only the reviewer can reopen a review.")
    if one.released_at is not None:
        raise RefusedError("This review has been released, and what was released stands. It can be disputed.")
    if one.calibration_id is not None:
        raise RefusedError("A review handed in to a calibration stands as it is.")
    one.finished_at, one.revision = None, one.revision + 1
    told_of(session, one, by, "reopened a review", now)
    session.commit()


def release(session: Session, one: Review, by: int, now: dt.datetime) -> None:
    """Show a finished review to the representative; raises RefusedError."""
    take_turn(session, one)
    if one.purpose not in LIVE:
        raise RefusedError("Only a review of a sample is released.")
    if one.interaction.representative_id == by:
        raise RefusedError("Nobody releases the review of their own interaction.")
    if not done(one):
        raise RefusedError("It is not finished, so there is nothing to release yet.")
    if one.released_at is not None:
        raise RefusedError("It has been released already, as it stands here.")
    one.released_at = now
    keep_score(one, Moment.RELEASED, by, now)
    told_of(session, one, by, "released a review", now)
    session.commit()


def acknowledge(session: Session, one: Review, by: int, now: dt.datetime) -> None:
    """The representative has read it; that is not agreement. Raises RefusedError."""
    take_turn(session, one)
    if one.interaction.representative_id != by or one.released_at is None:
        raise RefusedError("Only the person reviewed acknowledges a review, once it is released.")
    if one.acknowledged_at is None:
        one.acknowledged_at = now
        told_of(session, one, by, "acknowledged a review", now)
        session.commit()
