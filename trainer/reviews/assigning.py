"""Which scenarios exercise what a review found wanting, and asking someone to play them: the one place that does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from trainer.audit.service import Actor
from trainer.plays import service as plays
from trainer.plays.assigning import service as assigning
from trainer.reviews.card.model import Criterion
from trainer.scenarios.format import Scenario
from trainer.web.content import Content

DAYS = 14  # to play what was agreed


def exercising(content: Content, criterion: Criterion) -> list[Scenario]:
    """Scenarios that meet the criterion's rule; where it has none, or none does, those of its duties."""
    scenarios = content.library.scenarios.values()
    by_rule = [one for one in scenarios if one.id in content.rests and criterion.rule in content.rests[one.id].rules]
    if by_rule:
        return sorted(by_rule, key=lambda one: one.title)
    duties = {int(name[1:]) for name in criterion.competencies if name.startswith("D")}
    return sorted((one for one in scenarios if duties & set(one.duties)), key=lambda one: one.title)


def assign(session: Session, by: Actor, person_id: int, scenarios: Sequence[str], why: str, now: dt.datetime) -> None:
    """Ask a person to play scenarios within two weeks."""
    if scenarios:
        assigning.assign(session, by, [person_id], scenarios, (now + dt.timedelta(days=DAYS)).date(), why, now)


def played_since(session: Session, person_id: int, scenarios: Sequence[str], since: dt.datetime) -> dict[str, int]:
    """Scenario → the best score of a whole play begun since then."""
    best: dict[str, int] = {}
    for play in plays.plays_of(session, person_id, limit=500):
        if play.scenario in scenarios and play.score is not None and play.started_at >= since:
            best[play.scenario] = max(best.get(play.scenario, 0), play.score)
    return best
