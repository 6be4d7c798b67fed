"""Signing in and out: the checks in their order, and a line in the journal for each try."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.people import passwords, throttle
from trainer.people.models import Person, SignInEvent
from trainer.people.service import by_email, tidy_email

WRONG = "That e-mail address and password do not belong together. Check both and try again."


@dataclass(frozen=True)
class Try:
    """One try to sign in: what was typed, from which network address, and when."""

    email: str
    password: str
    address: str
    now: dt.datetime


class NotSignedInError(Exception):
    """The try failed. The message is the same whether or not the account exists."""


class MustWaitError(Exception):
    """There were too many failures; `seconds` says how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds:.0f} seconds")
        self.seconds = seconds


def sign_in(session: Session, tried: Try, *, demo: bool) -> Person:
    """The person whose e-mail and password these are. `demo` says whether demo people may enter.

    Raises NotSignedInError or MustWaitError.
    """
    counted = throttle.keys(tidy_email(tried.email), tried.address)
    seconds = throttle.charge(session, counted, tried.now)
    person = by_email(session, tried.email)
    if seconds:
        note(session, person, tried, "had to wait")
        raise MustWaitError(seconds)
    session.commit()  # the try counts even if this worker dies while hashing, and nobody waits for the lock
    return _verify(session, person, tried, demo, counted)


def _verify(
    session: Session, person: Person | None, tried: Try, demo: bool, counted: dict[str, throttle.Limit]
) -> Person:
    right = passwords.matches(person.password_hash if person else None, tried.password)
    if person is None or not right or not _may_enter(person, demo):
        note(session, person, tried, "refused" if right else "wrong password")
        raise NotSignedInError(WRONG)
    if passwords.is_dated(person.password_hash):
        person.password_hash = passwords.make_hash(tried.password)
    throttle.refund(session, counted, tried.now)
    note(session, person, tried, "signed in")
    return person


def _may_enter(person: Person, demo: bool) -> bool:
    """A demo person's password is printed for everyone to read, so it opens nothing but the demo."""
    return person.active and (demo or not person.demo)


def sign_out(session: Session, person: Person, address: str, now: dt.datetime) -> None:
    note(session, person, Try(person.email, "", address, now), "signed out")


def note(session: Session, person: Person | None, tried: Try, what: str) -> None:
    """Add a line to the journal. An address nobody has is not kept: people mistype passwords there."""
    known = person.email if person else ""
    line = SignInEvent(at=tried.now, person_id=person.id if person else None, email=known, what=what)
    line.address = tried.address[:64]
    session.add(line)
    session.commit()
