"""The tables of people: who they are, what they may do, when they signed in, and how often somebody failed to."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.db import Base, UtcDateTime, choice
from trainer.web.roles import Role


class Level(StrEnum):
    """A representative's classification."""

    ONE = "I"
    TWO = "II"

    @property
    def label(self) -> str:
        return f"Representative {self.value}"


class Person(Base):
    """Someone who may sign in. `auth_stamp` is part of every session: a new stamp ends all sessions begun before."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    auth_stamp: Mapped[str] = mapped_column(sa.String(64))
    level: Mapped[Level | None] = mapped_column(choice(Level, "level"))
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    password_changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())

    held: Mapped[set[HeldRole]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        """What a session keeps of this person."""
        return f"{self.id}:{self.auth_stamp}"

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(item.role for item in self.held)

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def role_words(self) -> str:
        return role_words(self.roles, self.level)


def role_words(roles: frozenset[Role], level: Level | None) -> str:
    """`Representative II, Supervisor`: every role in words, in a steady order."""
    words = {role: role.label for role in Role if role in roles}
    if Role.REPRESENTATIVE in words and level:
        words[Role.REPRESENTATIVE] = level.label
    return ", ".join(words.values())


class HeldRole(Base):
    """One role that one person holds."""

    __tablename__ = "person_roles"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"), primary_key=True)


class SignInEvent(Base):
    """One line of the journal of sign-ins. Lines are added, never changed."""

    __tablename__ = "sign_in_events"
    __table_args__ = (sa.Index("ix_sign_in_events_person_id_at", "person_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    email: Mapped[str] = mapped_column(sa.String(254))
    address: Mapped[str] = mapped_column(sa.String(64))
    what: Mapped[str] = mapped_column(sa.String(24))


class Tries(Base):
    """Failed tries to sign in, counted per account and per address; `key` says which."""

    __tablename__ = "sign_in_tries"

    key: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    blocked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
