"""A line and a tray in a real browser: opened, worked to the end by hand, and legible to everyone."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, violations

SHOTS = os.environ.get("TRAINER_SHOTS")
Desk = Callable[..., Any]


def shoot(page: Any, name: str) -> None:
    """A picture for whoever wants to look, where TRAINER_SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.mark.parametrize(("scenario", "seed"), [("the-front-desk", 0), ("back-to-sender", 1), ("first-light", 0)])
def test_what_comes_in_is_legible_to_everyone(desk: Desk, scenario: str, seed: int) -> None:
    page = desk(scenario, seed)
    if scenario == "first-light":
        page.get_by_role("button", name="Look in the drawer").click()
        page.locator("#pieces-100").wait_for()
    for name in ("Open the box", "Look up", "Look through it"):
        button = page.get_by_role("button", name=name, exact=True)
        if button.count():
            button.click()
            button.wait_for(state="detached")
    for _ in range(page.locator("[id^=open-item-]").count()):
        page.locator("[id^=open-item-]").first.click()
        page.wait_for_timeout(150)
    page.locator(".arrival-doing summary").first.click()
    for size in SIZES:
        page.set_viewport_size(SIZES[size])
        for theme in ("light", "dark"):
            page.evaluate(f"document.documentElement.dataset.bsTheme = '{theme}'")
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            shoot(page, f"{scenario}-{size}-{theme}")


def test_a_package_is_taken_in_and_logged_by_keyboard(desk: Desk) -> None:
    page = desk("the-front-desk", 1)
    page.get_by_role("button", name="Look up", exact=True).press("Enter")
    box = page.locator(".arrival-parcel")
    box.get_by_role("button", name="Turn to them").press("Enter")
    box.get_by_text("Sign here?").wait_for()
    box.locator("summary").press("Enter")
    form = box.locator('form[data-act="accept_item"]')
    form.get_by_role("combobox").select_option("package")
    form.get_by_role("button", name="Do it").press("Enter")
    box.get_by_text("Accept what is handed over: a package").wait_for()
    form = box.locator('form[data-act="write_log"]')
    form.get_by_role("combobox").select_option("package")
    form.get_by_role("combobox").press("Control+Enter")
    box.get_by_text("Write in the log: a package").wait_for()
