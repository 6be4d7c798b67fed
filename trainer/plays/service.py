"""What may be done with plays, and the only writer of their tables. Knows nothing of the web.

Each command is one transaction. A move is committed before it is answered, so that a play resumes at the last
acknowledged one.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from trainer.accommodations import service as accommodations
from trainer.plays.closing import close, end_by_itself, overdue
from trainer.plays.forking import fork
from trainer.plays.models import Mode, Play, PlayMove
from trainer.plays.rebuild import ChangedError, current_world, opening_record, opening_world, remember, replay
from trainer.plays.refusing import NotFoundError, RefusedError
from trainer.plays.stored import findings as stored_findings
from trainer.plays.terms import Terms, may_pick, picked, timed
from trainer.plays.told import line_as_data, transcript
from trainer.record.finding import Finding
from trainer.record.parsing import BadActError
from trainer.record.plain import as_plain
from trainer.scenarios.engine import VERSION, EndedError, step
from trainer.scenarios.format import Scenario
from trainer.scenarios.moves import move_as_data, read_move
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import Move, Outcome, World
from trainer.scoring.judge import judge
from trainer.web.content import Content

__all__ = [
    "NotFoundError",
    "Player",
    "RefusedError",
    "Taken",
    "child_of",
    "contest",
    "counted",
    "find",
    "fork",
    "found_in",
    "line_as_data",
    "plays_of",
    "start",
    "take",
    "transcript",
    "under_way",
    "verify",
    "world_of",
]  # fmt: skip
MOST_MOVES = 500


@dataclass(frozen=True)
class Player:
    """Who plays: the person's id, first name as a caller hears it, and level."""

    id: int
    first_name: str
    level: str


@dataclass(frozen=True)
class Taken:
    """A move that was taken: its number, the world after it, and its lines. `again` when it was sent twice."""

    number: int
    world: World
    lines: Sequence[Mapping[str, Any]]
    again: bool = False


def start(
    session: Session, content: Content, player: Player, scenario_id: str, now: dt.datetime, seed: int | None = None,
    mode: Mode = Mode.PRACTICE, terms: Terms | None = None,
) -> Play:  # fmt: skip
    """Begin a play; raises NotFoundError for a scenario there is not.

    A guided scenario is for learning, whatever `mode` says; with the `terms` of a sitting it is to assess.
    """
    scenario = content.library.scenarios.get(scenario_id)
    if scenario is None:
        raise NotFoundError(scenario_id)
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    world = open_scenario(content.pack, content.library, scenario, seed, player.level, player.first_name)
    play = Play(
        person_id=player.id, scenario=scenario.id, title=scenario.title, seed=seed, level=player.level,
        mode=_mode(scenario, mode, terms), clerk=player.first_name, started_at=now,
        opening=opening_record(world), scenario_digest=content.library.digests[scenario.id],
        pack_digest=content.pack.digest, engine_version=VERSION, moves=[], findings=[],
        accommodations=sorted(accommodations.in_force(session, player.id)),
    )  # fmt: skip
    if terms is not None:
        play.sitting_id, play.sitting_place, play.fresh = terms.sitting_id, terms.place, terms.fresh
        play.ends_by, play.idle_minutes = terms.ends_by, terms.idle_minutes
    session.add(play)
    session.commit()
    remember(play, world)
    return play


def _mode(scenario: Scenario, mode: Mode, terms: Terms | None) -> Mode:
    if terms is not None:
        return Mode.ASSESS
    return Mode.LEARN if scenario.guided else mode


def find(session: Session, play_id: int, person_id: int) -> Play:
    """One's own play; raises NotFoundError for anyone else's, as if it were not there."""
    play = session.get(Play, play_id)
    if play is None or play.person_id != person_id:
        raise NotFoundError(str(play_id))
    return play


def child_of(session: Session, play: Play) -> Play | None:
    """The latest play that took one up again."""
    children = sa.select(Play).where(Play.parent_id == play.id)
    return session.scalars(children.order_by(Play.id.desc()).limit(1)).one_or_none()


def plays_of(session: Session, person_id: int, limit: int = 50) -> Sequence[Play]:
    """A person's plays, the latest first, without those that were rewound."""
    wanted = sa.select(Play).where(Play.person_id == person_id, Play.set_aside_at.is_(None))
    return session.scalars(wanted.order_by(Play.started_at.desc(), Play.id.desc()).limit(limit)).all()


def under_way(session: Session, person_id: int) -> Sequence[Play]:
    return [play for play in plays_of(session, person_id) if not play.ended]


def world_of(play: Play, content: Content) -> World:
    """The play as it stands; raises RefusedError when it was made with other versions."""
    try:
        return current_world(play, content)
    except ChangedError as error:
        raise RefusedError(f"{error} It is kept as it stands. Start a new one to go on practising.") from None


def take(session: Session, content: Content, play: Play, number: int, token: str, data: Any, now: dt.datetime) -> Taken:
    """Take one move; raises RefusedError, with nothing changed, for a move that does not fit.

    `number` is the move's place, counted from 1, and `token` the sender's mark: the same move sent twice is one move.
    """
    again = _sent_before(play, number, token)
    if again is not None:
        return Taken(number, world_of(play, content), again.lines, again=True)
    _still_open(session, content, play, now)
    world = world_of(play, content)
    if number != len(play.moves) + 1:
        raise RefusedError("This call went on in another window. Load the page again to see where it stands.")
    if len(play.moves) >= MOST_MOVES:
        raise RefusedError("This play is longer than a play can be. Finish it to read the debrief.")
    if picked(data) and not may_pick(play, world.setting.scenario):
        raise RefusedError("Here you are asked for words of your own. Type what you say.")
    move = timed(play, _read(data, content, world))
    try:
        after, outcome = step(world, move)
    except EndedError as error:
        raise RefusedError(str(error)) from None
    return _store(session, content, play, number, token, _kept(play, move, data), after, outcome, now)


def _still_open(session: Session, content: Content, play: Play, now: dt.datetime) -> None:
    """A play that was rewound goes on elsewhere; one whose time is up is over, as it stands."""
    if play.set_aside_at is not None:
        raise RefusedError("This play was rewound, and goes on where it was taken up again.")
    at = overdue(play, now)
    if at is not None:
        end_by_itself(session, content, play, at)
        session.commit()
        raise RefusedError("The time for this was up before that move, and it ended as it stood.")


def _read(data: Any, content: Content, world: World) -> Move:
    try:
        return read_move(data, content.library.lexicon, world.desk.today)
    except BadActError as error:
        raise RefusedError(str(error)) from None


def _sent_before(play: Play, number: int, token: str) -> PlayMove | None:
    return next((one for one in play.moves if one.number == number and one.token == token), None)


def _kept(play: Play, move: Move, data: Mapping[str, Any]) -> dict[str, Any]:
    """The move as it is stored; whether a hint was opened for it is said only where there are hints."""
    hinted = play.mode is Mode.LEARN and data.get("hinted") is True
    return {**move_as_data(move), **({"hinted": True} if hinted else {})}


def _store(
    session: Session, content: Content, play: Play, number: int, token: str, kept: dict[str, Any], after: World,
    outcome: Outcome, now: dt.datetime,
) -> Taken:  # fmt: skip
    lines = [line_as_data(line) for line in outcome.lines]
    stored = PlayMove(number=number, token=token[:64], at=now, move=kept, lines=lines, second=after.second)
    play.moves.append(stored)
    if after.ended:
        close(session, content, play, now)
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        session.refresh(play)
        again = _sent_before(play, number, token)
        if again is None:
            raise RefusedError("This call went on in another window. Load the page again.") from None
        return Taken(number, world_of(play, content), again.lines, again=True)
    remember(play, after)
    return Taken(number, after, lines)


def contest(session: Session, play: Play, number: int) -> None:
    """Mark a move as not what was meant: nothing critical will rest on its words. Raises RefusedError."""
    stored = next((one for one in play.moves if one.number == number), None)
    if stored is None or stored.move.get("text") is None:
        raise RefusedError("Only words that were typed can be misunderstood.")
    stored.contested = True
    session.commit()


def verify(play: Play, content: Content) -> list[str]:
    """Where a replay with the same versions differs from the record; empty when it equals it. Raises ChangedError."""
    opening = opening_record(opening_world(play, content))
    differs = [] if opening == play.opening else ["the opening differs"]
    _, outcomes, steps = replay(play, content)
    for stored, outcome in zip(play.moves, outcomes, strict=True):
        if [line_as_data(line) for line in outcome.lines] != stored.lines:
            differs.append(f"move {stored.number} came out differently")
    if play.ended:
        again = [as_plain(one) for one in judge(content.pack, steps)]
        if again != [stored.finding for stored in play.findings]:
            differs.append("the findings differ")
    return differs


def counted(session: Session) -> Sequence[tuple[int, int, Mode, dt.datetime]]:
    """Every play that ended and may count: number, person, mode and when.

    Learning never does, nor a run that was rewound, nor an assessed one that was no fresh evidence.
    """
    ended = sa.select(Play.id, Play.person_id, Play.mode, Play.ended_at).where(
        Play.ended_at.is_not(None), Play.set_aside_at.is_(None),
        sa.or_(Play.mode == Mode.PRACTICE, sa.and_(Play.mode == Mode.ASSESS, Play.fresh)),
    )  # fmt: skip
    rows = session.execute(ended.order_by(Play.id))
    return [(number, person_id, mode, ended_at) for number, person_id, mode, ended_at in rows if ended_at]


def found_in(play: Play) -> list[Finding]:
    """The findings of a play as they were stored."""
    return stored_findings(play)
