"""Each of the ten duties, from the first move to the debrief in a real browser, by the book.

The book says what comes next; the page sends it by the function that its own buttons use, and puts the answer in place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from trainer.plays import service
from trainer.plays.models import Play
from trainer.proof.attending import next_act
from trainer.proof.bots import Expert
from trainer.record.act import Act, act
from trainer.record.kinds import KINDS
from trainer.record.parsing import plain

pytestmark = pytest.mark.browser

# One over two chats at once, one over three days, one that calls out, one with a drawer, one with nobody calling.
DUTIES = {
    1: "moving-day", 2: "where-it-went", 3: "two-windows", 4: "either-way", 5: "water-outside", 6: "the-last-notice",
    7: "exact-change", 8: "the-front-desk", 9: "return-to-sender", 10: "a-quick-question",
}  # fmt: skip
SECOND_COMES = ("two-windows",)  # with the clock, and this player is too quick for it
FITS = "!document.querySelector('main.desk') || document.documentElement.scrollHeight <= innerHeight"
SEND = """async move => {
    const desk = await import("/static/desk-moves.js");
    const {ok, answer} = await desk.send(move);
    return {ok, ended: answer?.ended, error: answer?.error};
}"""


def as_sent(what: Act) -> dict[str, Any]:
    """The move as the page posts it."""
    if what.kind == "wait":
        return {"wait": what.get("seconds")}
    return {str(KINDS[what.kind].way): {name: value for name, value in plain(what).items() if name != "toward"}}


def by_the_book(app: Flask, play_id: int) -> Act:
    """What the book does next; it finishes when nothing is left."""
    with app.extensions["database"].session() as session:
        play, content = session.get(Play, play_id), app.extensions["content"]
        world = service.world_of(play, content)
        return next_act(world, Expert(world.setting.pack.rulebook)) or act("finish")


@pytest.mark.parametrize(("duty", "scenario"), DUTIES.items(), ids=DUTIES.values())
def test_a_duty_is_played_to_its_debrief(
    duty: int, scenario: str, demo_app: Flask, enter: Callable[[str], Any], begin: Callable[..., int]
) -> None:
    assert duty in demo_app.extensions["content"].library.scenarios[scenario].duties
    page, play = enter("owen"), begin(scenario, who="owen")  # Jordan's home is looked at elsewhere
    page.goto(f"/plays/{play}")
    for number in range(1, 150):
        comes = number == 2 and scenario in SECOND_COMES
        answer = page.evaluate(SEND, {"wait": 30} if comes else as_sent(by_the_book(demo_app, play)))
        assert answer["ok"], answer["error"]
        assert answer["ended"] or page.evaluate(FITS), "the desk scrolls away"
        if comes:
            page.locator(".queue-place").nth(1).wait_for()
        if answer["ended"] and not answer["ended"].endswith("debrief"):
            page.locator(f'#play[data-number="{number + 1}"]').wait_for()
        elif answer["ended"]:
            break
    page.wait_for_url("**/debrief")
    assert page.locator(".verdict").inner_text().startswith("Passed")
    assert int(page.locator(".score strong").inner_text()) >= 97
