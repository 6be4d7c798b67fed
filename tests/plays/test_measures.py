"""What stands beside the score of a stored play: hints that were taken, and what an accommodation lifts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from plays.conftest import FINISH, GREET

from trainer.accommodations.service import Lifted
from trainer.people.models import Person
from trainer.plays.debrief import debrief
from trainer.plays.models import Mode, Play
from trainer.web.content import Content

MISSPELLED = {"say": "I will adress that tomorow."}


def measured(app: Flask, content: Content, play: int, *lifted: Lifted) -> tuple[dict[str, str], int | None]:
    """What is said beside the score of a play, by measure, and the score; as if this had been lifted for its player."""
    with app.extensions["database"].session() as session:
        kept = session.get_one(Play, play)
        kept.accommodations = [one.value for one in lifted]
        return {one.name: one.says for one in debrief(kept, content).beside}, kept.score


def test_spelling_that_was_lifted_leaves_no_trace(
    app: Flask, content: Content, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    play = play_for(add_person(), [GREET, MISSPELLED, FINISH])
    usual, score = measured(app, content, play)
    assert usual["english"] == "5 words typed; worth a look: spelling twice."
    lifted, same = measured(app, content, play, Lifted.SPELLING)
    assert lifted["english"] == "5 words typed, and nothing to mark."
    assert (same, {**usual, "english": ""}) == (score, {**lifted, "english": ""})


def test_without_a_clock_no_time_is_told(
    app: Flask, content: Content, add_person: Callable[..., Person], play_for: Callable[..., int]
) -> None:
    play = play_for(add_person())
    assert "time" in measured(app, content, play)[0]
    lifted, _ = measured(app, content, play, Lifted.NO_CLOCK, Lifted.PICKING)
    assert set(lifted) == {"independence", "calm"}


def test_hints_that_were_taken_are_counted_where_there_are_any(
    app: Flask, client: FlaskClient, content: Content, sign_in: Callable[..., Any], play_for: Callable[..., int]
) -> None:
    person = sign_in()
    for mode, says in ((Mode.LEARN, "You took 2 hints."), (Mode.PRACTICE, "On your own, start to finish.")):
        play = play_for(person, [], mode=mode)
        for number, way in enumerate((GREET, {"look": "summary"}, FINISH), 1):
            sent = {"number": number, "token": f"h{number}", "move": way, "hinted": number != 2}
            assert client.post(f"/plays/{play}/moves", json=sent).status_code == 200
        assert measured(app, content, play)[0]["independence"] == says
