"""What a form offers to pick from, in place of typing: from opened panels, and from what the contact said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from trainer.desk.adjust_actions import FEES
from trainer.plays.desk.call import asked
from trainer.plays.desk.words import amount, short_day
from trainer.record.account import EntryKind, OrderStatus
from trainer.record.case import Case
from trainer.record.credit import DepositState
from trainer.record.topic import WORK

Option = tuple[str, str]
Offering = Callable[[Case], list[Option]]


def _requests(case: Case) -> list[Option]:
    return [(one.id, one.words) for one in asked(case)]


def _entries(*kinds: EntryKind) -> Offering:
    """Lines of the ledger of these kinds, the latest first."""

    def offering(case: Case) -> list[Option]:
        lines = [one for one in case.panels.get("ledger", ()) if one.kind in kinds]
        return [(one.id, f"{one.id}, {short_day(one.on)}, ${amount(abs(one.amount))}") for one in reversed(lines)]

    return offering


def _bills(case: Case) -> list[Option]:
    bills = case.panels.get("bills") or case.panels.get("use") or ()
    return [(one.id, f"{one.id}, {short_day(one.on)}, ${amount(one.total)}") for one in reversed(bills[-6:])]


def _listed(panel: str, holds: Callable[[Any], bool], words: Callable[[Any], Option]) -> Offering:
    """What an opened panel lists, as far as it can be acted on."""
    return lambda case: [words(one) for one in case.panels.get(panel, ()) if holds(one)]


def _told(*topics: str) -> Offering:
    """What was said of these: rules compare words to the letter, so nobody has to type them again."""

    def offering(case: Case) -> list[Option]:
        said: Iterable[object] = (case.told(topic) for topic in topics)
        return [(str(one), str(one)) for one in dict.fromkeys(said) if isinstance(one, str) and one]

    return offering


_receipt = _listed(
    "receipts", lambda _: True, lambda one: (one.number, f"{one.number}, {one.tender}, ${amount(one.amount)}")
)
_bag = _listed("safe", lambda _: True, lambda one: (one.number, f"{one.number}, ${amount(one.amount)}"))
_deposit = _listed(
    "deposits", lambda one: one.state is DepositState.HELD, lambda one: (one.id, f"{one.id}, ${amount(one.amount)}")
)
_order = _listed(
    "orders", lambda one: one.status is OrderStatus.OPEN,
    lambda one: (one.id, f"{one.id}, {WORK[one.work].label.lower() if one.work in WORK else one.work}"),
)  # fmt: skip
_incident = _listed("incidents", lambda one: one.open, lambda one: (one.id, f"{one.id}, {one.kind.replace('_', ' ')}"))
_person = _listed("people", lambda one: one.standing not in ("holder", "former"), lambda one: (one.name, one.name))

_employee = _listed("staff", lambda one: one.there, lambda one: (one.name, one.name))

# By the slot's name, or by the kind and the name where only that kind's can be offered.
OFFERED: Mapping[str | tuple[str, str], Offering] = {
    "request": _requests, "fee": _entries(EntryKind.PENALTY), "charge": _entries(*FEES), "bill": _bills,
    "payment": _entries(EntryKind.PAYMENT), "receipt": _receipt, "bag": _bag, "deposit": _deposit, "order": _order,
    "incident": _incident,
    ("lend_meter", "deposit"): lambda _: [],
    ("ask_witness", "person"): _employee,
    ("charge_returned", "payment"): _entries(EntryKind.RETURNED),
    ("remove_person", "name"): _person,
    ("dispatch", "place"): _told("leak_place", "sewage_place"),
    ("order_work", "place"): _told("leak_place"),
    ("start_service", "place"): _told("place_wanted"),
    ("transfer_service", "place"): _told("place_wanted"),
}  # fmt: skip
