"""How an action of the desk is written: a function from state and act to events, or a clear refusal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from trainer.desk.events import Event
from trainer.desk.state import Desk
from trainer.record.account import Account, Bill, Entry, EntryKind, Estimate
from trainer.record.act import Act
from trainer.record.listing import Found
from trainer.record.service import AreaAnswer
from trainer.record.till import Till


class Systems(Protocol):
    """What the desk asks of the District's systems beyond its own copy of an account."""

    def reprice(self, account: Account, bill: Bill, read: int) -> Estimate:
        """A bill of this account worked out again, at another read."""
        ...

    def find(self, query: str) -> Found:
        """Whom in the directory a name, address or number may mean."""
        ...

    def account(self, number: str) -> Account | None:
        """The account of this number; None where there is none."""
        ...

    def area(self, place: str) -> AreaAnswer | None:
        """Whether the District serves an address, or who does; None for an address that nobody knows."""
        ...

    def new_account(self, place: str, name: str, on: dt.date) -> Account:
        """An account for a new customer of a place, with its premise and meter, from a day."""
        ...

    def parameter(self, name: str) -> Any:
        """A figure of the District in force today; None where it has none of that name."""
        ...


class RefusedError(Exception):
    """The desk does not do that; the message says why and what to do. Nothing has changed."""


GONE = (EntryKind.RETURNED, EntryKind.REFUND, EntryKind.TRANSFER)  # what takes a payment off the account again

Action = Callable[[Desk, Act, Systems], Sequence[Event]]
ACTIONS: dict[str, Action] = {}
ON_ARRIVALS: dict[str, Action] = {}


def action(kind: str) -> Callable[[Action], Action]:
    def register(function: Action) -> Action:
        ACTIONS[kind] = function
        return function

    return register


def on_arrival(*kinds: str) -> Callable[[Action], Action]:
    """The function does acts of these kinds when they name something that came in."""

    def register(function: Action) -> Action:
        ON_ARRIVALS.update(dict.fromkeys(kinds, function))
        return function

    return register


def the_account(desk: Desk) -> Account:
    if desk.account is None:
        raise RefusedError("No account is open at this desk.")
    return desk.account


def the_till(desk: Desk) -> Till:
    if desk.till is None:
        raise RefusedError("There is no drawer at this desk.")
    if desk.till.closed:
        raise RefusedError("The drawer is closed for the day.")
    return desk.till


def the_bill(desk: Desk, act: Act) -> Bill:
    bill = the_account(desk).bill(act.text("bill"))
    if bill is None:
        known = ", ".join(one.id for one in the_account(desk).bills[-3:])
        raise RefusedError(f"There is no bill {act.text('bill')}. The latest are {known}.")
    return bill


def next_entry(account: Account, after: int = 0) -> str:
    """The number of the next line of the ledger, `after` others that are posted with it."""
    return f"L{len(account.entries) + 1 + after:03}"


def the_payment(desk: Desk, act: Act) -> Entry:
    """The payment that an act names, which has not gone again."""
    account, number = the_account(desk), act.text("payment")
    entry = account.entry(number)
    if entry is None or entry.kind is not EntryKind.PAYMENT:
        known = ", ".join(one.id for one in account.entries if one.kind is EntryKind.PAYMENT) or "none"
        raise RefusedError(f"{number} is no payment on this ledger. Its payments are: {known}.")
    if any(one.concerns == entry.id and one.kind in GONE for one in account.entries):
        raise RefusedError(f"Payment {entry.id} was moved or sent back already.")
    return entry


def not_past(desk: Desk, day: dt.date, what: str) -> dt.date:
    if day < desk.today:
        raise RefusedError(f"{what} is today or later. Give another day.")
    return day


def a_text(act: Act, slot: str, remedy: str) -> str:
    """The words of a slot; refused with its remedy where there are none."""
    given = " ".join((act.text(slot) or "").split())
    if not given:
        raise RefusedError(remedy)
    return given


def an_amount(act: Act, slot: str = "amount") -> Decimal:
    value = act.amount(slot)
    if value is None:
        raise RefusedError("Give an amount in dollars and cents, such as 24.60.")
    return value


def a_date(act: Act, slot: str) -> dt.date:
    value = act.get(slot)
    if not isinstance(value, dt.date):
        raise RefusedError("Give a date.")
    return value


def a_day(desk: Desk, act: Act, slot: str) -> dt.date:
    """The day of a slot, or today where it is left out."""
    value = act.get(slot)
    return value if isinstance(value, dt.date) else desk.today


def a_count(act: Act, slot: str) -> int:
    value = act.get(slot)
    if not isinstance(value, int):
        raise RefusedError("Give a whole number.")
    return value


def a_mapping(act: Act, slot: str) -> Mapping[str, object]:
    value = act.get(slot)
    if not isinstance(value, Mapping):
        raise RefusedError("Nothing was entered.")
    return value
