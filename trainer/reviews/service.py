"""What other rooms may ask of live interactions, reviews and checklists. Whatever changes them has its own module."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy.orm import Session

from trainer.measure.severity import Severity
from trainer.reviews import calibrating
from trainer.reviews.calibration_figures import strictness
from trainer.reviews.card.terms import load_terms
from trainer.reviews.checklist import find as checklist_mark
from trainer.reviews.checklist import signed as checklist
from trainer.reviews.findings import LiveFinding, Settled, live_findings, settled
from trainer.reviews.interactions import ActionTaken, Draw, Interaction, SamplingPlan, Turn
from trainer.reviews.marking import Shown as Marked
from trainer.reviews.marking import shown as marks
from trainer.reviews.models import Calibration, ChecklistMark, Step
from trainer.reviews.words import Channel, Judged, Speaker
from trainer.web.clock import OFFICE, office_day

__all__ = [
    "ActionTaken", "Channel", "ChecklistMark", "Draw", "Interaction", "Judged", "LiveFinding", "Marked", "SamplingPlan",
    "Settled", "Speaker", "Step", "Turn", "checklist", "checklist_mark", "dispute_days", "interaction",
    "known_severities", "live_findings", "marks", "settled",
]  # fmt: skip


def interaction(session: Session, interaction_id: int) -> Interaction | None:
    """One interaction with its turns and actions in their order; the turns are gone when it was purged."""
    return session.get(Interaction, interaction_id)


def dispute_days(pack: Path) -> int:
    """How long a released review can be disputed, as the pack in that folder states it."""
    return load_terms(pack).dispute_days.value


def known_severities(session: Session, pack: Path, since: dt.date, today: dt.date) -> dict[int, Severity]:
    """How severe each reviewer is known to be, over all calibrations that are no longer private.

    Empty where none stopped being private after `since`: what was told then still holds.
    """
    private = dt.timedelta(days=load_terms(pack).severity_private_days.value)
    shared = {one: day + private for one in calibrating.everything(session) if (day := _opened(one, today))}
    told = [one for one, day in shared.items() if day < today]
    if not any(shared[one] > since for one in told):
        return {}
    return {one.person: one.severity for one in strictness(told) if one.severity.points is not None}


def _opened(one: Calibration, today: dt.date) -> dt.date | None:
    """The office's day on which everybody could see it; None where that day is not over."""
    opened = calibrating.opened_on(one, dt.datetime.combine(today, dt.time(), OFFICE))
    return office_day(opened) if opened else None
