"""Reviewing in a real browser: by keyboard, saved as one goes, and every page of the room by axe."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations
from flask import Flask

from trainer.people import demo
from trainer.people import service as people
from trainer.reviews import calibrating, coaching, disputes, reviewing, scorecards, standing
from trainer.reviews.card.files import load_cards
from trainer.reviews.interactions import Interaction, Turn
from trainer.reviews.models import Cause, Purpose
from trainer.reviews.reviewing import Given
from trainer.reviews.words import Channel, Speaker
from trainer.settings import PACK

pytestmark = pytest.mark.browser

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
SAID = (
    (Speaker.REPRESENTATIVE, "Thank you for calling the Water District, this is Jordan. How can I help you?"),
    (Speaker.CUSTOMER, "You charged me a late fee, and autopay is supposed to take care of that. I’m pretty upset."),
    (Speaker.REPRESENTATIVE, "A fee you didn’t expect is frustrating. May I have the account number and the address?"),
    (Speaker.CUSTOMER, "It’s 3301 4471, 18 Camino Lindero."),
    (Speaker.REPRESENTATIVE, "Thank you. The bank returned your autopay, so a ten percent penalty was added, $11.46."),
    (Speaker.CUSTOMER, "I changed banks in January. Nobody told me it bounced."),
    (Speaker.REPRESENTATIVE, "It’s the first time in twelve months, so I can waive the $11.46. I’ve just done that."),
    (Speaker.CUSTOMER, "Oh. Thank you."),
    (Speaker.REPRESENTATIVE, "Is there anything else I can help you with? Thank you for calling."),
)


@pytest.fixture(scope="module")
def office(demo_app: Flask) -> dict[str, int]:
    """Calls of Jordan's, a telephone card in use, and one of everything the room shows; ids by name."""
    with demo_app.extensions["database"].session() as session:
        by = {one.key: people.by_email(session, one.email) for one in demo.read().people}
        jordan, grace, owen = (person.id for key in ("jordan", "grace", "owen") if (person := by[key]))
        version = next(iter(scorecards.offered(session, "phone")), None)
        if version is None:
            for card in load_cards(PACK):
                scorecards.publish(session, scorecards.add(session, card, grace, NOW), (), grace, NOW)
            version = scorecards.offered(session, "phone")[0]
        calls = [_call(session, jordan, n) for n in range(4)]
        filled = [_filled(session, call, version, grace) for call in calls[:2]]
        reviewing.release(session, filled[0], grace, NOW)
        disputes.dispute(session, filled[0], "verifies", "Line 3 asks for both items.", jordan, NOW, 10)
        note = coaching.write(
            session, filled[0], "note", Cause.ATTENTION, "The note has no reason.", "Two sentences.", [], grace, NOW
        )
        soon = NOW + dt.timedelta(days=3)
        blind = calibrating.open_session(
            session, "Blind one", version, calls[2:], [grace, owen], soon, None, grace, NOW
        )
        shown = calibrating.open_session(
            session, "Open one", version, calls[2:3], [grace, owen], soon, grace, grace, NOW
        )
        for who in (grace, owen):
            _fill(
                session, calibrating.begin(session, shown, calls[2].id, who, NOW), who, "yes" if who == owen else "no"
            )
        fresh = reviewing.begin(session, calls[3], version, grace, Purpose.TARGETED, NOW)
        draft = scorecards.draft_from(session, version, grace, NOW)
        return {
            "released": filled[0].id, "finished": filled[1].id, "fresh": fresh.id, "note": note.id, "blind": blind.id,
            "open": shown.id, "draft": draft.id, "version": version.id, "jordan": jordan,
            "call": calls[0].id,
        }  # fmt: skip


def _call(session: Any, person: int, number: int) -> Interaction:
    turns = [Turn(number=n, speaker=who, start_ms=n * 9000, text=text) for n, (who, text) in enumerate(SAID, 1)]
    made = Interaction(
        source="browser test", source_id=f"c{number}", channel=Channel.PHONE, reason="late penalty", seconds=95,
        started_at=NOW - dt.timedelta(days=4, hours=number), representative_id=person, maskings={"card": 1},
        content_hash=f"{number:064}", imported_at=NOW, turns=turns, actions=[],
    )  # fmt: skip
    session.add(made)
    session.commit()
    return made


def _filled(session: Any, call: Interaction, version: Any, who: int) -> Any:
    return _fill(session, reviewing.begin(session, call, version, who, Purpose.RANDOM, NOW), who, "no")


def _fill(session: Any, one: Any, who: int, verifies: str) -> Any:
    asked = standing.card(one).criteria
    given = {criterion.id: Given(criterion.values[-1], "See line 5.", [[1, 1], [5, 6]]) for criterion in asked} | {
        "verifies": Given(verifies, "The penalty was named in line 5.", [[5, 5]])
    }
    reviewing.answer(session, one, given, 0, who, NOW)
    reviewing.finish(session, one, who, NOW)
    return one


def saved(page: Any) -> None:
    page.get_by_text(re.compile("^saved ")).wait_for()


def test_a_review_is_filled_in_by_keyboard_and_saved_as_one_goes(
    enter: Callable[[str], Any], office: dict[str, int]
) -> None:
    page = enter("grace")
    page.goto(f"/reviews/{office['fresh']}")
    keys = page.keyboard
    keys.press("1")  # the first answer of the first item: yes
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowDown", "e"):
        keys.press(key)
    saved(page)
    keys.press("j")
    keys.press("2")
    keys.press("c")
    keys.type("Named the fee first.")
    keys.press("Escape")
    saved(page)
    assert page.locator("#i-verifies").get_attribute("class") == "criterion is-open"
    page.reload()
    assert page.locator("[name=evidence-greeting]").input_value() == "2–3"
    assert page.locator("[name=comment-verifies]").input_value() == "Named the fee first."
    assert "Fail by an answer that fails the card" in page.locator("[data-running]").inner_text()


def test_a_second_window_is_told_and_loses_nothing(enter: Callable[[str], Any], office: dict[str, int]) -> None:
    page = enter("grace")
    page.goto(f"/reviews/{office['fresh']}")
    other = page.context.new_page()
    other.goto(f"/reviews/{office['fresh']}")
    other.locator("#i-note .criterion-title").click()
    other.keyboard.press("3")
    saved(other)
    page.locator("#i-close .criterion-title").click()
    page.keyboard.press("1")
    page.get_by_text("went on in another window").wait_for()
    assert page.locator("[name=answer-close][value=yes]").is_checked()


def test_what_is_on_its_way_goes_before_the_form(enter: Callable[[str], Any], office: dict[str, int]) -> None:
    page = enter("grace")
    page.goto(f"/reviews/{office['fresh']}")
    arrived: list[Any] = []  # at the server, and not yet answered to the page
    page.route("**/answers", lambda route: arrived.append((route, route.fetch())))
    page.locator("#i-note .criterion-title").click()
    page.keyboard.press("2")
    while not arrived:
        page.wait_for_timeout(20)
    page.get_by_role("button", name="Finish").click()
    route, reply = arrived[0]
    route.fulfill(response=reply)
    page.get_by_text("Still open:").wait_for()


def test_the_preview_follows_what_is_typed(enter: Callable[[str], Any], office: dict[str, int]) -> None:
    page = enter("grace")
    page.goto(f"/scorecards/{office['draft']}/criteria/greeting")
    page.get_by_label("What is judged").fill("Says who is speaking")
    page.locator("#preview .strong", has_text="Says who is speaking").wait_for()


@looks
def test_the_room_passes_axe(
    enter: Callable[[str], Any], office: dict[str, int], size: str, theme: str, page: Any
) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    enter("grace")
    paths = (
        "/reviews/", f"/reviews/{office['fresh']}", f"/reviews/{office['released']}", "/reviews/finished",
        "/reviews/disputes", "/scorecards/", f"/scorecards/{office['draft']}",
        f"/scorecards/{office['draft']}/settings",
        f"/scorecards/{office['draft']}/criteria/within_policy", f"/scorecards/{office['draft']}/changes",
        "/calibration/", "/calibration/new", f"/calibration/{office['blind']}", f"/calibration/{office['open']}",
        "/coaching/", f"/coaching/new/{office['released']}", f"/coaching/{office['note']}", "/coaching/team",
        f"/coaching/checklist/{office['jordan']}", "/interactions", "/interactions/import",
        f"/interactions/{office['call']}", "/interactions/samples", "/interactions/samples/new",
        "/interactions/samples/1", f"/reviews/{office['finished']}",
    )  # fmt: skip
    wrong = {}
    for path in paths:
        page.goto(path)
        found = violations(page)
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            found.append("scrolls sideways")
        if found:
            wrong[path] = found
    assert wrong == {}
