"""What every browser test looks with: the two sizes, and what axe finds wrong with a page."""

from __future__ import annotations

from typing import Any

import pytest

SIZES = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 768, "height": 1024}}

# A page lays itself out alike in either theme, and has the same colours in either size: two looks see all four.
looks = pytest.mark.parametrize(("size", "theme"), [("wide", "light"), ("narrow", "dark")])

# What is still arriving is half transparent, and would be judged by a contrast that nobody sees for long. It is put at
# its end and not waited for: an animation without an end, or of what is no longer shown, never says that it is over.
_ARRIVE = """() => document.getAnimations().forEach(one =>
    one.effect.getComputedTiming().endTime === Infinity ? one.cancel() : one.finish())"""


def violations(page: Any) -> list[str]:
    """What axe finds wrong with the page as it stands, one line for each rule and the elements concerned."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: package is not installed")
    page.evaluate(_ARRIVE)
    found = axe.Axe().run(page).response["violations"]
    return [f"{item['id']}: {item['help']}: {[node['html'] for node in item['nodes']]}" for item in found]
