"""Where data goes on each system, which databases are taken, and what is said when something is wrong."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from trainer.settings import LIBRARY, SEED, Settings, SettingsError, data_folder, database_url


@pytest.mark.parametrize(
    ("platform", "env", "expected"),
    [
        ("linux", {"HOME": "/home/mai"}, "/home/mai/.local/share/trainer"),
        ("linux", {"HOME": "/home/mai", "XDG_DATA_HOME": "/data"}, "/data/trainer"),
        ("darwin", {"HOME": "/Users/mai"}, "/Users/mai/Library/Application Support/trainer"),
        ("win32", {"HOME": "/Users/mai", "LOCALAPPDATA": "/Users/mai/Local"}, "/Users/mai/Local/trainer"),
        ("linux", {"HOME": "/home/mai", "TRAINER_DATA": "/srv/trainer"}, "/srv/trainer"),
    ],
)
def test_data_stays_in_the_users_own_folder(platform: str, env: dict[str, str], expected: str) -> None:
    assert data_folder(env, platform) == Path(expected)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("postgres://u:p@db/t?sslmode=require", "postgresql+psycopg://u:p@db/t?sslmode=require"),
        ("postgresql://u:p@db/t", "postgresql+psycopg://u:p@db/t"),
        ("postgresql+psycopg://u@db/t", "postgresql+psycopg://u@db/t"),
        ("sqlite:////srv/t.db", "sqlite:////srv/t.db"),
    ],
)
def test_database_addresses_get_the_projects_driver(given: str, taken: str) -> None:
    assert database_url(given) == taken


@pytest.mark.parametrize("given", ["mysql://u@db/t", "postgresql", "trainer.db"])
def test_other_databases_are_refused_in_a_sentence(given: str) -> None:
    with pytest.raises(SettingsError, match="must begin with postgresql:// or sqlite://"):
        database_url(given)


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    env = {"TRAINER_DATA": str(tmp_path / "new" / "folder")}
    first, second = Settings.read(env), Settings.read(env)
    assert first == second
    assert len(first.secret_key) == 64
    assert first.secret_key not in repr(first)
    if os.name == "posix":
        assert stat.S_IMODE((first.data_folder / "secret-key").stat().st_mode) == 0o600


def test_a_damaged_key_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("short")
    with pytest.raises(SettingsError, match="damaged"):
        Settings.read({"TRAINER_DATA": str(tmp_path)})


def test_the_demo_keeps_to_itself(tmp_path: Path) -> None:
    env = {"TRAINER_DATA": str(tmp_path), "DATABASE_URL": "postgresql://u@db/real"}
    demo = Settings.read(env, demo=True)
    assert demo.data_folder == tmp_path / "demo"
    assert demo.database_url == f"sqlite:///{tmp_path / 'demo' / 'trainer.db'}"
    assert Settings.read(env).database_url == "postgresql+psycopg://u@db/real"


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match=r"^The data folder .* cannot be written to \(.*\); set TRAINER_DATA"):
        Settings.read({"TRAINER_DATA": str(tmp_path / "file" / "below")})


@pytest.mark.parametrize(("value", "https"), [("1", True), ("yes", True), ("", False), ("0", False)])
def test_https_is_on_when_said(tmp_path: Path, value: str, https: bool) -> None:
    assert Settings.read({"TRAINER_DATA": str(tmp_path), "TRAINER_HTTPS": value}).https is https


@pytest.mark.parametrize("env", [{"TRAINER_HTTPS": "maybe"}, {"TRAINER_PROXIES": "one"}])
def test_nonsense_is_refused(tmp_path: Path, env: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="must be"):
        Settings.read({"TRAINER_DATA": str(tmp_path), **env})


def test_the_content_that_travels_with_the_program_is_found() -> None:
    assert (SEED / "demo" / "people.yaml").is_file()
    assert LIBRARY.name == "scenario_library"
