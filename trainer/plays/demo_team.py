"""What the demo's supervisor has going on: practice assigned, an assessment open, a question and a contest waiting."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from trainer.people import demo
from trainer.people import service as people
from trainer.people.models import Person
from trainer.plays import service as plays
from trainer.plays.assigning import service as assigning
from trainer.plays.models import Play
from trainer.plays.sittings import service as sittings
from trainer.plays.talking import service as talking
from trainer.web.clock import OFFICE
from trainer.web.content import Content

DAYS = 7


def fill(session: Session, content: Content, now: dt.datetime) -> None:
    """Nothing where one of the people is missing."""
    grace, jordan, mai = (_person(session, key) for key in ("grace", "jordan", "mai"))
    if grace is None or jordan is None or mai is None:
        return
    due = now.astimezone(OFFICE).date() + dt.timedelta(days=DAYS)
    first = next(one.id for one in content.library.scenarios.values() if one.guided)
    assigning.assign(session, grace, [mai.id], [first], due, "A calm one to begin with.", now)
    sittings.open_sitting(session, content, grace, jordan, 2, due, now, repeats=True)
    ended = [play for play in plays.plays_of(session, jordan.id) if play.ended]
    for play in ended[:1]:
        _talk(session, play, now)


def _talk(session: Session, play: Play, now: dt.datetime) -> None:
    """About the latest play: one question at its first line, and one finding that its player says is wrong."""
    talking.ask(session, play, 1, "Could I have begun in a better way here?", now)
    wrong = next((one.place for one in play.findings if one.verdict != "met"), None)
    if wrong is not None:
        row = talking.contest(session, play, now, place=wrong)
        talking.explain(session, row, "I thought that I had done this, only in other words.")


def _person(session: Session, key: str) -> Person | None:
    entry = next(person for person in demo.read().people if person.key == key)
    return people.by_email(session, entry.email)
