"""Arrays in, arrays out: what the caller of `bill_many` may give and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest

from trainer.district.tariff import Tariff, TariffError
from trainer.district.tariff.batch import bill_many, layout

Load = Callable[..., Tariff]

BLOCKS = """
    HOME:
      service_charge: {depends_on: meter_size, values: {3/4": 10, 1": 20.5}}
      tier_starts: [0, 11]
      tier_prices: [2, 3.335]
      commodity_charge: Tiered
      bill: service_charge+commodity_charge
"""


def test_money_comes_back_in_whole_cents(tariff: Load) -> None:
    sizes = np.array(['3/4"', '1"', '3/4"'])
    found = bill_many(tariff(BLOCKS), "HOME", {"usage_ccf": np.array([4, 10, 13]), "meter_size": sizes})

    assert found.places == 2
    assert found.lines["service_charge"].tolist() == [1000, 2050, 1000]
    assert found.lines["commodity_charge"].tolist() == [800, 2000, 3001]  # 20.00, and 3 × 3.335 is 10.005: half up
    assert found.total.tolist() == [1800, 4050, 4001]
    assert found.total.dtype == np.int64
    assert found.tier_use["commodity_charge", 1].tolist() == [4, 10, 10]
    assert found.tier_use["commodity_charge", 2].tolist() == [0, 0, 3]
    assert found.tier_charges["commodity_charge", 2].tolist() == [0, 0, 1001]
    assert found.errors == {}


def test_a_row_that_cannot_be_billed_stops_no_other(tariff: Load) -> None:
    uses = np.array(["5", "much", "6", "-1"], object)
    sizes = np.array(['3/4"', '3/4"', '9"', '1"'], object)
    found = bill_many(tariff(BLOCKS), "HOME", {"usage_ccf": uses, "meter_size": sizes})

    assert found.total.tolist() == [2000, 0, 0, 0]
    assert sorted(found.errors) == [1, 2, 3]
    assert "was given 'much'" in str(found.errors[1])
    assert 'no entry for meter_size “9"”' in str(found.errors[2])
    assert "a use of -1" in str(found.errors[3])


def test_a_column_stands_above_the_files_own_figure_where_it_is_not_blank(tariff: Load) -> None:
    found = bill_many(
        tariff("HOME:\n  flat_rate: 2\n  commodity_charge: flat_rate*usage_ccf\n  bill: commodity_charge"),
        "HOME",
        {"usage_ccf": np.array([10, 10, 10]), "flat_rate": np.array([Decimal(3), None, ""], object)},
    )
    assert found.total.tolist() == [3000, 2000, 2000]


def test_a_fact_nobody_gives_is_missing_from_every_row(tariff: Load) -> None:
    found = bill_many(tariff(BLOCKS), "HOME", {"usage_ccf": np.array([1, 2])})
    assert [error.field for error in found.errors.values()] == ["service_charge", "service_charge"]


def test_figures_beyond_64_bits_stay_exact(tariff: Load) -> None:
    uses = np.array([Decimal("9.99999999999999999999"), Decimal("1e30"), 1], object)
    found = bill_many(tariff(BLOCKS), "HOME", {"usage_ccf": uses, "meter_size": np.array(['1"'] * 3)})
    assert found.total.tolist() == [4050, 0, 2250]
    assert "comes to more than $10,000,000,000 for commodity_charge. Check" in str(found.errors[1])


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"usage_ccf": np.array([1.5])}, "usage_ccf is an array of float64, which is not exact. Give"),
        ({"usage_ccf": np.array([1]), "hhsize": np.array([1, 2])}, "unequal length"),
        ({}, "or there are none"),
    ],
)
def test_columns_that_cannot_be_used_are_refused(tariff: Load, columns: dict[str, np.ndarray], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bill_many(tariff(BLOCKS), "HOME", columns)


def test_an_unknown_class_is_refused(tariff: Load) -> None:
    with pytest.raises(TariffError, match="Give one of HOME"):
        bill_many(tariff(BLOCKS), "OFFICE", {"usage_ccf": np.array([1])})


def test_no_rows_give_no_bills(tariff: Load) -> None:
    found = bill_many(tariff(BLOCKS), "HOME", {"usage_ccf": np.array([], object)})
    assert found.total.tolist() == []


def test_the_columns_are_known_before_any_customer_is(tariff: Load) -> None:
    found = layout(tariff(BLOCKS), "HOME")
    assert found.lines == ("service_charge", "commodity_charge")
    assert found.tiers == (("commodity_charge", 1), ("commodity_charge", 2))
    assert found.budgets == ()
