"""The server is killed, for real, and the play goes on at the last move it acknowledged."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trainer.db import Database, upgrade
from trainer.people import service as people
from trainer.people.models import Level
from trainer.plays.models import Play
from trainer.settings import Settings
from trainer.web.roles import Role

PASSWORD = "seven quiet reservoirs"
NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
MOVES: list[dict[str, Any]] = [
    {"say": "Thank you for calling, this is Jordan. How can I help?"},
    {"look": "ledger"},
    {"say": {"act": "ask", "topic": "service_address"}},
    {"wait": 5},
    {"do": {"act": "add_note", "text": "Caller asked for the late penalty to be waived."}},
]


class Server:
    """`trainer serve` in a process of its own, that can be killed without warning."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment, self.port = environment, _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "trainer", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        if self.process is not None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Browser:
    """Just enough of a browser: cookies, and the token of the page last read."""

    def __init__(self, server: Server) -> None:
        self.server, self.token = server, ""
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> str:
        with self.opener.open(f"http://127.0.0.1:{self.server.port}{path}", timeout=20) as answer:
            page: str = answer.read().decode()
        self.token = re.findall(r'<meta name="csrf-token" content="([^"]+)"', page)[0]
        return page

    def post(self, path: str, **form: str) -> str:
        data = urllib.parse.urlencode({**form, "csrf_token": self.token}).encode()
        with self.opener.open(f"http://127.0.0.1:{self.server.port}{path}", data, timeout=20) as answer:
            return str(answer.geturl())

    def move(self, play: int, number: int, move: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps({"number": number, "token": f"attempt-{number}", "move": move}).encode()
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        url = f"http://127.0.0.1:{self.server.port}/plays/{play}/moves"
        with self.opener.open(urllib.request.Request(url, body, headers), timeout=20) as answer:
            told: dict[str, Any] = json.load(answer)
        return told


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    environment = {**os.environ, "TRAINER_DATA": str(tmp_path), "TRAINER_SECRET_KEY": "kept over every start"}
    environment.pop("DATABASE_URL", None)
    database = Database(Settings.read(environment).database_url)
    upgrade(database.engine)
    with database.session() as session:
        roles = frozenset({Role.REPRESENTATIVE})
        people.add(session, people.Details("Ada Min", "ada@example.com", roles, Level.ONE), PASSWORD, NOW)
    database.close()
    running = Server(environment)
    running.start()
    yield running
    running.kill()


def stored(server: Server, play: int) -> list[int]:
    database = Database(Settings.read(server.environment).database_url)
    with database.session(writes=False) as session:
        found = session.get(Play, play)
        assert found is not None
        numbers = [move.number for move in found.moves]
    database.close()
    return numbers


def test_killed_after_any_move_the_play_goes_on(server: Server) -> None:
    browser = Browser(server)
    browser.get("/sign-in")
    browser.post("/sign-in", email="ada@example.com", password=PASSWORD)
    browser.get("/practice/the-last-notice")
    address = browser.post("/practice/the-last-notice")
    play = int(address.rstrip("/").rpartition("/")[2])
    browser.get(f"/plays/{play}")
    for number, move in enumerate(MOVES, 1):
        assert browser.move(play, number, move)["number"] == number
        server.kill()
        assert stored(server, play) == list(range(1, number + 1))
        server.start()
    page = browser.get(f"/plays/{play}")
    assert "Thank you for calling, this is Jordan" in page

    # Killed while a move is on its way: sent again with the same mark, it is one move.
    number = len(MOVES) + 1
    sending = threading.Thread(target=_try, args=(browser, play, number))
    sending.start()
    time.sleep(0.01)
    server.kill()
    sending.join()
    server.start()
    browser.get(f"/plays/{play}")
    assert browser.move(play, number, {"look": "bills"})["number"] == number
    assert stored(server, play) == list(range(1, number + 1))


def _try(browser: Browser, play: int, number: int) -> None:
    with contextlib.suppress(OSError, urllib.error.URLError, ValueError):
        browser.move(play, number, {"look": "bills"})
