"""The plays that are looked back on: whole and ended, each with what was found, withdrawn findings left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer, selectinload

from trainer.district.rubric import Rubric
from trainer.plays import stored
from trainer.plays.models import Mode, Play, PlayFinding
from trainer.plays.talking.service import withdrawn
from trainer.record.finding import Judgement


@dataclass(frozen=True)
class Judged:
    """One finding as far as counting goes. `speaks` are the competencies it is evidence of ("D5", "A3")."""

    rule: str
    speaks: tuple[str, ...]
    right: bool


@dataclass(frozen=True)
class Past:
    """One play looked back on."""

    play: Play
    found: tuple[Judged, ...]

    @property
    def passed(self) -> bool:
        return bool(self.play.passed)


def past(session: Session, rubric: Rubric, people: Iterable[int], *, learning: bool = False) -> list[Past]:
    """The ended plays of these people, the earliest first. A fork repeats what was played before, so it is left out.

    `rubric` says what findings speak to. `learning` brings those that were played with hints, too.
    """
    wanted = sa.select(Play).where(
        Play.person_id.in_(list(people)), Play.ended_at.is_not(None), Play.parent_id.is_(None),
        Play.set_aside_at.is_(None),
    )  # fmt: skip
    if not learning:
        wanted = wanted.where(Play.mode != Mode.LEARN)
    loaded = wanted.options(defer(Play.opening), selectinload(Play.findings))
    plays = session.scalars(loaded.order_by(Play.ended_at, Play.id)).all()
    gone = withdrawn(session, plays)
    return [Past(play, _judged(rubric, play.findings, gone.get(play.id, frozenset()))) for play in plays]


def _judged(rubric: Rubric, findings: Sequence[PlayFinding], gone: frozenset[int]) -> tuple[Judged, ...]:
    return tuple(
        Judged(one.rule, rubric.speaks_to(stored.finding(one.finding)), Judgement(one.verdict).right)
        for one in findings
        if one.place not in gone
    )
