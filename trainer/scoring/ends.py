"""How a desk stood before, how it was left, and how the book leaves it: only the rows in which something happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from trainer.desk.state import Desk
from trainer.record.account import Account, EntryKind
from trainer.record.case import shown
from trainer.record.till import Till
from trainer.record.topic import WORK

NONE = "none"
_TAKEN_OFF = (EntryKind.WAIVER, EntryKind.REVERSAL)


@dataclass(frozen=True)
class Row:
    """One row: before, as it was left, by the book. `differs` says that the last two are not the same."""

    label: str
    before: str
    left: str
    book: str
    differs: bool


def rows(before: Desk, left: Desk, book: Desk) -> list[Row]:
    """The rows that matter, of an account, a drawer or what came in, with what was sent out in the field."""
    sheet: list[tuple[str, Callable[[Desk], str], bool]] = []
    if before.account is not None:
        sheet += _ACCOUNT
    if before.till is not None:
        sheet += _TILL
    sheet += [(one.id, _came_in(one.id), False) for one in before.arrivals]
    sheet += _FIELD
    made = [_row(label, tell, exact, before, left, book) for label, tell, exact in sheet]
    return [row for row in made if row.label == "Balance" or not row.before == row.left == row.book]


def _row(label: str, tell: Callable[[Desk], str], exact: bool, before: Desk, left: Desk, book: Desk) -> Row:
    """Where more than one end is right (`exact` is False), only whether there is one is compared."""
    mine, theirs = tell(left), tell(book)
    differs = mine != theirs if exact else (mine == NONE) is not (theirs == NONE)
    return Row(label, tell(before), mine, theirs, differs)


def _of(tell: Callable[[Account], str]) -> Callable[[Desk], str]:
    return lambda desk: tell(desk.account) if desk.account else NONE


def _in(tell: Callable[[Till], str]) -> Callable[[Desk], str]:
    return lambda desk: tell(desk.till) if desk.till else NONE


def _list(words: Iterable[str]) -> str:
    return ", ".join(words) or NONE


def _came_in(name: str) -> Callable[[Desk], str]:
    """What was done with one thing that came in; several ends may be right."""

    def tell(desk: Desk) -> str:
        return _list(line for one in desk.arrivals if one.id == name for line in one.done)

    return tell


def _taken_off(account: Account) -> str:
    entries = [entry for entry in account.entries if entry.kind in _TAKEN_OFF]
    return _list(f"{shown(-entry.amount)} {entry.kind.value}" for entry in entries)


def _recommended(account: Account) -> str:
    return _list(f"{shown(one.amount)} recommended" for one in account.recommendations)


def _orders(account: Account) -> str:
    return _list(f"{WORK[one.work].label.lower()}, {one.status.value}" for one in account.orders)


def _arranged(account: Account) -> str:
    return _list(f"{one.kind} until {shown(one.until)}" for one in account.arrangements)


def _promised(account: Account) -> str:
    return _list(shown(one.by) for one in account.follow_ups)


def _crews(desk: Desk) -> str:
    return _list(f"{'emergency crew' if one.emergency else WORK[one.work].label.lower()}" for one in desk.crews)


def _difference(till: Till) -> str:
    found = till.balance.difference
    if found is None:
        return "not counted"
    return "none" if not found else f"{shown(abs(found))} {'over' if found > 0 else 'short'}"


def _memos(till: Till) -> str:
    words = {True: "over", False: "short"}
    return _list(f"{shown(abs(memo.amount))} {words[memo.amount > 0]}" for memo in till.memos)


def _deposit(till: Till) -> str:
    return shown(till.deposit.total) if till.deposit else NONE


def _taken(tender: str) -> Callable[[Desk], str]:
    """Receipts by tender: what correcting a receipt changes."""
    return _in(lambda till: shown(till.taken(tender)))


def _logged(till: Till) -> str:
    total = sum((bag.amount for bag in till.log), Decimal("0.00"))
    return f"{shown(total)} in {len(till.log)} {'bag' if len(till.log) == 1 else 'bags'}" if till.log else NONE


_ACCOUNT: list[tuple[str, Callable[[Desk], str], bool]] = [
    ("Balance", _of(lambda account: shown(account.balance)), True),
    ("Penalties taken off", _of(_taken_off), True),
    ("Adjustment", _of(_recommended), True),
    ("Bills on hold", _of(lambda account: _list(account.holds)), True),
    ("Field orders", _of(_orders), True),
    ("Arrangement", _of(_arranged), False),
    ("Promised by", _of(_promised), False),
]
_TILL: list[tuple[str, Callable[[Desk], str], bool]] = [
    ("Difference", _in(_difference), True),
    ("Cash receipts", _taken("cash"), True),
    ("Check receipts", _taken("check"), True),
    ("Money order receipts", _taken("money order"), True),
    ("Drops logged", _in(_logged), True),
    ("Over or short memo", _in(_memos), True),
    ("Deposit", _in(_deposit), True),
    ("Drawer", _in(lambda till: "closed" if till.closed else "open"), True),
]
_FIELD: list[tuple[str, Callable[[Desk], str], bool]] = [("Sent out", _crews, True)]
