"""Tariff files: the forms in which the standard writes things, and what a broken file is answered with."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from trainer.district.sources import SourceError
from trainer.district.tariff import (
    Bill,
    BudgetRounding,
    Conventions,
    FixedStart,
    PercentStart,
    Tariff,
    TariffError,
    load_tariff,
)

Load = Callable[..., Tariff]


def amounts(bill: Bill) -> list[tuple[str, str]]:
    return [(charge.code, str(charge.amount)) for charge in bill.charges]


def test_a_table_by_two_facts(tariff: Load) -> None:
    found = tariff("""
        HOME:
          service_charge:
            depends_on: [meter_size, city_limits]
            values:
              1|1/2"|inside_city: 10
              1|1/2"|outside_city: [12.5]
          bill: service_charge
    """)
    assert found.bill("HOME", {"meter_size": '1 1/2"', "city_limits": "outside_city"}).total == Decimal("12.50")


@pytest.mark.parametrize(
    ("area", "factor"), [("0", "0.7"), ("2699.9", "0.7"), ("2700", "0.5"), ("21779", "0.5"), ("21780", "0.3")]
)
def test_a_table_by_ranges_of_a_number(tariff: Load, area: str, factor: str) -> None:
    found = tariff("""
        HOME:
          factor:
            depends_on: lot_area
            lot_area_tier: [0, 2700, 21780]
            values: [0.7, 0.5, 0.3]
          bill: factor
    """)
    assert found.bill("HOME", {"lot_area": Decimal(area)}).total == Decimal(factor)
    assert found.facts_needed("HOME") == ("lot_area",)


def test_names_ending_in_commodity_are_the_same_fields(tariff: Load) -> None:
    found = tariff("""
        HOME:
          gpcd_commodity: 55
          indoor_commodity: hhsize*gpcd*days_in_period*(1/748)
          budget_commodity: indoor+5
          tier_starts_commodity: [0, indoor, 100%]
          tier_prices_commodity: [1, 2, 3]
          commodity_charge: Budget
          bill: commodity_charge
    """)
    bill = found.bill("HOME", {"usage_ccf": Decimal(20), "hhsize": Decimal(4), "days_in_period": Decimal(30)})
    assert [str(c.quantity) for c in bill.charges] == ["9", "5", "6"]


def test_charges_besides_water_have_tiers_of_their_own(tariff: Load) -> None:
    found = tariff("""
        HOME:
          commodity_charge: 1.00*usage_ccf
          variable_drought_surcharge: Tiered
          tier_starts_drought: [0, 4]
          tier_prices_drought: [0, 2.5]
          bill: commodity_charge+variable_drought_surcharge
    """)
    bill = found.bill("HOME", {"usage_ccf": Decimal(5)})
    assert [(c.label, str(c.amount)) for c in bill.charges] == [
        ("Commodity charge", "5.00"),
        ("Variable drought surcharge, tier 1: first 3 CCF", "0.00"),
        ("Variable drought surcharge, tier 2: above that", "5.00"),
    ]


def test_a_factor_on_the_whole_bill_is_a_line_of_its_own(tariff: Load) -> None:
    found = tariff("""
        HOME:
          service_charge: 20
          commodity_charge: 2*usage_ccf
          tax: 1.015
          discount: 3
          bill: (service_charge+commodity_charge)*tax-discount+(0.5518*usage_ccf)
    """)
    bill = found.bill("HOME", {"usage_ccf": Decimal(10)})
    assert amounts(bill) == [
        ("service_charge", "20.00"),
        ("commodity_charge", "20.00"),
        ("tax", "0.60"),
        ("discount", "-3.00"),
        ("0.5518*usage_ccf", "5.52"),
    ]
    assert str(bill.total) == "43.12"


def test_facts_stand_above_the_files_constants(tariff: Load) -> None:
    found = tariff("""
        HOME:
          days_in_period: 30
          service_charge: 0.50*days_in_period
          bill: service_charge
    """)
    assert [str(found.bill("HOME", facts).total) for facts in ({}, {"days_in_period": Decimal(32)})] == [
        "15.00",
        "16.00",
    ]


@pytest.mark.parametrize(
    ("conventions", "quantities"),
    [
        ({}, ["3", "11", "8", "8"]),
        ({"fixed_starts": FixedStart.EDGE}, ["4", "10", "8", "8"]),
        ({"percent_starts": PercentStart.EDGE}, ["3", "11", "9", "7"]),
        ({"budgets": BudgetRounding.EXACT}, ["3", "10.6", "8.16", "8.24"]),
    ],
)
def test_the_pack_says_how_starts_close_the_tier_below(
    tariff: Load, conventions: dict[str, object], quantities: list[str]
) -> None:
    classes = """
        HOME:
          budget: 13.6*one
          tier_starts: [0, 4, 100%, 161%]
          tier_prices: [1, 2, 3, 4]
          commodity_charge: Budget
          bill: commodity_charge
    """
    bill = tariff(classes, Conventions(**conventions)).bill("HOME", {"usage_ccf": Decimal(30), "one": Decimal(1)})
    assert [str(c.quantity) for c in bill.charges] == quantities


def test_100_and_101_percent_both_mean_above_the_full_budget(tariff: Load) -> None:
    for start in ("100%", "101%"):
        found = tariff(f"""
            HOME:
              tier_starts: [0, {start}]
              tier_prices: [1, 2]
              commodity_charge: Budget
              bill: commodity_charge
        """)
        bill = found.bill("HOME", {"usage_ccf": Decimal(50), "budget": Decimal(40)})
        assert [str(c.quantity) for c in bill.charges] == ["40", "10"]


def test_a_case_whose_tiers_fall_is_refused_when_billed(tariff: Load) -> None:
    found = tariff("""
        HOME:
          tier_starts:
            depends_on: meter_size
            values:
              1": [0, 9]
              2": [0, 9, 5]
          tier_prices: {depends_on: meter_size, values: {1": [1, 2], 2": [1, 2, 3]}}
          commodity_charge: Tiered
          bill: commodity_charge
    """)
    assert found.bill("HOME", {"usage_ccf": Decimal(9), "meter_size": '1"'}).total == 10
    with pytest.raises(TariffError, match=r"HOME.tier_starts falls from one tier to the next"):
        found.bill("HOME", {"usage_ccf": Decimal(9), "meter_size": '2"'})


BROKEN = [
    ("HOME: 5", r"example\.owrs:5: HOME has no fields\. Give"),
    ("HOME:\n  rate: 5", r":5: HOME\.bill is required\. Say what the bill sums"),
    ("HOME:\n  bill: 2**3", r":6: HOME\.bill has “\*” where a number or a name should stand\. Correct it"),
    ("HOME:\n  bill: __import__('os')", r":6: HOME\.bill has “'os'\)”, which is not allowed\. Use numbers"),
    ("HOME:\n  bill:", r":6: HOME\.bill has nothing where a number or a formula should stand\. Give"),
    ("HOME:\n  bill: true", r":6: HOME\.bill has “True” where a number"),
    ("HOME:\n  bill: 1e999999", r":6: HOME\.bill has “1e999999”, which is not allowed"),
    ("HOME:\n  bill: a\n  a: b+1\n  b: a", r":6: HOME\.bill goes round in a circle|:7: HOME\.a goes round in a circle"),
    (
        "HOME:\n  bill: a\n  a_commodity: 1\n  a: 2",
        r":8: HOME\.a is given twice, with and without _commodity\. Keep one",
    ),
    ("HOME:\n  bill: c\n  commodity_charge: Tiered", r":7: HOME\.commodity_charge .* tier_starts is missing\. Add"),
    (
        "HOME:\n  bill: commodity_charge\n  commodity_charge: Tiered\n  tier_starts: [0, 5]\n  tier_prices: [1]",
        r":9: HOME\.tier_prices has 1 prices for the 2 starts of tier_starts\. Give one price for each start",
    ),
    (
        "HOME:\n  bill: commodity_charge\n  commodity_charge: Tiered\n  tier_starts: [0, 9, 5]\n  tier_prices: 1",
        r":8: HOME\.tier_starts falls from one tier to the next\. Put",
    ),
    (
        "HOME:\n  bill: commodity_charge\n  commodity_charge: Tiered\n  tier_starts: [1, 5]\n  tier_prices: [1, 2]",
        r":8: HOME\.tier_starts does not begin at 0\. Let",
    ),
    (
        "HOME:\n  bill: a\n  tier_starts: [0, half%]",
        r":7: HOME\.tier_starts has “half%”, which is no percentage\. Write",
    ),
    ("HOME:\n  bill: a\n  a:\n    values: {x: 1}", r":7: HOME\.a is a table without depends_on\. Name"),
    ("HOME:\n  bill: a\n  a:\n    depends_on: b", r":7: HOME\.a is a table without values\. Give"),
    (
        "HOME:\n  bill: a\n  a:\n    depends_on: b\n    values:\n      x: {}",
        r":10: HOME\.a \(x\) has “{}” where a number",
    ),
    (
        "HOME:\n  bill: a\n  a:\n    depends_on: b\n    area_limits: [0, 1]\n    values: {x: 1}",
        r":7: HOME\.a has “area_limits”, which is not understood\. A table has",
    ),
    (
        "HOME:\n  bill: a\n  a:\n    depends_on: b\n    area_starts: [0, 1]\n    values: [5]",
        r":7: HOME\.a has 2 ranges of b for 1 values\. Let it depend on one column",
    ),
    (
        "HOME:\n  bill: a\n  a:\n    depends_on: b\n    area_starts: [0, 9, 9]\n    values: [5, 6, 7]",
        r":7: HOME\.a needs area_starts as one list of rising numbers\. Write it like",
    ),
    (
        "HOME:\n  bill: a\n  a:\n    depends_on: b\n    area_starts: [0, wide]\n    values: [5, 6]",
        r":7: HOME\.a has “wide” in area_starts, which is no number",
    ),
    (
        "HOME:\n" + "".join(f"  f{n}: f{n + 1}+1\n" for n in range(20)) + "  bill: f0",
        r"more than 12 deep\. Write it more",
    ),
]


@pytest.mark.parametrize(("classes", "message"), BROKEN)
def test_a_broken_file_names_the_line_the_field_and_the_remedy(tariff: Load, classes: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        tariff(classes)


def test_every_mistake_is_told_at_once(tariff: Load) -> None:
    with pytest.raises(SourceError) as raised:
        tariff("HOME:\n  bill: 1+\nSHOP:\n  bill: (2\n")
    assert [problem.line for problem in raised.value.problems] == [6, 8]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"f\.owrs: has no section rate_structure\. Write rate_structure:"),
        ("metadata: 5\nrate_structure: {A: {bill: 1}}", r"f\.owrs:1: has no section metadata"),
        (
            "metadata: {a: 1}\nrate_structure: {A: {bill: 1}}",
            r"f\.owrs:1: metadata\.effective_date is required\. Write",
        ),
        (
            "metadata: {effective_date: 31/12/2017}\nrate_structure: {A: {bill: 1}}",
            r":1: .* “31/12/2017” is not a date",
        ),
        ("- a\n- b", r"f\.owrs:1: has no section rate_structure"),
    ],
)
def test_a_file_that_is_no_tariff_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "f.owrs"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        load_tariff(path)


def try_to_load(path: Path) -> Tariff | SourceError:
    try:
        return load_tariff(path)
    except SourceError as error:
        return error


def test_every_published_file_loads_or_says_why_not(shared: Path) -> None:
    found = {path.name: try_to_load(path) for path in sorted((shared / "owrs").glob("*.owrs"))}
    refused = {name: result for name, result in found.items() if isinstance(result, SourceError)}

    assert len(found) == 80
    assert len(refused) == 5, "five are no valid YAML"
    for name, error in refused.items():
        assert all(p.file == name and p.line and p.message and p.remedy for p in error.problems)


def test_every_class_of_every_published_file_is_billed_or_says_why_not(shared: Path) -> None:
    facts = {
        "usage_ccf": Decimal("12.5"),
        "hhsize": 4,
        "irr_area": 2500,
        "et_amount": Decimal("5.1"),
        "days_in_period": 30,
    }
    billed: list[Bill] = []
    refused: list[TariffError] = []
    for tariff in map(try_to_load, sorted((shared / "owrs").glob("*.owrs"))):
        for name in tariff.classes if isinstance(tariff, Tariff) else ():
            try:
                billed.append(tariff.bill(name, {**facts, "meter_size": '1"'}))
            except TariffError as error:
                refused.append(error)

    assert len(billed) > 250
    assert all(len(bill.explain()) == len(bill.charges) for bill in billed)
    assert all(error.customer_class and error.field and error.remedy for error in refused)
