"""What holds of every bill, whatever the household."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trainer.district.tariff import Bill, BudgetRounding, Conventions, Tariff, load_tariff, load_timeline

SEED = Path(__file__).parents[3] / "seed" / "smwd"
WHOLE = load_timeline(SEED).on(dt.date(2024, 10, 6), "smwd")
EXACT = load_tariff(SEED / "tariffs" / "smwd-2022-01-01.owrs", Conventions(budgets=BudgetRounding.EXACT))

tariffs = st.sampled_from([WHOLE, EXACT])
uses = st.decimals(0, 500, places=3)
homes = st.fixed_dictionaries(
    {
        "meter_size": st.sampled_from(['3/4"', '1"', '1 1/2"']),
        "pressure_zone": st.sampled_from("123456789"),
        "hhsize": st.integers(0, 20).map(Decimal),
        "irr_area": st.integers(0, 50_000).map(Decimal),
        "et_amount": st.decimals(0, 12, places=2),
        "days_in_period": st.integers(1, 70).map(Decimal),
    }
)
Home = dict[str, Decimal | str]


def bill(tariff: Tariff, home: Home, use: Decimal) -> Bill:
    return tariff.bill("RESIDENTIAL_SINGLE", {**home, "usage_ccf": use})


@given(tariffs, homes, uses)
def test_the_bill_is_the_sum_of_its_lines_in_whole_cents(tariff: Tariff, home: Home, use: Decimal) -> None:
    found = bill(tariff, home, use)
    assert found.total == sum(charge.amount for charge in found.charges)
    assert all(charge.amount.as_tuple().exponent == -2 for charge in found.charges)


@given(tariffs, homes, uses)
def test_the_tiers_hold_the_whole_use(tariff: Tariff, home: Home, use: Decimal) -> None:
    tiers = [charge.quantity for charge in bill(tariff, home, use).charges if charge.tier]
    assert sum(quantity for quantity in tiers if quantity is not None) == use


@given(tariffs, homes, uses, uses)
def test_more_water_never_costs_less(tariff: Tariff, home: Home, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    # Each tier rounds to its own cent, so an equal amount split in another way may differ by a cent for each edge.
    assert bill(tariff, home, less).total <= bill(tariff, home, more).total + Decimal("0.03")


@given(homes, uses, st.integers(1, 100))
def test_whole_units_never_cost_less_at_all(home: Home, use: Decimal, extra: int) -> None:
    less = use // 1
    assert bill(WHOLE, home, less).total < bill(WHOLE, home, less + extra).total


@given(tariffs, homes, uses)
def test_every_line_is_explained_with_its_own_amount(tariff: Tariff, home: Home, use: Decimal) -> None:
    found = bill(tariff, home, use)
    for charge, words in zip(found.charges, found.explain(), strict=True):
        assert f"${charge.amount:,.2f}" in words


@given(homes)
def test_whole_budgets_add_up_on_the_bill(home: Home) -> None:
    found = bill(WHOLE, home, Decimal(0))
    assert found.indoor is not None
    assert found.outdoor is not None
    assert found.budget == found.indoor + found.outdoor
    assert found.budget % 1 == 0
