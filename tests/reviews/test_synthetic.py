"""Interactions that never happened: the same from the same seed, good records all, and better where the skill is."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from flask import Flask

from trainer.reviews import demo
from trainer.reviews.intake.record import Given, Raw, checked
from trainer.reviews.interactions import Interaction, SamplingPlan
from trainer.reviews.synthetic import Skilled, records
from trainer.web.content import load_content

STAFF = [Skilled("jordan@example.com", "Jordan", 0.5), Skilled("owen@example.com", "Owen", 0.9)]
DAY = dt.date(2026, 3, 8)  # a Sunday


def test_the_same_seed_gives_the_same_good_records() -> None:
    made, again = (list(records(load_content(), STAFF, DAY, 6, "s")) for _ in range(2))
    assert made == again
    for line, one in enumerate(made, start=1):
        given = checked(Raw(line, one))
        assert isinstance(given, Given), given
        assert given.record.started_at.weekday() < 5
        assert {turn.speaker for turn in given.record.turns} == {"rep", "customer"}
    assert [one["representative"] for one in made] == [who.email for who in STAFF] * 3


def test_a_few_plays_stand_for_many_under_ids_of_their_own() -> None:
    made = list(records(load_content(), STAFF, DAY, 9, "s", plays=2))
    assert len({one["source_id"] for one in made}) == 9
    assert made[0]["turns"] == made[2]["turns"] != made[1]["turns"]


def test_without_the_demos_people_the_demo_has_no_interactions(app: Flask) -> None:
    with app.extensions["database"].session() as session:
        demo.fill(session, dt.datetime(2026, 3, 10, tzinfo=dt.UTC))
        assert session.scalars(sa.select(Interaction)).first() is None
        assert session.scalars(sa.select(SamplingPlan)).first() is None
