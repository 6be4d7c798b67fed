"""The account pane: its head and its panels. What nobody opened is not built, so it cannot reach the browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from trainer.customers.periods import weather_month
from trainer.plays.desk import around, records
from trainer.plays.desk.chart import Chart, use_chart
from trainer.plays.desk.words import day, short_day
from trainer.record.account import Account, Bill, Entry, Order, Person, Read
from trainer.record.case import Case
from trainer.record.topic import PANELS, QUESTIONS, WORK
from trainer.scenarios.world import World

AS_RECORDS: Mapping[str, Any] = {**records.BUILD, **around.BUILD}  # drawn as plain tables
OFFICE = ("service_area", "incidents", "day_log")  # of no account, and there without one
MADE = ("estimate", "worksheets")  # there once somebody made one
# Behind "More" panels stand by what they are about; the row of tabs shows as many as it has room for, in this order.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Account": ("summary", "bills", "use", "ledger", "orders", "people", "notes", *MADE),
    "Use and meter": ("reads", "variances", "meters", "premise"),
    "Money": ("payments", "arrangements", "deposits", "notices", "protections"),
    "Customer": ("documents", "portal"),
    "Around": OFFICE,
}
GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}


@dataclass(frozen=True)
class Tab:
    """One panel of the account: opened or not. `count` stands beside the word once it is known."""

    id: str
    label: str
    opened: bool
    group: str
    count: int | None = None


@dataclass(frozen=True)
class Head:
    """Whose account is open. What is owed and who else may act appear once their panels are open."""

    holder: str
    number: str
    address: str
    may_act: tuple[str, ...] | None
    owes: Decimal | None
    due: dt.date | None
    left: dt.date | None = None


@dataclass(frozen=True)
class Row:
    """One line of the ledger with the balance after it."""

    entry: Entry
    what: str
    balance: Decimal


@dataclass(frozen=True)
class ReadRow:
    """One read with the use since the one before."""

    read: Read
    since: int | None


def head(world: World, case: Case) -> Head | None:
    """The account as any system names it at the top; None where no account is open."""
    account = world.desk.account
    if account is None:
        return None
    summary: Account | None = case.panels.get("summary")
    people: Sequence[Person] | None = case.panels.get("people")
    bill = summary.latest_bill if summary else None
    return Head(
        holder=account.holder.name,
        number=account.number,
        address=account.premise.address,
        may_act=tuple(one.name for one in people if one.standing not in ("holder", "former"))
        if people is not None
        else None,
        owes=summary.balance if summary else None,
        left=account.ended if account.status == "closed" else None,
        due=bill.due if bill and summary and summary.balance > 0 else None,
    )


def names(pointless: Collection[str] = ()) -> list[tuple[str, str]]:
    """Every panel that an account may have, and its name in words; without those the agency has no use for."""
    return [(name, PANELS[name].label) for name in GROUP_OF if name not in pointless]


def tabs(case: Case, pointless: Collection[str] = (), *, account: bool) -> list[Tab]:
    """Every panel the agency has a use for; an estimate or a worksheet has a tab once there is one."""
    there = [name for name in GROUP_OF if (name in case.panels if name in MADE else account or name in OFFICE)]
    names = [name for name in there if name not in pointless]
    counted = ("orders", "notes", "estimate", "incidents")
    return [_tab(name, case, counted=name in counted) for name in names]


def _tab(name: str, case: Case, *, counted: bool) -> Tab:
    opened = name in case.panels
    count = len(case.panels[name]) if counted and opened else None
    return Tab(name, PANELS[name].label, opened, GROUP_OF[name], count)


def content(case: Case) -> Mapping[str, Any]:
    """What each opened panel needs to be drawn."""
    built = {name: build(case.panels[name]) for name, build in _BUILD.items() if name in case.panels}
    return {**built, "use": _use(case.panels["use"], case)} if "use" in case.panels else built


def _summary(account: Account) -> dict[str, Any]:
    return {"account": account, "facts": [(label, words) for label, words in _facts(account) if words]}


def _facts(account: Account) -> list[tuple[str, str]]:
    place, meter = account.premise, account.meter
    ways = [word for word, on in (("automatic payment", account.autopay), ("paperless bills", account.paperless)) if on]
    return [
        ("Customer since", day(account.since)),
        ("Account closed" if account.status == "closed" else "Service ends", day(account.ended)),
        ("Bills go to", account.mailing),
        ("Class", account.customer_class.replace("_", " ").lower()),
        ("Premise", f"{place.address}, {place.community} {place.postcode}"),
        ("Household", f"{place.household} {'person' if place.household == 1 else 'people'}" if place.household else ""),
        ("Irrigated area", f"{place.irrigated_area:,} square feet"),
        ("Pressure zone", place.pressure_zone),
        ("Meter", f"{meter.number}, {meter.size}, set {day(meter.installed)}"),
        ("Signed up for", ", ".join(ways) or "neither automatic payment nor paperless bills"),
        ("Dispute hold", ", ".join(account.holds)),
        ("Arrangements", ", ".join(f"{one.kind} until {day(one.until)}" for one in account.arrangements)),
        ("Sent for approval", ", ".join(f"${one.amount:,.2f} on {one.bill}" for one in account.recommendations)),
        ("Refunds asked for", ", ".join(f"${one.amount:,.2f}" for one in account.refunds)),
        ("Flags", ", ".join(one.kind.value.replace("_", " ") for one in account.flags)),
        ("Follow-ups", ", ".join(f"{one.what or 'promise'} by {day(one.by)}" for one in account.follow_ups)),
    ]


def _bills(bills: Sequence[Bill]) -> list[Bill]:
    return list(reversed(bills))


def _use(bills: Sequence[Bill], case: Case) -> Chart | None:
    shown = bills[-24:]
    return use_chart(shown, [_inches(case, bill) for bill in shown]) if shown else None


def _inches(case: Case, bill: Bill) -> Decimal:
    """Evapotranspiration in the month of a bill, from the pack's figures: what the budget is worked out with."""
    month = weather_month(bill.period_from, bill.period_to)
    return Decimal(case.policy.parameter(f"et_{month:02}", bill.on).value)


def _reads(reads: Sequence[Read]) -> list[ReadRow]:
    """Newest first; a read above the next one would show as a negative use."""
    earlier: list[Read | None] = [None, *reads[:-1]]
    rows = [
        ReadRow(read, read.value - before.value if before else None)
        for before, read in zip(earlier, reads, strict=True)
    ]
    return rows[::-1]


def _ledger(entries: Sequence[Entry]) -> list[Row]:
    rows, balance = [], Decimal("0.00")
    for entry in entries:
        balance += entry.amount
        rows.append(Row(entry, entry.kind.value, balance))
    return rows[::-1]


def _orders(orders: Sequence[Order]) -> list[dict[str, str]]:
    return [_order(order) for order in reversed(orders)]


def _order(order: Order) -> dict[str, str]:
    label = WORK[order.work].label if order.work in WORK else order.work.capitalize()
    if order.done_on is None:
        when = f"for {short_day(order.planned)}{f', {order.window}' if order.window else ''}" if order.planned else ""
        return {"id": order.id, "what": label, "on": short_day(order.on), "state": order.status.value, "result": when}
    found = order.result or (f"Read {order.read}" if order.read is not None else "")
    return {"id": order.id, "what": label, "on": short_day(order.on), "state": f"done {short_day(order.done_on)}",
            "result": found}  # fmt: skip


_BUILD: Mapping[str, Any] = {
    "summary": _summary, "bills": _bills, "reads": _reads, "ledger": _ledger, "orders": _orders,
    "people": list, "notes": lambda notes: list(reversed(notes)), "estimate": lambda made: list(reversed(made)),
    **AS_RECORDS,
}  # fmt: skip


def told(case: Case) -> list[tuple[str, str]]:
    """What the caller said so far, in words: all there is to work from where no account is open."""
    known = [(QUESTIONS[name].label.capitalize(), fact.value) for name, fact in case.facts.items() if name in QUESTIONS]
    return [(label, _answer(value)) for label, value in known]


def _answer(value: object) -> str:
    if value is None:
        return "asked, no answer"
    return {"True": "yes", "False": "no"}.get(str(value), str(value).replace("_", " "))
