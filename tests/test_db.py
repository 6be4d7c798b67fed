"""The database, on SQLite and PostgreSQL: what columns keep, how writers take turns, and the migrations."""

from __future__ import annotations

import datetime as dt
import json
import threading
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy.exc import IntegrityError, StatementError

from trainer import db
from trainer.audit import service as audit
from trainer.db import Base, Cents, Database, Json, UtcDateTime
from trainer.progress.hashing import content_hash
from trainer.progress.models import Cohort
from trainer.progress.roster import as_fixed

_samples = sa.MetaData()
sample = sa.Table(
    "samples",
    _samples,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("amount", Cents),
    sa.Column("at", UtcDateTime),
    sa.Column("facts", Json),
)


@pytest.fixture
def samples(database: Database) -> Database:
    _samples.create_all(database.engine)
    return database


def kept(database: Database, **values: object) -> sa.Row[tuple[object, ...]]:
    with database.session() as session:
        session.execute(sa.insert(sample).values(**values))
        session.commit()
        return session.execute(sa.select(sample)).one()


@pytest.mark.parametrize("amount", ["0.00", "0.01", "-0.01", "242.14", "9999999999.99", "5"])
def test_dollars_come_back_to_the_cent(samples: Database, amount: str) -> None:
    row = kept(samples, amount=Decimal(amount))
    assert row.amount == Decimal(amount)
    assert row.amount.as_tuple().exponent == -2


@pytest.mark.parametrize("amount", [1.5, 3, Decimal("0.001"), Decimal("NaN")])
def test_what_is_not_money_is_refused(samples: Database, amount: object) -> None:
    with pytest.raises(StatementError):
        kept(samples, amount=amount)


def test_moments_come_back_in_utc(samples: Database) -> None:
    morning = dt.datetime(2026, 3, 8, 1, 59, 59, 123456, tzinfo=ZoneInfo("America/Los_Angeles"))
    row = kept(samples, at=morning)
    assert row.at == morning
    assert row.at.tzinfo is dt.UTC


def test_a_moment_without_its_zone_is_refused(samples: Database) -> None:
    with pytest.raises(StatementError, match="time zone"):
        kept(samples, at=dt.datetime(2026, 3, 8))  # noqa: DTZ001


def test_facts_come_back_in_the_order_they_were_written(samples: Database) -> None:
    facts = {"z": 1, "a": [None, "é", {"nested": True}]}
    row = kept(samples, facts=facts)
    assert row.facts == facts
    assert list(row.facts) == ["z", "a"]


def test_models_and_migrations_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_lead_down_again_and_back(database: Database) -> None:
    from alembic import command

    with database.engine.begin() as connection:
        command.downgrade(db.migration_config(connection), "base")
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    db.upgrade(database.engine)
    db.upgrade(database.engine)
    assert "people" in sa.inspect(database.engine).get_table_names()


def test_altering_a_table_leaves_what_refers_to_it(tmp_path: Path) -> None:
    """SQLite copies and drops the table of plays: their moves stay."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    db.upgrade(database.engine, "p0005_accommodations")
    with database.session() as session:
        stamp = "'2026-03-10'"
        session.execute(
            sa.text(f"""INSERT INTO people (id, name, email, password_hash, auth_stamp, active, demo,
            must_change_password, created_at, password_changed_at) VALUES (1, 'Jo', 'j@x', '', '', 1, 0, 0,
            {stamp}, {stamp})""")
        )
        session.execute(
            sa.text(f"""INSERT INTO plays (id, person_id, scenario, title, mode, seed, level, clerk,
            started_at, opening, scenario_digest, pack_digest, engine_version)
            VALUES (1, 1, 's', 't', 'learn', 0, 'I', 'Jo', {stamp}, '1', '', '', '1')""")
        )
        session.execute(
            sa.text(f"""INSERT INTO play_moves (play_id, number, token, at, move, lines, second, contested)
            VALUES (1, 1, 't', {stamp}, '1', '1', 0, 0)""")
        )
        session.commit()
    db.upgrade(database.engine)
    with database.session() as session:
        assert session.execute(sa.text("SELECT count(*) FROM play_moves")).scalar_one() == 1
        with pytest.raises(IntegrityError):
            session.execute(sa.text("UPDATE plays SET mode = 'sleep'"))
    with database.session() as session, pytest.raises(IntegrityError):
        session.execute(sa.text("UPDATE play_moves SET play_id = 9"))
    database.close()


def test_there_is_one_line_of_migrations() -> None:
    assert len(ScriptDirectory(str(db.MIGRATIONS)).get_heads()) == 1


def test_constraints_carry_names_in_the_database(database: Database) -> None:
    inspector = sa.inspect(database.engine)
    assert inspector.get_pk_constraint("people")["name"] == "pk_people"
    assert [item["name"] for item in inspector.get_unique_constraints("people")] == ["uq_people_email"]
    assert "ck_people_level" in [item["name"] for item in inspector.get_check_constraints("people")]


def test_references_are_enforced(database: Database) -> None:
    with database.session() as session, pytest.raises(IntegrityError):
        session.execute(sa.text("INSERT INTO person_roles (person_id, role) VALUES (99, 'hr')"))


def test_writers_take_turns(samples: Database) -> None:
    """Each reads, then writes what it read plus one: on SQLite none fails for having read too early."""
    with samples.session() as session:
        session.execute(sa.insert(sample).values(id=1, facts=0))
        session.commit()

    def count() -> None:
        for _ in range(5):
            with samples.session() as session:
                now = session.execute(sa.select(sample.c.facts).with_for_update()).scalar_one()
                session.execute(sa.update(sample).values(facts=now + 1))
                session.commit()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with samples.session(writes=False) as session:
        assert session.execute(sa.select(sample.c.facts)).scalar_one() == 20


def test_a_request_has_one_session_and_what_it_did_not_commit_is_gone(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        session = db.session()
        assert db.session() is session
        session.execute(sa.text("DELETE FROM sign_in_events"))
        assert session.in_transaction()
    assert not session.in_transaction()


def test_sqlite_is_opened_for_several_workers(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    with database.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1}
    database.close()


def test_criteria_that_lost_a_key_get_the_hash_of_what_is_in_force_and_no_others(tmp_path: Path) -> None:
    """A cohort of before p0012, and one whose criteria somebody changed: that one is not made to look right."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    db.upgrade(database.engine, "p0011_progress")
    limits = {"days_between": 14, "most_sittings_of_one_scenario": 3}
    fixed = {"version": 1, "title": "From I to II: “full range”", "retests": limits}
    rows = [(1, content_hash(fixed)), (2, "f" * 64)]
    with database.session() as session:
        for number, kept in rows:
            session.execute(
                sa.text("""INSERT INTO cohorts (id, name, starts_on, criteria, criteria_hash, pack_digest, made_at)
                VALUES (:id, :id, '2026-01-05', :criteria, :kept, '', '2026-01-05')"""),
                {"id": number, "criteria": json.dumps(fixed), "kept": kept},
            )
        audit.record(session, None, "started a cohort", "cohort:1", {"criteria": rows[0][1]}, dt.datetime.now(dt.UTC))
        session.commit()
    db.upgrade(database.engine)
    with database.session() as session:
        mended, other = session.scalars(sa.select(Cohort).order_by(Cohort.id))
        assert "retests" not in mended.criteria
        assert [as_fixed(mended), as_fixed(other), other.criteria_hash] == [True, False, "f" * 64]
        [told] = audit.search(session, audit.Asked(verb="mended the hash of criteria"))
        assert (told.subject, told.detail["was"], told.detail["is"]) == ("cohort:1", rows[0][1], mended.criteria_hash)
        assert audit.verify(session) is None
    database.close()
