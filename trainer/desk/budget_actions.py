"""A larger water budget: a variance entered from a day, for people, ground or units."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from trainer.desk.events import Event
from trainer.desk.record_events import Filed
from trainer.desk.registry import RefusedError, Systems, a_date, action, the_account
from trainer.desk.state import Desk
from trainer.record.act import Act
from trainer.record.case import shown
from trainer.record.kinds import KINDS
from trainer.record.service import Variance


@action("approve_variance")
def approve_variance(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, start, kind = the_account(desk), a_date(act, "start"), str(act.text("variance"))
    if start < account.since:
        raise RefusedError(f"Customer since {shown(account.since)}: give a later day.")
    if any(one.kind == kind and one.start == start for one in account.variances):
        raise RefusedError("That variance is entered already, from the same day.")
    people, area, units = (_number(act, slot) for slot in ("people", "area", "units"))
    variance = Variance(kind, start, people=people, area=area, units=Decimal(units))
    label = KINDS["approve_variance"].slots["variance"].choices[kind].label
    return [Filed("variances", variance, f"Budget variance from {shown(start)}: {label}")]


def _number(act: Act, slot: str) -> int:
    value = act.get(slot)
    return value if isinstance(value, int) else 0
