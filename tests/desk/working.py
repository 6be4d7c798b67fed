"""A desk with an account written by hand, and systems that answer as a test says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from trainer.desk.actions import perform
from trainer.desk.state import Desk
from trainer.record.account import Account, Bill, Estimate, Person
from trainer.record.act import act
from trainer.record.charges import Charge
from trainer.record.listing import Found
from trainer.record.reading import read_account
from trainer.record.service import AreaAnswer

TODAY = dt.date(2024, 10, 17)
BILLS = [
    {"id": "B1", "on": "2024-08-09", "due": "2024-08-30", "total": "80.00", "read_from": 976, "read_to": 988},
    {"id": "B2", "on": "2024-09-09", "due": "2024-09-30", "total": "90.00", "read_from": 988, "read_to": 1000},
    {"id": "B3", "on": "2024-10-09", "due": "2024-10-30", "total": "100.00", "read_from": 1000, "read_to": 1012},
]
LEDGER = [
    {"on": "2024-08-09", "kind": "bill", "amount": "80.00", "concerns": "B1"},
    {"on": "2024-08-20", "kind": "payment", "amount": "-80.00", "concerns": "B1", "channel": "mail"},
    {"on": "2024-09-09", "kind": "bill", "amount": "90.00", "concerns": "B2"},
    {"on": "2024-10-01", "kind": "late penalty", "amount": "9.00", "concerns": "B2"},
    {"on": "2024-10-02", "kind": "final notice fee", "amount": "25.00"},
    {"on": "2024-10-09", "kind": "bill", "amount": "100.00", "concerns": "B3"},
]
OWED = Decimal("224.00")
READS = [
    {"on": "2024-09-06", "value": 1000}, {"on": "2024-10-06", "value": 1012},
]  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """The District's systems: ten dollars a unit, an account next door, and one street beyond the border."""

    others: dict[str, Account] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)

    def reprice(self, account: Account, bill: Bill, read: int) -> Estimate:
        use = bill.use + read - bill.read_to
        if use < 0:
            raise ValueError(f"The read before was {bill.read_from}; {read} is below it.")
        return Estimate(bill.id, read, (Charge("water", "Water", Decimal(10 * use)),), bill.total)

    def find(self, query: str) -> Found:
        return Found(query, ())

    def account(self, number: str) -> Account | None:
        return self.others.get(number)

    def area(self, place: str) -> AreaAnswer | None:
        if place == "9 Nowhere":
            return None
        beyond = place.endswith("Beyond")
        return AreaAnswer(place, ours=not beyond, agency="Next Water District" if beyond else "")

    def new_account(self, place: str, name: str, on: dt.date) -> Account:
        made = read_account({"number": "5000-0000-1", "premise": {"address": place}})
        return replace(made, since=on, people=(Person(name, "holder", ""),))

    def parameter(self, name: str) -> Any:
        return self.figures.get(name)


NEIGHBOR = read_account({"number": "4471-0094-0", "premise": {"address": "43 Via Candelera"}})
SYSTEMS = Answers(
    {"4471-0094-0": NEIGHBOR}, {"notice_languages": "Spanish, Chinese and Korean", "leak_reprice_tier": 2}
)


@dataclass
class Working:
    """A desk one works at: each act changes it, and `said` is what the last one confirmed."""

    desk: Desk
    said: tuple[str, ...] = ()

    def do(self, kind: str, **slots: Any) -> Working:
        self.desk, events = perform(self.desk, act(kind, "caller", **slots), SYSTEMS)
        self.said = tuple(event.receipt for event in events if event.receipt)
        return self

    @property
    def account(self) -> Account:
        assert self.desk.account is not None
        return self.desk.account


def at_desk(**given: Any) -> Working:
    """A desk with the ordinary account of these tests, changed as given: two bills unpaid, $224.00 owed."""
    account = read_account({"bills": BILLS, "entries": LEDGER, "reads": READS, **given})
    return Working(Desk(TODAY, "Jordan", account))
