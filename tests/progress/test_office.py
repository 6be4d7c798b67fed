"""A small simulated office: verdicts are right about people whose true skills are known, and the pages say the same."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from trainer.cli import main
from trainer.db import Database
from trainer.district.pack import Pack
from trainer.measure.severity import Against
from trainer.progress import service
from trainer.progress.commands import duties_of
from trainer.progress.dossier import dossier
from trainer.progress.office.truth import SEVERITIES

UNTIL = dt.date(2026, 2, 27)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, int]]:
    """Sixteen people over a year, in a database of their own; its address, and what the command reports."""
    folder = tmp_path_factory.mktemp("office")
    url = f"sqlite:///{folder / 'office.db'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRAINER_DATA", str(folder))
        given = ["office", "--people", "16", "--until", str(UNTIL), "--database", url, "--json"]
        done = CliRunner().invoke(main, given, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return url, json.loads(done.stdout)


def test_verdicts_are_right_as_often_as_they_claim(made: tuple[str, dict[str, int]]) -> None:
    """144 figures, either end at a risk of one in twenty; of the four clearly above, half are found in a year."""
    _, report = made
    assert report["wrongly_ready"] <= 1
    assert report["called_above_wrongly"] <= 1
    assert report["intervals_right"] >= 0.9 * report["duties"]
    assert report["clear_ready"] >= 2


def test_known_severity_comes_out_of_calibration(made: tuple[str, dict[str, int]]) -> None:
    url, _ = made
    database = Database(url)
    with database.session() as session:
        found = service.reviewers(session, UNTIL)
    database.close()
    assert [one.points for _, one in sorted(found.items())] == pytest.approx(list(SEVERITIES), abs=2.5)
    assert {one.against for one in found.values()} == {Against.INDEX}


def test_the_command_says_what_the_service_says_and_a_year_old_verdict_comes_out_the_same(
    made: tuple[str, dict[str, int]], pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = made
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path))
    day = UNTIL - dt.timedelta(days=180)
    given = ["readiness", "--as-of", str(day), "--database", url, "--json"]
    told = json.loads(CliRunner().invoke(main, given, catch_exceptions=False).stdout)
    database = Database(url)
    with database.session() as session:
        standings = service.standings(session, day, duties_of(pack))
        assert told == json.loads(json.dumps([dossier(one) for one in standings]))
    database.close()
    assert all(one["evidence"]["pieces"] for one in told)


def test_an_office_is_made_in_an_empty_database_only(made: tuple[str, dict[str, int]]) -> None:
    url, _ = made
    done = CliRunner().invoke(main, ["office", "--database", url])
    assert done.exit_code == 1
    assert "An office is made in an empty one" in done.output
