"""The command `trainer`: starting a demo, starting a server, and one sentence when something is in the way."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from trainer import cli
from trainer.app import create_app
from trainer.db import Database
from trainer.people import service
from trainer.settings import Settings

PASSWORD = "seven quiet reservoirs"


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, int]]:
    """A data folder of its own, and no real server: the list tells where it would listen."""
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path / "data"))
    for name in ("DATABASE_URL", "TRAINER_DEBUG", "TRAINER_HTTPS", "TRAINER_PROXIES", "TRAINER_ADMIN_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    calls: list[tuple[str, int]] = []

    def stand_in(app: Any, host: str, port: int, settings: Settings) -> None:
        calls.append((host, port))
        app.extensions["database"].close()

    monkeypatch.setattr(cli, "run", stand_in)
    return calls


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def trainer(*arguments: str | int, answers: str | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=answers)


def people(path: Path) -> list[str]:
    database = Database(f"sqlite:///{path}")
    with database.session(writes=False) as session:
        names = [person.name for person in service.everyone(session)]
    database.close()
    return names


def test_the_demo_is_ready_in_one_step(served: list[tuple[str, int]], tmp_path: Path, port: int) -> None:
    result = trainer("demo", "--port", port)
    assert result.exit_code == 0, result.output
    assert served == [("127.0.0.1", port)]
    assert f"open http://127.0.0.1:{port} in a browser" in result.output
    assert "mai@example.com" in result.output
    assert "All share the password: three quiet reservoirs" in result.output
    assert len(people(tmp_path / "data" / "demo" / "trainer.db")) == 9


def test_the_demo_continues_and_starts_afresh_only_when_asked(tmp_path: Path, port: int) -> None:
    trainer("demo", "--port", port)
    path = tmp_path / "data" / "demo" / "trainer.db"
    other = tmp_path / "data" / "trainer.db"
    other.write_text("the real one")
    settings = Settings.read(demo=True)
    app = create_app(settings)
    with app.extensions["database"].session() as session:
        ruth = service.by_email(session, "ruth@example.com")
        assert ruth is not None
        service.edit(session, ruth, service.Details("Ruth Changed", ruth.email, ruth.roles))
    app.extensions["database"].close()
    trainer("demo", "--port", port)
    assert "Ruth Changed" in people(path)
    assert trainer("demo", "--port", port, "--reset").exit_code == 0
    assert "Ruth Delgado" in people(path)
    assert other.read_text() == "the real one"
    assert Settings.read(demo=True).secret_key == settings.secret_key


def test_a_port_in_use_is_named_with_the_way_out(taken: int) -> None:
    result = trainer("demo", "--port", taken)
    assert result.exit_code == 1
    assert f"Port {taken} on 127.0.0.1 cannot be used" in result.output
    assert "choose another with --port" in result.output
    assert "Traceback" not in result.output


def test_a_folder_that_cannot_be_written_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: int
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path / "file"))
    result = trainer("demo", "--port", port)
    assert result.exit_code == 1
    assert result.output.startswith("Error: The data folder")
    assert len(result.output.strip().splitlines()) == 1


def test_an_old_python_is_named() -> None:
    with pytest.raises(click.ClickException, match=r"needs Python 3\.11 or newer; this is 3\.9\."):
        cli.check_python((3, 9))


def test_any_other_failure_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://nowhere")
    result = trainer("serve", "--port", port)
    assert (result.exit_code, result.output) == (
        1,
        "Error: DATABASE_URL must begin with postgresql:// or sqlite:///.\n",
    )


def test_a_database_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////no/such/folder/trainer.db")
    result = trainer("serve", "--port", port)
    assert (result.exit_code, result.output) == (1, "Error: The database said no: unable to open database file.\n")


def test_serve_takes_the_first_administrator_from_options(
    monkeypatch: pytest.MonkeyPatch, served: list[tuple[str, int]], tmp_path: Path, port: int
) -> None:
    monkeypatch.setenv("TRAINER_ADMIN_PASSWORD", PASSWORD)
    result = trainer("serve", "--port", port, "--admin-email", "ruth@example.org", "--admin-name", "Ruth Delgado")
    assert "Ruth Delgado is the first administrator" in result.output
    assert PASSWORD not in result.output
    assert people(tmp_path / "data" / "trainer.db") == ["Ruth Delgado"]
    again = trainer("serve", "--port", port)
    assert "administrator" not in again.output
    assert served == [("127.0.0.1", port)] * 2


@pytest.mark.parametrize(
    ("password", "said"),
    [("", "the password in TRAINER_ADMIN_PASSWORD"), ("short", "at least 12 characters")],
)
def test_serve_refuses_an_administrator_without_a_good_password(
    monkeypatch: pytest.MonkeyPatch, served: list[tuple[str, int]], port: int, password: str, said: str
) -> None:
    monkeypatch.setenv("TRAINER_ADMIN_PASSWORD", password)
    result = trainer("serve", "--port", port, "--admin-email", "ruth@example.org", "--admin-name", "Ruth Delgado")
    assert result.exit_code == 1
    assert said in result.output
    assert served == []


def test_serve_asks_for_the_first_administrator_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: int
) -> None:
    monkeypatch.setattr(cli, "has_terminal", lambda: True)
    weak = "Ruth Delgado\nruth@example.org\nshort\nshort\n"
    good = f"Ruth Delgado\nruth@example.org\n{PASSWORD}\n{PASSWORD}\n"
    result = trainer("serve", "--port", port, answers=weak + good)
    assert result.exit_code == 0, result.output
    assert "Use at least 12 characters" in result.output
    assert PASSWORD not in result.output
    assert people(tmp_path / "data" / "trainer.db") == ["Ruth Delgado"]


def test_serve_prints_a_link_where_nobody_can_be_asked(served: list[tuple[str, int]], port: int) -> None:
    result = trainer("serve", "--port", port)
    assert f"  http://127.0.0.1:{port}/setup/" in result.output
    assert served == [("127.0.0.1", port)]


def test_serve_warns_when_passwords_would_travel_in_the_open(port: int) -> None:
    assert "set TRAINER_HTTPS=1" in trainer("serve", "--host", "0.0.0.0", "--port", port).output
    assert "TRAINER_HTTPS" not in trainer("serve", "--port", port).output


def test_demo_people_do_not_enter_where_the_demo_database_is_served_for_real(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: int
) -> None:
    trainer("demo", "--port", port)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'demo' / 'trainer.db'}")
    app = create_app(Settings.read())
    app.config["WTF_CSRF_ENABLED"] = False
    entry = {"email": "ruth@example.com", "password": "three quiet reservoirs"}
    assert app.test_client().post("/sign-in", data=entry).status_code == 422
    app.extensions["database"].close()


def test_the_whole_program_starts_serves_and_stops(tmp_path: Path, port: int) -> None:
    """Without stand-ins: a process of its own, a page fetched over the network, and an end without a traceback."""
    env = {**os.environ, "TRAINER_DATA": str(tmp_path / "real"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "trainer", "demo", "--port", str(port)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        page = _fetch(f"http://127.0.0.1:{port}/sign-in")
        process.terminate()
        output = process.communicate(timeout=20)[0]
    assert "Or look around as one of these" in page
    assert "Traceback" not in output


def _fetch(url: str) -> str:
    deadline = time.monotonic() + 120  # a slow machine fills the demo for a while
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
