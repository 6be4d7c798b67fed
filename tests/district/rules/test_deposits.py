"""Deposits to the cent, over any bills and any final balance."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trainer.district.pack import Pack
from trainer.district.rules.deposits import deposit_due
from trainer.district.situations import Situation, case_of
from trainer.record.case import Case

CENT = Decimal("0.01")
ON = dt.date(2025, 4, 10)
BILLS = st.lists(st.integers(0, 90_000), min_size=1, max_size=30)


def case_with(pack: Pack, **account: object) -> Case:
    return case_of(Situation(on=ON, account=dict(account)), pack)


def billed(cents: list[int]) -> list[dict[str, object]]:
    return [
        {"id": f"B{n}", "on": dt.date(2022, 1, 8) + dt.timedelta(days=30 * n), "total": one * CENT}
        for n, one in enumerate(cents)
    ]


def by_hand(cents: list[int]) -> Decimal:
    """Twice the average of the latest twelve, half a cent up, in whole cents; never under $100."""
    latest = cents[-12:]
    return max(10_000, (4 * sum(latest) + len(latest)) // (2 * len(latest))) * CENT


@given(BILLS)
def test_twice_the_average_of_the_latest_year_to_the_cent(pack: Pack, cents: list[int]) -> None:
    assert deposit_due(case_with(pack, bills=billed(cents))) == by_hand(cents)


@given(st.integers(1, 60_000), st.integers(-30_000, 90_000))
def test_nothing_of_a_deposit_is_lost_or_made_at_closing(pack: Pack, held: int, balance: int) -> None:
    """What goes back and what the final bill took are together the deposit."""
    case = case_with(
        pack, status="closed", ended=dt.date(2025, 3, 31), bills=[{"id": "B4", "on": dt.date(2025, 4, 3)}],
        deposits=[{"id": "D1", "on": dt.date(2024, 11, 4), "amount": held * CENT}],
        entries=[{"on": dt.date(2025, 4, 3), "kind": "bill", "amount": balance * CENT}],
    )  # fmt: skip
    owed = [one for one in pack.rulebook.owed(case) if one.rule == "deposit_at_closing"]
    taken = min(held, max(balance, 0))
    assert [one.discharge[0].make().amount() for one in owed] == ([(held - taken) * CENT] if held > taken else [])
