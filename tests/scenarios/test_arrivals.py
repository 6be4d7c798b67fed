"""When a contact arrives: by the clock, by an act, when called, in a later scene; and when they give up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from trainer.district.pack import Pack
from trainer.record.act import act
from trainer.record.case import Case
from trainer.scenarios.case_of import case_of
from trainer.scenarios.engine import step
from trainer.scenarios.format import Scenario
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.state import OFFICE
from trainer.scenarios.world import Move, World

FIRST = {"voice": "plain", "opening": {"says": ["Hello."]}}


class Play:
    """A small scenario of this test's own, and who is there in it."""

    def __init__(self, world: World) -> None:
        self.world = world

    def do(self, kind: str, **slots: Any) -> list[str]:
        self.world, outcome = step(self.world, Move((act(kind, **slots),)))
        return [line.text for line in outcome.lines]

    @property
    def there(self) -> list[str]:
        return [name for name, actor in self.world.actors.items() if actor.open]

    @property
    def case(self) -> Case:
        return case_of(self.world)


@pytest.fixture
def play(pack: Pack, library: Library) -> Any:
    """`play(second={…})`: the first contact calls, and these others come as they are given."""

    def begun(later: tuple[dict[str, Any], ...] = (), **others: dict[str, Any]) -> Play:
        given = {name: {**FIRST, **one} for name, one in {"first": {}, **others}.items() if one is not None}
        scenario = Scenario.model_validate({
            "id": "who-comes", "title": "Who comes", "family": "service", "duties": [5], "minutes": 5,
            "briefing": "Somebody calls.", "account": {"household": [2, 3]}, "contacts": given, "scenes": list(later),
            "variants": {"only": {}},
        })  # fmt: skip
        own = replace(library, scenarios={**library.scenarios, scenario.id: scenario})
        return Play(open_scenario(pack, own, scenario, 0))

    return begun


# By the clock.


def test_by_the_clock_one_comes_at_the_very_second(play: Any) -> None:
    one = play(second={"arrives": {"after": 30}})
    one.do("wait", seconds=29)
    assert one.there == ["first"]
    assert "Line 2 is ringing." in one.do("wait", seconds=1)
    assert one.there == ["first", "second"]


def test_a_long_move_brings_everybody_whose_time_fell_in_it_once(play: Any) -> None:
    one = play(second={"arrives": {"after": 10}}, third={"arrives": {"after": 20}})
    came = [text for text in one.do("wait", seconds=60) if "ringing" in text]
    assert came == ["Line 2 is ringing.", "Line 3 is ringing."]
    assert [text for text in one.do("wait", seconds=60) if "ringing" in text] == []


def test_who_comes_by_the_clock_is_not_attended_to_by_coming(play: Any) -> None:
    one = play(second={"arrives": {"after": 5}})
    one.do("wait", seconds=6)
    assert one.world.attending == "first"
    (waiting,) = one.case.elsewhere
    assert (waiting.id, waiting.fresh, waiting.since) == ("second", True, 6)


# By an act.


def test_by_an_act_one_comes_when_it_is_done_and_not_before(play: Any) -> None:
    one = play(second={"channel": "counter", "arrives": {"when": {"act": "look", "panel": "bills"}}})
    one.do("wait", seconds=100)
    one.do("look", panel="ledger")
    assert "second" not in one.there
    assert "Counter: someone steps up." in one.do("look", panel="bills")
    assert "second" in one.there


def test_an_act_that_the_desk_refuses_brings_nobody(play: Any) -> None:
    """There is no fee of that name to waive."""
    one = play(second={"arrives": {"when": {"act": "waive_fee", "fee": "L999"}}})
    one.do("waive_fee", fee="L999", amount=5, reason="courtesy")
    assert one.there == ["first"]


def test_who_comes_about_the_same_matter_is_turned_to_at_once(play: Any) -> None:
    """The telephone is handed over: no second line, and the same business."""
    one = play(second={"matter": "first", "arrives": {"when": {"act": "ask", "topic": "relation"}},
                       "picks_up": ["Give me that."]})  # fmt: skip
    one.do("greet")
    assert "Give me that." in one.do("ask", topic="relation")
    assert one.world.attending == "second"
    assert one.world.matter.id == "first"


# When called.


def test_whom_one_calls_answers_when_called_and_not_before(play: Any) -> None:
    one = play(second={"channel": "outbound", "matter": "first", "picks_up": ["Yes, hello?"]})
    one.do("greet")
    one.do("wait", seconds=60)
    assert "second" not in one.there
    assert "Yes, hello?" in one.do("contact_customer", how="phone")
    assert one.world.attending == "second"


def test_an_e_mail_is_not_a_call(play: Any) -> None:
    one = play(second={"channel": "outbound", "matter": "first", "picks_up": ["Yes, hello?"]})
    one.do("contact_customer", how="email")
    assert "second" not in one.world.actors


def test_who_was_called_once_does_not_answer_twice(play: Any) -> None:
    one = play(second={"channel": "outbound", "matter": "first", "picks_up": ["Yes, hello?"]})
    one.do("contact_customer", how="phone")
    one.do("end_contact")
    assert "Yes, hello?" not in one.do("contact_customer", how="phone")


# In writing, and in a later scene.


def test_what_is_written_lies_there_unread_and_is_not_attended_to(play: Any) -> None:
    one = play(first={"channel": "email", "address": "a@example.org"})
    assert one.world.attending == OFFICE
    assert one.there == ["first"]
    assert one.world.actors["first"].met is False
    assert "Hello." in one.do("switch_to", contact="first")


def test_a_later_scene_counts_its_seconds_anew(play: Any) -> None:
    later = ({"business_days": 1, "at": "10:00", "briefing": "The next day."},)
    one = play(later=later, second={"arrives": {"scene": 2, "after": 20}})
    one.do("wait", seconds=90)
    assert one.there == ["first"]
    one.do("finish")
    one.do("wait", seconds=19)
    assert one.there == []
    one.do("wait", seconds=1)
    assert one.there == ["second"]


# Giving up.


@pytest.mark.parametrize(("given", "patience"), [({"waits": 40}, 40), ({}, 150)])
def test_who_is_never_turned_to_gives_up(play: Any, given: dict[str, Any], patience: int) -> None:
    """As long as they are given; where nothing is, as long as the telephone rings: 150 seconds (moods.yaml)."""
    one = play(second={"arrives": {"after": 10}, **given})
    one.do("wait", seconds=10)
    one.do("greet")
    spent = one.world.second - 10
    one.do("wait", seconds=patience - spent - 1)
    assert "second" in one.there
    one.do("wait", seconds=1)
    assert "second" not in one.there


def test_a_letter_never_gives_up(play: Any) -> None:
    one = play(second={"channel": "letter", "arrives": {"after": 1}})
    one.do("wait", seconds=600)
    one.do("wait", seconds=600)
    assert "second" in one.there
