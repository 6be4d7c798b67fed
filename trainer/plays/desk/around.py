"""What lies around an account: the portal as the customer sees it, the service area, incidents, and the day's log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from trainer.desk.state import LogLine
from trainer.plays.desk.records import PENDING, Records, records, shown
from trainer.plays.desk.words import number, price
from trainer.record.account import Worksheet
from trainer.record.service import AreaAnswer, Incident, PortalView

_INCIDENT = (("id", "Incident"), ("kind", "What"), ("since", "Since"), ("places", "Where"), ("open", "Open"))


def _portal(panel: PortalView) -> list[Records]:
    """The portal as the customer sees it, so that a representative can say what to press."""
    entered = panel.sign_in
    state = (
        "never signed up" if entered is None else "locked" if entered.locked else f"signed up {shown(entered.since)}"
    )
    facts = [["Sign-in", f"{panel.email or 'no e-mail on file'}, {state}"], ["Account number", panel.number]]
    facts += [["Number they typed", entered.typed]] if entered and entered.typed else []
    facts += [["Due", f"by {shown(panel.due_on)}: {shown(panel.due)}" if panel.due_on else "nothing to pay"]]
    facts += [["Bills", "in the portal, by e-mail" if panel.paperless else "on paper"]]
    return [
        Records("As the customer sees it", ["What", "It shows"], facts, ""),
        records("Payments pending", panel.pending, PENDING, "No payment is pending."),
        Records("Payments posted", ["Posted", "Amount"], [[shown(on), shown(paid)] for on, paid in panel.paid],
                "No payment is posted yet."),
    ]  # fmt: skip


def _area(answer: AreaAnswer) -> list[Records]:
    """Whose address it is, and by which rates it is billed where those are not the District's main ones."""
    whose = "this District" if answer.ours else answer.agency or "another agency, and we do not know which"
    facts = [["Served by", whose]] + ([["Rate area", answer.rate_area]] if answer.rate_area else [])
    return [Records(answer.address, ["What", "The map says"], facts, "")]


def _incidents(found: Sequence[Incident]) -> list[Records]:
    """What many call about, and beneath it the words that are approved."""
    words = [[one.id, one.words] for one in found if one.words]
    return [
        records("Incidents", found, _INCIDENT, "Nothing is known that many would call about."),
        *([Records("Say no more than this", ["Incident", "Approved words"], words, "")] if words else []),
    ]


def _log(lines: Sequence[LogLine]) -> list[Records]:
    rows = [[one.kind.replace("_", " "), one.words] for one in lines]
    return [Records("Day’s log", ["Kind", "What was done"], rows, "Nothing is logged today.")]


_WORKSHEET = ("Line above the budget", "CCF", "Billed", "Price within", "Again")


def _worksheets(made: Sequence[Worksheet]) -> list[Records]:
    """The newest first: each line as billed and at the budget’s last price, and what comes off in all."""
    return [_worksheet(one) for one in reversed(made)]


def _worksheet(one: Worksheet) -> Records:
    rows = [
        [line.label, number(line.quantity), shown(line.billed), f"${price(line.price)}", shown(line.again)]
        for line in one.lines
    ]
    return Records(f"{one.bill}: {shown(one.credit)} comes off", _WORKSHEET, rows, "")


BUILD: Mapping[str, Callable[[Any], list[Records]]] = {
    "portal": _portal, "service_area": _area, "incidents": _incidents, "day_log": _log, "worksheets": _worksheets,
}  # fmt: skip
