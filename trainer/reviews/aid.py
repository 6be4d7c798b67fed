"""What the reading aid marked in one interaction, by line, for the page of a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from trainer.reviews import marking
from trainer.reviews.interactions import Interaction
from trainer.reviews.reading_aid import Mark
from trainer.reviews.words import Judged
from trainer.web.content import content


def marks_of(session: Session, interaction: Interaction) -> Mapping[int, Sequence[Mark]]:
    """Line → its marks; those that a person dismissed are left out."""
    found: dict[int, list[Mark]] = {}
    for shown in marking.shown(session, content(), interaction):
        if shown.judged is not Judged.DISMISSED:
            found.setdefault(shown.mark.turn, []).append(shown.mark)
    return found
