"""`trainer rescore`: the same day changes nothing, another day changes what it must, and the record stays."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlalchemy.orm import Session

from trainer.cli import main
from trainer.db import Database, upgrade
from trainer.district.parameters import Dated, Parameters
from trainer.people import service as people
from trainer.people.models import Level
from trainer.plays import service
from trainer.plays.models import Play
from trainer.plays.rejudging import rejudge
from trainer.plays.service import Player
from trainer.rescoring import _sides
from trainer.web.content import Content, load_content
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
LATER = dt.date(2030, 1, 1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = Database(f"sqlite:///{tmp_path / 'trainer.db'}")
    upgrade(database.engine)
    with database.session() as opened:
        yield opened
    database.close()


@pytest.fixture
def play(session: Session) -> Play:
    """A call answered forty seconds after it rang: late by the thirty that the pack gives."""
    details = people.Details("Jordan Ames", "jordan@example.org", frozenset({Role.REPRESENTATIVE}), Level.ONE)
    person = people.add(session, details, "seven quiet reservoirs", NOW)
    made = service.start(session, load_content(), Player(person.id, "Jordan", "I"), "the-last-notice", NOW, 0)
    for number, move in enumerate(({"say": {"act": "greet"}, "seconds": 40}, {"do": {"act": "finish"}}), 1):
        service.take(session, load_content(), made, number, f"t{number}", move, NOW)
    return made


def with_later(name: str, value: int) -> Content:
    """The content with another value of one figure from 2030 on."""
    content = load_content()
    entry = content.pack.parameters.entries[name]
    more = Dated.model_validate({"from": "2029-01-01", "value": value, "mark": "illustrative", "source": "a test"})
    entries = {**content.pack.parameters.entries, name: entry.model_copy(update={"values": (*entry.values, more)})}
    return replace(content, pack=replace(content.pack, parameters=Parameters(entries)))


def test_the_day_of_the_play_changes_nothing(session: Session, play: Play) -> None:
    found = rejudge(play, load_content(), dt.datetime.fromisoformat(play.opening["start"]).date())
    assert found.why_not == ""
    assert found.changes == ()
    assert found.score is not None
    assert found.score.total == play.score


def test_a_figure_of_another_day_turns_what_rests_on_it_and_says_why(session: Session, play: Play) -> None:
    kept = (play.score, [one.finding for one in play.findings])
    assert any(one.rule == "greet" and one.verdict == "late" for one in play.findings)
    found = rejudge(play, with_later("greeting_seconds", 60), LATER)
    (change,) = [one for one in found.changes if one.rule == "greet"]
    assert change.stored is not None
    assert change.asked is not None
    assert (change.stored.verdict, change.asked.verdict) == ("late", "met")
    assert [(one.name, one.then, one.asked) for one in change.figures] == [
        ("greeting_seconds", "30 seconds", "60 seconds")
    ]
    assert found.score is not None
    assert found.score.total > (play.score or 0)
    assert (play.score, [one.finding for one in play.findings]) == kept
    assert not session.dirty
    before = rejudge(play, with_later("greeting_seconds", 60), dt.date(2026, 1, 1))
    assert [one for one in before.changes if one.rule == "greet"] == []


def test_what_cannot_be_played_again_says_so(session: Session, play: Play) -> None:
    play.moves[0].lines = [*play.moves[0].lines, *play.moves[0].lines]
    assert "another conversation" in rejudge(play, load_content(), LATER).why_not
    play.scenario = "no-longer-there"
    assert "no longer in the library" in rejudge(play, load_content(), LATER).why_not
    session.rollback()


def test_other_versions_are_judged_and_said_to_be_others(session: Session, play: Play) -> None:
    play.pack_digest = "0" * 64
    found = rejudge(play, load_content(), LATER)
    assert found.other_versions
    assert found.score is not None
    session.rollback()


def run(url: str, *more: str) -> Any:
    return CliRunner().invoke(main, ["rescore", "--as-of", "2025-06-30", "--database", url, *more])


def test_the_command_tells_every_play_and_writes_nothing(
    session: Session, play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path))
    url = f"sqlite:///{tmp_path / 'trainer.db'}"
    session.commit()
    told = json.loads(run(url, "--json").stdout)
    assert told["as_of"] == "2025-06-30"
    (one,) = told["plays"]
    assert (one["person"], one["scenario"], one["mode"]) == ("Jordan Ames", "the-last-notice", "practice")
    assert one["stored"]["score"] == play.score
    assert "The record is unchanged." in run(url).stdout
    assert session.scalar(sa.select(Play.score)) == play.score


def test_what_differs_in_gravity_alone_says_so() -> None:
    late = {"verdict": "late", "severity": "minor", "why": ""}
    assert _sides({"stored": late, "then": {**late, "severity": "major"}}) == ["late, minor", "late, major"]
    assert _sides({"stored": late, "then": {**late, "verdict": "met"}}) == ["late", "met"]
    assert _sides({"stored": None, "then": late}) == ["not found", "late"]


def test_a_wrong_day_is_named() -> None:
    done = CliRunner().invoke(main, ["rescore", "--as-of", "soon"])
    assert done.exit_code == 2
    assert "soon" in done.output
