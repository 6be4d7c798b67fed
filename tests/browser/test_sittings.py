"""One assessment from opening to its debrief, in a real browser; and the new pages break no accessibility rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations

pytestmark = pytest.mark.browser


def leave(page: Any) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")


def test_from_opening_an_assessment_to_reading_it(page: Any, enter: Callable[[str], Any]) -> None:
    enter("grace")
    page.get_by_role("link", name="Team", exact=True).click()
    page.get_by_role("link", name="Assessments").click()
    page.get_by_label("Who").select_option(label="Mai Tran")
    page.get_by_label("How many contacts").fill("1")
    page.get_by_role("button", name="Open the assessment").click()
    page.get_by_text("Mai finds it at home.").wait_for()
    leave(page)
    enter("mai")
    page.get_by_role("link", name="Open: An assessment is open for you").click()
    page.get_by_role("button", name="Begin contact 1").click()
    page.wait_for_url("**/plays/*")
    page.get_by_text("Assessment, counts").wait_for()
    assert page.get_by_role("button", name="Pause").count() == 0
    for _ in range(6):  # a scenario may have several parts, each finished in turn
        if "/assessment/" in page.url:
            break
        page.evaluate("document.querySelector('[data-finish]').click()")
        page.locator("#confirm-finish").get_by_role("button", name="Finish").click()
        page.wait_for_timeout(500)
    page.get_by_role("link", name="debrief").click()
    page.get_by_role("button", name="Contest:").first.click()
    page.get_by_text("A supervisor will answer here.").wait_for()


@looks
def test_the_new_pages_pass_axe(page: Any, enter: Callable[[str], Any], size: str, theme: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    pages = {
        "grace": [
            "/team",
            "/answers",
            "/assign?scenario=before-five",
            "/assignments",
            "/assessments",
            "/practice",
            "/scenarios/proofs",
            "/reasons",
            "/team/plays/5",
        ],
        "jordan": ["/", "/record", "/practice/before-five", "/plays/4/compare/1"],
        "miriam": ["/audit", "/accommodations/"],
    }
    for who, paths in pages.items():
        enter(who)
        for path in paths:
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
        leave(page)
