"""Bills that others worked out and published, from their own figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from trainer.district.sources import read_yaml
from trainer.district.tariff import REFERENCE, Tariff, Timeline, load_tariff

Load = Callable[..., Tariff]

RATES = {
    "daily_base": """
        HOME:
          service_charge: base*days_in_period
          commodity_charge: rate*usage_ccf
          bill: service_charge+commodity_charge
    """,
    "two_monthly_base": """
        HOME:
          service_charge: base
          commodity_charge: rate*usage_ccf
          bill: service_charge+commodity_charge
    """,
}

SOUTH_COAST = """
    HOME:
      tier_starts: [0, 6, 19]
      tier_prices: [2.54, 2.68, 2.83]
      commodity_charge: Tiered
      bill: commodity_charge
"""

HI_DESERT = """
    HOME:
      tier_starts: [0, 5]
      tier_prices: [3.65, 6.17]
      commodity_charge: Tiered
      service_charge: {depends_on: meter_size, values: {5/8": 20.75}}
      bill: commodity_charge+service_charge
"""

EXAMPLE_CITY = """
    SHOP:
      service_charge: {depends_on: meter_size, values: {3": 33}}
      tier_starts: [0]
      tier_prices: [4.07]
      commodity_charge: Tiered
      sewer_charge: Tiered
      tier_starts_sewer: [0, 11]
      tier_prices_sewer: [2, 0]
      bill: service_charge+commodity_charge+sewer_charge

    HOME:
      service_charge: {depends_on: meter_size, values: {5/8": 11}}
      tier_starts: [0, 15, 21, 26]
      tier_prices: [2.87, 4.29, 6.44, 10.07]
      commodity_charge: Tiered
      sewer_charge: Tiered
      tier_starts_sewer: [0, 11]
      tier_prices_sewer: [2, 0]
      bill: service_charge+commodity_charge+sewer_charge

    BUDGETED:
      service_charge: {depends_on: meter_size, values: {5/8": 11}}
      gpcd: 60
      landscape_factor: 0.7
      days_in_period: 30.4
      indoor: gpcd*hhsize*days_in_period*(1/748)
      outdoor: landscape_factor*et_amount*irr_area*0.62*(1/748)
      budget: indoor+outdoor
      tier_starts: [0, indoor, 101%, 126%]
      tier_prices: [2.87, 4.29, 6.44, 10.07]
      commodity_charge: Budget
      bill: service_charge+commodity_charge

    RECYCLED:
      service_charge: {depends_on: meter_size, values: {1": 22}}
      et_factor: 0.7
      budget: et_factor*et_amount*irr_area*0.62*(1/748)
      tier_starts: [0, 101%]
      tier_prices: [3.66, 6.33]
      commodity_charge: Budget
      sewer_charge: 1.5*usage_ccf
      bill: service_charge+commodity_charge+sewer_charge
"""


@pytest.fixture
def example(shared: Path) -> Callable[[str], Any]:
    listed = read_yaml(shared / "worked-bills.yaml").data["bill_examples"]
    return {item["id"]: item for item in listed}.__getitem__


@pytest.mark.parametrize(
    ("rates", "name"),
    [
        ("daily_base", "SJWD-2017-47ccf"),
        ("daily_base", "SJWD-2022-70ccf"),
        ("daily_base", "SJWD-2020-1808ccf-leak-bill"),
        ("daily_base", "SJWD-2025-cur-1in-25"),
        ("daily_base", "SJWD-2025-cur-2in-400"),
        ("daily_base", "SJWD-2025-pressure-1in-43"),
        ("two_monthly_base", "FOWD-2024-40ccf"),
    ],
)
def test_a_base_charge_and_one_price(tariff: Load, example: Callable[[str], Any], rates: str, name: str) -> None:
    item = example(name)
    base, use = item["expected"]["line_items"]
    facts = {
        "base": base["rate"],
        "rate": use["rate"],
        "usage_ccf": item["inputs"]["usage_ccf"],
        "days_in_period": item["inputs"].get("billing_days", 60),
    }
    bill = tariff(RATES[rates]).bill("HOME", facts)
    assert [charge.amount for charge in bill.charges] == [base["amount"], use["amount"]]
    assert bill.total == item["expected"]["total"]


def test_three_blocks_of_an_agencys_own_example(tariff: Load, example: Callable[[str], Any]) -> None:
    item = example("SCWD-2016-20ccf")
    bill = tariff(SOUTH_COAST).bill("HOME", {"usage_ccf": item["inputs"]["usage_ccf"]})
    assert [charge.amount for charge in bill.charges] == [line["amount"] for line in item["expected"]["line_items"]]
    assert bill.total == item["expected"]["total"]


def test_four_blocks_and_capped_wastewater(tariff: Load, example: Callable[[str], Any]) -> None:
    item = example("RP-sfr-27.3")
    bill = tariff(EXAMPLE_CITY).bill("HOME", {"usage_ccf": Decimal("27.3"), "meter_size": '5/8"'})
    assert bill.total == item["expected"]["total"]


def test_a_budget_from_people_and_garden(tariff: Load, example: Callable[[str], Any]) -> None:
    item = example("RP-budget-27.3")
    facts = {
        "usage_ccf": Decimal("27.3"),
        "meter_size": '5/8"',
        "hhsize": 3,
        "et_amount": Decimal("4.8"),
        "irr_area": 1300,
    }
    bill = tariff(EXAMPLE_CITY).bill("BUDGETED", facts)
    expected = item["inputs"]
    assert (bill.indoor, bill.outdoor, bill.budget) == (
        expected["rounded_indoor"],
        expected["rounded_outdoor"],
        expected["rounded_budget"],
    )
    assert bill.total == item["expected"]["total"]


def test_a_landscape_over_its_budget(tariff: Load, example: Callable[[str], Any]) -> None:
    item = example("RP-irrigation-recycled-41")
    facts = {"usage_ccf": 41, "meter_size": '1"', "et_amount": Decimal("4.8"), "irr_area": 4500}
    bill = tariff(EXAMPLE_CITY).bill("RECYCLED", facts)
    assert bill.budget == item["inputs"]["budget_ccf_rounded"]
    assert bill.total == item["expected"]["total"]


def test_the_rates_of_2017_as_others_computed_them(timeline: Timeline, example: Callable[[str], Any]) -> None:
    item = example("SMWD-2017-CaDC")
    given = item["inputs"]
    facts = {
        "usage_ccf": given["usage_ccf"],
        "meter_size": given["meter_size"],
        "hhsize": given["household_size"],
        "irr_area": given["irrigated_area_sqft"],
        "et_amount": given["et_inches"],
        "days_in_period": given["billing_days"],
    }
    bill = timeline.on(dt.date(2017, 6, 1), "smwd").bill("RESIDENTIAL_SINGLE", facts)
    assert bill.total == item["expected"]["total"]


def test_the_seeds_own_files_agree_with_the_figures_on_record(timeline: Timeline, shared: Path) -> None:
    known = read_yaml(shared / "worked-bills.yaml").data["tariffs"]
    for year in (2016, 2017):
        record = known[f"SMWD-{year}-01-01"]
        tariff = timeline.on(dt.date(year, 6, 1), "smwd")
        for size, charge in record["fixed_water_monthly"].items():
            bill = tariff.bill("COMMERCIAL", {"usage_ccf": 0, "meter_size": size, "rate_class": "C1"})
            assert bill.total == charge + record["fixed_sewer_monthly"]


def test_two_blocks_and_a_fixed_charge(tariff: Load, example: Callable[[str], Any]) -> None:
    item = example("HDWD-example")
    bill = tariff(HI_DESERT).bill("HOME", {"usage_ccf": item["inputs"]["usage_units"], "meter_size": '5/8"'})
    assert [charge.amount for charge in bill.charges] == [line["amount"] for line in item["expected"]["line_items"]]
    assert bill.total == item["expected"]["total"]


def test_a_shop_within_its_first_block(tariff: Load, example: Callable[[str], Any]) -> None:
    item = example("RP-commercial-388")
    bill = tariff(EXAMPLE_CITY).bill("SHOP", {"usage_ccf": item["inputs"]["usage_ccf"], "meter_size": '3"'})
    assert [charge.amount for charge in bill.charges if charge.amount] == [
        line["amount"] for line in item["expected"]["line_items"]
    ]
    assert bill.total == item["expected"]["total"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("SMWD-2017-CaDC", "santa-margarita-water-district-2578__smwd-2017-01-01.owrs"),
        ("MNWD-2018-CaDC", "moulton-niguel-water-district-1899__01-01-2018.owrs"),
    ],
)
def test_bills_that_others_computed_by_the_standard(
    shared: Path, example: Callable[[str], Any], name: str, file: str
) -> None:
    item = example(name)
    given = item["inputs"]
    facts = {
        "usage_ccf": given["usage_ccf"],
        "meter_size": given["meter_size"],
        "hhsize": given["household_size"],
        "irr_area": given["irrigated_area_sqft"],
        "et_amount": given["et_inches"],
        "days_in_period": given["billing_days"],
    }
    bill = load_tariff(shared / "owrs" / file, REFERENCE).bill("RESIDENTIAL_SINGLE", facts)
    assert abs(bill.total - item["expected"]["total"]) <= Decimal("0.005")


REPRODUCED = {
    *("SJWD-2017-47ccf", "SJWD-2022-70ccf", "SJWD-2020-1808ccf-leak-bill", "SJWD-2025-cur-1in-25"),
    *("SJWD-2025-cur-2in-400", "SJWD-2025-pressure-1in-43", "FOWD-2024-40ccf", "SCWD-2016-20ccf", "HDWD-example"),
    *("SMWD-2017-CaDC", "MNWD-2018-CaDC"),
    *("RP-commercial-388", "RP-sfr-27.3", "RP-irrigation-recycled-41", "RP-budget-27.3"),
}


def test_every_worked_bill_is_reproduced_here(shared: Path) -> None:
    """What else the file holds is no bill of a tariff: leak credits, late fees and the days until a shut-off."""
    listed = read_yaml(shared / "worked-bills.yaml").data
    assert {item["id"] for item in listed["bill_examples"]} == REPRODUCED
    assert set(listed) == {
        "meta", "tariffs", "bill_examples", "adjustment_examples", "late_fee_examples", "delinquency_timelines",
    }  # fmt: skip
