"""Who people are to the program: the roles a person may hold, any number at once."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What someone may do here. The value is what the database keeps."""

    REPRESENTATIVE = "representative"
    SUPERVISOR = "supervisor"
    HR = "hr"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return "HR" if self is Role.HR else self.value.capitalize()


class Viewer(Protocol):
    """The signed-in person, as far as the shared layout and the access rules need to know them."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def first_name(self) -> str: ...
    @property
    def roles(self) -> frozenset[Role]: ...
