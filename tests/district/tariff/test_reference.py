"""The standard's own implementation: the bills it computed from 80 published files, to half a cent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from trainer.district.sources import SourceError
from trainer.district.tariff import REFERENCE, Bill, MissingFact, Tariff, TariffError, load_tariff

Load = Callable[..., Tariff]

HALF_A_CENT = Decimal("0.005")
COMMON = {"hhsize": 4, "irr_area": 2500, "et_amount": Decimal("5.1"), "days_in_period": 30, "water_type": "POTABLE"}

# What the reference gave no figure for, and is billed here.
BILLED_HERE_ONLY = {
    ("san-jose-water-company-2541__sjwc-2017-01-01.owrs", "TEMPORARY_CONSTRUCTION"),  # a price that it read as text
    ("soquel-creek-water-district-2730__01-01-2017.owrs", "RESIDENTIAL_SINGLE"),  # a drought charge by tier
    ("soquel-creek-water-district-2730__01-01-2017.owrs", "RESIDENTIAL_MULTI"),
}


@pytest.fixture(scope="module")
def reference(shared: Path) -> dict[str, list[dict[str, Any]]]:
    results = json.loads((shared / "owrs" / "reference-bills.json").read_text(encoding="utf-8"))["results"]
    assert isinstance(results, dict)
    return results


def rows(reference: dict[str, list[dict[str, Any]]], *status: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for file, listed in reference.items():
        yield from ((file, row) for row in listed if row["status"] in status)


def charged(bill: Bill, code: str) -> Decimal:
    return sum((charge.amount for charge in bill.charges if charge.code == code), Decimal(0))


def test_every_bill_of_the_reference_is_reproduced(shared: Path, reference: dict[str, list[dict[str, Any]]]) -> None:
    wrong, checked = [], 0
    for file, row in rows(reference, "ok"):
        tariff = load_tariff(shared / "owrs" / file, REFERENCE)
        summed = str(tariff.customer_class(row["class"]).fields["bill"].cells)
        for number, use in enumerate(row["usage"]):
            bill = tariff.bill(row["class"], {**COMMON, "meter_size": row["meter"], "usage_ccf": Decimal(str(use))})
            expected = {"bill": bill.total}
            for column, code in (("commodity", "commodity_charge"), ("service", "service_charge")):
                if column in row and code in summed:  # the reference tells charges that the bill does not sum
                    expected[column] = charged(bill, code)
            for column, amount in expected.items():
                checked += 1
                if abs(amount - Decimal(str(row[column][number]))) > HALF_A_CENT:
                    wrong.append((file, row["class"], use, column, amount, row[column][number]))
    assert wrong == []
    assert checked > 7000


def refusal(tariff: Tariff, customer_class: str, facts: dict[str, Any]) -> TariffError | None:
    try:
        tariff.bill(customer_class, facts)
    except TariffError as error:
        return error
    return None


def test_every_class_it_refused_is_refused_with_the_field_and_the_remedy(
    shared: Path, reference: dict[str, list[dict[str, Any]]]
) -> None:
    billed = set()
    for file, row in rows(reference, "error", "no figures"):
        tariff = load_tariff(shared / "owrs" / file, REFERENCE)
        facts = {**COMMON, "meter_size": row.get("meter", '3/4"'), "usage_ccf": 12}
        error = refusal(tariff, row["class"], facts)
        if error is None:
            billed.add((file, row["class"]))
            continue
        assert (error.tariff, error.customer_class) == (file, row["class"])
        assert error.field
        assert error.remedy
        if isinstance(error, MissingFact):
            assert error.name in tariff.facts_needed(row["class"], facts)
    assert billed == BILLED_HERE_ONLY


def test_every_file_it_could_not_read_is_refused_with_its_line(
    shared: Path, reference: dict[str, list[dict[str, Any]]]
) -> None:
    files = [file for file, _ in rows(reference, "unreadable")]
    assert len(files) == 5
    for file in files:
        with pytest.raises(SourceError) as raised:
            load_tariff(shared / "owrs" / file)
        assert all(p.file == file and p.line and p.message and p.remedy for p in raised.value.problems)


HOUSE = """
    HOME:
      indoor: 8.5
      outdoor: 9.5
      budget: indoor+outdoor
      tier_starts: [0, indoor, 101%, 151%]
      tier_prices: [1, 10, 100, 1000]
      commodity_charge: Budget
      bill: commodity_charge
"""


def test_budgets_round_half_to_even_and_then_the_percentage_as_written(tariff: Load) -> None:
    """8.5 is 8 and 9.5 is 10; 101% of 18 is 18.18, so 18; 151% of 18 is 27.18, so 27."""
    bill = tariff(HOUSE, REFERENCE).bill("HOME", {"usage_ccf": 30})
    assert [str(charge.quantity) for charge in bill.charges] == ["8", "10", "9", "3"]
    assert (bill.indoor, bill.outdoor, bill.budget) == (8, 10, 18)


def test_exact_arithmetic_rounds_the_same_budgets_half_up(tariff: Load) -> None:
    """8.5 is 9 and 9.5 is 10; the tiers close at 19 and at 150% of it, 28.5, so 29."""
    bill = tariff(HOUSE).bill("HOME", {"usage_ccf": 30})
    assert [str(charge.quantity) for charge in bill.charges] == ["9", "10", "10", "1"]


def test_the_percentage_as_written_may_be_a_unit_above_the_budget(tariff: Load) -> None:
    """101% of 60 is 60.6, so 61; the District reads it as the first percent above the whole budget."""
    home = HOUSE.replace("9.5", "52")
    assert str(tariff(home, REFERENCE).bill("HOME", {"usage_ccf": 65}).charges[1].quantity) == "53"
    assert str(tariff(home).bill("HOME", {"usage_ccf": 65}).charges[1].quantity) == "52"


def test_a_fixed_start_closes_the_tier_below_one_unit_lower_even_when_it_is_no_whole_unit(tariff: Load) -> None:
    blocks = (
        "HOME:\n  tier_starts: [0, 7.5]\n  tier_prices: [1, 2]\n  commodity_charge: Tiered\n  bill: commodity_charge"
    )
    assert tariff(blocks, REFERENCE).bill("HOME", {"usage_ccf": 10}).total == Decimal("13.5")  # 6.5 + 2 × 3.5
    assert tariff(blocks).bill("HOME", {"usage_ccf": 10}).total == Decimal("12.5")  # 7.5 + 2 × 2.5


def test_the_reference_rounds_no_money(tariff: Load) -> None:
    water = "HOME:\n  commodity_charge: 2.0151*usage_ccf\n  bill: commodity_charge+commodity_charge"
    assert tariff(water, REFERENCE).bill("HOME", {"usage_ccf": 1}).total == Decimal("4.0302")
    assert tariff(water).bill("HOME", {"usage_ccf": 1}).total == Decimal("4.04")
