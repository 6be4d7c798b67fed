"""The day of a petition divides what is past due, whatever the day; and a flag carries its day once it is known."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from trainer.district.pack import Pack
from trainer.district.rules.estates import owed_since
from trainer.district.situations import Situation, case_of

TODAY = dt.date(2025, 6, 30)
MONTHS = [dt.date(2025, month, 10) for month in range(1, 7)]
PAID = st.lists(st.integers(0, 10_000), min_size=6, max_size=6)
DAYS = st.dates(dt.date(2024, 12, 1), TODAY)


def account(paid: list[int]) -> dict[str, Any]:
    """Six bills of 100.00, each for the month before it, with so many cents paid on each."""
    bills = [{"id": f"B{n}", "on": on, "total": Decimal("100.00")} for n, on in enumerate(MONTHS)]
    payments = [
        {"on": TODAY, "kind": "payment", "amount": -Decimal(cents) / 100, "concerns": f"B{n}"}
        for n, cents in enumerate(paid)
    ]
    return {"bills": bills, "entries": payments}


@given(paid=PAID, petition=DAYS)
def test_only_whole_bills_younger_than_the_petition_count(pack: Pack, paid: list[int], petition: dt.date) -> None:
    case = case_of(Situation(on=TODAY, account=account(paid)), pack)
    # A bill's month begins 33 days before its date, and it is due 21 days after it: the June bill is not due yet.
    younger = [n for n, on in enumerate(MONTHS[:5]) if on - dt.timedelta(days=33) >= petition]
    assert owed_since(case, petition) == sum(Decimal(10_000 - paid[n]) for n in younger) / 100


@given(died=DAYS)
def test_the_flag_carries_the_day_once_it_is_known(pack: Pack, died: dt.date) -> None:
    for known, day in (({"death": True}, None), ({"death": True, "date_of_death": died}, died)):
        owed = pack.rulebook.owed(case_of(Situation(on=TODAY, account={}, known=known), pack))
        flag = next(one for one in owed if one.rule == "after_a_death" and one.key == "flag")
        assert [pattern.fixed.get("on") for pattern in flag.discharge] == [day]
