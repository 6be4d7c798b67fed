"""Finding an account in a real browser: searched, walked and opened by the keyboard, and told to who only listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations
from browser.test_desk import focused, press, say, settled

pytestmark = pytest.mark.browser


def holder(page: Any) -> str:
    name: str = page.locator(".pane-account h2.name").inner_text()
    return name


def search(page: Any, query: str) -> None:
    page.locator("#find-account").fill(query)
    page.locator("#find-account").press("Enter")
    page.locator("#found:not([hidden])").wait_for()
    settled(page)


def test_an_account_is_found_and_opened_by_the_keyboard(desk: Callable[..., Any]) -> None:
    page = desk()
    page.get_by_role("tab", name="Ledger").click()
    page.get_by_role("cell", name="late penalty").first.wait_for()
    name = holder(page)
    press(page, "s")
    assert focused(page) == "find-account"
    search(page, name)
    assert focused(page) == "find-account"
    page.locator("#answered", has_text="found").wait_for(state="attached")  # announced after it is drawn
    page.locator("#panel-ledger").wait_for()
    rows = [row.get_attribute("id") for row in page.locator("[data-open-account]").all()]
    press(page, "ArrowDown", "ArrowDown")
    assert focused(page) == rows[1]
    press(page, "ArrowUp", "ArrowUp")
    assert focused(page) == "find-account"
    other = page.locator("[data-open-account]:not([aria-current])").first.get_attribute("id")
    press(page, *["ArrowDown"] * (rows.index(other) + 1), "Enter")
    page.locator('[data-part="account"]').get_by_text(f"{other.removeprefix('found-')} ·").wait_for()
    settled(page)
    assert focused(page) == "tab-summary"
    page.locator("#found").wait_for(state="hidden")
    assert page.locator("#tab-ledger").get_attribute("data-opened") == "no"
    page.locator("#panel-ledger").wait_for(state="hidden")
    assert "late penalty" not in page.locator("#panels").inner_html()


def test_one_comes_back_to_the_account_as_it_was_left(desk: Callable[..., Any]) -> None:
    page = desk()
    page.get_by_role("tab", name="Ledger").click()
    page.get_by_role("cell", name="late penalty").first.wait_for()
    search(page, holder(page))
    own = page.locator("[data-open-account][aria-current]").get_attribute("data-open-account")
    page.locator("[data-open-account]:not([aria-current])").first.click()
    page.locator("#found").wait_for(state="hidden")
    search(page, own)
    page.locator(f"#found-{own}").click()
    page.locator("#found").wait_for(state="hidden")
    page.get_by_role("tab", name="Ledger", exact=True).click()
    page.get_by_role("cell", name="late penalty").first.wait_for()


def test_escape_closes_the_list_and_nothing_is_an_answer(desk: Callable[..., Any]) -> None:
    page = desk()
    search(page, "Zzqx Vvw")
    page.get_by_text("Nothing found for “Zzqx Vvw”").wait_for()
    press(page, "Escape")
    page.locator("#found").wait_for(state="hidden")
    assert focused(page) == "find-account"
    page.locator("#find-account").fill("x")
    page.locator("#find-account").press("Enter")
    page.get_by_text("Give a name, an address or a number.").wait_for()


def test_the_palette_finds_accounts_too(desk: Callable[..., Any]) -> None:
    page = desk()
    name = holder(page)
    press(page, "Control+k")
    page.locator("#palette-find").fill(name)
    page.get_by_role("option", name=f"Find the account of “{name}”").click()
    page.locator("#found [aria-current]").wait_for()
    assert focused(page) == "find-account"


@looks
def test_the_list_passes_axe(desk: Callable[..., Any], size: str, theme: str) -> None:
    page = desk()
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.reload()
    search(page, page.locator(".pane-account .support > span").first.inner_text().split(" · ")[1])
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_call_may_begin_with_no_account_open(desk: Callable[..., Any]) -> None:
    page = desk("more-than-usual")
    assert holder(page) == "No account open"
    say(page, "Thank you for calling. May I have the service address?")
    say(page, "What is the service address, please?")
    told = page.locator("dt:has-text('Service address') + dd").inner_text()
    assert violations(page) == []
    search(page, told)
    press(page, "ArrowDown", "Enter")
    page.get_by_role("tab", name="Use").click()
    page.get_by_text("Use per bill against").wait_for()
    assert told in page.locator('[data-part="account"]').inner_text()
    page.get_by_text("It is kept here.").wait_for(state="hidden")
    assert violations(page) == []
