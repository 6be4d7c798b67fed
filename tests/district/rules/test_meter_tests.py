"""What a tested meter's result means: the percentage read from it, and the use that really ran through."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.district.rules.field_orders import measured
from trainer.district.rules.meter_tests import registered, true_use
from trainer.record.account import Order

DAY = dt.date(2025, 3, 11)


@pytest.mark.parametrize(
    ("billed", "share", "used"),
    [
        (50, "104", 48),  # 48.08
        (50, "101.6", 49),  # 49.21
        (53, "104", 51),  # 50.96
        (13, "104", 13),  # 12.5 exactly: half up
        (0, "110", 0),
        (30, "100", 30),
    ],
)
def test_use_at_a_right_meter(billed: int, share: str, used: int) -> None:
    assert true_use(billed, Decimal(share)) == used


@given(st.integers(0, 9999), st.decimals(100, 200, places=1))
def test_a_fast_meter_never_counted_too_little(billed: int, share: Decimal) -> None:
    assert 0 <= true_use(billed, share) <= billed


@pytest.mark.parametrize(
    ("work", "result", "share"),
    [
        ("meter_test", "104%", Decimal(104)),
        ("meter_test", "98.5%", Decimal("98.5")),
        ("meter_test", "no access", None),
        ("meter_test", "", None),
        ("reread", "104%", None),
    ],
)
def test_only_a_test_gives_a_percentage(work: str, result: str, share: Decimal | None) -> None:
    assert registered(Order("F1", work, DAY, result=result)) == share


@pytest.mark.parametrize(
    ("work", "result", "psi"),
    [("pressure_check", "81 psi", 81), ("pressure_check", "no access", None), ("leak_check", "81 psi", None)],
)
def test_only_a_pressure_check_gives_a_pressure(work: str, result: str, psi: int | None) -> None:
    assert measured(Order("F1", work, DAY, result=result)) == psi
