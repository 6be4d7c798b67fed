"""Practice, debrief and manual in a real browser: no accessibility rule broken, and every link leads on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations

pytestmark = pytest.mark.browser

PAGES = ["/", "/practice", "/practice/before-five", "/manual", "/manual?q=waiver", "/manual/5.2", "/manual/to-confirm",
    "/manual/print?chapter=5"]  # fmt: skip


def debriefs(page: Any) -> list[str]:
    """The debriefs that home leads to: good ones and bad ones."""
    page.goto("/")
    return [link.get_attribute("href") for link in page.locator('a[href$="/debrief"]').all()]


@looks
def test_practice_pages_pass_axe(page: Any, enter: Callable[[str], Any], size: str, theme: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    enter("jordan")
    found = debriefs(page)
    for path in [*PAGES, *found, f"{found[0]}?as=table"]:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"


def test_other_homes_pass_axe(page: Any, enter: Callable[[str], Any]) -> None:
    for who in ("mai", "grace"):
        enter(who)
        assert violations(page) == [], who
        page.get_by_role("button", name="Sign out").click()


def test_from_home_to_a_finding_and_its_paragraph(page: Any, enter: Callable[[str], Any]) -> None:
    enter("jordan")
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("link", name="as a table").click()
    page.get_by_role("link", name="as a picture").click()
    page.locator(".finding-foot a").first.click()
    page.wait_for_url("**/manual/**")
    page.locator(".manual-section.is-current").wait_for()


def test_a_newcomer_finds_the_first_call(page: Any, enter: Callable[[str], Any]) -> None:
    enter("mai")
    page.get_by_role("link", name="Practice", exact=True).click()
    page.get_by_role("link", name="Read the briefing").click()
    page.get_by_role("button", name="Start").wait_for()
