"""Nouns read back from plain data: an account, and whatever else a desk shows, with every mistake named by its place.

What is left out is ordinary: a home of four with one meter, a customer for years, nothing owed. So a file says only
what matters to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from trainer.record.account import Account, Estimate
from trainer.record.arrivals import TRAYS, Arrival, Employee
from trainer.record.listing import Found
from trainer.record.service import AreaAnswer, Incident, PremiseRecord
from trainer.record.till import Bag, Balance, Paper, Receipt

ORDINARY: Mapping[str, Any] = {
    "number": "4471-0093-2", "customer_class": "RESIDENTIAL_SINGLE", "since": dt.date(2015, 3, 2),
    "people": [{"name": "Dana Whitfield"}],
    "premise": {
        "address": "41 Via Candelera", "community": "Las Flores", "postcode": "92600", "household": 4,
        "irrigated_area": 1800, "pressure_zone": "4",
    },
    "meter": {"number": "M-1", "size": '3/4"', "installed": dt.date(2016, 5, 1)},
}  # fmt: skip
_PERSON = {"standing": "holder", "phone": "(949) 555-0134"}
_USE = 12

# What a desk shows beside an account, and as what it is read.
_SHOWN: Mapping[str, TypeAdapter[Any]] = {
    "service_area": TypeAdapter(AreaAnswer), "premise": TypeAdapter(PremiseRecord),
    "search": TypeAdapter(tuple[Found, ...]),
    "incidents": TypeAdapter(tuple[Incident, ...]), "estimate": TypeAdapter(tuple[Estimate, ...]),
    "receipts": TypeAdapter(tuple[Receipt, ...]), "papers": TypeAdapter(tuple[Paper, ...]),
    "drops": TypeAdapter(tuple[Bag, ...]), "safe": TypeAdapter(tuple[Bag, ...]),
    "drawer": TypeAdapter(Mapping[str, int]), "balance": TypeAdapter(Balance),
    **dict.fromkeys(TRAYS, TypeAdapter(tuple[Arrival, ...])), "staff": TypeAdapter(tuple[Employee, ...]),
}  # fmt: skip
_ACCOUNT = TypeAdapter(Account)


class ReadingError(ValueError):
    """Plain data that does not fit; `where` is the path to the place, the message says what is wrong and the remedy."""

    def __init__(self, where: tuple[str | int, ...], message: str) -> None:
        super().__init__(f"{'.'.join(map(str, where))}: {message}")
        self.where, self.message = where, message


def read_account(given: Mapping[str, Any]) -> Account:
    """An account; raises ReadingError. Bills may give a `total` and a `use` instead of charges and reads."""
    merged = {name: _merged(ORDINARY.get(name), given[name]) for name in given} | {
        name: value for name, value in ORDINARY.items() if name not in given
    }
    _refuse_unknown(merged)
    merged["people"] = [{**_PERSON, **person} for person in _listed(merged, "people")]
    merged["bills"] = [_bill(one) for one in _listed(merged, "bills")]
    merged["entries"] = [{"id": f"L{n}", **one} for n, one in enumerate(_listed(merged, "entries"), 1)]
    account: Account = _validated(_ACCOUNT, merged, "account")
    return account


def read_shown(panel: str, given: Any) -> Any:
    """What one panel beside the account shows; raises ReadingError."""
    adapter = _SHOWN.get(panel)
    if adapter is None:
        raise ReadingError(("desk", panel), f"is not shown beside an account. Give one of: {', '.join(_SHOWN)}.")
    return _validated(adapter, given, panel)


def _merged(base: Any, given: Any) -> Any:
    return {**base, **given} if isinstance(base, Mapping) and isinstance(given, Mapping) else given


def _refuse_unknown(given: Mapping[str, Any]) -> None:
    known = Account.__dataclass_fields__
    for name in given:
        if name not in known:
            raise ReadingError(("account", name), f"an account has no such field. It has: {', '.join(known)}.")


def _listed(given: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    entries = given.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(one, Mapping) for one in entries):
        raise ReadingError(("account", name), "is a list of entries, each with its fields.")
    return entries


def _bill(given: Mapping[str, Any]) -> dict[str, Any]:
    """A bill with what it left out: a month before its date, due 21 days later, all charges in one line."""
    bill, on = dict(given), _date(given.get("on"))
    if on is None:
        return bill
    total, use = bill.pop("total", Decimal("100.00")), bill.setdefault("use", _USE)
    first = bill.setdefault("read_from", 1000)
    ordinary = {
        "due": on + dt.timedelta(days=21), "period_from": on - dt.timedelta(days=33),
        "period_to": on - dt.timedelta(days=3), "budget": Decimal(15),
        "charges": [{"code": "all", "label": "All charges", "amount": total}],
    }  # fmt: skip
    if isinstance(first, int) and isinstance(use, int):
        ordinary["read_to"] = first + use
    return ordinary | bill


def _date(given: Any) -> dt.date | None:
    """A date as YAML reads one, or as JSON writes it; None for anything else, which validating will name."""
    try:
        return given if isinstance(given, dt.date) else dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        return None


def _validated(adapter: TypeAdapter[Any], given: Any, where: str) -> Any:
    try:
        return adapter.validate_python(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise ReadingError((where, *first["loc"]), f"{first['msg']}.") from None
