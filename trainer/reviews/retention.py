"""How long transcripts are kept: at least as long as the law asks, at most as long as the pack says, unless held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.district.keeping import TRANSCRIPTS
from trainer.district.pack import Pack
from trainer.district.parameters import Value
from trainer.reviews.interactions import ActionTaken, Interaction, MarkJudged, Turn
from trainer.reviews.trail import told
from trainer.web.clock import OFFICE


@dataclass(frozen=True)
class Purge:
    """What was purged, or would be: every transcript that began before `before`, but for those held."""

    before: dt.date
    days: Value
    purged: int
    held: int


def purge(session: Session, pack: Pack, as_of: dt.date, now: dt.datetime, *, dry_run: bool = False) -> Purge:
    """Delete the words and actions of transcripts past the limit, in one transaction; their scores stay.

    The recording is no longer linked; its file belongs to the telephone system. Raises KeepingError.
    """
    limit = TRANSCRIPTS.limit_of(pack, as_of)
    before = as_of - dt.timedelta(days=int(limit.value))
    old = sa.and_(Interaction.purged_at.is_(None), Interaction.started_at < _begins(before))
    count = sa.select(sa.func.count()).select_from(Interaction)
    going, held = (session.scalar(count.where(old, Interaction.held.is_(kept))) or 0 for kept in (False, True))
    if not dry_run:
        ids = sa.select(Interaction.id).where(old, Interaction.held.is_(False)).scalar_subquery()
        for table in (Turn, ActionTaken, MarkJudged):
            session.execute(sa.delete(table).where(table.interaction_id.in_(ids)))
        session.execute(
            sa.update(Interaction).where(old, Interaction.held.is_(False)).values(purged_at=now, audio=None)
        )
        if going:
            told(session, None, "deleted transcripts", "interactions", before.isoformat(), now, count=going, held=held)
        session.commit()
    return Purge(before, limit, going, held)


def hold(session: Session, interaction: Interaction, why: str, by: int, now: dt.datetime) -> None:
    """Keep a transcript whatever its age, because of a claim, a request for records or a dispute."""
    interaction.held, interaction.held_why = True, why.strip()
    told(session, by, "held", "interaction", interaction.id, now, why=why.strip())
    session.commit()


def release(session: Session, interaction: Interaction, by: int, now: dt.datetime) -> None:
    """Let the transcript go when its time comes."""
    interaction.held, interaction.held_why = False, ""
    told(session, by, "let go of a hold", "interaction", interaction.id, now)
    session.commit()


def _begins(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OFFICE)
