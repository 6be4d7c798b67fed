"""The account's records that are plain lists: arrangements, deposits, notices, protections, payments and papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from trainer.plays.desk.words import short_day, time_of_day
from trainer.record.credit import Protections
from trainer.record.service import Payments, PremiseRecord

Column = tuple[str, str]


@dataclass(frozen=True)
class Records:
    """One table: its title, its columns, its rows as words, and what stands there when it is empty."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    empty: str


def records(title: str, items: Sequence[Any], columns: Sequence[Column], empty: str) -> Records:
    rows = [[shown(getattr(item, field)) for field, _ in columns] for item in items]
    return Records(title, [label for _, label in columns], rows, empty)


def shown(value: Any) -> str:
    """A value as the desk writes it; nothing for what is not known or not so."""
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Decimal):
        return f"${value:,.2f}"
    if isinstance(value, dt.datetime):
        return f"{time_of_day(value)}, {short_day(value)}"
    if isinstance(value, dt.date):
        return short_day(value)
    if isinstance(value, Enum):
        return str(value.value)
    return ", ".join(value) if isinstance(value, tuple) else str(value).replace("_", " ")


_ARRANGEMENT = (("kind", "Kind"), ("agreed", "Agreed"), ("until", "Until"), ("instalments", "Parts"), ("each", "Each"),
                ("broken_on", "Broken"))  # fmt: skip
_DEPOSIT = (("id", "Deposit"), ("on", "Taken"), ("amount", "Amount"), ("state", "State"), ("ended", "Ended"))
_NOTICE = (("on", "Day"), ("kind", "Notice"), ("how", "How"), ("to", "To"), ("languages", "Languages"),
           ("reached", "Reached"))  # fmt: skip
_DECLARATION = (("kind", "Declaration"), ("on", "Day"), ("by", "By"), ("until", "Until"))
_APPEAL = (("bill", "Bill"), ("on", "Filed"), ("by", "By"), ("decided", "Decided"), ("upheld", "Upheld"))
_SHUTOFF = (("reason", "Reason"), ("scheduled", "Scheduled"), ("done", "Done"), ("restored", "Restored"),
            ("stopped", "Stopped"))  # fmt: skip
PENDING = (("made", "Made"), ("amount", "Amount"), ("channel", "Channel"))
_DOCUMENT = (("kind", "Paper"), ("on", "Received"), ("by", "From"), ("complete", "Complete"), ("words", "Says"))
_VARIANCE = (("kind", "Variance"), ("start", "From"), ("until", "Until"), ("people", "People"), ("area", "Square feet"),
             ("units", "Units"))  # fmt: skip
_METER = (("number", "Meter"), ("lent", "Lent"), ("deposit", "Deposit"), ("reported", "Last read sent in"),
          ("state", "State"), ("repair", "Repair"), ("unpaid", "Unpaid"))  # fmt: skip


_FORMER = (("name", "Customer"), ("since", "From"), ("until", "Until"), ("owed", "Left unpaid"))


def _premise(panel: PremiseRecord) -> list[Records]:
    facts = [["Water", "on" if panel.water_on else "off"], ["Owner", panel.owner or "the customer"]]
    facts += [["Between tenants", "service reverts to the owner"]] if panel.reverts_to_owner else []
    return [
        Records(panel.address, ["What", "On record"], facts, ""),
        records("Former customers", panel.former, _FORMER, "Nobody was a customer here before."),
    ]


def _one(title: str, columns: Sequence[Column], empty: str) -> Callable[[Sequence[Any]], list[Records]]:
    return lambda items: [records(title, items, columns, empty)]


def _protections(panel: Protections) -> list[Records]:
    return [
        records("Declarations", panel.declarations, _DECLARATION, "Nothing is declared."),
        records("Reviews and appeals", panel.appeals, _APPEAL, "No review or appeal."),
        records("Shut-offs", panel.shutoffs, _SHUTOFF, "No shut-off was ever scheduled."),
        Records("Bills on hold", ["Bill"], [[bill] for bill in panel.holds], "No bill is on hold."),
    ]


def _payments(panel: Payments) -> list[Records]:
    since = [
        ("Automatic payment", panel.mandate and panel.mandate.since, panel.mandate and panel.mandate.returned),
        ("Mail returned", panel.mail_returned, None),
        ("E-mail bounced", panel.email_bounced, None),
    ]
    ways = [[what, shown(on), shown(returned)] for what, on, returned in since if on]
    return [
        records("On their way", panel.pending, PENDING, "No payment is on its way."),
        Records("How it is paid and sent", ["What", "Since", "Sent back"], ways, "Nothing out of the ordinary."),
    ]


BUILD: Mapping[str, Callable[[Any], list[Records]]] = {
    "arrangements": _one("Arrangements", _ARRANGEMENT, "No extension and no plan."),
    "deposits": _one("Deposits", _DEPOSIT, "No deposit is held."),
    "notices": _one("Notices", _NOTICE, "No notice was sent."),
    "protections": _protections,
    "payments": _payments,
    "documents": _one("Documents", _DOCUMENT, "No paper is on file."),
    "variances": _one("Budget variances", _VARIANCE, "No variance."),
    "premise": _premise,
    "meters": _one("Construction meters", _METER, "No construction meter."),
}
