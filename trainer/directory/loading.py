"""Writing rows in bulk: SQLite by executemany of tuples, PostgreSQL by COPY, both inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import sqlalchemy as sa

from trainer.db import Base
from trainer.directory.models import TABLES

_AT_ONCE = 20_000  # rows handed to the driver at a time


def write(connection: sa.Connection, model: type[Base], columns: dict[str, list[Any]]) -> None:
    """Add rows given as columns, in the database's own values: money in cents, days as ISO text."""
    rows: Iterator[tuple[Any, ...]] = zip(*columns.values(), strict=True)
    prepare = connection.dialect.identifier_preparer
    names = ", ".join(prepare.quote(name) for name in columns)
    into = f"{prepare.quote(model.__tablename__)} ({names})"
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {into} FROM STDIN", rows)
        return
    marks = ", ".join("?" * len(columns))
    while part := list(islice(rows, _AT_ONCE)):
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", part)  # noqa: S608 - names of our own tables


def _copy(connection: sa.Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)


@contextmanager
def checked_at_the_end(connection: sa.Connection) -> Iterator[None]:
    """On PostgreSQL, references are looked up once for all rows instead of row by row; elsewhere nothing changes."""
    checks = list(_references(connection)) if connection.dialect.name == "postgresql" else []
    for table, name, _ in checks:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, reference in checks:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {reference}")


def _references(connection: sa.Connection) -> Iterator[tuple[str, str, str]]:
    """Every reference between the district's tables: its table, its name, and how it is declared."""
    quote, inspector = connection.dialect.identifier_preparer.quote, sa.inspect(connection)
    for table in (model.__tablename__ for model in TABLES):
        for key in inspector.get_foreign_keys(table):
            own, theirs = (", ".join(map(quote, key[side])) for side in ("constrained_columns", "referred_columns"))
            reference = f"FOREIGN KEY ({own}) REFERENCES {quote(key['referred_table'])} ({theirs})"
            yield quote(table), quote(str(key["name"])), reference


def clear(connection: sa.Connection) -> None:
    """Empty every table of the district."""
    tables = [model.__tablename__ for model in reversed(TABLES)]
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"TRUNCATE {', '.join(tables)}")
        return
    for table in tables:
        connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
