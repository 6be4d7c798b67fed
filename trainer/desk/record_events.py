"""What most actions leave behind: lines on the ledger, a record filed, a fact set anew, a line in the day's log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from trainer.desk.events import account_of, on_account
from trainer.desk.state import Desk, LogLine
from trainer.record.account import Entry


@dataclass(frozen=True)
class Posted:
    """Lines on the ledger of the open account."""

    entries: tuple[Entry, ...]
    receipt: str = ""

    def apply(self, desk: Desk) -> Desk:
        return on_account(desk, entries=(*account_of(desk).entries, *self.entries))


@dataclass(frozen=True)
class Filed:
    """A record put with others of its kind; `field` is the account's name for them."""

    field: str
    item: object
    receipt: str = ""

    def apply(self, desk: Desk) -> Desk:
        return on_account(desk, **{self.field: (*getattr(account_of(desk), self.field), self.item)})


@dataclass(frozen=True)
class Replaced:
    """A record in place of an earlier one of its kind."""

    field: str
    old: object
    new: object
    receipt: str = ""

    def apply(self, desk: Desk) -> Desk:
        kept = getattr(account_of(desk), self.field)
        return on_account(desk, **{self.field: tuple(self.new if one is self.old else one for one in kept)})


@dataclass(frozen=True)
class Amended:
    """Facts of the open account set anew, by the account's names for them."""

    facts: Mapping[str, object]
    receipt: str = ""

    def apply(self, desk: Desk) -> Desk:
        return on_account(desk, **self.facts)


@dataclass(frozen=True)
class Logged:
    """A line in the day's log, which belongs to no account."""

    line: LogLine
    receipt: str = ""

    def apply(self, desk: Desk) -> Desk:
        return replace(desk, log=(*desk.log, self.line))
