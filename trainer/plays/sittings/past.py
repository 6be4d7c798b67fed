"""What a person met before, and what was used to assess: from this follows what can be drawn, and what is fresh."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.district.assessing import Assessing
from trainer.plays.models import Mode, Play
from trainer.plays.sittings.drawing import Candidate, unseen_variants
from trainer.plays.sittings.models import Sitting, SittingPart
from trainer.proof.rests import may_be_assessed
from trainer.scenarios.format import Scenario
from trainer.web.clock import OFFICE
from trainer.web.content import Content


def candidates(
    session: Session, content: Content, person_id: int, held: Assessing, now: dt.datetime
) -> list[Candidate]:  # fmt: skip
    """Every scenario that the pack lets people be assessed by, as it is for one person."""
    since = now - dt.timedelta(days=held.retest_days)
    used = _used(session, since)
    assessed_by = set(session.scalars(_assessments(person_id, since)))
    found = []
    for name, scenario in content.library.scenarios.items():
        if not scenario.guided and _open_to_assess(content, name, now):
            met = variants_met(session, person_id, name)
            unseen = unseen_variants(scenario, met)
            found.append(Candidate(name, bool(met), unseen, name in assessed_by, used[name]))
    return found


def _open_to_assess(content: Content, scenario: str, now: dt.datetime) -> bool:
    """A scenario that is not proven as it stands rests on nobody knows what: a pack that asks for it refuses it."""
    rests = content.rests.get(scenario)
    if rests is None:
        return not content.pack.identity.assess_requires_confirmed
    return may_be_assessed(content.pack, rests, now.astimezone(OFFICE).date())


def is_fresh(session: Session, sitting: Sitting, scenario: Scenario, met: Counter[str]) -> bool:
    """New evidence: a variant this person has never met, and no other assessment by it within the time of a retest."""
    since = sitting.opened_at - dt.timedelta(days=sitting.retest_days)
    before = session.scalars(_assessments(sitting.person_id, since)).all()
    return scenario.id not in before and unseen_variants(scenario, met)


def variants_met(session: Session, person_id: int, scenario: str) -> Counter[str]:
    """The variants a person met in any mode, and how often."""
    openings = sa.select(Play.opening).where(Play.person_id == person_id, Play.scenario == scenario)
    return Counter(opening["variant"] for opening in session.scalars(openings))


def _assessments(person_id: int, since: dt.datetime) -> sa.Select[str]:
    mine = sa.select(Play.scenario).where(Play.person_id == person_id, Play.mode == Mode.ASSESS)
    return mine.where(Play.started_at >= since)


def _used(session: Session, since: dt.datetime) -> Counter[str]:
    """In how many sittings each scenario was used since then."""
    parts = sa.select(SittingPart.scenario).join(Sitting, Sitting.id == SittingPart.sitting_id)
    return Counter(session.scalars(parts.where(Sitting.opened_at >= since, Sitting.withdrawn_at.is_(None))))
