"""What one person can practice, and how far they have come with each scenario. Titles give nothing away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer

from trainer.district.pack import Duty, Pack
from trainer.plays.models import Mode, Play
from trainer.scenarios.format import Scenario
from trainer.scenarios.library import Library


@dataclass(frozen=True)
class Offer:
    """One scenario as it is offered to one person: `plays` are theirs, the latest first."""

    scenario: Scenario
    duties: tuple[Duty, ...]
    plays: tuple[Play, ...] = ()

    @property
    def ended(self) -> tuple[Play, ...]:
        return tuple(play for play in self.plays if play.ended)

    @property
    def last(self) -> Play | None:
        return next(iter(self.ended), None)

    @property
    def best(self) -> Play | None:
        """The best play: a passed one before a higher number that did not pass."""
        return max(self.ended, key=lambda play: (bool(play.passed), play.score or 0), default=None)

    @property
    def under_way(self) -> Play | None:
        return next((play for play in self.plays if not play.ended), None)

    @property
    def passed(self) -> bool:
        return self.best is not None and bool(self.best.passed)


def history(session: Session, person_id: int) -> Sequence[Play]:
    """All plays of a person, the latest first, without those that were rewound and without what is heavy to load."""
    kept = sa.select(Play).where(Play.person_id == person_id, Play.set_aside_at.is_(None))
    wanted = kept.options(defer(Play.opening))
    return session.scalars(wanted.order_by(Play.started_at.desc(), Play.id.desc())).all()


def offers(pack: Pack, library: Library, plays: Sequence[Play]) -> list[Offer]:
    """Every scenario with what was practiced of it: the guided call first, then by duty and title."""
    mine: dict[str, list[Play]] = {}
    for play in (one for one in plays if one.mode is not Mode.ASSESS):
        mine.setdefault(play.scenario, []).append(play)
    ordered = sorted(library.scenarios.values(), key=lambda one: (not one.guided, one.duties[0], one.title))
    return [Offer(one, duties(pack, one), tuple(mine.get(one.id, ()))) for one in ordered]


def duties(pack: Pack, scenario: Scenario) -> tuple[Duty, ...]:
    return tuple(pack.specification.duty(number) for number in scenario.duties)


def first_call(offered: Sequence[Offer]) -> Offer | None:
    """Where a newcomer begins: the guided call; None for who has ended a play, and where no call is guided."""
    if any(offer.ended for offer in offered):
        return None
    return next((offer for offer in offered if offer.scenario.guided and not offer.under_way), None)


def suggested(offered: Sequence[Offer]) -> Offer | None:
    """What to play next: something new, the shortest first; then what was not passed; then what lies back longest."""
    free = [offer for offer in offered if not offer.under_way]
    return min(free, key=_eagerness, default=None)


def _eagerness(offer: Offer) -> tuple[int, float]:
    if offer.last is None:
        return (0, offer.scenario.minutes)
    return (1 if not offer.passed else 2, offer.last.started_at.timestamp())


def duties_by_scenario(pack: Pack, library: Library) -> Mapping[str, tuple[Duty, ...]]:
    return {one.id: duties(pack, one) for one in library.scenarios.values()}
