"""The desk in a real browser: calls by mouse and by keyboard, a drawer counted, no accessibility rule broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations
from flask import Flask

from trainer.plays.models import Mode, Play

pytestmark = pytest.mark.browser


def settled(page: Any) -> None:
    page.locator("#play:not([aria-busy])").wait_for()


def say(page: Any, text: str) -> None:
    before = page.locator("#transcript .turn-rep").count()
    page.locator("#say").fill(text)
    page.locator("#say").press("Enter")
    page.locator("#transcript .turn-rep").nth(before).wait_for()
    settled(page)


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def open_panel(page: Any, name: str) -> None:
    """By its tab, or from the menu behind “More” where the row has no room for it."""
    if page.locator(f"#tab-{name}").is_visible():
        page.locator(f"#tab-{name}").click()
    else:
        page.locator("#more-tabs").click()
        page.locator(f'[data-bring="{name}"]').click()


def focused(page: Any) -> str:
    found: str = page.evaluate("document.activeElement.id || document.activeElement.tagName")
    return found


def test_a_call_from_the_greeting_to_the_debrief(desk: Callable[..., Any]) -> None:
    page = desk()
    page.get_by_text("The telephone rings.").wait_for()
    say(page, "Thank you for calling, this is Jordan. How can I help?")
    assert page.locator(".turn-caller:not(.turn-past)").count() == 1
    page.locator(".requests").get_by_text("the late penalty taken off").wait_for()
    say(page, "I'm sorry, that sounds frustrating. May I have the service address?")
    page.get_by_role("tab", name="Ledger").click()
    page.get_by_role("cell", name="late penalty").first.wait_for()
    assert focused(page) == "tab-ledger"
    page.locator("#group-adjust > summary").click()
    page.get_by_role("button", name="Waive or reverse a late penalty").click()
    page.locator("#f-waive_fee-reason").select_option("courtesy")
    page.get_by_role("button", name="Do it").click()
    page.locator("#transcript").get_by_text("Waived as a courtesy: late penalty").wait_for()
    assert focused(page) == "open-waive_fee"
    page.get_by_role("cell", name="courtesy waiver").wait_for()
    page.get_by_role("button", name="End call").click()
    page.get_by_text("Nobody is on the line.").wait_for()
    page.locator("#say").wait_for(state="hidden")
    page.get_by_role("button", name="Write a note").first.click()
    page.locator("#form-add_note").get_by_label("Note", exact=True).fill("Late penalty waived as a courtesy.")
    page.locator("[data-note-facts] .act").first.wait_for()
    page.locator("#form-add_note").get_by_role("button", name="Save").click()
    page.locator("#transcript").get_by_text("Note saved").wait_for()
    page.locator(".topbar").get_by_role("button", name="Finish").click()
    page.get_by_role("dialog").get_by_role("button", name="Finish").click()
    page.wait_for_url("**/debrief")


def test_a_call_by_the_keyboard_alone(desk: Callable[..., Any]) -> None:
    page = desk()
    assert focused(page) == "say"
    press(page, "0", "1")
    page.locator(".turn-caller").wait_for()
    settled(page)
    assert focused(page) == "say"
    press(page, "1")
    page.locator("#transcript").get_by_text("acknowledge").wait_for()
    settled(page)
    page.locator("#say").focus()
    press(page, "2", "2")
    page.locator("#transcript .act").get_by_text("service address").wait_for()
    settled(page)
    assert focused(page) == "say"
    press(page, "Escape", "i", "m")
    assert focused(page) == "f-match-item"
    page.keyboard.type("service")
    page.keyboard.press("Tab")
    page.keyboard.type("998 Paseo Belarosa")
    page.keyboard.press("Enter")
    page.get_by_text("1 of 2 matched").wait_for()
    settled(page)
    assert focused(page) == "open-match"
    press(page, "/")
    assert focused(page) == "find"
    page.keyboard.type("courtesy waiver")
    page.locator("#manual-found a").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("#manual-found article").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("ledger")
    page.keyboard.press("Enter")
    page.get_by_role("cell", name="late penalty").first.wait_for()
    settled(page)
    press(page, "ArrowLeft")
    assert focused(page) == "tab-use"
    press(page, "e", "e")
    page.get_by_text("Nobody is on the line.").wait_for()
    settled(page)
    press(page, "e", "f")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/debrief")


def test_what_does_not_fit_is_said_beside_the_field_and_nothing_is_lost(desk: Callable[..., Any]) -> None:
    page = desk()
    page.locator("#say").fill("Let me look at")
    press(page, "Escape", "f", "w")
    page.locator("#f-waive_fee-fee").fill("L046")
    page.locator("#f-waive_fee-amount").fill("a lot")
    page.get_by_role("button", name="Do it").click()
    page.get_by_text("Give dollars and cents, such as 24.60.").wait_for()
    assert focused(page) == "f-waive_fee-amount"
    assert page.locator("#f-waive_fee-fee").input_value() == "L046"
    assert page.locator("#say").input_value() == "Let me look at"
    page.reload()
    assert page.locator("#say").input_value() == "Let me look at"


def test_what_the_desk_refuses_keeps_the_form(desk: Callable[..., Any]) -> None:
    page = desk()
    press(page, "Escape", "f", "w")
    page.locator("#f-waive_fee-fee").fill("L-9")
    page.locator("#f-waive_fee-reason").select_option("courtesy")
    page.get_by_role("button", name="Do it").click()
    page.locator("#form-waive_fee").get_by_text("There is no late penalty L-9").wait_for()
    assert page.locator("#f-waive_fee-fee").input_value() == "L-9"


def test_a_lost_answer_is_sent_again_and_is_one_move(browser: Any, desk: Callable[..., Any]) -> None:
    signed_in = desk()
    context = browser.new_context(storage_state=signed_in.context.storage_state(), viewport=SIZES["wide"])
    page = context.new_page()
    page.goto(signed_in.url)
    page.route("**/moves", lambda route: (route.fetch(), route.abort()), times=1)  # it arrives, its answer does not
    page.locator("#say").fill("Thank you for calling, how can I help?")
    page.locator("#say").press("Enter")
    page.get_by_text("The server could not be reached.").wait_for()
    assert page.locator("#say").input_value() == "Thank you for calling, how can I help?"
    stood = page.locator("[data-call-clock]").inner_text()
    page.wait_for_timeout(2100)
    assert page.locator("[data-call-clock]").inner_text() == stood
    assert page.locator("[data-silence]").inner_text() == "waiting for the server"
    page.get_by_role("button", name="Send it again").click()
    page.locator(".turn-caller").wait_for()
    assert "silent" in page.locator("[data-silence]").inner_text()
    assert page.locator(".turn-rep").count() == 1
    assert page.locator("#say").input_value() == ""
    context.close()


def test_two_windows_do_not_undo_each_other(desk: Callable[..., Any]) -> None:
    page = desk()
    other = page.context.new_page()
    other.goto(page.url)
    say(page, "Thank you for calling, how can I help?")
    other.locator("#say").fill("Good morning")
    other.locator("#say").press("Enter")
    other.get_by_role("link", name="Load the page again").click()
    other.locator(".turn-caller").wait_for()
    playwright = pytest.importorskip("playwright.sync_api")
    playwright.expect(other.locator("#say")).to_have_value("Good morning")


def test_what_is_typed_is_understood_as_one_types(desk: Callable[..., Any]) -> None:
    page = desk()
    page.locator("#say").fill("What is the service address?")
    page.locator("#so-far .act").get_by_text("service address").wait_for()
    say(page, "Thanks for calling, how can I help?")
    page.get_by_role("button", name="not what I meant").click()
    page.get_by_text("marked: not what you meant").wait_for()
    assert page.evaluate("document.activeElement.id") == "say"  # one goes on typing


def test_a_pause_stops_the_clock(desk: Callable[..., Any]) -> None:
    page = desk()
    page.get_by_role("button", name="Pause").click()
    assert page.locator("[data-silence]").inner_text() == "paused"
    page.get_by_role("button", name="Go on").click()
    assert "ringing" in page.locator("[data-silence]").inner_text()


def test_a_guided_play_shows_the_next_step(desk: Callable[..., Any]) -> None:
    page = desk(mode=Mode.LEARN)
    say(page, "Thank you for calling, how can I help?")
    page.locator(".hint-folded summary").click()
    page.locator(".coach a").first.click()
    page.locator("#manual-found article").wait_for()
    for hinted in (True, False):  # a hint that was opened goes with the next move, and with no other
        with page.expect_request("**/moves") as sent:
            say(page, "What is the service address, please?")
        assert sent.value.post_data_json["hinted"] is hinted


def count(page: Any, pieces: dict[str, int]) -> None:
    for name, number in pieces.items():
        page.locator(f'[id="pieces-{name}"]').fill(str(number))
    page.get_by_role("button", name="count", exact=False).first.click()
    settled(page)


def test_a_drawer_is_counted_blind_before_anything_is_expected(desk: Callable[..., Any], demo_app: Flask) -> None:
    page = desk("before-five")
    assert page.locator(".pile").count() == 0
    page.get_by_role("button", name="Look in the drawer").click()
    page.locator(".pile").first.wait_for()
    settled(page)
    assert focused(page) == "pieces-100"
    assert page.get_by_text("Expected").count() == 0
    pieces = pieces_in(page)
    count(page, {**pieces, "1": pieces["1"] + 1})
    page.get_by_text("Expected").wait_for()
    assert page.locator('[id="pieces-1"]').input_value() == ""
    page.get_by_role("button", name="Look at the receipts").click()
    page.locator(".receipts").wait_for()
    page.get_by_role("button", name="Look at the checks").click()
    page.locator(".checks-in-hand").wait_for()
    for line in page.locator(".checks-in-hand li").all():
        line.locator("input").fill(line.locator("strong").inner_text())
    page.get_by_role("button", name="Enter the checks").click()
    page.get_by_text("Checks in hand").nth(1).wait_for()
    count(page, pieces)
    page.get_by_text("Counted 2 times").wait_for()
    assert violations(page) == []


def test_a_count_of_nothing_is_not_entered_and_a_blank_is_not_taken_for_none(desk: Callable[..., Any]) -> None:
    page = desk("before-five")
    page.get_by_role("button", name="Look in the drawer").click()
    page.locator(".pile").first.wait_for()
    settled(page)
    assert page.locator("form[data-act=count_cash] [data-total]").inner_text() == "–"
    page.locator("#pieces-1c").press("Enter")
    page.get_by_text("Nothing is counted yet.").wait_for()
    assert focused(page) == "pieces-100"
    count(page, {"20": 3, "1": 2})
    page.get_by_text("Counted once, last $62.00").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Nothing is counted yet.").wait_for()
    count(page, {"1": 4})
    page.get_by_text("Blank means none. Count every pile again, or enter 0.").wait_for()
    assert focused(page) == "pieces-20"
    assert violations(page) == []
    page.get_by_text("Counted once, last $62.00").wait_for()
    count(page, {"20": 0})
    page.get_by_text("Counted 2 times, last $4.00").wait_for()


def test_closing_the_drawer_asks_once(desk: Callable[..., Any]) -> None:
    page = desk("before-five")
    press(page, "d", "c")
    page.get_by_text("Close the drawer now?").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert focused(page) == "open-close_drawer"
    assert page.locator("#transcript .turn").count() == 0
    page.get_by_role("button", name="Close the drawer").click()
    page.get_by_role("button", name="Close it").click()
    page.locator("#transcript .turn").wait_for(state="attached")
    page.get_by_text("Close the drawer now?").wait_for(state="hidden")


def test_a_call_that_still_rings_is_ended_only_when_asked_again(desk: Callable[..., Any]) -> None:
    page = desk()
    page.get_by_role("button", name="End call").click()
    page.get_by_text("Nobody has said a word yet. End it?").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Answer it").click()
    page.locator("[data-part=head]").get_by_text("Ringing").wait_for()
    page.get_by_role("button", name="End call").click()
    page.get_by_role("button", name="End the call").last.click()
    page.get_by_text("Nobody is on the line.").wait_for()
    assert page.get_by_text("Ringing").count() == 0
    page.get_by_text("Nobody has said a word yet").wait_for(state="hidden")


def test_once_answered_the_box_no_longer_asks_to_answer(desk: Callable[..., Any]) -> None:
    page = desk()
    assert page.locator("#say").get_attribute("placeholder") == "Answer the call"
    press(page, "0", "1")
    page.locator(".turn-caller").wait_for()
    settled(page)
    assert page.locator("#say").get_attribute("placeholder") == "What you say"
    page.reload()
    assert page.locator("#say").get_attribute("placeholder") == "What you say"


def pieces_in(page: Any) -> dict[str, int]:
    names = ("100", "50", "20", "10", "5", "1", "25c", "10c", "5c", "1c")
    rows = page.locator(".denominations tbody tr").all()
    return {name: row.locator(".piece").count() for name, row in zip(names, rows, strict=True)}


@looks
def test_the_desk_passes_axe(page: Any, desk: Callable[..., Any], size: str, theme: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    desk(mode=Mode.LEARN)
    assert violations(page) == []
    say(page, "Thank you for calling, how can I help? Blue elephants sing.")
    for tab in ("Bills", "Use", "Reads", "Ledger", "Orders", "People", "Notes"):
        open_panel(page, tab.lower())
        page.locator(f"#panel-{tab.lower()} > *").first.wait_for()
        settled(page)
        assert violations(page) == [], tab
    page.locator("#group-adjust > summary").click()
    page.get_by_role("button", name="Waive or reverse a late penalty").click()
    page.get_by_role("button", name="Do it").click()
    page.get_by_text("Fill in: Reason.").wait_for()
    page.locator("[data-menu=state]").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("[data-menu=ask]").click()
    assert violations(page) == []
    page.keyboard.press("Control+k")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="End call").click()
    page.get_by_text("Nobody is on the line.").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@looks
def test_the_drawer_passes_axe(page: Any, desk: Callable[..., Any], size: str, theme: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    desk("before-five")
    assert violations(page) == []
    for what in ("drawer", "receipts", "papers", "drops", "safe"):
        page.locator(f"[data-look={what}]").click()
        page.locator(f"[data-look={what}]").wait_for(state="detached")
    count(page, {"20": 1})
    page.get_by_text("Cash short").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_desk_of_an_emergency_has_no_account_and_keeps_what_was_told(desk: Callable[..., Any]) -> None:
    page = desk("water-outside", 2)
    say(page, "Water district, how can I help?")
    say(page, "Where is the water?")
    page.get_by_role("heading", name="What the caller told you").wait_for()
    assert page.locator("#tab-summary").count() == 0
    press(page, "Escape", "o", "d")
    place = page.locator("#f-dispatch-place").input_value()
    page.keyboard.press("Control+Enter")
    page.locator("#transcript").get_by_text(f"Emergency crew dispatched to {place}").wait_for()
    assert violations(page) == []


def test_a_play_that_ended_cannot_be_opened_again(desk: Callable[..., Any], demo_app: Flask) -> None:
    page = desk()
    address = page.url
    press(page, "Escape", "e", "f")
    page.get_by_text("Somebody is still there and would be left.").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/debrief")
    page.goto(address)
    page.wait_for_url("**/debrief")
    with demo_app.extensions["database"].session() as session:
        assert session.get(Play, int(address.rsplit("/", 1)[1])).ended


# The act that a line of the menu says, and how the transcript names it.
SELDOM = {
    "confirm": "confirm", "leave_message": "leave a message", "let_interpret": "let someone interpret",
    "admit_fault": "say that the district is to blame", "take_card": "take a card number by voice",
}  # fmt: skip


def test_what_is_said_seldom_is_picked_under_more(desk: Callable[..., Any]) -> None:
    page = desk()
    say(page, "Thank you for calling, this is Jordan. How can I help?")
    for kind, words in SELDOM.items():
        before = page.locator("#transcript .turn-rep").count()
        page.locator('[data-menu="more"]').click()
        page.locator(f"#menu-more [data-say*='\"{kind}\"']").first.click()
        said = page.locator("#transcript .turn-rep").nth(before)
        said.wait_for()
        settled(page)
        assert said.locator(".act").inner_text().lower().startswith(words)
        assert page.locator("#menu-more").is_hidden()
