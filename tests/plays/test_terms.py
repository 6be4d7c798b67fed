"""Terms: what a sitting asks, and what an accommodation lifts without a trace."""

from __future__ import annotations

import pytest

from trainer.accommodations.service import Lifted
from trainer.plays.models import Mode, Play
from trainer.plays.terms import may_pause, may_pick, picked, standing, timed
from trainer.record.act import act
from trainer.scenarios.world import Move
from trainer.web.content import Content


def play(mode: Mode = Mode.ASSESS, *lifted: Lifted, fresh: bool = True, parent_id: int | None = None) -> Play:
    return Play(mode=mode, accommodations=[one.value for one in lifted], fresh=fresh, parent_id=parent_id)


@pytest.mark.parametrize(
    ("lifted", "measured", "counted"),
    [
        ((), 30, 30),
        ((), 5000, 600),
        ((Lifted.EXTRA_TIME,), 30, 15),
        ((Lifted.EXTRA_TIME,), 31, 16),
        ((Lifted.NO_CLOCK,), 30, None),
        ((Lifted.NO_CLOCK, Lifted.EXTRA_TIME), 30, None),
        ((Lifted.SPELLING, Lifted.PAUSE), 30, 30),
    ],
)
def test_the_seconds_that_count(lifted: tuple[Lifted, ...], measured: int, counted: int | None) -> None:
    assert timed(play(Mode.PRACTICE, *lifted), Move((act("greet"),), None, measured)).seconds == counted


def test_a_sitting_stands_still_only_where_that_was_lifted() -> None:
    assert may_pause(play(Mode.PRACTICE))
    assert may_pause(play(Mode.LEARN))
    assert not may_pause(play())
    assert not may_pause(play(Mode.ASSESS, Lifted.EXTRA_TIME))
    assert may_pause(play(Mode.ASSESS, Lifted.PAUSE))


def test_words_of_ones_own_are_asked_for_only_in_a_sitting_and_not_of_everyone(content: Content) -> None:
    free = content.library.scenarios["the-last-notice"]
    typed = free.model_copy(update={"typing": "required"})
    assert may_pick(play(), free)
    assert not may_pick(play(), typed)
    assert may_pick(play(Mode.ASSESS, Lifted.PICKING), typed)
    assert may_pick(play(Mode.PRACTICE), typed)
    assert picked({"say": {"act": "greet"}})
    assert not picked({"say": "Hello."})
    assert not picked({"do": {"act": "finish"}})


def test_what_counts_is_said_in_words() -> None:
    assert standing(play(Mode.LEARN)) == "Learning, does not count"
    assert standing(play(Mode.PRACTICE)) == "Practice, does not count"
    assert standing(play(Mode.PRACTICE, parent_id=7)) == "Practice from an earlier play, does not count"
    assert standing(play()) == "Assessment, counts"
    assert "repeat" in standing(play(fresh=False))
