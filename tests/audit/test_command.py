"""`trainer audit`: the whole trail is checked, and a kept seal shows what the trail alone cannot."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from trainer.audit import service
from trainer.audit.models import AuditRow
from trainer.cli import main
from trainer.db import Database, upgrade

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database with three rows in its trail."""
    address = f"sqlite:///{tmp_path / 'trail.db'}"
    database = Database(address)
    upgrade(database.engine)
    with database.session() as session:
        for n in range(3):
            service.record(session, None, "made", service.subject("row", n), {}, NOW)
        session.commit()
    database.close()
    return address


def run(url: str, *given: str) -> Result:
    return CliRunner().invoke(main, ["audit", "--database", url, *given])


def touch(url: str, how: sa.Delete | sa.Update) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(how)
    engine.dispose()


def test_a_row_cut_off_at_the_end_shows_against_a_kept_seal_alone(url: str) -> None:
    seal = run(url, "--seal").stdout.strip()
    assert seal.startswith("3:")
    assert "Nothing up to row 3, which was sealed, was touched." in run(url, "--verify", seal).stdout
    touch(url, sa.delete(AuditRow).where(AuditRow.number == 3))
    assert run(url).exit_code == 0
    done = run(url, "--verify", seal)
    assert done.exit_code == 1
    assert "Row 3 was there when the trail was sealed, and is gone." in done.output


def test_a_row_that_was_changed_is_named(url: str) -> None:
    touch(url, sa.update(AuditRow).where(AuditRow.number == 2).values(verb="unmade"))
    done = run(url)
    assert done.exit_code == 1
    assert "Row 2 does not say what it said when it was written." in done.output


def test_what_is_no_seal_is_refused(url: str) -> None:
    done = run(url, "--verify", "3:abc")
    assert done.exit_code == 2
    assert "--seal" in done.output
