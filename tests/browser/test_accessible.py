"""No page breaks an accessibility rule: light and dark, wide and narrow. Other features add their pages to PAGES."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browser.looking import SIZES, looks, violations

pytestmark = pytest.mark.browser

# Whom to sign in as (None: nobody), and the addresses to look at.
PAGES: dict[str | None, list[str]] = {
    None: ["/sign-in", "/no-such-page"],
    "mai": ["/", "/account", "/account/password", "/people/"],
    "grace": ["/", "/district"],
    "ruth": ["/", "/people/", "/people/new", "/people/1"],
}


@looks
@pytest.mark.parametrize("who", PAGES)
def test_pages_pass_axe(page: Any, enter: Callable[[str], Any], who: str | None, size: str, theme: str) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    if who:
        enter(who)
    for path in PAGES[who]:
        page.goto(path)
        assert page.locator("html").get_attribute("data-bs-theme") == theme
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
