"""Take the README's pictures from the running product: start `trainer demo`, then `python docs/pictures/take.py`.

Needs the test extras and a Chromium. It plays Jordan's part of one call and stops in the middle.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent
ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8484"
CHROMIUM = os.environ.get("TRAINER_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SAID = (
    "Thank you for calling Santa Margarita Water District, this is Jordan. How can I help?",
    "I'm sorry, that's a hard bill to open. May I have your name and the service address?",
    "And what was the amount of your last payment?",
)


def main() -> None:
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        sign_in(page)
        call(page)
        page.screenshot(path=HERE / "desk.png")
        page.goto(ADDRESS)
        page.get_by_role("link", name="A word about the last notice").last.click()
        page.screenshot(path=HERE / "debrief.png")
        browser.close()


def sign_in(page: Page) -> None:
    page.goto(f"{ADDRESS}/sign-in")
    page.get_by_label("E-mail").fill("jordan@example.com")
    page.get_by_label("Password").fill("three quiet reservoirs")
    page.get_by_role("button", name="Sign in").click()


def call(page: Page) -> None:
    page.goto(f"{ADDRESS}/practice/more-than-usual")
    page.get_by_role("button", name="Pick up").or_(page.locator("main form button")).first.click()
    for text in SAID:
        page.locator("#say").fill(text)
        page.locator("#say").press("Enter")
        expect(page.locator("#say")).to_have_value("")
    page.locator("#find-account").fill(page.locator("dt:has-text('Service address') + dd").inner_text())
    page.locator("#find-account").press("Enter")
    page.locator("[data-open-account]").first.click()
    page.locator("#found").wait_for(state="hidden")
    for panel in ("Bills", "Use"):
        page.get_by_role("tab", name=panel).click()
        page.wait_for_timeout(600)
    page.locator("#say").fill("I can see why that worries you. Did anything change at home?")
    page.locator("[type=search]").last.fill("adjustment")
    page.wait_for_timeout(1200)


if __name__ == "__main__":
    main()
