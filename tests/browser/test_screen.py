"""The desk as one screen: panes, tabs, the palette, drafts, channels, and a voice that stays on the device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations
from browser.test_desk import focused, press, say, settled

pytestmark = pytest.mark.browser

GREETING = "Thank you for calling, this is Jordan. How can I help?"


def width(page: Any, pane: str) -> int:
    return round(page.locator(pane).bounding_box()["width"])


def turn_to(page: Any, label: str) -> None:
    page.locator(".queue-place").filter(has_text=label).click()
    page.locator('.queue-place[aria-current="true"]').filter(has_text=label).wait_for()
    settled(page)


def test_an_edge_is_moved_by_keys_and_mouse_remembered_and_put_back(desk: Callable[..., Any]) -> None:
    page = desk()
    first, edge = width(page, ".pane-call"), page.locator('[data-edge="call"]')
    edge.focus()
    press(page, "ArrowRight", "ArrowRight")
    assert width(page, ".pane-call") == first + 32
    assert edge.get_attribute("aria-valuenow") == str(first + 32)
    at = page.locator('[data-edge="tools"]').bounding_box()
    tools = width(page, ".tools")
    page.mouse.move(at["x"] + 4, 400)
    page.mouse.down()
    page.mouse.move(at["x"] - 26, 400)
    page.mouse.up()
    assert width(page, ".tools") == tools + 30
    page.reload()
    assert (width(page, ".pane-call"), width(page, ".tools")) == (first + 32, tools + 30)
    edge.focus()
    press(page, "End", "End")
    assert width(page, ".pane-account") >= 400
    edge.dblclick()
    assert width(page, ".pane-call") == first


def test_tabs_keep_to_one_row_and_the_one_in_front_is_in_it(desk: Callable[..., Any]) -> None:
    page = desk()
    page.locator("#tab-summary").click()
    assert page.locator("[data-tabs]").bounding_box()["height"] < 45
    page.locator("#tab-deposits").wait_for(state="hidden")
    press(page, "t")
    assert focused(page) != "more-tabs"
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert focused(page) == "more-tabs"
    press(page, "t")
    page.locator('[data-bring="deposits"]').click()
    page.locator("#panel-deposits > *").first.wait_for()
    settled(page)
    assert focused(page) == "tab-deposits"
    assert page.locator("#tab-deposits").get_attribute("aria-selected") == "true"
    page.set_viewport_size(SIZES["narrow"])
    page.locator("#tab-notes").wait_for()
    assert page.locator("[data-tabs]").bounding_box()["height"] < 45


def test_the_palette_finds_by_a_few_letters_and_opens_the_form_at_its_first_field(desk: Callable[..., Any]) -> None:
    page = desk()
    page.keyboard.press("Control+k")
    page.keyboard.type("pnlty wv")
    chosen = page.locator('#palette-list [aria-selected="true"]')
    chosen.get_by_text("Waive or reverse a late penalty").wait_for()
    assert chosen.locator("kbd").inner_text() == "F W"
    page.keyboard.press("Enter")
    assert focused(page) == "f-waive_fee-fee"
    page.keyboard.press("Control+k")
    page.keyboard.type("single keys")
    page.keyboard.press("Escape")
    assert focused(page) == "f-waive_fee-fee"


def test_the_sheet_of_keys_opens_and_gives_the_focus_back(desk: Callable[..., Any]) -> None:
    page = desk()
    press(page, "Escape", "?")
    page.get_by_role("dialog", name="Keys and settings").wait_for()
    assert violations(page) == []
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    assert focused(page) == "transcript"
    press(page, "f")
    assert page.locator("#group-adjust[open]").count() == 0


def test_a_sentence_is_searched_for_among_all_that_can_be_picked(desk: Callable[..., Any]) -> None:
    page = desk()
    say(page, GREETING)
    page.locator("#say").focus()
    press(page, "2")
    page.locator("#menu-ask h3").first.wait_for()
    page.keyboard.type("serv addr")
    assert page.locator("#menu-ask .menu-row:visible").first.inner_text().endswith("service address")
    page.keyboard.type(" zzz")
    page.get_by_text("Nothing by that name. Try one word of it, or write it yourself.").first.wait_for()
    page.locator("#find-ask").fill("service address")
    page.keyboard.press("Enter")
    page.locator("#transcript .act").get_by_text("service address").wait_for()
    settled(page)
    assert focused(page) == "say"


def test_two_chats_are_two_tabs_each_with_its_own_draft(desk: Callable[..., Any]) -> None:
    page = desk("two-windows")
    assert page.locator("#say").get_attribute("placeholder") == "Write to them"
    say(page, "Hello, this is Jordan. How can I help you?")
    page.locator("#say").fill("Let me look into")
    while page.locator(".queue-place").count() < 2:
        page.locator("[data-wait]").click()
        settled(page)
    page.locator(".queue-place").filter(has_text="Chat 2").get_by_text("waiting").wait_for()
    page.locator("#group-notes > summary").click()
    page.locator("#open-add_note").click()
    page.locator("#f-add_note-text").fill("About the first")
    turn_to(page, "Chat 2")
    assert focused(page) == "say"
    assert page.locator("#say").input_value() == ""
    assert page.locator("#f-add_note-text").input_value() == ""
    page.locator("#say").fill("One moment")
    page.reload()
    assert page.locator("#say").input_value() == "One moment"
    turn_to(page, "Chat 1")
    assert page.locator("#say").input_value() == "Let me look into"
    assert page.locator("#f-add_note-text").input_value() == "About the first"
    page.locator("#say").press("Enter")
    playwright = pytest.importorskip("playwright.sync_api")
    playwright.expect(page.locator("#say")).to_have_value("")
    settled(page)
    turn_to(page, "Chat 2")
    assert page.locator("#say").input_value() == "One moment"


@looks
@pytest.mark.parametrize("scenario", ["two-windows", "return-to-sender"])
def test_each_channel_passes_axe(page: Any, desk: Callable[..., Any], scenario: str, size: str, theme: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    desk(scenario)
    assert violations(page) == []
    calling = page.get_by_role("button", name="Call the customer")
    if calling.count():
        calling.click()
        settled(page)
    say(page, "Hello, this is Jordan at the water district. How can I help you?")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


VOICES = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [%s], speak: (words) => window.spoken.push(words.text), cancel: () => {}, addEventListener: () => {},
} });
"""


@pytest.mark.parametrize("local", [True, False])
def test_the_caller_is_read_aloud_only_when_asked_and_by_a_voice_of_the_device(
    page: Any, desk: Callable[..., Any], local: bool
) -> None:
    page.add_init_script(VOICES % f"{{ lang: 'en-US', localService: {str(local).lower()} }}")
    desk()
    say(page, GREETING)
    assert page.evaluate("window.spoken") == []
    press(page, "Escape", "?")
    setting = page.get_by_label("Read the caller’s words aloud")
    assert setting.is_visible() == local
    page.locator("[data-dictate]").wait_for(state="hidden")
    if local:
        setting.check()
        page.keyboard.press("Escape")
        say(page, "May I have the service address?")
        words = page.locator(".turn-caller:not(.turn-past) p").last.inner_text().removeprefix("Caller:").strip()
        assert page.evaluate("window.spoken") == [words]
