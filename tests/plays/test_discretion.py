"""Choices that the rules leave: asked about before the debrief, marked by people who see neither name nor score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plays.conftest import NOW

from trainer.audit import service as audit
from trainer.db import Database
from trainer.people.models import Person
from trainer.plays.discretion import service
from trainer.plays.discretion.service import Judged, NotFoundError, RefusedError
from trainer.plays.models import Play
from trainer.web.roles import Role

BAND = "Anything from 2 to 6 months."
CHOICE = "Set up a payment plan: 4, $25.86"
WHY = "Four are what she said she can carry."


@pytest.fixture
def grace(add_person: Callable[..., Person]) -> Person:
    return add_person(Role.SUPERVISOR, name="Grace Okafor")


@pytest.fixture
def chosen(database: Database, play_for: Callable[..., int]) -> Callable[[Person], int]:
    """An ended play of theirs whose first finding says that they had a choice."""

    def made(person: Person) -> int:
        play = play_for(person)
        with database.session() as session:
            row = session.get_one(Play, play).findings[0]
            row.finding = {**row.finding, "discretion": BAND, "choice": CHOICE}
            session.commit()
        return play

    return made


def write(database: Database, play: int, text: str = WHY) -> None:
    with database.session() as session:
        service.write(session, session.get_one(Play, play), {0: text, 5: "no choice was left here"}, NOW)


def test_the_reason_is_asked_for_before_anything_else_is_read(
    client: FlaskClient, sign_in: Callable[..., Any], chosen: Callable[[Person], int]
) -> None:
    play = chosen(sign_in())
    page = client.get(f"/plays/{play}/debrief").text
    assert CHOICE in page
    assert BAND in page
    assert "of 100" not in page
    assert "Line by line" not in page
    client.post(f"/plays/{play}/reasons", data={"reason-0": WHY})
    page = client.get(f"/plays/{play}/debrief").text
    assert "Line by line" in page
    assert f">{WHY}</textarea>" in page


def test_nothing_to_say_is_an_answer_and_waits_for_nobody(
    database: Database, grace: Person, chosen: Callable[[Person], int], add_person: Callable[..., Person]
) -> None:
    play = chosen(add_person())
    write(database, play, "  ")
    with database.session() as session:
        assert service.unasked(session, session.get_one(Play, play)) == []
        assert service.queue(session, grace, 1) == []


def test_markers_see_situation_band_choice_and_reason_but_neither_name_nor_score(
    app: Flask, database: Database, client: FlaskClient, sign_in: Callable[..., Any],
    add_person: Callable[..., Person], chosen: Callable[[Person], int],
) -> None:  # fmt: skip
    play = chosen(add_person(name="Wilhelmina Quist"))
    with database.session() as session:
        session.get_one(Play, play).score = 61
        session.commit()
    write(database, play)
    sign_in(Role.SUPERVISOR)
    page = client.get("/reasons").text
    briefing = app.extensions["content"].library.scenarios["the-last-notice"].briefing
    assert all(words in page for words in (BAND, CHOICE, WHY, briefing.split(".")[0]))
    assert not any(words in page for words in ("Quist", "Wilhelmina", ">61<", "61 of 100", f"/plays/{play}"))
    assert "1 written reason" in client.get("/").text


def test_a_mark_is_kept_told_in_the_trail_and_closes_the_reason(
    database: Database, grace: Person, add_person: Callable[..., Person], chosen: Callable[[Person], int]
) -> None:
    play = chosen(add_person())
    write(database, play, "Because.")
    write(database, play)  # edited while nobody has marked it
    with database.session() as session:
        (one,) = service.queue(session, grace, 1)
        assert one.text == WHY
        with pytest.raises(RefusedError, match="sentence"):
            service.mark(session, grace, one.id, Judged.THIN, "  ", 1, NOW)
        service.mark(session, grace, one.id, Judged.CONVINCING, "You asked what they can carry.", 1, NOW)
        assert service.queue(session, grace, 1) == []
        with pytest.raises(NotFoundError):
            service.mark(session, grace, one.id, Judged.THIN, "Again.", 1, NOW)
        (told,) = audit.search(session, audit.Asked(verb="marked"))
        assert told.detail == {"judged": "convincing"}
    with pytest.raises(RefusedError, match="marked already"):
        write(database, play, "Another reason.")


def test_nobody_marks_their_own(
    database: Database, add_person: Callable[..., Person], chosen: Callable[[Person], int]
) -> None:
    both = add_person(Role.REPRESENTATIVE, Role.SUPERVISOR)
    write(database, chosen(both))
    with database.session() as session:
        assert service.queue(session, both, 1) == []


def test_with_two_markers_each_marks_alone_and_both_are_read_together(
    app: Flask, database: Database, grace: Person, client: FlaskClient, sign_in: Callable[..., Any],
    add_person: Callable[..., Person], chosen: Callable[[Person], int],
) -> None:  # fmt: skip
    served = app.extensions["content"]
    rubric = served.pack.rubric.model_copy(update={"markers": 2})
    app.extensions["content"] = replace(served, pack=replace(served.pack, rubric=rubric))
    player, amir = add_person(), add_person(Role.SUPERVISOR, name="Amir Haddad")
    play = chosen(player)
    write(database, play)
    sign_in(player)
    with database.session() as session:
        (one,) = service.queue(session, grace, 2)
        service.mark(session, grace, one.id, Judged.THIN, "Say what you weighed.", 2, NOW)
        assert service.queue(session, grace, 2) == []
    assert "Say what you weighed." not in client.get(f"/plays/{play}/debrief").text
    with database.session() as session:
        service.mark(session, amir, one.id, Judged.CONVINCING, "I would have done that.", 2, NOW)
    page = client.get(f"/plays/{play}/debrief").text
    assert "Say what you weighed." in page
    assert "I would have done that." in page
    assert not any(name in page for name in ("Grace", "Amir"))


def test_a_refused_mark_says_why_and_keeps_what_was_written(
    database: Database, client: FlaskClient, sign_in: Callable[..., Any], add_person: Callable[..., Person],
    chosen: Callable[[Person], int],
) -> None:  # fmt: skip
    write(database, chosen(add_person()))
    sign_in(Role.SUPERVISOR)
    answer = client.post("/reasons/1/mark", data={"comment": "Good enough."})
    assert answer.status_code == 422
    assert "Choose what you make of it." in answer.text
    assert ">Good enough.</textarea>" in answer.text
    assert client.post("/reasons/1/mark", data={"judged": "thin", "comment": "Too short."}).status_code == 302
    assert "No reason waits for you" in client.get("/reasons").text
