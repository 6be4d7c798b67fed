"""`trainer import` and `trainer retention` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reviews.records import add_to, as_lines, record

from trainer.cli import main
from trainer.db import Database, upgrade


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database that knows Jordan."""
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path))
    made = f"sqlite:///{tmp_path / 'live.db'}"
    database = Database(made)
    upgrade(database.engine)
    with database.session() as session:
        add_to(session, "Jordan Ames")
    database.close()
    return made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_it_says_what_came_in_and_what_did_not(url: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    file.write_bytes(as_lines([record("A", ("customer", "It is 4111 1111 1111 1111")), "{", record("C")]))
    done = run("import", file, "--database", url)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == "2 added, 0 there already, 1 not read. Masked: 1 × card."
    assert done.stdout.splitlines()[1].startswith("  line 2: is not JSON")
    again = json.loads(run("import", file, "--database", url, "--json").stdout)
    assert (again["added"], again["known"], again["bad"], again["problems"][0]["line"]) == (0, 2, 1, 2)


def test_a_good_file_exits_with_nothing(url: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.txt"
    file.write_bytes(as_lines([record("A")]))
    assert "Or give --format." in run("import", file, "--database", url).stderr
    assert run("import", file, "--database", url, "--format", "jsonl").exit_code == 0


def test_retention_says_what_would_go_and_lets_it_go(url: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    file.write_bytes(as_lines([record("A"), record("B", started_at="2026-09-01T10:00:00-07:00")]))
    run("import", file, "--database", url)
    asked = ("retention", "--as-of", "2027-06-01", "--database", url)
    dry = json.loads(run(*asked, "--dry-run", "--json").stdout)
    assert (dry["before"], dry["purged"], dry["dry_run"]) == ("2026-04-27", 1, True)
    assert "the words of 1 interactions before 2026-04-27 are gone" in run(*asked).stdout
    again = json.loads(run(*asked, "--json").stdout)
    assert (again["purged"], again["files"]) == (0, {"before": "2023-06-01", "months": 48, "purged": 0, "held": 0})
