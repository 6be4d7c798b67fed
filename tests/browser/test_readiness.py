"""Readiness in a browser: HR reads before the dossier shows its estimate, decides, and sees it again as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations

pytestmark = pytest.mark.browser


def test_from_a_view_to_a_decision_shown_again(page: Any, enter: Callable[[str], Any]) -> None:
    page.set_viewport_size(SIZES["narrow"])
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    enter("miriam")
    page.get_by_role("link", name="Readiness").first.click()
    page.get_by_role("link", name="Hannah Whitfield").click()
    page.get_by_text("estimate folded").first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []
    assert page.get_by_role("heading", name="Decide").count() == 0
    page.get_by_label("What the evidence shows").fill("Strong throughout, and signed by both supervisors.")
    page.get_by_role("button", name="Record my view").click()
    page.get_by_text("On all criteria:").wait_for()
    page.get_by_label("Advance to level II").check()
    page.get_by_label("Reason").fill("Every criterion is met, and both supervisors recommend it.")
    assert violations(page) == []
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_text("as it was recorded").wait_for()
    assert violations(page) == []
    kept = page.locator("main").inner_text()
    page.goto("/readiness/records?q=hannah&kind=decision")
    page.get_by_role("link", name="as it was decided").click()
    assert page.locator("main").inner_text() == kept


@looks
def test_the_pages_of_readiness_pass_axe(page: Any, enter: Callable[[str], Any], size: str, theme: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    pages = {
        "jordan": ["/readiness/me", "/readiness/me/full_range?duty=4"],
        "grace": ["/readiness", "/readiness/questions"],
        "miriam": ["/readiness/cohorts?times=1", "/readiness/fairness", "/readiness/records", "/audit"],
        "ruth": ["/readiness/people"],
    }
    for who, paths in pages.items():
        enter(who)
        for path in paths:
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in")
