"""Going back: a fork shares its first moves and keeps its parent; learning rewinds; a sitting does neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plays.conftest import FINISH, GREET, NOW

from trainer.db import Database
from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.models import Mode, Play
from trainer.plays.service import RefusedError
from trainer.web.content import Content

LOOK, WAIT = {"look": "ledger"}, {"wait": 20}
LATER = NOW + dt.timedelta(hours=2)


def forked(database: Database, content: Content, play_id: int, move: int) -> int:
    with database.session() as session:
        return service.fork(session, content, session.get_one(Play, play_id), move, LATER).id


def test_a_fork_shares_the_moves_before_it_and_goes_on_differently(
    database: Database, content: Content, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    first = play_for(add_person(), [GREET, LOOK, WAIT])
    other = forked(database, content, first, 3)
    with database.session() as session:
        parent, child = session.get_one(Play, first), session.get_one(Play, other)
        assert (child.parent_id, child.shared, child.seed) == (first, 2, parent.seed)
        assert [one.move for one in child.moves] == [one.move for one in parent.moves[:2]]
        assert len(parent.moves) == 3
        assert parent.set_aside_at is None
        taken = service.take(session, content, child, 3, "new", FINISH, LATER)
        assert taken.world.ended
        assert service.verify(child, content) == []
        assert not parent.ended


def test_the_time_between_a_move_and_its_fork_is_nobodys(
    database: Database, content: Content, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    other = forked(database, content, play_for(add_person(), [GREET, LOOK]), 2)
    with database.session() as session:
        assert session.get_one(Play, other).last_moved_at == LATER


def test_learning_rewinds_and_what_was_left_is_kept_but_not_under_way(
    database: Database, content: Content, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    person = add_person()
    first = play_for(person, [GREET, LOOK], mode=Mode.LEARN)
    other = forked(database, content, first, 1)
    with database.session() as session:
        assert [play.id for play in service.under_way(session, person.id)] == [other]
        parent = session.get_one(Play, first)
        assert len(parent.moves) == 2
        with pytest.raises(RefusedError, match="rewound"):
            service.take(session, content, parent, 3, "late", WAIT, LATER)


@pytest.mark.parametrize("move", [0, 3, -1])
def test_only_a_line_of_the_play_can_be_gone_back_to(
    database: Database, content: Content, add_person: Callable[..., Person], play_for: Callable[..., int], move: int
) -> None:
    play = play_for(add_person(), [GREET, LOOK])
    with pytest.raises(RefusedError, match="no such place"):
        forked(database, content, play, move)


def test_an_earlier_version_cannot_be_played_on(
    database: Database, content: Content, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    play = play_for(add_person(), [GREET])
    with database.session() as session:
        session.get_one(Play, play).pack_digest = "0" * 64
        session.commit()
    with pytest.raises(RefusedError, match="have changed since"):
        forked(database, content, play, 1)


def test_the_desk_goes_back_and_the_old_address_leads_on(
    client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int], app: Flask
) -> None:
    person = sign_in()
    learning, practice = play_for(person, [GREET, LOOK], mode=Mode.LEARN), play_for(person, [GREET])
    page = client.get(f"/plays/{learning}").text
    assert "back to here" in page
    assert "Show a hint" in page
    assert "Learning, does not count" in page
    assert "fork here" in client.get(f"/plays/{practice}").text
    assert "Show a hint" not in client.get(f"/plays/{practice}").text
    answer = client.post(f"/plays/{learning}/fork", data={"move": 2})
    assert answer.status_code == 302
    assert client.get(f"/plays/{learning}").headers["Location"] == answer.headers["Location"]
    refused = client.post(f"/plays/{practice}/fork", data={"move": "nonsense"}, follow_redirects=True)
    assert "no such place" in refused.text


def test_learning_is_chosen_before_the_first_move(client: FlaskClient, sign_in: Callable[..., Any], app: Flask) -> None:
    person = sign_in()
    assert "Learn it with hints" in client.get("/practice/before-five").text
    client.post("/practice/before-five", data={"mode": "learn"})
    client.post("/practice/before-five", data={"mode": "assess"})  # nobody assesses themselves
    with app.extensions["database"].session() as session:
        assert [play.mode for play in service.plays_of(session, person.id)] == [Mode.PRACTICE, Mode.LEARN]
