"""The end of a play: it is judged once, and from then on the record is what was stored.

A play of a sitting ends by itself when its time is up or when it was left alone too long. It counts as it stands: what
is judged is what would be if its player had pressed Finish then.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from trainer.plays.assigning import service as assigning
from trainer.plays.models import Play, PlayFinding, PlayMove
from trainer.plays.rebuild import ChangedError, current_world, replay
from trainer.plays.told import line_as_data
from trainer.record.act import act
from trainer.record.finding import Finding
from trainer.record.plain import as_plain
from trainer.scenarios.engine import step
from trainer.scenarios.moves import move_as_data
from trainer.scenarios.world import Move
from trainer.scoring.judge import judge
from trainer.scoring.score import score
from trainer.web.content import Content

BY_ITSELF = "ended-by-itself"  # the token of the last move of a play that nobody finished


def close(session: Session, content: Content, play: Play, now: dt.datetime) -> None:
    """Judge the play and store what was found, within the caller's transaction."""
    world, _, steps = replay(play, content)
    findings = judge(content.pack, steps)
    result = score(content.pack.rubric, findings, world.setting.scenario.weights)
    play.ended_at, play.score, play.passed = now, result.total, result.passed
    play.critical, play.pass_mark = result.critical, result.pass_mark
    play.parts = as_plain(result.parts)
    play.findings = [_finding(place, one) for place, one in enumerate(findings)]
    assigning.played(session, play, now)


def overdue(play: Play, now: dt.datetime) -> dt.datetime | None:
    """The moment at which a play that is still open ended by itself; None while it goes on."""
    if play.ended or play.set_aside_at is not None:
        return None
    limits = [play.ends_by] if play.ends_by else []
    if play.idle_minutes is not None:
        limits.append(play.last_moved_at + dt.timedelta(minutes=play.idle_minutes))
    return min(limits) if limits and min(limits) <= now else None


def end_by_itself(session: Session, content: Content, play: Play, at: dt.datetime) -> None:
    """End an overdue play as it stands; one made with other versions cannot be judged, and is set aside."""
    try:
        world = current_world(play, content)
    except ChangedError:
        play.set_aside_at = at
        return
    while not world.ended:  # each scene that is left is finished as it stands
        move = Move((act("finish"),))
        world, outcome = step(world, move)
        play.moves.append(PlayMove(
            number=len(play.moves) + 1, token=BY_ITSELF, at=at, move=move_as_data(move),
            lines=[line_as_data(line) for line in outcome.lines], second=world.second,
        ))  # fmt: skip
    close(session, content, play, at)


def _finding(place: int, one: Finding) -> PlayFinding:
    return PlayFinding(
        place=place, rule=one.rule, verdict=one.verdict.value, severity=one.severity.value, move=one.move,
        duty=one.duty, finding=as_plain(one),
    )  # fmt: skip
