"""Plays as they are kept: moves taken once, resumed anywhere, judged at the end, and equal to their replay."""

from __future__ import annotations

import datetime as dt

import pytest

from trainer.db import Database
from trainer.people.models import Person
from trainer.plays import rebuild, service
from trainer.plays.models import Play
from trainer.plays.service import Player, RefusedError
from trainer.web.content import Content, load_content

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content()


@pytest.fixture
def player(add_person: object) -> Player:
    person: Person = add_person()  # type: ignore[operator]
    return Player(person.id, "Jordan", "I")


def begin(database: Database, content: Content, player: Player, seed: int = 0) -> int:
    with database.session() as session:
        return service.start(session, content, player, "the-last-notice", NOW, seed).id


def send(database: Database, content: Content, player: Player, play_id: int, number: int, data: object,
         token: str | None = None) -> service.Taken:  # fmt: skip
    with database.session() as session:
        play = service.find(session, play_id, player.id)
        return service.take(session, content, play, number, token or f"t{number}", data, NOW)


def test_a_double_click_is_one_move(database: Database, content: Content, player: Player) -> None:
    play_id = begin(database, content, player)
    first = send(database, content, player, play_id, 1, {"say": "Hello, how can I help?"}, "same")
    again = send(database, content, player, play_id, 1, {"say": "Hello, how can I help?"}, "same")
    assert again.again
    assert list(again.lines) == list(first.lines)
    with database.session() as session:
        assert len(service.find(session, play_id, player.id).moves) == 1


def test_another_window_does_not_overwrite(database: Database, content: Content, player: Player) -> None:
    play_id = begin(database, content, player)
    send(database, content, player, play_id, 1, {"say": {"act": "greet"}}, "one window")
    with pytest.raises(RefusedError, match="another window"):
        send(database, content, player, play_id, 1, {"look": "ledger"}, "other window")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"do": {"act": "fly"}}, "not an act the desk has"),
        ({"do": {"act": "waive_fee", "fee": "L-1", "amount": "-5", "reason": "courtesy"}}, "above zero"),
        ({"do": {"act": "waive_fee", "fee": "L-1", "reason": "kindness"}}, "Pick one of"),
        ({"say": ""}, "Nothing was said"),
        ({"look": "the safe"}, "Pick one of"),
        ({}, "one of say, look, do or wait"),
        ("hello", "one of say, look, do or wait"),
        ({"wait": -3}, "whole number"),
        ({"say": {"act": "waive_fee", "fee": "L-1", "reason": "courtesy"}}, "something to do"),
    ],
)
def test_a_move_that_does_not_fit_changes_nothing(
    database: Database, content: Content, player: Player, data: object, says: str
) -> None:
    play_id = begin(database, content, player)
    with pytest.raises(RefusedError, match=says):
        send(database, content, player, play_id, 1, data)
    with database.session() as session:
        assert service.find(session, play_id, player.id).moves == []


def test_a_fee_that_is_not_there_is_answered_and_changes_nothing(
    database: Database, content: Content, player: Player
) -> None:
    play_id = begin(database, content, player)
    sent = {"do": {"act": "waive_fee", "fee": "L-999", "reason": "courtesy"}}
    taken = send(database, content, player, play_id, 1, sent)
    assert "There is no late penalty L-999" in taken.lines[-1]["text"]
    account = taken.world.desk.account
    assert account is not None
    assert all(entry.kind != "courtesy waiver" for entry in account.entries)


def test_nobody_plays_another_persons_play(database: Database, content: Content, player: Player) -> None:
    play_id = begin(database, content, player)
    with database.session() as session, pytest.raises(service.NotFoundError):
        service.find(session, play_id, player.id + 1)


def test_a_play_is_judged_when_it_ends_and_takes_nothing_after(
    database: Database, content: Content, player: Player
) -> None:
    play_id = begin(database, content, player)
    send(database, content, player, play_id, 1, {"say": {"act": "greet"}})
    send(database, content, player, play_id, 2, {"do": {"act": "finish"}})
    with database.session() as session:
        play = service.find(session, play_id, player.id)
        assert play.ended
        assert play.passed is False
        assert play.findings
        assert {one.rule for one in play.findings} >= {"greet", "note_the_contact"}
    with pytest.raises(RefusedError, match="ended"):
        send(database, content, player, play_id, 3, {"look": "ledger"})


def test_any_worker_can_go_on(
    database: Database, content: Content, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_id = begin(database, content, player)
    send(database, content, player, play_id, 1, {"say": {"act": "greet"}})
    monkeypatch.setattr(rebuild, "_recent", rebuild._Recent())  # a worker that has never seen this play
    taken = send(database, content, player, play_id, 2, {"look": "ledger"})
    assert taken.world.move == 2
    assert "ledger" in taken.world.desk.opened


def test_a_replay_equals_the_record(database: Database, content: Content, player: Player) -> None:
    play_id = begin(database, content, player, seed=3)
    sent = [
        {"say": "Thank you for calling, this is Jordan. How can I help?", "seconds": 6},
        {"say": "I'm sorry, that sounds frustrating. What is the service address?", "seconds": 9},
        {"look": "ledger"},
        {"wait": 20},
        {"do": {"act": "finish"}},
    ]
    for number, data in enumerate(sent, 1):
        send(database, content, player, play_id, number, data)
    with database.session() as session:
        play = service.find(session, play_id, player.id)
        assert service.verify(play, content) == []
        play.moves[1].lines = [*play.moves[1].lines[:-1]]
        assert service.verify(play, content) == ["move 2 came out differently"]
        session.rollback()


def test_a_play_of_other_versions_is_kept_and_not_continued(
    database: Database, content: Content, player: Player
) -> None:
    play_id = begin(database, content, player)
    with database.session() as session:
        play = session.get(Play, play_id)
        assert play is not None
        play.pack_digest = "0" * 64
        session.commit()
    with pytest.raises(RefusedError, match="have changed since"):
        send(database, content, player, play_id, 1, {"look": "ledger"})


def test_contested_words_carry_no_critical_finding(database: Database, content: Content, player: Player) -> None:
    play_id = begin(database, content, player)
    send(database, content, player, play_id, 1, {"say": {"act": "greet"}})
    send(database, content, player, play_id, 2, {"say": "You owe $55.10."})
    with database.session() as session:
        service.contest(session, service.find(session, play_id, player.id), 2)
    send(database, content, player, play_id, 3, {"do": {"act": "finish"}})
    with database.session() as session:
        play = service.find(session, play_id, player.id)
        assert play.critical == 0
        assert any(one.rule == "verify_before_disclosure" and one.verdict == "blind" for one in play.findings)
