"""Finished reviews as a table, filtered and summed up. What their scores follow from is exported by `exports`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.reviews import lists, standing
from trainer.reviews.card.scoring import shown
from trainer.reviews.interactions import Draw, Interaction, SamplingPlan
from trainer.reviews.listing import begins
from trainer.reviews.models import CardVersion, Purpose, Review, Scorecard
from trainer.reviews.names import names
from trainer.reviews.sheet import Sheet
from trainer.web.clock import OFFICE

COLUMNS = (
    "Review", "Day", "Representative", "Reviewer", "Sample", "Score", "Outcome", "State", "Critical right",
    "Critical judged", "Score as released", "Disputes", "Card", "Version", "Channel", "Interaction",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What is asked for; None or empty: everything."""

    representative: int | None = None
    reviewer: int | None = None
    purpose: str = ""
    card: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def read(cls, given: Any) -> Filters:
        """From an address; what cannot be read is left out."""
        return cls(
            given.get("representative", type=int), given.get("reviewer", type=int), given.get("purpose", ""),
            given.get("card", ""), given.get("since", type=dt.date.fromisoformat),
            given.get("until", type=dt.date.fromisoformat),
        )  # fmt: skip

    def conditions(self) -> Iterator[sa.ColumnElement[bool]]:
        """What a finished review, joined with its interaction and card, has to meet. Days are those of the contact."""
        if self.representative is not None:
            yield Interaction.representative_id == self.representative
        if self.reviewer is not None:
            yield Review.reviewer_id == self.reviewer
        if self.purpose:
            yield Review.purpose.in_([kind for kind in lists.LIVE if kind.value == self.purpose])
        if self.card:
            yield Scorecard.name == self.card
        if self.since is not None:
            yield Interaction.started_at >= begins(self.since)
        if self.until is not None:
            yield Interaction.started_at < begins(self.until + dt.timedelta(days=1))

    def plain(self) -> dict[str, Any]:
        """As an address holds it."""
        return {key: value for key, value in vars(self).items() if value not in (None, "")}


@dataclass(frozen=True)
class Row:
    """One finished review and its cells, in the order of COLUMNS."""

    review: Review
    score: standing.Kept
    cells: tuple[str, ...]


def matching(session: Session, wanted: Filters, viewer_id: int) -> Sequence[Review]:
    """Finished reviews of samples with their answers, the latest first."""
    return lists.finished(session, lists.WHOLE, *_conditions(wanted, viewer_id))


def _conditions(wanted: Filters, viewer_id: int) -> Iterator[sa.ColumnElement[bool]]:
    """What is asked for, and of the viewer's own calls only the reviews that are released."""
    yield sa.or_(Interaction.representative_id != viewer_id, Review.released_at.is_not(None))
    yield from wanted.conditions()


def rows(session: Session, wanted: Filters, viewer_id: int) -> list[Row]:
    """The same with their scores as they are on record, as the page and its export show them."""
    known, found = names(session), []
    for one in lists.finished(session, lists.SCORED, *_conditions(wanted, viewer_id)):
        score = standing.kept(one)
        found.append(Row(one, score, _cells(one, score, day_of(one.interaction), known)))
    return found


def day_of(interaction: Interaction) -> dt.date:
    """The office's day on which it began."""
    return interaction.started_at.astimezone(OFFICE).date()


def _cells(one: Review, result: standing.Kept, day: dt.date, known: Mapping[int, str]) -> tuple[str, ...]:
    before = standing.kept(one, before_disputes=True)
    state = "acknowledged" if one.acknowledged_at else "released" if one.released_at else "finished"
    return (
        str(one.id), day.isoformat(), known.get(one.interaction.representative_id, ""), known.get(one.reviewer_id, ""),
        one.purpose.label, shown(result.percent), result.outcome.value.capitalize(), state, str(result.critical_right),
        str(result.critical_judged), shown(before.percent) if one.released_at else "", str(len(one.disputes)),
        one.version.title, str(one.version.number), one.interaction.channel.label, one.interaction.source_id,
    )  # fmt: skip


def sheet(found: Sequence[Row]) -> Sheet:
    """What the page shows."""
    return Sheet("reviews", COLUMNS, [row.cells for row in found])


@dataclass(frozen=True)
class Summary:
    """Reviews of one kind of sample: how many, their mean score, how many passed, and the critical figure."""

    label: str
    count: int
    mean: Fraction | None
    passed: int
    critical_right: int
    critical_judged: int


def summary(found: Sequence[Row]) -> list[Summary]:
    """Random and targeted samples, each by itself: what was chosen for a reason says nothing of the rest."""
    return [_sum_up(kind, [row for row in found if row.review.purpose is kind]) for kind in lists.LIVE]


def _sum_up(kind: Purpose, found: Sequence[Row]) -> Summary:
    scores = [row.score.percent for row in found if row.score.percent is not None]
    mean = sum(scores, Fraction()) / len(scores) if scores else None
    return Summary(
        kind.label, len(found), mean, sum(row.score.outcome.value == "pass" for row in found),
        sum(row.score.critical_right for row in found), sum(row.score.critical_judged for row in found),
    )  # fmt: skip


def choices(session: Session) -> dict[str, dict[Any, str]]:
    """What the filters offer: only people and cards that there are reviews of."""
    known = names(session)

    def people_in(column: Any) -> dict[Any, str]:
        there = session.scalars(lists.finished_only(sa.select(column)).distinct())
        return {one: known[one] for one in sorted(there, key=lambda each: known[each])}

    titles: Any = sa.select(Scorecard.name, sa.func.max(CardVersion.title))
    cards = lists.finished_only(titles).group_by(Scorecard.name)
    return {
        "representative": people_in(Interaction.representative_id), "reviewer": people_in(Review.reviewer_id),
        "card": {row[0]: row[1] for row in session.execute(cards.order_by(Scorecard.name))},
        "purpose": {kind.value: kind.label for kind in lists.LIVE},
    }  # fmt: skip


# ------------------------------------------------------------------------------------- what the pages ask besides


def draw_of(session: Session, draw_id: int | None) -> Draw | None:
    return session.get(Draw, draw_id) if draw_id else None


def drawn_for(session: Session, reviewer_id: int, interaction_id: int) -> Draw | None:
    """The draw that gave an interaction to a reviewer, so that reviewing it from anywhere counts as what it is."""
    wanted = sa.select(Draw).where(Draw.reviewer_id == reviewer_id, Draw.interaction_id == interaction_id)
    return session.scalars(wanted.order_by(Draw.id)).first()


def is_drawn(session: Session, interaction_id: int) -> bool:
    """Whether anyone drew it; whoever took the call reads its words by a self-review only then."""
    return session.scalars(sa.select(Draw.id).where(Draw.interaction_id == interaction_id)).first() is not None


def is_targeted(session: Session, draw: Draw) -> bool:
    plan = session.get(SamplingPlan, draw.plan_id)
    return bool(plan and plan.targeted)


def under_way(session: Session, reviewer_id: int) -> Sequence[Review]:
    """Reviews begun and not finished, outside calibrations, the latest first."""
    wanted = sa.select(Review).where(
        Review.reviewer_id == reviewer_id, Review.finished_at.is_(None), Review.calibration_id.is_(None)
    )
    return session.scalars(wanted.order_by(Review.changed_at.desc())).all()


def could_self_review(session: Session, person_id: int, limit: int = 10) -> list[Interaction]:
    """One's own interactions that were drawn for review and that one has not looked at oneself, the latest first."""
    reviewed = sa.select(Review.interaction_id).where(Review.reviewer_id == person_id, Review.purpose == Purpose.SELF)
    drawn = sa.select(Draw.interaction_id)
    wanted = sa.select(Interaction).where(
        Interaction.representative_id == person_id, Interaction.id.in_(drawn), Interaction.id.not_in(reviewed),
        Interaction.purged_at.is_(None),
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(Interaction.started_at.desc()).limit(limit)))


def latest_interactions(session: Session, limit: int = 60) -> Sequence[Interaction]:
    """Interactions that still have their words, the latest first."""
    wanted = sa.select(Interaction).where(Interaction.purged_at.is_(None))
    return session.scalars(wanted.order_by(Interaction.started_at.desc(), Interaction.id.desc()).limit(limit)).all()
