"""Worked contacts: a day, an account or a drawer as the desk shows it, a caller, the moves, and the findings.

The cases in `cases/` were written by hand from the law and the manual. This module only sets their tables: it builds
the world a case describes, plays its moves through the real engine, and gives the findings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from trainer.customers.searching import Index
from trainer.desk.state import Desk
from trainer.district.pack import Pack
from trainer.district.sources import read_yaml
from trainer.proof.play import Played, play_moves
from trainer.record import account as record
from trainer.record.case import Request
from trainer.record.charges import Charge
from trainer.record.listing import Found, listing_of
from trainer.record.parsing import parse_act
from trainer.record.service import AreaAnswer
from trainer.record.till import Bag, Paper, Receipt, Till
from trainer.scenarios.authored import authored_act
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.format import Scenario
from trainer.scenarios.library import Library
from trainer.scenarios.state import OFFICE, Actor, Matter
from trainer.scenarios.world import Move, Setting, World

CASES = Path(__file__).parent / "cases"


def all_cases() -> Iterator[dict[str, Any]]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in read_yaml(path).data:
            yield {**case, "file": path.name}


def money(value: Any) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


def play_case(case: dict[str, Any], pack: Pack, library: Library) -> Played:
    return play_moves(world_of(case, pack, library), [move_of(one) for one in case["moves"]])


def move_of(given: dict[str, Any]) -> Move:
    if isinstance(given.get("look"), dict):
        return Move((parse_act(given["look"]),), seconds=given.get("seconds"))
    if "look" in given:
        return Move((parse_act({"act": "look", "panel": given["look"]}),), seconds=given.get("seconds"))
    if "wait" in given:
        return Move((parse_act({"act": "wait", "seconds": given["wait"]}),))
    return Move((parse_act(given.get("say") or given["do"]),), seconds=given.get("seconds"))


def world_of(case: dict[str, Any], pack: Pack, library: Library) -> World:
    start = dt.datetime.combine(case["on"], dt.time.fromisoformat(case.get("at", "10:00")))
    account = account_of(case["account"]) if "account" in case else None
    till = till_of(case["drawer"]) if "drawer" in case else None
    spec = ContactSpec.model_validate(case["caller"]) if "caller" in case else None
    scenario = Scenario.model_construct(id=case["id"], title=case["id"], task=None)
    truth = truth_of(account, case)
    setting = Setting(
        pack=pack, library=library, scenario=scenario, seed=0, variant="", level=case.get("level", "I"),
        clerk="Jordan", start=start, truth=truth, specs={"caller": spec} if spec else {},
        systems=Systems(case, account),
    )  # fmt: skip
    desk = Desk(start.date(), "Jordan", account, till)
    requests = (Request("task", None, authored_act({"act": "close_drawer"}, {}), "close", "", 0, 0),) if till else ()
    number = account.number if account else ""
    if spec is None:
        return World(setting, desk, matters={OFFICE: Matter(OFFICE, requests=requests)})
    matter = Matter("caller", account=number, given=number)
    return World(setting, desk, {"caller": Actor("caller", spec.temper.start)}, {"caller": matter}, "caller")


def truth_of(account: record.Account | None, case: dict[str, Any]) -> dict[str, Any]:
    if account is None:
        return {}
    payments = [-entry.amount for entry in account.entries if entry.kind is record.EntryKind.PAYMENT]
    return {
        "service_address": account.premise.address,
        "phone_on_file": account.holder.phone,
        "last_payment": payments[-1] if payments else Decimal("0.00"),
        "account_number": account.number,
        "caller_name": case.get("caller_name", account.holder.name),
        "holder_name": account.holder.name,
    }


class Systems:
    """The estimator shows what the case says it shows, and the directory the accounts that the case has."""

    def __init__(self, case: dict[str, Any], own: record.Account | None) -> None:
        self.totals = case.get("estimates", {})
        self.accounts = [*((own,) if own else ()), *(account_of(one) for one in case.get("others", ()))]
        self.index = Index([listing_of(one) for one in self.accounts])

    def find(self, query: str) -> Found:
        return self.index.search(query, 12)

    def account(self, number: str) -> record.Account | None:
        return next((one for one in self.accounts if one.number == number), None)

    def area(self, place: str) -> AreaAnswer | None:
        """These cases are about places of the District's own."""
        return AreaAnswer(place, ours=True)

    def new_account(self, place: str, name: str, on: dt.date) -> record.Account:
        raise NotImplementedError("no worked case starts service")

    def parameter(self, name: str) -> Any:
        return None

    def reprice(self, account: record.Account, bill: record.Bill, read: int) -> record.Estimate:
        total = money(self.totals.get(bill.id, {}).get(read, bill.total))
        return record.Estimate(bill.id, read, (Charge("water", "Water", total),), bill.total)


def account_of(given: dict[str, Any]) -> record.Account:
    people = [record.Person(given["holder"], "holder", given.get("phone", "(949) 555-0134"))]
    people += [record.Person(name, "authorised", "(949) 555-0150") for name in given.get("authorised", ())]
    return record.Account(
        number=given.get("number", "4471-0093-2"), customer_class="RESIDENTIAL_SINGLE", since=dt.date(2015, 3, 2),
        people=tuple(people),
        premise=record.Premise(given.get("address", "41 Via Candelera"), "Las Flores", "92600", 4, 1800, "4"),
        meter=record.Meter("M-1", '3/4"', dt.date(2016, 5, 1)),
        bills=tuple(bill_of(one) for one in given.get("bills", ())),
        entries=tuple(entry_of(n, one) for n, one in enumerate(given.get("ledger", ()), 1)),
        orders=tuple(order_of(one) for one in given.get("orders", ())),
    )  # fmt: skip


def bill_of(given: dict[str, Any]) -> record.Bill:
    on, use = given["on"], given["read_to"] - given["read_from"]
    return record.Bill(
        given["id"], on, given.get("due", on + dt.timedelta(days=21)), on - dt.timedelta(days=33),
        on - dt.timedelta(days=3), given["read_from"], given["read_to"], use, Decimal(15),
        (Charge("all", "All charges", money(given["total"])),),
    )  # fmt: skip


def entry_of(number: int, given: dict[str, Any]) -> record.Entry:
    return record.Entry(
        str(given.get("id", f"L{number}")), given["on"], record.EntryKind(given["kind"]), money(given["amount"]),
        given.get("concerns", ""), given.get("received"),
    )  # fmt: skip


def order_of(given: dict[str, Any]) -> record.Order:
    done = given.get("done_on")
    status = record.OrderStatus.DONE if done else record.OrderStatus.OPEN
    return record.Order(
        given["id"], given["work"], given["on"], status, done, given.get("read"), given.get("result", "")
    )


def till_of(given: dict[str, Any]) -> Till:
    zero = dt.time(9)
    receipts = [
        Receipt(
            str(one["number"]), zero, one.get("what", "Water"), one["tender"], money(one["amount"]),
            money(one["tendered"]) if "tendered" in one else None, money(one["change"]) if "change" in one else None,
            one.get("voided_by", ""),
        )
        for one in given["receipts"]
    ]  # fmt: skip
    return Till(
        "2", "Jordan", money(given.get("float", 200)), tuple(receipts),
        tuple(Bag(str(b["number"]), money(b["amount"]), zero) for b in given.get("drop_log", ())),
        tuple(Bag(str(b["number"]), money(b["amount"]), zero) for b in given.get("safe", ())),
        tuple(Paper(str(p["receipt"]), money(p["amount"])) for p in given.get("checks", ())),
        MappingProxyType({str(name): (number,) for name, number in given["pieces"].items()}),
    )  # fmt: skip
