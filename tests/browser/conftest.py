"""A real browser against a real server: `page` is signed out, on a demo database of its own."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from browser.looking import SIZES
from flask import Flask
from werkzeug.serving import make_server

from trainer import cli
from trainer.app import create_app
from trainer.db import upgrade
from trainer.people import demo
from trainer.people.models import Person
from trainer.plays import service
from trainer.plays.models import Mode
from trainer.settings import Settings

_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def _chromium() -> str | None:
    named = os.environ.get("TRAINER_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole run; without one these tests are skipped and say so."""
    path = _chromium()
    if path is None and os.environ.get("TRAINER_REQUIRE_BROWSER"):
        pytest.fail("no Chromium found, and this run may not do without browser tests")
    if path is None:
        pytest.skip("no Chromium found: install it, or name it in TRAINER_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="no browser tests: playwright is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application as `trainer demo` sets it up."""
    folder: Path = tmp_path_factory.mktemp("demo")
    app = create_app(Settings(folder, f"sqlite:///{folder / 'trainer.db'}", "for the browser " * 3, demo=True))
    upgrade(app.extensions["database"].engine)
    cli.fill_demo(app.extensions["database"])
    yield app
    app.extensions["database"].close()


@pytest.fixture(scope="session")
def live_server(demo_app: Flask) -> Iterator[str]:
    """The demo, served; the value is its address."""
    server = make_server("127.0.0.1", 0, demo_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Any, live_server: str) -> Iterator[Any]:
    """A fresh window. What the page complains about (a refused script, a missing file) fails the test."""
    context = browser.new_context(base_url=live_server, viewport=SIZES["wide"])
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    expected = ("the server responded with a status of 4",)
    assert [text for text in complaints if not any(part in text for part in expected)] == []


@pytest.fixture
def enter(page: Any) -> Callable[[str], Any]:
    """`enter("mai")` signs the page in as one of the demo's people, through the sign-in form."""

    def sign_in(key: str) -> Any:
        read = demo.read()
        person = next(person for person in read.people if person.key == key)
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password", exact=True).fill(read.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/")
        return page

    return sign_in


@pytest.fixture
def begin(demo_app: Flask) -> Callable[..., int]:
    """`begin("the-last-notice")` starts a play of Jordan's, or of somebody else's; the value is its id."""

    def start(scenario: str = "the-last-notice", seed: int = 0, mode: Mode = Mode.PRACTICE, who: str = "jordan") -> int:
        email = next(person.email for person in demo.read().people if person.key == who)
        with demo_app.extensions["database"].session() as session:
            person = session.scalars(sa.select(Person).where(Person.email == email)).one()
            player = service.Player(person.id, person.name.split()[0], "I")
            now = dt.datetime.now(dt.UTC)
            play = service.start(session, demo_app.extensions["content"], player, scenario, now, seed)
            play.mode = mode
            session.commit()
            return play.id

    return start


@pytest.fixture
def desk(enter: Callable[[str], Any], begin: Callable[..., int]) -> Callable[..., Any]:
    """`desk("the-last-notice")` opens the desk of a fresh play, signed in as its player."""

    def open_(scenario: str = "the-last-notice", seed: int = 0, mode: Mode = Mode.PRACTICE) -> Any:
        page = enter("jordan")
        page.goto(f"/plays/{begin(scenario, seed, mode)}")
        return page

    return open_
