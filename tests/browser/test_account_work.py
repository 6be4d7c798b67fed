"""Working an account in the browser: an address looked up, service started, and a bill as it was mailed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations
from browser.test_desk import press

pytestmark = pytest.mark.browser


def test_service_is_started_from_the_menu_and_told_in_the_transcript(desk: Callable[..., Any]) -> None:
    page = desk("moving-day", 0)
    page.wait_for_function("document.activeElement === document.getElementById('say')")
    place = page.locator(".pane-account").inner_text().split("·")[1].strip().splitlines()[0]
    press(page, "Escape", "l", "l")
    page.locator("#f-look-place").fill("12 Nonesuch Road")
    page.keyboard.press("Enter")
    page.locator("#form-look").get_by_text("Check the house number").wait_for()
    page.locator("#f-look-place").fill(place)
    page.keyboard.press("Enter")
    page.locator("#panel-service_area").get_by_text("this District").wait_for()
    page.locator("#group-service > summary").click()
    page.locator("#open-start_service").click()
    page.locator("#f-start_service-customer").select_option("tenant")
    page.locator("#f-start_service-place").fill(place)
    page.locator("#f-start_service-on").fill("2025-12-01")
    page.locator("#f-start_service-name").fill("Pat Vu")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.locator("#transcript").get_by_text("Service for Pat Vu, tenant").wait_for()


@looks
def test_a_bill_reads_well_in_any_light_and_width(desk: Callable[..., Any], size: str, theme: str) -> None:
    page = desk("the-last-notice", 1)
    page.set_viewport_size(SIZES[size])
    page.locator("#tab-bills").click()
    page.locator("#panel-bills a").first.wait_for()
    page.goto(page.locator("#panel-bills a").first.get_attribute("href"))
    page.evaluate("(theme) => document.documentElement.dataset.bsTheme = theme", theme)
    page.get_by_text("Send this part back with your check").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
