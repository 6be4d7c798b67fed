"""What happens at the desk. Each event knows how it changes the state and how the desk confirms it.

State is the fold of events: nothing else changes an account or a drawer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Protocol

from trainer.desk.state import Desk
from trainer.record.account import Account
from trainer.record.till import Till
from trainer.record.topic import PANELS


class Event(Protocol):
    """Something that happened at the desk."""

    def apply(self, desk: Desk) -> Desk: ...
    @property
    def receipt(self) -> str:
        """What the desk confirms, or nothing."""
        ...


def fold(desk: Desk, events: Iterable[Event]) -> Desk:
    return reduce(lambda state, event: event.apply(state), events, desk)


def on_account(desk: Desk, **changes: object) -> Desk:
    account = desk.account
    if account is None:
        raise ValueError("an account event without an account")
    return replace(desk, account=replace(account, **changes))  # type: ignore[arg-type]


def on_till(desk: Desk, **changes: object) -> Desk:
    if desk.till is None:
        raise ValueError("a drawer event without a drawer")
    return replace(desk, till=replace(desk.till, **changes))  # type: ignore[arg-type]


def open_panel(desk: Desk, panel: str) -> Desk:
    return desk if panel in desk.opened else replace(desk, opened=(*desk.opened, panel))


def account_of(desk: Desk) -> Account:
    if desk.account is None:
        raise ValueError("no account is open")
    return desk.account


def till_of(desk: Desk) -> Till:
    if desk.till is None:
        raise ValueError("no drawer is open")
    return desk.till


@dataclass(frozen=True)
class PanelOpened:
    panel: str

    def apply(self, desk: Desk) -> Desk:
        return open_panel(desk, self.panel)

    @property
    def receipt(self) -> str:
        return f"Opened: {PANELS[self.panel].label}"
