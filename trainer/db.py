"""The database: how it is opened, what its columns hold, and the session each request works in.

A view asks for `session()` and hands it to a service. A service command is one transaction: it commits what it did.
Whatever was not committed is rolled back when the request ends.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from flask import Flask, current_app, g, request
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, Session

_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_READING = ("GET", "HEAD", "OPTIONS")
MIGRATIONS = Path(__file__).parent / "migrations"

# Kept as the text it was written as, in both databases: a record that is hashed must come back byte for byte.
Json = sa.JSON(none_as_null=True)


class Cents(sa.TypeDecorator[Decimal]):
    """Dollars as Decimal outside, whole cents as an integer inside; a float or a fraction of a cent is refused."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        if value is None:
            return None
        if not isinstance(value, Decimal):
            raise TypeError(f"money must be a Decimal, not {type(value).__name__}")
        cents = value * 100
        if not cents.is_finite() or cents != cents.to_integral_value():
            raise ValueError(f"{value} is not a whole number of cents")
        return int(cents)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class UtcDateTime(sa.TypeDecorator[dt.datetime]):
    """A moment in time: always aware, always UTC, whatever the database keeps."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(dt.UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """Every table of the project; constraints are named by one convention so that migrations can find them."""

    metadata = sa.MetaData(naming_convention=_CONVENTION)


def choice(kind: type[StrEnum], name: str) -> sa.Enum:
    """A column that holds one of a few words, in both databases the same."""
    return sa.Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )


def make_engine(url: str) -> sa.Engine:
    """An engine for SQLite or PostgreSQL, set up so that several workers may write."""
    if sa.make_url(url).get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver's guess
    cursor = connection.cursor()
    for pragma in ("busy_timeout = 10000", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


class Database:
    """One engine and its sessions."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        # A SQLite transaction that reads first and writes later fails when another wrote in between, so one that
        # means to write takes its turn at once. PostgreSQL ignores the option.
        self._writing = self.engine.execution_options(writes=True)

    def session(self, *, writes: bool = True) -> Session:
        """A new session; the caller closes it, best with `with`."""
        return Session(self._writing if writes else self.engine, expire_on_commit=False)

    def close(self) -> None:
        self.engine.dispose()


def init_app(app: Flask, url: str) -> Database:
    """Give `app` its database, and each request a session that is closed with it."""
    database = Database(url)
    app.extensions["database"] = database
    app.teardown_appcontext(_close)
    return database


def database() -> Database:
    """The current application's database."""
    found: Database = current_app.extensions["database"]
    return found


def session() -> Session:
    """The session of the current request, opened when first asked for."""
    if "session" not in g:
        g.session = database().session(writes=not request or request.method not in _READING)
    opened: Session = g.session
    return opened


def _close(_error: BaseException | None) -> None:
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()


def upgrade(engine: sa.Engine, to: str = "head") -> None:
    """Bring the database's tables up to date.

    SQLite alters a table by copying and dropping it, which would delete all that refers to it: so references are not
    enforced meanwhile, and checked once before it is done.
    """
    with engine.connect() as connection:
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            _enforce_references(connection, "OFF")
        try:
            with connection.begin():
                command.upgrade(migration_config(connection), to)
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("A table refers to rows that are not there. Nothing was changed.")
        finally:
            if sqlite:
                _enforce_references(connection, "ON")


def _enforce_references(connection: sa.Connection, switch: str) -> None:
    """Outside a transaction, where alone it has an effect; so past SQLAlchemy, which would begin one."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys = {switch}")


def migration_config(connection: sa.Connection) -> Config:
    """Alembic's configuration, made here so that an installed package needs no ini file."""
    config = Config(attributes={"connection": connection, "metadata": Base.metadata})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
