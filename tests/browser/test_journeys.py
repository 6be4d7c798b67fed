"""What people do here first, in a real browser: enter, choose light or dark, add a colleague, leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def theme(page: Any) -> str | None:
    value: str | None = page.locator("html").get_attribute("data-bs-theme")
    return value


def test_the_system_decides_until_someone_chooses(page: Any, enter: Callable[[str], Any]) -> None:
    page.emulate_media(color_scheme="dark")
    enter("mai")
    assert theme(page) == "dark"
    page.emulate_media(color_scheme="light")
    page.locator('html[data-bs-theme="light"]').wait_for()
    page.get_by_role("button", name="Dark theme").click()
    assert theme(page) == "dark"
    page.get_by_role("button", name="Light theme").wait_for()
    page.reload()
    assert theme(page) == "dark"
    page.goto("/account")
    page.get_by_role("button", name="Follow the system").click()
    page.locator('html[data-bs-theme="light"]').wait_for()


def test_the_keyboard_reaches_the_page_past_the_top_bar(page: Any, enter: Callable[[str], Any]) -> None:
    enter("mai")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_one_button_enters_the_demo(page: Any) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name="Enter as Grace Okafor").click()
    assert "Grace" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.get_by_text("You are signed out.").wait_for()


def test_an_administrator_adds_someone_who_then_chooses_a_password(page: Any, enter: Callable[[str], Any]) -> None:
    enter("ruth")
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Add someone").click()
    page.get_by_label("Name").fill("Priya Nair")
    page.get_by_label("E-mail address").fill("priya@example.com")
    page.get_by_role("button", name="Add and get a password").click()
    page.get_by_text("Choose at least one role.").wait_for()
    page.get_by_label("Representative").check()
    page.get_by_label("Classification").select_option(label="Representative II")
    page.get_by_role("button", name="Add and get a password").click()
    password = page.locator(".handed").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("E-mail address").fill("priya@example.com")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Current password").fill(password)
    page.get_by_label("New password", exact=True).fill("four green meadows")
    page.get_by_label("New password again").fill("four green meadows")
    page.get_by_role("button", name="Change the password").click()
    page.get_by_text("Your password is changed.").wait_for()
    page.get_by_text("Representative II").wait_for()
