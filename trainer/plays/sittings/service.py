"""What may be done with sittings, and the only writer of their tables. Their plays go through the service of plays.

A supervisor opens a sitting for a person; the person begins its parts one after the other. A part ends when it is
finished, when it was left alone too long, or when the sitting closes. Nobody has to be there for that: whoever looks
next settles it, as of the moment it happened.
"""

from __future__ import annotations

import datetime as dt
import random
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.accommodations import service as accommodations
from trainer.accommodations.service import Lifted
from trainer.audit import service as audit
from trainer.district.assessing import Assessing, assessing
from trainer.district.parameters import UnknownParameterError
from trainer.people.service import Person
from trainer.plays import service as plays
from trainer.plays.closing import end_by_itself, overdue
from trainer.plays.models import Mode, Play
from trainer.plays.refusing import NotFoundError, RefusedError
from trainer.plays.sittings.drawing import draw, draw_seed
from trainer.plays.sittings.models import Sitting, SittingPart
from trainer.plays.sittings.past import candidates, is_fresh, variants_met
from trainer.plays.terms import Terms
from trainer.web.clock import OFFICE
from trainer.web.content import Content

__all__ = ["NotFoundError", "RefusedError", "Sitting", "Standing", "assessed", "begin", "find", "limits", "of_person",
           "open_sitting", "recent", "settle", "standing", "withdraw"]  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """How a sitting stands: its plays by place, and whether anything can still be played in it."""

    sitting: Sitting
    plays: dict[int, Play]
    over: bool

    @property
    def next_place(self) -> int | None:
        """The part that can be begun now; none while one is under way, and none when it is over."""
        if self.over or self.under_way is not None:
            return None
        return next((part.place for part in self.sitting.parts if part.place not in self.plays), None)

    @property
    def under_way(self) -> Play | None:
        return next((play for play in self.plays.values() if _goes_on(play)), None)

    @property
    def ended(self) -> int:
        return sum(1 for play in self.plays.values() if play.ended)


def limits(content: Content, now: dt.datetime) -> Assessing:
    """The pack's limits for a sitting opened now; raises RefusedError where the pack states none."""
    try:
        return assessing(content.pack, now.astimezone(OFFICE).date())
    except UnknownParameterError as error:
        raise RefusedError(f"Nobody can be assessed yet. {error}") from None


def open_sitting(
    session: Session, content: Content, by: audit.Actor, person: Person, count: int, closes_on: dt.date,
    now: dt.datetime, *, repeats: bool = False,
) -> Sitting:  # fmt: skip
    """Open a sitting of `count` scenarios until the end of a day; raises RefusedError.

    `repeats` fills the form up with what this person was assessed by lately: kept, and no fresh evidence.
    """
    held, closes_at = limits(content, now), _end_of(closes_on)
    _check(session, by, person, count, closes_at, now)
    rng = random.Random(secrets.token_bytes(16))  # noqa: S311 - seeded by a secret
    found = candidates(session, content, person.id, held, now)
    chosen = draw(rng, found, count, held.exposure, repeats=repeats)
    if len(chosen) < count:
        raise RefusedError(_too_few(len(chosen), repeats=repeats))
    sitting = Sitting(
        person_id=person.id, opened_by=by.id, opened_at=now, closes_at=closes_at, idle_minutes=held.idle_minutes,
        retest_days=held.retest_days,
        parts=[SittingPart(place=place, scenario=scenario) for place, scenario in enumerate(chosen, 1)],
    )  # fmt: skip
    session.add(sitting)
    session.flush()
    told = {"person": person.id, "scenarios": chosen, "closes": closes_on.isoformat()}
    audit.record(session, by, "opened", audit.subject("sitting", sitting.id), told, now)
    session.commit()
    return sitting


def withdraw(session: Session, by: audit.Actor, sitting: Sitting, now: dt.datetime) -> None:
    """Take back a sitting of which nothing was begun; raises RefusedError."""
    if _plays(session, [sitting.id]):
        raise RefusedError("It was begun, and counts as it stands. It closes by itself.")
    sitting.withdrawn_at = now
    audit.record(session, by, "withdrew", audit.subject("sitting", sitting.id), {"person": sitting.person_id}, now)
    session.commit()


def begin(session: Session, content: Content, player: plays.Player, sitting: Sitting, now: dt.datetime) -> Play:
    """Begin the next part of one's own sitting, with a caller never met before; raises RefusedError."""
    stands = standing(session, sitting, now)
    if stands.under_way is not None:
        return stands.under_way
    if stands.next_place is None:
        raise RefusedError("This sitting is over. What was played counts as it stands.")
    name = next(part.scenario for part in sitting.parts if part.place == stands.next_place)
    scenario = content.library.scenarios.get(name)
    if scenario is None:
        raise RefusedError("A scenario of this sitting is no longer in the library. Ask for another sitting.")
    met = variants_met(session, player.id, name)
    seed = draw_seed(random.Random(secrets.token_bytes(16)), scenario, met)  # noqa: S311 - seeded by a secret
    terms = Terms(
        sitting.id, stands.next_place, is_fresh(session, sitting, scenario, met), sitting.closes_at,
        _idle_minutes(session, sitting),
    )  # fmt: skip
    return plays.start(session, content, player, name, now, seed, terms=terms)


def find(session: Session, sitting_id: int) -> Sitting:
    """Raises NotFoundError, for one that was withdrawn too."""
    sitting = session.get(Sitting, sitting_id)
    if sitting is None or sitting.withdrawn_at is not None:
        raise NotFoundError(str(sitting_id))
    return sitting


def of_person(session: Session, person_id: int, now: dt.datetime) -> list[Standing]:
    """A person's sittings, the latest first."""
    return _standings(session, _sittings().where(Sitting.person_id == person_id), now)


def recent(session: Session, now: dt.datetime, limit: int = 100) -> list[Standing]:
    """Everyone's sittings, the latest first."""
    return _standings(session, _sittings().limit(limit), now)


def standing(session: Session, sitting: Sitting, now: dt.datetime) -> Standing:
    return _stand(sitting, _plays(session, [sitting.id]), now)


def anything_overdue(session: Session, now: dt.datetime, person_id: int | None = None) -> bool:
    return bool(_overdue(session, now, person_id))


def settle(session: Session, content: Content, now: dt.datetime, person_id: int | None = None) -> int:
    """End what ended by itself in the meantime, of one person or of everyone; says how many plays that were."""
    found = _overdue(session, now, person_id)
    for play, at in found:
        end_by_itself(session, content, play, at)
        told = {"person": play.person_id, "at": at.isoformat()}
        audit.record(session, None, "ended by itself", audit.subject("play", play.id), told, now)
    session.commit()
    return len(found)


def _overdue(session: Session, now: dt.datetime, person_id: int | None) -> list[tuple[Play, dt.datetime]]:
    waiting = sa.select(Play).where(Play.mode == Mode.ASSESS, Play.ended_at.is_(None), Play.set_aside_at.is_(None))
    if person_id is not None:
        waiting = waiting.where(Play.person_id == person_id)
    return [(play, at) for play in session.scalars(waiting).all() if (at := overdue(play, now)) is not None]


def assessed(session: Session, person_id: int, until: dt.datetime) -> Sequence[Play]:
    """Every assessed play of a person that had ended by then, the earliest first; `fresh` says what is evidence."""
    ended = sa.select(Play).where(
        Play.person_id == person_id, Play.mode == Mode.ASSESS, Play.ended_at <= until, Play.set_aside_at.is_(None)
    )
    return session.scalars(ended.order_by(Play.ended_at, Play.id)).all()


def _check(
    session: Session, by: audit.Actor, person: Person, count: int, closes_at: dt.datetime, now: dt.datetime
) -> None:
    if by.id == person.id:
        raise RefusedError("Nobody opens a sitting for themselves. Ask another supervisor.")
    if count < 1:
        raise RefusedError("A sitting has at least one scenario.")
    if closes_at <= now:
        raise RefusedError("Choose a day that is not over yet.")
    if any(not stands.over for stands in of_person(session, person.id, now)):
        raise RefusedError(f"{person.name} has a sitting open already. Let it close, or withdraw it, first.")


def _too_few(found: int, *, repeats: bool) -> str:
    head = f"Only {found}" if found else "No"
    more = "" if repeats else " Ask for fewer, or fill up with repeats: they are kept, and are no new evidence."
    plural = "" if found == 1 else "s"
    return f"{head} scenario{plural} can be drawn that the pack's limits leave for this person.{more}"


def _idle_minutes(session: Session, sitting: Sitting) -> int | None:
    lifted = accommodations.in_force(session, sitting.person_id)
    if lifted & {Lifted.NO_CLOCK, Lifted.PAUSE}:
        return None
    return sitting.idle_minutes * (2 if Lifted.EXTRA_TIME in lifted else 1)


def _sittings() -> sa.Select[Sitting]:
    kept = sa.select(Sitting).where(Sitting.withdrawn_at.is_(None))
    return kept.order_by(Sitting.opened_at.desc(), Sitting.id.desc())


def _standings(session: Session, wanted: sa.Select[Sitting], now: dt.datetime) -> list[Standing]:
    sittings = session.scalars(wanted).all()
    found = _plays(session, [one.id for one in sittings])
    return [_stand(one, [play for play in found if play.sitting_id == one.id], now) for one in sittings]


def _plays(session: Session, sittings: Iterable[int]) -> Sequence[Play]:
    return session.scalars(sa.select(Play).where(Play.sitting_id.in_(list(sittings)))).all()


def _stand(sitting: Sitting, found: Iterable[Play], now: dt.datetime) -> Standing:
    by_place = {play.sitting_place: play for play in found if play.sitting_place is not None}
    done = all(part.place in by_place and not _goes_on(by_place[part.place]) for part in sitting.parts)
    return Standing(sitting, by_place, over=done or sitting.closes_at <= now)


def _goes_on(play: Play) -> bool:
    return not play.ended and play.set_aside_at is None


def _end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day of the office."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), OFFICE).astimezone(dt.UTC)
