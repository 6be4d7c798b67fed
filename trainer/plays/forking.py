"""Going back: a new play that shares the moves up to a point with an earlier one, and goes on differently."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from trainer.accommodations import service as accommodations
from trainer.plays.models import Mode, Play, PlayMove
from trainer.plays.rebuild import same_versions
from trainer.plays.refusing import RefusedError
from trainer.web.content import Content


def fork(session: Session, content: Content, play: Play, move: int, now: dt.datetime) -> Play:
    """A new play, ready for another move `move`; in learning, one under way is rewound: it is set aside, and kept.

    Raises RefusedError: from a sitting there is no way back, and an earlier version cannot be played on.
    """
    _check(content, play, move)
    child = Play(
        person_id=play.person_id, scenario=play.scenario, title=play.title, seed=play.seed, level=play.level,
        clerk=play.clerk, mode=play.mode, opening=play.opening, scenario_digest=play.scenario_digest,
        pack_digest=play.pack_digest, engine_version=play.engine_version, started_at=now, parent_id=play.id,
        shared=move - 1, moves=[_copy(one) for one in play.moves[: move - 1]], findings=[],
        accommodations=sorted(accommodations.in_force(session, play.person_id)),
    )  # fmt: skip
    if play.mode is Mode.LEARN and not play.ended:
        play.set_aside_at = now
    session.add(child)
    session.commit()
    return child


def _check(content: Content, play: Play, move: int) -> None:
    if play.mode is Mode.ASSESS:
        raise RefusedError("There is no way back in a sitting. Practice the scenario to try it another way.")
    if not 1 <= move <= len(play.moves):
        raise RefusedError("There is no such place in this play. Choose one of its lines.")
    if not same_versions(play, content):
        raise RefusedError("This scenario or the District's rules have changed since. Start a new one instead.")


def _copy(one: PlayMove) -> PlayMove:
    return PlayMove(
        number=one.number, token=one.token, at=one.at, move=one.move, lines=one.lines, second=one.second,
        contested=one.contested,
    )  # fmt: skip
