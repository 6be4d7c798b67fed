"""The demo's history: real plays, made quickly, with something to look back on."""

from __future__ import annotations

import datetime as dt

from trainer.db import Database
from trainer.people import demo as people
from trainer.people import service as staff
from trainer.plays import demo, service
from trainer.plays.debrief import debrief
from trainer.web.content import load_content

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


def test_the_one_with_history_has_one(database: Database) -> None:
    with database.session() as session:
        people.fill(session, NOW)
        demo.fill(session, NOW)
        jordan = staff.by_email(session, "jordan@example.com")
        assert jordan is not None
        plays = service.plays_of(session, jordan.id)
        assert [play.ended for play in plays] == [False, True, True, True, True, True]
        assert {play.passed for play in plays if play.ended} == {True, False}
        assert any(play.critical for play in plays if play.ended)
        assert all(NOW - dt.timedelta(days=25) < play.started_at < NOW for play in plays)
        newcomer = staff.by_email(session, "mai@example.com")
        assert newcomer is not None
        assert service.plays_of(session, newcomer.id) == []


def test_every_play_of_it_can_be_read_back(database: Database) -> None:
    content = load_content()
    with database.session() as session:
        people.fill(session, NOW)
        demo.fill(session, NOW)
        jordan = staff.by_email(session, "jordan@example.com")
        assert jordan is not None
        for play in service.plays_of(session, jordan.id):
            if play.ended:
                told = debrief(play, content)
                assert told.verdict.startswith("Passed") is play.passed
                assert told.again is not None
                assert told.again.differs == ()


def test_without_people_there_is_nothing_to_do(database: Database) -> None:
    with database.session() as session:
        demo.fill(session, NOW)
        assert service.plays_of(session, 1) == []
