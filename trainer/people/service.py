"""What may be done with people's accounts, and the only place that changes them.

Each command is one transaction: it commits when it succeeded and raises `RefusedError` with a sentence when
it may not be done. Nothing here knows about the web.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.people import passwords, throttle
from trainer.people.models import HeldRole, Level, Person, SignInEvent
from trainer.web.roles import Role

__all__ = ["Level", "Person", "RefusedError", "Role", "SignInEvent"]


class RefusedError(Exception):
    """Something that may not be done; `field` names the form field it is about."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True)
class Details:
    """What an administrator says about a person."""

    name: str
    email: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    level: Level | None = None


def tidy_email(email: str) -> str:
    """One spelling of an address, so that it is found however it is typed."""
    return email.strip().casefold()


# ----------------------------------------------------------------------------------------------------- reading


def by_id(session: Session, person_id: int) -> Person | None:
    return session.get(Person, person_id)


def by_email(session: Session, email: str) -> Person | None:
    return session.scalar(sa.select(Person).where(Person.email == tidy_email(email)))


def by_session(session: Session, kept: str) -> Person | None:
    """Whose session this is; None once the password changed, or the person was deactivated."""
    number, _, stamp = kept.partition(":")
    person = session.get(Person, int(number)) if number.isdecimal() else None
    alive = person is not None and person.active and secrets.compare_digest(person.auth_stamp, stamp)
    return person if alive else None


def everyone(session: Session) -> Sequence[Person]:
    """All people by name, those who have left last."""
    return session.scalars(sa.select(Person).order_by(Person.active.desc(), Person.name, Person.id)).all()


def names(session: Session) -> dict[int, str]:
    """Everyone's name by number, whoever has left included."""
    return {row.id: row.name for row in session.execute(sa.select(Person.id, Person.name))}


def with_role(session: Session, role: Role) -> Sequence[Person]:
    """Everyone active who holds `role`, by name."""
    chosen = sa.select(Person).join(HeldRole).where(HeldRole.role == role, Person.active).order_by(Person.name)
    return session.scalars(chosen).all()


def anyone_exists(session: Session) -> bool:
    return bool(session.scalar(sa.select(sa.exists().select_from(Person))))


def journal(session: Session, person: Person, limit: int = 10) -> Sequence[SignInEvent]:
    """The latest lines of the journal of sign-ins about one person, newest first."""
    lines = sa.select(SignInEvent).where(SignInEvent.person_id == person.id)
    return session.scalars(lines.order_by(SignInEvent.id.desc()).limit(limit)).all()


def last_signed_in(session: Session) -> dict[int, dt.datetime]:
    """When each person last signed in, by the person's id."""
    last = sa.select(SignInEvent.person_id, sa.func.max(SignInEvent.at))
    rows = session.execute(last.where(SignInEvent.what == "signed in").group_by(SignInEvent.person_id))
    return {person_id: at for person_id, at in rows if person_id is not None}


# ---------------------------------------------------------------------------------------------------- changing


def add(session: Session, details: Details, password: str, now: dt.datetime, *, demo: bool = False) -> Person:
    """Add someone with a password of their own choice; raises RefusedError."""
    _check_password(password, details)
    person = _new(session, details, password, now)
    person.demo = demo
    session.commit()
    return person


def invite(session: Session, details: Details, now: dt.datetime) -> tuple[Person, str]:
    """Add someone with a temporary password, which is returned this once and must be changed at first sign-in."""
    password = passwords.temporary()
    person = _new(session, details, password, now)
    person.must_change_password = True
    session.commit()
    return person, password


def add_first_administrator(session: Session, details: Details, password: str, now: dt.datetime) -> Person:
    """Add the first person of all; raises RefusedError when somebody is there already."""
    _one_at_a_time(session)
    if anyone_exists(session):
        raise RefusedError("There are people already. Ask one of the administrators to add you.")
    roles = frozenset({Role.ADMINISTRATOR})
    return add(session, Details(details.name, details.email, roles), password, now)


def edit(session: Session, person: Person, details: Details) -> None:
    """Change name, e-mail, roles and level; raises RefusedError."""
    _one_at_a_time(session)
    if Role.ADMINISTRATOR not in details.roles:
        _keep_an_administrator(session, person)
    _describe(session, person, details)
    session.commit()


def reset_password(session: Session, person: Person, now: dt.datetime) -> str:
    """Give someone a temporary password, which is returned this once; all their sessions end."""
    password = passwords.temporary()
    _set_password(person, password, now)
    person.must_change_password = True
    throttle.forgive(session, person.email)
    session.commit()
    return password


def change_password(session: Session, person: Person, old: str, new: str, now: dt.datetime) -> None:
    """Change one's own password; every other session ends. Raises RefusedError."""
    if not passwords.matches(person.password_hash, old):
        raise RefusedError("That is not your current password.", "old")
    if old == new:
        raise RefusedError("Choose a password that differs from the current one.", "new")
    _check_password(new, Details(person.name, person.email), "new")
    _set_password(person, new, now)
    person.must_change_password = False
    session.commit()


def deactivate(session: Session, person: Person) -> None:
    """End someone's access at once. What they did stays."""
    _one_at_a_time(session)
    _keep_an_administrator(session, person)
    person.active = False
    person.auth_stamp = secrets.token_urlsafe(24)
    session.commit()


def reactivate(session: Session, person: Person) -> None:
    person.active = True
    session.commit()


# ------------------------------------------------------------------------------------------------------ inside


def _new(session: Session, details: Details, password: str, now: dt.datetime) -> Person:
    person = Person(created_at=now)
    _set_password(person, password, now)
    _describe(session, person, details)
    session.add(person)
    return person


def _describe(session: Session, person: Person, details: Details) -> None:
    email, name = tidy_email(details.email), " ".join(details.name.split())
    with session.no_autoflush:
        other = by_email(session, email)
    if other is not None and other is not person:
        raise RefusedError("Someone else signs in with this address.", "email")
    if not details.roles:
        raise RefusedError("Choose at least one role.", "roles")
    if Role.REPRESENTATIVE in details.roles and details.level is None:
        raise RefusedError("Choose the classification of a representative.", "level")
    person.name, person.email = name, email
    person.level = details.level if Role.REPRESENTATIVE in details.roles else None
    _hold(person, details.roles)


def _hold(person: Person, roles: Iterable[Role]) -> None:
    wanted = set(roles)
    person.held = {item for item in person.held if item.role in wanted}
    person.held |= {HeldRole(role=role) for role in wanted - person.roles}


def _set_password(person: Person, password: str, now: dt.datetime) -> None:
    person.password_hash = passwords.make_hash(password)
    person.password_changed_at = now
    person.auth_stamp = secrets.token_urlsafe(24)


def _check_password(password: str, details: Details, field: str = "password") -> None:
    weakness = passwords.weakness(password, name=details.name, email=tidy_email(details.email))
    if weakness:
        raise RefusedError(weakness, field)


def _keep_an_administrator(session: Session, person: Person) -> None:
    others = [one for one in with_role(session, Role.ADMINISTRATOR) if one.id != person.id]
    if person.active and Role.ADMINISTRATOR in person.roles and not others:
        raise RefusedError(
            f"{person.name} is the only administrator. Make someone else an administrator first.", "roles"
        )


def _one_at_a_time(session: Session) -> None:
    """Two administrators must not remove each other at the same moment. SQLite lets one write at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("LOCK TABLE people IN SHARE ROW EXCLUSIVE MODE"))
