"""The demo's live interactions: a hundred played by bots, brought in as a file would be, and one sample of them."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.people import demo
from trainer.people import service as people
from trainer.reviews import plans
from trainer.reviews.intake import load
from trainer.reviews.intake.record import Raw, checked
from trainer.reviews.interactions import Interaction
from trainer.reviews.listing import Wanted
from trainer.reviews.synthetic import Skilled, records
from trainer.web.clock import OFFICE
from trainer.web.content import load_content

COUNT, SEED, EACH = 100, "demo", 4
PLAYED = 20  # each stands for five, at other times: playing all of them would keep the first start waiting
BY_THE_BOOK = {"jordan": 0.55, "owen": 0.9}
REVIEWERS = ("grace", "owen")


def fill(session: Session, now: dt.datetime) -> None:
    """Bring them in, where the demo's people are there and no interaction is."""
    known = {one.key: people.by_email(session, one.email) for one in demo.read().people}
    if not all(known.get(key) for key in (*BY_THE_BOOK, *REVIEWERS)) or session.scalar(
        sa.select(Interaction.id).limit(1)
    ):
        return
    today = now.astimezone(OFFICE).date()
    staff = [
        Skilled(person.email, person.first_name, BY_THE_BOOK[key])
        for key, person in known.items()
        if person and key in BY_THE_BOOK
    ]
    made = records(load_content(), staff, today - dt.timedelta(days=1), COUNT, SEED, plays=PLAYED)
    load(session, (checked(Raw(line, data)) for line, data in enumerate(made, start=1)), now, file="the demo")
    reviewers = [person.id for key in REVIEWERS if (person := known[key])]
    wanted = Wanted(today - dt.timedelta(days=30), today - dt.timedelta(days=1))
    asked = plans.Asked("The last thirty days", wanted, EACH, reviewers, today, 1, SEED)
    plans.make(session, asked, reviewers[0], now)
