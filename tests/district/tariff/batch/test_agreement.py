"""Many bills at once are the same bills as one at a time, whatever the customers and whatever the tariff's forms."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from trainer.district.tariff import (
    REFERENCE,
    Bill,
    BudgetRounding,
    Conventions,
    Tariff,
    TariffError,
    load_tariff,
    load_timeline,
)
from trainer.district.tariff.batch import Bills, bill_many

SEED = Path(__file__).parents[4] / "seed" / "smwd"
FORMS = """
metadata: {effective_date: 2020-01-01, utility_name: Example, bill_frequency: bimonthly, bill_unit: kgal}
rate_structure:
  HOME:
    service_charge:
      depends_on: [meter_size, city_limits]
      values: {3/4"|in: 12.5, 3/4"|out: 18.755, 1"|in: base*2, 1"|out: 1/3}
    base: 9.005
    factor: {depends_on: lot_area, lot_area_starts: [0, 2700, 21780], values: [0.7, 0.5, 0.3]}
    indoor: gpcd*hhsize*days_in_period*(1/748)
    gpcd: 55
    outdoor: factor*et_amount*lot_area*0.62*(1/748)
    budget: indoor+outdoor
    tier_starts:
      depends_on: season
      values: {summer: [0, indoor, 101%, 8+indoor], winter: [0, 7.5, 20]}
    tier_prices:
      depends_on: season
      values: {summer: [1.005, 2.35, 3.333, usage_ccf/10], winter: [1, 2.005, 4]}
    commodity_charge: Budget
    tier_starts_drought: [0, 15]
    tier_prices_drought: [0, 0.375]
    drought_charge: Tiered
    per_person: {depends_on: sharing, values: {"1": 40/hhsize, "2": usage_ccf/hhsize}}
    elevation_charge: elevation_rate*usage_ccf
    elevation_rate: 0.0125
    bill: (service_charge+commodity_charge+elevation_charge)*1.065+drought_charge+per_person-0.5*usage_ccf-rebate
    rebate: 0
"""


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tariff]:
    path = tmp_path_factory.mktemp("forms") / "forms.owrs"
    path.write_text(FORMS, encoding="utf-8")
    exact = Conventions(budgets=BudgetRounding.EXACT)
    return {
        "whole": load_tariff(path),
        "exact": load_tariff(path, exact),
        "reference": load_tariff(path, REFERENCE),
    }


ordinary = st.decimals(0, 300, places=2) | st.integers(0, 300)
awkward = st.sampled_from(
    ["", None, "lots", "1e30", "1e-30", Decimal("NaN"), Decimal("1e99"), "-3", " 7.25 ", -1, 1.5, True, "0.005", 10**30]
)
numbers = ordinary | ordinary.map(str) | st.decimals(-5, 5, places=14) | awkward
names = {
    "meter_size": ['3/4"', '1"', '5"'],
    "city_limits": ["in", "out"],
    "season": ["summer", "winter", ""],
    "sharing": ["1", "2", 1, 2],
}
customers = st.fixed_dictionaries(
    {name: st.sampled_from(choices) for name, choices in names.items()}
    | dict.fromkeys(("usage_ccf", "hhsize", "et_amount", "lot_area", "days_in_period", "rebate"), numbers)
)
Customer = dict[str, Any]


def columns(rows: list[Customer]) -> dict[str, np.ndarray[Any, Any]]:
    found = {}
    for name in rows[0]:
        found[name] = np.empty(len(rows), object)
        found[name][:] = [row[name] for row in rows]
    return found


def one(tariff: Tariff, customer_class: str, row: Customer) -> Bill | str:
    try:
        return tariff.bill(customer_class, {name: fact for name, fact in row.items() if fact not in ("", None)})
    except TariffError as error:
        return str(error)


def same(many: Bills, number: int, bill: Bill | str) -> None:
    if isinstance(bill, str):
        assert str(many.errors[number]) == bill
        assert many.total[number] == 0
        return
    assert number not in many.errors
    unit = 10**many.places
    assert int(many.total[number]) == bill.total * unit
    for code, amounts in many.lines.items():
        assert int(amounts[number]) == sum(c.amount for c in bill.charges if c.code == code) * unit
    for (code, tier), use in many.tier_use.items():
        shown = sum(c.quantity or 0 for c in bill.charges if (c.code, c.tier) == (code, tier))
        assert math.isclose(use[number], shown, rel_tol=1e-9, abs_tol=1e-9)
        priced = sum(c.amount for c in bill.charges if (c.code, c.tier) == (code, tier))
        assert int(many.tier_charges[code, tier][number]) == priced * unit
    for name, budget in many.budgets.items():
        shown = getattr(bill, name)
        assert (shown is None) == bool(np.isnan(budget[number]))
        assert shown is None or math.isclose(budget[number], shown, rel_tol=1e-9, abs_tol=1e-9)


HALVES = {
    "meter_size": '3/4"', "city_limits": "in", "season": "summer", "sharing": "1", "usage_ccf": "10.5", "hhsize": 1,
    "et_amount": 0, "lot_area": 0, "days_in_period": 34, "rebate": "0.005",
}  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(customers, min_size=1, max_size=8))
@example(rows=[HALVES, {**HALVES, "hhsize": 0}, {**HALVES, "usage_ccf": 10**30}])
def test_every_form_of_the_standard(forms: dict[str, Tariff], rows: list[Customer]) -> None:
    for tariff in forms.values():
        many = bill_many(tariff, "HOME", columns(rows))
        for number, row in enumerate(rows):
            same(many, number, one(tariff, "HOME", row))


WHOLE = load_timeline(SEED).on(dt.date(2024, 10, 6), "smwd")
homes = st.fixed_dictionaries(
    {
        "meter_size": st.sampled_from(['3/4"', '1"', "none"]),
        "pressure_zone": st.sampled_from(["1", "4", 9, "10"]),
        "usage_ccf": st.decimals(0, 200, places=3) | st.integers(0, 200),
        "hhsize": st.integers(0, 12),
        "irr_area": st.integers(0, 40_000),
        "et_amount": st.decimals(0, 12, places=2),
        "days_in_period": st.integers(1, 70),
    }
)


@settings(deadline=None)
@given(st.lists(homes, min_size=1, max_size=20))
def test_the_homes_of_the_seed_pack(rows: list[Customer]) -> None:
    many = bill_many(WHOLE, "RESIDENTIAL_SINGLE", columns(rows))
    for number, row in enumerate(rows):
        same(many, number, one(WHOLE, "RESIDENTIAL_SINGLE", row))
