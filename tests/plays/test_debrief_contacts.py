"""The debrief of a play with several contacts: each by name, each in a lane, and scenes told apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from plays.conftest import FINISH, GREET

from trainer.plays.debrief import debrief
from trainer.plays.models import Play
from trainer.plays.timeline import timeline, with_lanes
from trainer.scenarios.opening import open_scenario
from trainer.web.content import Content

MOODS = [(0, "calm"), (60, "angry")]


def test_each_contact_has_a_lane_of_their_own_one_under_the_other() -> None:
    drawn = with_lanes(
        [("Chat: Ada Quill", MOODS, []), ("Line: Bo Rask", [(30, "worried")], [(30, "calm"), (60, "calm")])],
        110, [], {}, [90], 120,
    )  # fmt: skip
    first, second = drawn.lanes
    assert first.bottom < second.top < second.bottom < drawn.base
    assert first.path.startswith(f"M84.0 {first.bottom}")  # calm, at the start
    assert first.path.endswith("H606.0")  # half of the way from 84 to 1128: to their last word, and no further
    assert drawn.scenes == (867.0,)  # three quarters
    assert not first.book
    assert second.book == f"M345.0 {second.bottom}H606.0H606.0"  # calm from a quarter of the way to half of it
    assert drawn.book_end == "2:00"
    assert drawn.spoken.startswith(
        "Chat: Ada Quill: calm from 0:00, angry from 1:00. Line: Bo Rask: worried from 0:30."
    )
    assert not drawn.path


def test_one_contact_alone_needs_no_lane() -> None:
    drawn = timeline(MOODS, 120, [], {}, scenes=[60])
    assert not drawn.lanes
    assert drawn.path
    assert drawn.scenes == (606.0,)


def test_contacts_stand_by_name_and_not_by_number(
    app: Flask, client: FlaskClient, content: Content, sign_in: Callable[..., Any], play_for: Callable[..., int]
) -> None:
    person = sign_in()
    world = open_scenario(content.pack, content.library, content.library.scenarios["two-windows"], 0)
    wait = {"wait": 60}
    switch = {"look": {"act": "switch_to", "contact": "second"}}
    play = play_for(person, [GREET, wait, wait, wait, switch, GREET, FINISH], "two-windows", 0)
    with app.extensions["database"].session() as session:
        it = debrief(session.get_one(Play, play), content)
    assert len(it.contacts) == 2, it.contacts
    names = [f"Chat: {world.setting.truths[place]['caller_name']}" for place in it.contacts]
    assert list(it.names.values()) == names
    assert [lane.name for lane in it.timeline.lanes] == names
    page = client.get(f"/plays/{play}/debrief").text
    assert "Contact 1" not in page
    assert all(f'<li class="line-whom">{name}</li>' in page for name in names)
    table = client.get(f"/plays/{play}/debrief?as=table").text
    assert all(f"<td>{name}</td>" in table for name in names)
    assert all(lane.path and lane.book for lane in it.timeline.lanes)
    assert "by the book, ends" in page
    book = page.partition('id="book"')[2]
    assert all(f'<li class="line-whom">{name}</li>' in book for name in names)


def test_whom_only_the_book_met_has_a_lane_too(
    app: Flask, content: Content, sign_in: Callable[..., Any], play_for: Callable[..., int]
) -> None:
    play = play_for(sign_in(), [GREET, FINISH], "two-windows", 0)
    with app.extensions["database"].session() as session:
        it = debrief(session.get_one(Play, play), content)
    assert len(it.contacts) == 1
    met, unmet = it.timeline.lanes
    assert met.path
    assert (unmet.path, bool(unmet.book)) == ("", True)
