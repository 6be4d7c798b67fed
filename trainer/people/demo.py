"""The demo's people, read from the seed: who they are, and how they come into an empty database."""

from __future__ import annotations

import datetime as dt
from functools import cache

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from trainer.district.sources import load, read_yaml
from trainer.people import service
from trainer.people.models import Level, role_words
from trainer.settings import SEED
from trainer.web.roles import Role


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoPerson(_Strict):
    """One invented person; `story` is a sentence for whoever chooses whom to look around as."""

    key: str
    name: str
    email: str
    roles: frozenset[Role]
    level: Level | None = None
    story: str

    @property
    def details(self) -> service.Details:
        return service.Details(self.name, self.email, self.roles, self.level)

    @property
    def words(self) -> str:
        return role_words(self.roles, self.level)


class Demo(_Strict):
    """Everyone in the demo, and the password they share."""

    password: str
    people: tuple[DemoPerson, ...]


@cache
def read() -> Demo:
    """The demo's people; raises SourceError when the file was edited and cannot be read."""
    return load(Demo, read_yaml(SEED / "demo" / "people.yaml", "seed/demo/people.yaml"))


def fill(session: Session, now: dt.datetime) -> bool:
    """Add the demo's people to an empty database; says whether it did."""
    if service.anyone_exists(session):
        return False
    demo = read()
    for person in demo.people:
        service.add(session, person.details, demo.password, now, demo=True)
    return True
