"""Guessing is slowed down: per account and per address, whoever asks and however many ask at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.db import Database
from trainer.people import passwords, service, signing_in, throttle
from trainer.people.models import Level, Person, SignInEvent
from trainer.people.service import Details, Role
from trainer.people.signing_in import MustWaitError, NotSignedInError, Try

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
PASSWORD = "seven quiet reservoirs"
WRONG = Try("mai@example.org", "a wrong password", "203.0.113.5", NOW)
RIGHT = replace(WRONG, password=PASSWORD)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        yield opened


@pytest.fixture(autouse=True)
def mai(session: Session) -> Person:
    details = Details("Mai Tran", "mai@example.org", frozenset({Role.REPRESENTATIVE}), Level.ONE)
    return service.add(session, details, PASSWORD, NOW)


def attempt(session: Session, tried: Try) -> str:
    try:
        return signing_in.sign_in(session, tried, demo=False).name
    except MustWaitError as error:
        return f"wait {error.seconds:.0f}"
    except NotSignedInError:
        return "wrong"


def test_after_five_failures_one_waits_ever_longer(session: Session) -> None:
    assert [attempt(session, WRONG) for _ in range(6)] == ["wrong"] * 5 + ["wait 30"]
    later = replace(WRONG, now=NOW + dt.timedelta(seconds=30))
    assert attempt(session, later) == "wrong"
    assert attempt(session, later) == "wait 60"


def test_the_right_password_must_wait_too_and_then_clears_the_count(session: Session) -> None:
    for _ in range(5):
        attempt(session, WRONG)
    assert attempt(session, RIGHT) == "wait 30"
    later = NOW + dt.timedelta(seconds=31)
    assert attempt(session, replace(RIGHT, now=later)) == "Mai Tran"
    assert [attempt(session, replace(WRONG, now=later)) for _ in range(5)] == ["wrong"] * 5


def test_an_account_nobody_has_is_slowed_down_the_same(session: Session) -> None:
    unknown = replace(WRONG, email="nobody@example.org")
    assert [attempt(session, unknown) for _ in range(6)] == ["wrong"] * 5 + ["wait 30"]


def test_failures_are_forgotten_after_an_hour(session: Session) -> None:
    for _ in range(4):
        attempt(session, WRONG)
    later = replace(WRONG, now=NOW + dt.timedelta(minutes=61))
    assert [attempt(session, later) for _ in range(5)] == ["wrong"] * 5


def test_one_address_cannot_try_many_accounts(session: Session) -> None:
    tries = [attempt(session, replace(WRONG, email=f"{n}@example.org")) for n in range(41)]
    assert tries == ["wrong"] * 40 + ["wait 30"]


def test_signing_in_rightly_does_not_clear_the_address(session: Session) -> None:
    for n in range(39):
        attempt(session, replace(WRONG, email=f"{n}@example.org"))
    assert attempt(session, RIGHT) == "Mai Tran"
    assert attempt(session, replace(WRONG, email="x@example.org")) == "wrong"
    assert attempt(session, RIGHT) == "wait 30"


def test_the_wait_never_exceeds_its_limit() -> None:
    waits = [throttle.ACCOUNT.wait(failures) for failures in (4, 5, 6, 10, 5000)]
    seconds = [None if wait is None else wait.total_seconds() for wait in waits]
    assert seconds == [None, 30, 60, 900, 900]


def test_a_new_password_from_an_administrator_ends_the_wait(session: Session, mai: Person) -> None:
    for _ in range(5):
        attempt(session, WRONG)
    password = service.reset_password(session, mai, NOW)
    assert attempt(session, replace(RIGHT, password=password)) == "Mai Tran"


def test_many_at_once_get_no_more_guesses_than_one(database: Database) -> None:
    outcomes: list[str] = []

    def guess() -> None:
        with database.session() as session:
            outcomes.append(attempt(session, WRONG))

    threads = [threading.Thread(target=guess) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("wrong") == 5


def test_an_unknown_account_costs_as_much_hashing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str | None] = []
    monkeypatch.setattr(passwords, "matches", lambda kept, password: hashed.append(kept) or False)
    attempt(session, WRONG)
    attempt(session, replace(WRONG, email="nobody@example.org"))
    assert len(hashed) == 2


def test_every_try_is_in_the_journal_and_what_was_typed_is_not(session: Session) -> None:
    attempt(session, WRONG)
    attempt(session, replace(WRONG, email="my password by mistake"))
    attempt(session, RIGHT)
    lines = session.execute(sa.select(SignInEvent.email, SignInEvent.what).order_by(SignInEvent.id)).all()
    assert [tuple(line) for line in lines] == [
        ("mai@example.org", "wrong password"),
        ("", "wrong password"),
        ("mai@example.org", "signed in"),
    ]


def test_demo_people_enter_the_demo_only(session: Session) -> None:
    details = Details("Demo Person", "demo@example.com", frozenset({Role.HR}))
    service.add(session, details, PASSWORD, NOW, demo=True)
    tried = replace(RIGHT, email="demo@example.com")
    assert attempt(session, tried) == "wrong"
    assert signing_in.sign_in(session, tried, demo=True).name == "Demo Person"


def test_someone_deactivated_is_told_no_more_than_a_stranger(session: Session, mai: Person) -> None:
    service.deactivate(session, mai)
    assert attempt(session, RIGHT) == "wrong"
    assert session.scalars(sa.select(SignInEvent.what)).all() == ["refused"]
