"""What may be done with scorecards: drafts, publishing, archiving. The only writer of their tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from trainer.reviews.card import files
from trainer.reviews.card.comparing import differences
from trainer.reviews.card.hearing import without_recording
from trainer.reviews.card.model import Card
from trainer.reviews.models import CardVersion, Review, Scorecard, State
from trainer.reviews.refusals import ConflictError, NotFoundError, RefusedError
from trainer.reviews.trail import told

_MOST_READ = 200
_READ: dict[tuple[str, bool], Card] = {}  # by the hash of their content, so that none is ever stale


def everything(session: Session) -> Sequence[Scorecard]:
    """All cards by name, each with its versions from the first."""
    return session.scalars(sa.select(Scorecard).order_by(Scorecard.name)).all()


def version(session: Session, version_id: int) -> CardVersion:
    """One version; raises NotFoundError."""
    found = session.get(CardVersion, version_id)
    if found is None:
        raise NotFoundError(f"version {version_id}")
    return found


def card_of(one: CardVersion, *, recording: bool = True) -> Card:
    """The card that a version holds, or what of it can be judged without a recording.

    Lists of reviews ask for the same few again and again, so they are kept read.
    """
    key = one.digest, recording
    if key not in _READ:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        whole = files.card_from_plain(one.body, f"version {one.number}")
        _READ[key] = whole if recording else without_recording(whole)
    return _READ[key]


def offered(session: Session, channel: str | None = None) -> list[CardVersion]:
    """The published versions that fit a channel, the latest of each card; all of them where none fits."""
    published = [one for card in everything(session) for one in card.versions if one.state is State.PUBLISHED]
    latest = {one.scorecard_id: one for one in published}
    fitting = [one for one in latest.values() if channel is None or channel in card_of(one).channels]
    return fitting or list(latest.values())


def uses(session: Session, one: CardVersion) -> int:
    """How many reviews are pinned to a version."""
    return session.scalar(sa.select(sa.func.count()).where(Review.version_id == one.id)) or 0


def add(session: Session, card: Card, by: int, now: dt.datetime, report: Iterable[str] = ()) -> CardVersion:
    """A draft of a card: the next version where a card of that name is there already. Raises RefusedError."""
    known = session.scalar(sa.select(Scorecard).where(Scorecard.name == card.name).with_for_update())
    twice = RefusedError(f"“{card.title}” has a draft already. Finish or discard it first.")
    if known and any(one.state is State.DRAFT for one in known.versions):
        raise twice
    holder = known or Scorecard(name=card.name, made_at=now, versions=[])
    number = max((one.number for one in holder.versions), default=0) + 1
    draft = CardVersion(number=number, state=State.DRAFT, report=list(report), changed_at=now, changed_by=by)
    _fill(draft, card)
    holder.versions.append(draft)
    session.add(holder)
    try:
        _told_of(session, draft, by, "made a draft", now)
        session.commit()
    except IntegrityError:  # somebody else made the first of that name a moment ago
        session.rollback()
        raise twice from None
    return draft


def _fill(draft: CardVersion, card: Card) -> None:
    draft.title, draft.body, draft.digest = card.title, files.as_plain(card), files.digest(card)


def save(session: Session, draft: CardVersion, card: Card, revision: int, by: int, now: dt.datetime) -> None:
    """Replace a draft's content; raises RefusedError, or ConflictError when `revision` is not the latest."""
    _take_turn(session, draft, revision)
    if card.name != draft.scorecard.name:
        raise RefusedError("A card keeps its name through all its versions.")
    changed = dict.fromkeys(f"{each.of}: {each.part}" for each in differences(card_of(draft), card))
    _fill(draft, card)
    draft.revision, draft.changed_at, draft.changed_by = draft.revision + 1, now, by
    _told_of(session, draft, by, "edited a draft", now, changed="; ".join(changed))
    session.commit()


def _take_turn(session: Session, draft: CardVersion, revision: int | None) -> None:
    """Let nobody else change a draft until this transaction ends; raises where it is not the one that was looked at."""
    session.refresh(draft, with_for_update=True)
    _only_a_draft(draft)
    if revision not in (None, draft.revision):
        raise ConflictError("This draft was changed in another window. Look at it as it is now, then go on.")


def publish(
    session: Session, draft: CardVersion, problems: Iterable[str], by: int, now: dt.datetime,
    revision: int | None = None,
) -> None:  # fmt: skip
    """Lock a draft and offer it; earlier versions are archived. `problems` are what the pack has against it.

    `revision` is the one that was looked at, so that nothing is published unseen; None: whatever stands there.
    """
    _take_turn(session, draft, revision)
    wrong = list(problems)
    if wrong:
        raise RefusedError(f"{' '.join(wrong)} Correct it, then publish.")
    for other in draft.scorecard.versions:
        if other.state is State.PUBLISHED:
            other.state, other.archived_at = State.ARCHIVED, now
    draft.state, draft.published_at = State.PUBLISHED, now
    _told_of(session, draft, by, "published a scorecard", now)
    session.commit()


def archive(session: Session, one: CardVersion, by: int, now: dt.datetime) -> None:
    """Offer a published version no more; its reviews stay, and those begun with it can be finished."""
    session.refresh(one, with_for_update=True)
    if one.state is not State.PUBLISHED:
        raise RefusedError("Only a published version can be archived.")
    one.state, one.archived_at = State.ARCHIVED, now
    _told_of(session, one, by, "archived a scorecard", now)
    session.commit()


def discard(session: Session, draft: CardVersion, by: int, now: dt.datetime, revision: int | None = None) -> None:
    """Throw a draft away as it was looked at; nothing was ever judged by it."""
    _take_turn(session, draft, revision)
    holder = draft.scorecard
    _told_of(session, draft, by, "discarded a draft", now)
    session.delete(draft)
    session.flush()
    session.refresh(holder)
    if not holder.versions:
        session.delete(holder)
    session.commit()


def draft_from(session: Session, one: CardVersion, by: int, now: dt.datetime) -> CardVersion:
    """A new draft with the content of a locked version; raises RefusedError where a draft is there already."""
    return add(session, card_of(one), by, now)


def _told_of(session: Session, one: CardVersion, by: int, verb: str, now: dt.datetime, **detail: str) -> None:
    told(session, by, verb, "scorecard", one.scorecard.name, now, version=one.number, **detail)


def _only_a_draft(one: CardVersion) -> None:
    if one.state is not State.DRAFT:
        raise RefusedError(f"Version {one.number} is {one.state} and locked. Make a new draft from it to change it.")
