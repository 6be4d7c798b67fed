"""The desk's state, and what its panels show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from trainer.record.account import Account, Estimate, Order
from trainer.record.arrivals import TRAYS, Arrival, Employee
from trainer.record.listing import Found
from trainer.record.panels import ACCOUNT_PANELS
from trainer.record.service import AreaAnswer, Incident, PremiseRecord
from trainer.record.till import Till


@dataclass(frozen=True)
class Matched:
    """One identity item as it was entered for a contact, and whether it matched."""

    contact: str
    item: str
    ok: bool


@dataclass(frozen=True)
class LogLine:
    """One line of the day's log: what kind it is of, and in words what was done."""

    kind: str
    words: str


@dataclass(frozen=True)
class Parked:
    """An account that was opened and is not open now, as it was left, with what was opened and entered on it."""

    account: Account
    opened: tuple[str, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    matches: tuple[Matched, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What the representative's system holds in this play; a private copy of everything.

    `account` is the one that is open; `opened`, `estimates` and `matches` belong to it. `found` are the searches made,
    `premises` what is on record of places, beyond whose they are. `incidents` are what many call about today, `area`
    the address last looked up in the service area, `log` the day's log. `approves`: whoever is signed in may approve.
    `trays` hold what came in, by the panel that shows it; `staff` is the list at the counter.
    """

    today: dt.date
    clerk: str
    account: Account | None = None
    till: Till | None = None
    opened: tuple[str, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    crews: tuple[Order, ...] = ()
    matches: tuple[Matched, ...] = ()
    found: tuple[Found, ...] = ()
    parked: tuple[Parked, ...] = ()
    premises: tuple[PremiseRecord, ...] = ()
    incidents: tuple[Incident, ...] = ()
    area: AreaAnswer | None = None
    log: tuple[LogLine, ...] = ()
    approves: bool = False
    trays: Mapping[str, tuple[Arrival, ...]] = field(default_factory=lambda: MappingProxyType({}))
    staff: tuple[Employee, ...] = ()
    handed_over: bool = False

    def panel(self, name: str) -> Any:
        """What a panel shows now; raises KeyError for one this desk does not have."""
        return _PANELS[name](self)

    def has(self, name: str) -> bool:
        if name in _ACCOUNT_PANELS:
            return self.account is not None
        if name == "service_area":
            return self.area is not None
        if name in TRAYS:
            return name in self.trays
        if name == "staff":
            return bool(self.staff)
        return name in _OFFICE_PANELS or (name in _TILL_PANELS and self.till is not None)

    @property
    def arrivals(self) -> Iterator[Arrival]:
        return (one for tray in self.trays.values() for one in tray)

    @property
    def kept_open(self) -> tuple[str, ...]:
        """The opened panels that belong to no account."""
        return tuple(name for name in self.opened if name not in _ACCOUNT_PANELS)

    def to_park(self) -> tuple[Parked, ...]:
        """The open account as it is put aside for another; nothing where none is open."""
        if self.account is None:
            return ()
        opened = tuple(name for name in self.opened if name in _ACCOUNT_PANELS)
        return (Parked(self.account, opened, self.estimates, self.matches),)

    def turned(self, number: str) -> Desk:
        """This desk with the account of that number in front, as it was left; empty, or one never opened: none."""
        if self.account is not None and self.account.number == number:
            return self
        shown = next((one for one in self.parked if one.account.number == number), None)
        others = tuple(one for one in self.parked if one is not shown)
        if shown is None:
            return replace(
                self, account=None, opened=self.kept_open, estimates=(), matches=(), parked=(*others, *self.to_park())
            )
        return replace(
            self, account=shown.account, opened=(*self.kept_open, *shown.opened), estimates=shown.estimates,
            matches=shown.matches, parked=(*others, *self.to_park()),
        )  # fmt: skip

    @property
    def panels(self) -> Mapping[str, Any]:
        """What the opened panels show."""
        return MappingProxyType({name: self.panel(name) for name in self.opened})

    def with_all_open(self) -> Mapping[str, Any]:
        """Every panel of this desk: for asking what would have been right with the desk open."""
        return MappingProxyType({name: self.panel(name) for name in _PANELS if self.has(name)})


def _account(desk: Desk) -> Account:
    if desk.account is None:
        raise KeyError("no account is open")
    return desk.account


def _till(desk: Desk) -> Till:
    if desk.till is None:
        raise KeyError("no drawer is open")
    return desk.till


def _premise(desk: Desk) -> PremiseRecord:
    """What is on record of the open account's place; an ordinary place, where nothing more is."""
    account = _account(desk)
    place = account.premise.address
    ordinary = PremiseRecord(place, water_on=account.status == "active")
    return next((one for one in desk.premises if one.address == place), ordinary)


def _of_account(show: Callable[[Account], Any]) -> Callable[[Desk], Any]:
    return lambda desk: show(_account(desk))


_ACCOUNT_PANELS: Mapping[str, Callable[[Desk], Any]] = {
    **{name: _of_account(show) for name, show in ACCOUNT_PANELS.items()},
    "estimate": lambda desk: desk.estimates,
    "premise": _premise,
}
_TILL_PANELS: Mapping[str, Callable[[Desk], Any]] = {
    "receipts": lambda desk: _till(desk).receipts,
    "drawer": lambda desk: MappingProxyType(dict(_till(desk).pieces)),
    "papers": lambda desk: _till(desk).papers,
    "drops": lambda desk: _till(desk).log,
    "safe": lambda desk: _till(desk).safe,
    "balance": lambda desk: _till(desk).balance,
}


def _tray(name: str) -> Callable[[Desk], tuple[Arrival, ...]]:
    return lambda desk: tuple(one.as_seen() for one in desk.trays[name])


_OFFICE_PANELS: Mapping[str, Callable[[Desk], Any]] = {
    "search": lambda desk: desk.found,
    "service_area": lambda desk: desk.area,
    "incidents": lambda desk: desk.incidents,
    "day_log": lambda desk: desk.log,
}
_CAME_IN: Mapping[str, Callable[[Desk], Any]] = {
    **{name: _tray(name) for name in TRAYS},
    "staff": lambda desk: desk.staff,
}
_PANELS: Mapping[str, Callable[[Desk], Any]] = {**_ACCOUNT_PANELS, **_TILL_PANELS, **_OFFICE_PANELS, **_CAME_IN}
