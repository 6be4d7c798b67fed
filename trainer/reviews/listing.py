"""Finding interactions: the filters of the list and of targeted plans, in one place so that both mean the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.reviews import paging
from trainer.reviews.interactions import Interaction
from trainer.reviews.paging import Page
from trainer.reviews.sheet import Sheet
from trainer.reviews.showing import wall
from trainer.reviews.words import Channel
from trainer.web.clock import OFFICE

COLUMNS = (
    "Interaction", "Source", "Source id", "When", "Representative", "Channel", "Reason", "Seconds", "Masked", "State",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """Which interactions; a field left out asks for nothing. Days are the office's own, both of them included."""

    first_day: dt.date | None = None
    last_day: dt.date | None = None
    channel: Channel | None = None
    reason: str = ""
    representative: int | None = None
    held: bool = False

    def plain(self) -> dict[str, Any]:
        """What beside the days was asked for, as a plan keeps it."""
        asked = {"channel": self.channel, "reason": self.reason, "representative": self.representative}
        return {name: value for name, value in asked.items() if value}

    @property
    def asks(self) -> bool:
        return self != Wanted()


def page(session: Session, wanted: Wanted, viewer: int, number: int = 1) -> Page[Interaction]:
    """The interactions wanted, newest first, but for the viewer's own: those they see when a review is released."""
    ordered = matching(wanted, viewer).order_by(Interaction.started_at.desc(), Interaction.id.desc())
    return paging.asked(session, ordered, number)


def sheet(session: Session, wanted: Wanted, viewer: int, known: Mapping[int, str]) -> Sheet:
    """Every interaction wanted as a table, newest first, without its words."""
    found = session.scalars(matching(wanted, viewer).order_by(Interaction.started_at.desc(), Interaction.id.desc()))
    rows = [
        (str(one.id), one.source, one.source_id, wall(one.started_at), known[one.representative_id], one.channel.label,
         one.reason, "" if one.seconds is None else str(one.seconds), str(one.maskings_count), _state(one))
        for one in found
    ]  # fmt: skip
    return Sheet("interactions", COLUMNS, rows)


def _state(one: Interaction) -> str:
    return "words deleted" if one.purged_at else "on hold" if one.held else ""


def matching(wanted: Wanted, viewer: int | None = None) -> sa.Select[Any]:
    """The statement that selects them; `viewer` is left out of it, where one is given."""
    chosen = sa.select(Interaction)
    if viewer is not None:
        chosen = chosen.where(Interaction.representative_id != viewer)
    if wanted.first_day:
        chosen = chosen.where(Interaction.started_at >= begins(wanted.first_day))
    if wanted.last_day:
        chosen = chosen.where(Interaction.started_at < begins(wanted.last_day + dt.timedelta(days=1)))
    if wanted.channel:
        chosen = chosen.where(Interaction.channel == wanted.channel)
    if wanted.reason:
        chosen = chosen.where(Interaction.reason == wanted.reason)
    if wanted.representative:
        chosen = chosen.where(Interaction.representative_id == wanted.representative)
    return chosen.where(Interaction.held) if wanted.held else chosen


def reasons(session: Session) -> Sequence[str]:
    """Every reason there is, in the order of the alphabet."""
    found = sa.select(Interaction.reason).where(Interaction.reason != "").distinct().order_by(Interaction.reason)
    return session.scalars(found).all()


def begins(day: dt.date) -> dt.datetime:
    """The moment at which the office's day begins."""
    return dt.datetime.combine(day, dt.time(), OFFICE)
