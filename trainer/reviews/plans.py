"""Sampling plans: making one draws, assigns and keeps it at once; it is never drawn again or changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from trainer.people import service as people
from trainer.people.service import RefusedError, Role
from trainer.reviews.interactions import Draw, Interaction, SamplingPlan
from trainer.reviews.listing import Wanted, matching
from trainer.reviews.sampling import Assigned, Candidate, assign, draw
from trainer.reviews.sampling.assigning import NobodyLeftError
from trainer.reviews.sheet import Sheet
from trainer.reviews.showing import wall
from trainer.reviews.trail import told

COLUMNS = (
    "Place", "Interaction", "Source id", "When", "Representative", "Channel", "Reason", "Drawn as", "Reviewer",
    "Week of",
)  # fmt: skip
PLANS = ("Sample", "Name", "Sort", "First day", "Last day", "Each", "Drawn", "Of", "Seed", "Why", "Made by", "Made")


@dataclass(frozen=True)
class Asked:
    """What a plan is to be. `wanted` beyond its days makes it targeted, and then `why` is needed.

    `first_week` is a day of the first week of reviewing; the draws are spread over `weeks` of them.
    """

    name: str
    wanted: Wanted
    per_person: int
    reviewers: Sequence[int]
    first_week: dt.date
    weeks: int
    seed: str
    why: str = ""

    @property
    def targeted(self) -> bool:
        return bool(self.wanted.plain())


def make(session: Session, asked: Asked, made_by: int, now: dt.datetime) -> SamplingPlan:
    """Draw and keep a plan. What another random plan drew is not drawn again by one. Raises RefusedError."""
    if asked.targeted and not asked.why.strip():
        raise RefusedError("Say why these are looked for: their reviews are counted apart.", "why")
    candidates = _candidates(session, asked)
    if not candidates:
        raise RefusedError("There is nothing to draw from: no interaction of these days is left.", "first_day")
    drawn = draw(candidates, asked.per_person, asked.seed)
    try:
        shared = assign(drawn, _reviewers(session, asked), asked.weeks, asked.seed)
    except NobodyLeftError as error:
        raise RefusedError(str(error), "reviewers") from None
    plan = SamplingPlan(
        name=asked.name, targeted=asked.targeted, why=asked.why.strip(), first_day=asked.wanted.first_day,
        last_day=asked.wanted.last_day, per_person=asked.per_person, seed=asked.seed, wanted=asked.wanted.plain(),
        drawn_from=len(candidates), made_by=made_by, made_at=now,
    )  # fmt: skip
    monday = asked.first_week - dt.timedelta(days=asked.first_week.weekday())
    plan.draws = [_draw(place, one, monday) for place, one in enumerate(shared, start=1)]
    session.add(plan)
    session.flush()
    told(session, made_by, "drew a sample", "sample", plan.id, now, name=plan.name, seed=plan.seed, drawn=len(shared))
    session.commit()
    return plan


def _reviewers(session: Session, asked: Asked) -> list[int]:
    supervisors = {person.id for person in people.with_role(session, Role.SUPERVISOR)}
    chosen = [person for person in asked.reviewers if person in supervisors]
    if not chosen:
        raise RefusedError("Choose at least one reviewer.", "reviewers")
    return chosen


def _candidates(session: Session, asked: Asked) -> list[Candidate]:
    """What has its words, and is in no plan of the same sort yet, so that random samples stay independent."""
    taken = sa.select(Draw.interaction_id).join(SamplingPlan).where(SamplingPlan.targeted.is_(asked.targeted))
    there = matching(asked.wanted).where(Interaction.purged_at.is_(None), Interaction.id.not_in(taken))
    own = Interaction
    columns = there.with_only_columns(own.id, own.representative_id, own.channel, own.reason, own.started_at)
    return [Candidate(*row) for row in session.execute(columns)]


def _draw(place: int, one: Assigned, monday: dt.date) -> Draw:
    week = monday + dt.timedelta(weeks=one.week)
    return Draw(
        place=place, interaction_id=one.drawn.candidate.id, reviewer_id=one.reviewer, week=week, why=one.drawn.why
    )


def plans(session: Session) -> Sequence[SamplingPlan]:
    """Every plan, the latest first."""
    return session.scalars(sa.select(SamplingPlan).order_by(SamplingPlan.id.desc())).all()


def plan(session: Session, plan_id: int) -> SamplingPlan | None:
    """One plan with its draws and their interactions."""
    return session.get(SamplingPlan, plan_id, options=[selectinload(SamplingPlan.draws).selectinload(Draw.interaction)])


def sheet(plan: SamplingPlan, known: Mapping[int, str]) -> Sheet:
    """What a plan drew, for whom and why, as its page shows it."""
    rows = [
        (str(one.place), str(one.interaction_id), one.interaction.source_id, wall(one.interaction.started_at),
         known[one.interaction.representative_id], one.interaction.channel.label, one.interaction.reason, one.why,
         known[one.reviewer_id], one.week.isoformat())
        for one in plan.draws
    ]  # fmt: skip
    return Sheet(f"sample-{plan.id}", COLUMNS, rows)


def list_sheet(found: Sequence[SamplingPlan], known: Mapping[int, str]) -> Sheet:
    """Every plan, as their page lists them."""
    rows = [
        (str(one.id), one.name, "targeted" if one.targeted else "random", one.first_day.isoformat(),
         one.last_day.isoformat(), str(one.per_person), str(len(one.draws)), str(one.drawn_from), one.seed, one.why,
         known[one.made_by], wall(one.made_at))
        for one in found
    ]  # fmt: skip
    return Sheet("samples", PLANS, rows)
