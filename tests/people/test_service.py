"""What may be done with people's accounts, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from trainer.db import Database
from trainer.people import demo, passwords, service
from trainer.people.models import Level, Person
from trainer.people.service import Details, RefusedError
from trainer.web.roles import Role

NOW = dt.datetime(2026, 3, 10, 17, 30, tzinfo=dt.UTC)
PASSWORD = "seven quiet reservoirs"
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        yield opened


@pytest.fixture
def ruth(session: Session) -> Person:
    return service.add_first_administrator(session, Details("Ruth Delgado", "ruth@example.org"), PASSWORD, NOW)


def representative(name: str = "Mai Tran", email: str = "mai@example.org", level: Level | None = Level.ONE) -> Details:
    return Details(name, email, frozenset({Role.REPRESENTATIVE}), level)


def test_the_first_person_is_an_administrator_and_there_is_only_one_first(session: Session, ruth: Person) -> None:
    assert ruth.roles == ADMINISTRATOR
    with pytest.raises(RefusedError, match="There are people already"):
        service.add_first_administrator(session, Details("Eve", "eve@example.org"), PASSWORD, NOW)


def test_someone_may_hold_several_roles(session: Session) -> None:
    both = frozenset({Role.REPRESENTATIVE, Role.SUPERVISOR})
    person = service.add(session, Details("Owen Marsh", "owen@example.org", both, Level.TWO), PASSWORD, NOW)
    assert person.roles == both
    assert person.role_words == "Representative II, Supervisor"
    assert service.with_role(session, Role.SUPERVISOR) == [person]
    assert service.with_role(session, Role.HR) == []


def test_roles_and_level_change_together(session: Session) -> None:
    person = service.add(session, representative(), PASSWORD, NOW)
    service.edit(session, person, Details("Mai  Tran-Lee ", "MAI@example.org", frozenset({Role.HR}), Level.ONE))
    session.expire_all()
    assert (person.name, person.email, person.level) == ("Mai Tran-Lee", "mai@example.org", None)
    assert person.roles == {Role.HR}


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (representative(email=" Ruth@Example.org "), "email"),
        (representative(level=None), "level"),
        (Details("Mai Tran", "mai@example.org"), "roles"),
    ],
)
def test_incomplete_people_are_refused(session: Session, ruth: Person, details: Details, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        service.invite(session, details, NOW)
    assert refused.value.field == field


def test_the_last_administrator_stays(session: Session, ruth: Person) -> None:
    with pytest.raises(RefusedError, match="Ruth Delgado is the only administrator"):
        service.deactivate(session, ruth)
    with pytest.raises(RefusedError, match="only administrator"):
        service.edit(session, ruth, representative("Ruth Delgado", "ruth@example.org"))
    other, _ = service.invite(session, Details("Eve Hart", "eve@example.org", ADMINISTRATOR), NOW)
    service.deactivate(session, ruth)
    assert not ruth.active
    with pytest.raises(RefusedError, match="Eve Hart is the only administrator"):
        service.deactivate(session, other)


def test_someone_invited_gets_a_password_that_must_be_changed(session: Session) -> None:
    person, password = service.invite(session, representative(), NOW)
    assert person.must_change_password
    assert passwords.matches(person.password_hash, password)
    assert len(password.replace("-", "")) == 16


def test_a_session_ends_with_a_new_password_and_with_access(session: Session) -> None:
    person = service.add(session, representative(), PASSWORD, NOW)
    kept = person.get_id()
    assert service.by_session(session, kept) is person
    service.change_password(session, person, PASSWORD, "another quiet reservoir", NOW)
    assert service.by_session(session, kept) is None
    kept = person.get_id()
    service.reset_password(session, person, NOW)
    assert service.by_session(session, kept) is None
    kept = person.get_id()
    service.deactivate(session, person)
    service.reactivate(session, person)
    assert service.by_session(session, kept) is None


@pytest.mark.parametrize("kept", ["", "x", "1", "1:", ":", "999:stamp", "1:stamp:more"])
def test_an_invented_session_is_nobodys(session: Session, ruth: Person, kept: str) -> None:
    assert service.by_session(session, kept) is None


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("not the password", "another quiet reservoir", "old"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, "too short", "new"),
        (PASSWORD, "mai.tran-2026", "new"),
    ],
)
def test_a_password_is_changed_only_properly(session: Session, old: str, new: str, field: str) -> None:
    person = service.add(session, representative(), PASSWORD, NOW)
    with pytest.raises(RefusedError) as refused:
        service.change_password(session, person, old, new, NOW)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elevenchars", "at least 12"),
        ("x" * 201, "at most 200"),
        ("abcabcabcabc", "different"),
        ("Mai@Example.org", "name or e-mail"),
        ("mai tran mai tran", "name or e-mail"),
    ],
)
def test_weak_passwords_are_named_for_what_they_are(password: str, said: str) -> None:
    assert said in str(passwords.weakness(password, name="Mai Tran", email="mai@example.org"))


@pytest.mark.parametrize(
    "password", ["830472915604", "correct horse battery", "密码密码 über alles 12", "main street 14 b, tranquil"]
)
def test_good_passwords_pass(password: str) -> None:
    assert passwords.weakness(password, name="Mai Tran", email="mai@example.org") is None


def test_the_same_password_from_another_keyboard_still_fits() -> None:
    assert passwords.matches(passwords.make_hash("cafe\u0301 au lait, s'il"), "caf\u00e9 au lait, s'il")


def test_demo_people_come_once(session: Session) -> None:
    assert demo.fill(session, NOW)
    assert not demo.fill(session, NOW)
    people = service.everyone(session)
    assert len(people) == 6
    assert all(person.demo for person in people)
    assert {role for person in people for role in person.roles} == set(Role)
    assert [person.name for person in people if len(person.roles) == 2] == ["Owen Marsh"]
    assert all(person.email.endswith("@example.com") for person in people)


def test_passwords_are_kept_by_argon2_and_strengthened_when_dated() -> None:
    assert passwords.make_hash(PASSWORD).startswith("$argon2id$")
    assert passwords.is_dated("$argon2id$v=19$m=4,t=1,p=1$c29tZXNhbHQ$eNUmUkzsVDVKZDB2zKTpzg")
    assert not passwords.is_dated(passwords.make_hash(PASSWORD))
    assert not passwords.matches("not a hash", PASSWORD)
