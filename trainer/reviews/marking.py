"""The marks of one interaction with what people made of them, and the only writer of the latter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.reviews.interactions import Interaction, MarkJudged
from trainer.reviews.reading_aid import Kind, Limits, Mark, marks
from trainer.reviews.trail import told
from trainer.reviews.words import Judged
from trainer.web.clock import OFFICE
from trainer.web.content import Content


@dataclass(frozen=True)
class Shown:
    """A mark, and what was made of it; None: nobody has decided yet."""

    mark: Mark
    judged: Judged | None


def shown(session: Session, content: Content, interaction: Interaction) -> Sequence[Shown]:
    """The marks by line. They are computed each time, so a better aid marks better; what was decided stays."""
    day = interaction.started_at.astimezone(OFFICE).date()
    limits = Limits.of(content.pack, day)
    found = marks(interaction.turns, interaction.channel, content.library.lexicon, day, limits)
    decided = {
        (one.turn, one.kind): one.judged for one in session.query(MarkJudged).filter_by(interaction_id=interaction.id)
    }
    return [Shown(mark, decided.get((mark.turn, mark.kind.value))) for mark in found]


def judge(
    session: Session, interaction: Interaction, turn: int, kind: Kind, judged: Judged | None, person: int,
    now: dt.datetime,
) -> None:  # fmt: skip
    """Keep or dismiss a mark, or take that back with None; the last word counts."""
    session.refresh(interaction, ["held"], with_for_update=True)  # one at a time: of two that are first one would fail
    key = (interaction.id, turn, kind.value)
    before = session.get(MarkJudged, key)
    if judged is None:
        if before:
            session.delete(before)
    elif before:
        before.judged, before.person_id, before.at = judged, person, now
    else:
        session.add(
            MarkJudged(
                interaction_id=interaction.id, turn=turn, kind=kind.value, judged=judged, person_id=person, at=now
            )
        )
    verb = {None: "took back", Judged.KEPT: "kept", Judged.DISMISSED: "dismissed"}[judged]
    told(session, person, f"{verb} a mark", "interaction", interaction.id, now, turn=turn, mark=kind.value)
    session.commit()
