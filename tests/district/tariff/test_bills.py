"""Bills of the seed pack, worked by hand as on the paper that a customer opens."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from trainer.district.tariff import Bill, MissingFact, TariffError, Timeline

HOUSE = {
    "meter_size": '3/4"',
    "hhsize": Decimal(4),  # 55 × 4 × 30 / 748 = 8.82, indoor budget 9
    "irr_area": Decimal(1800),
    "et_amount": Decimal(5),  # 0.8 × 5 × 1800 / 1200 = 6, outdoor budget 6
    "pressure_zone": "4",
}


def bill(timeline: Timeline, use: str, **changes: Decimal | str) -> Bill:
    facts = {**HOUSE, "usage_ccf": Decimal(use), **changes}
    return timeline.bill("smwd", "RESIDENTIAL_SINGLE", dt.date(2024, 9, 7), dt.date(2024, 10, 6), facts)


def water(found: Bill) -> list[tuple[int | None, str, str]]:
    return [(c.tier, str(c.quantity), str(c.amount)) for c in found.charges if c.tier]


def test_the_bill_after_the_sprinkler_leak(timeline: Timeline) -> None:
    found = bill(timeline, "38")

    assert (found.indoor, found.outdoor, found.budget) == (9, 6, 15)
    assert [(c.label, str(c.quantity or ""), str(c.price or ""), str(c.amount)) for c in found.charges] == [
        ("Water, tier 1: indoor budget", "9", "2.46", "22.14"),
        ("Water, tier 2: to the whole budget", "6", "2.86", "17.16"),
        ("Water, tier 3: to twice the budget", "15", "3.76", "56.40"),
        ("Water, tier 4: above that", "8", "6.17", "49.36"),
        ("Power surcharge, zone 4", "38", "0.28", "10.64"),
        ("Water base charge, 3/4-inch meter", "", "", "21.79"),
        ("Wastewater base charge", "", "", "25.51"),
        ("Wastewater volume", "38", "1.03", "39.14"),
    ]
    assert str(found.total) == "242.14"
    assert {c.unit for c in found.charges if c.quantity is not None} == {"CCF"}


def test_the_bill_of_the_hotter_month_before_it(timeline: Timeline) -> None:
    found = bill(timeline, "17", et_amount=Decimal(7))
    assert found.budget == 17
    assert str(found.total) == "114.59"


def test_a_bill_explains_each_of_its_lines(timeline: Timeline) -> None:
    found = bill(timeline, "38")

    assert found.explain() == (
        "9 units inside your indoor budget at $2.46 each, $22.14.",
        "6 units above that, up to your whole budget of 15 at $2.86 each, $17.16.",
        "15 units above that, up to twice your budget (30) at $3.76 each, $56.40.",
        "8 units above 30 at $6.17 each, $49.36.",
        "Power surcharge, zone 4: 38 units at $0.28 each, $10.64.",
        "Water base charge, 3/4-inch meter: $21.79.",
        "Wastewater base charge: $25.51.",
        "Wastewater volume: 38 units at $1.03 each, $39.14.",
    )
    assert bill(timeline, "1").explain()[0] == "1 unit inside your indoor budget at $2.46 each, $2.46."


@pytest.mark.parametrize(
    ("use", "tiers"),
    [
        ("0", []),
        ("9", [(1, "9", "22.14")]),
        ("10", [(1, "9", "22.14"), (2, "1", "2.86")]),
        ("15", [(1, "9", "22.14"), (2, "6", "17.16")]),
        ("16", [(1, "9", "22.14"), (2, "6", "17.16"), (3, "1", "3.76")]),
        ("30", [(1, "9", "22.14"), (2, "6", "17.16"), (3, "15", "56.40")]),
        ("31", [(1, "9", "22.14"), (2, "6", "17.16"), (3, "15", "56.40"), (4, "1", "6.17")]),
        ("9.5", [(1, "9", "22.14"), (2, "0.5", "1.43")]),
    ],
)
def test_use_at_the_edge_of_a_tier_and_one_above(
    timeline: Timeline, use: str, tiers: list[tuple[int, str, str]]
) -> None:
    assert water(bill(timeline, use)) == tiers


def test_no_use_leaves_the_base_charges(timeline: Timeline) -> None:
    found = bill(timeline, "0")
    assert [c.code for c in found.charges] == ["service_charge", "fixed_sewer_charge"]
    assert str(found.total) == "47.30"


def test_half_a_unit_of_budget_is_the_customers(timeline: Timeline) -> None:
    """55 × 1 × 34 / 748 is 2.5 exactly; with (1/748) in decimals of any length it falls short and would round down."""
    assert bill(timeline, "0", hhsize=Decimal(1), days_in_period=Decimal(34)).indoor == 3


def test_a_granted_budget_stands_above_the_formula(timeline: Timeline) -> None:
    found = bill(timeline, "15", indoor=Decimal(12))
    assert (found.indoor, found.budget) == (12, 18)
    assert water(found) == [(1, "12", "29.52"), (2, "3", "8.58")]


def test_a_home_without_a_garden_has_no_second_tier(timeline: Timeline) -> None:
    assert [tier for tier, _, _ in water(bill(timeline, "20", irr_area=Decimal(0)))] == [1, 3, 4]


def test_a_shop_pays_one_price_and_wastewater_by_its_strength(timeline: Timeline) -> None:
    facts = {"usage_ccf": Decimal(40), "meter_size": '1 1/2"', "rate_class": "C3", "pressure_zone": "1"}
    found = timeline.on(dt.date(2024, 10, 6), "smwd").bill("COMMERCIAL", facts)

    assert [(c.label, str(c.amount)) for c in found.charges] == [
        ("Water", "69.60"),
        ("Power surcharge, zone 1", "4.40"),
        ("Water base charge, 1 1/2-inch meter", "36.70"),
        ("Wastewater base charge", "25.51"),
        ("Wastewater volume", "59.60"),
    ]
    assert found.budget is None


def test_irrigation_is_priced_by_share_of_its_outdoor_budget(timeline: Timeline) -> None:
    facts = {
        "usage_ccf": Decimal(45),
        "meter_size": '2"',
        "irr_area": Decimal(6000),
        "et_amount": Decimal(5),
        "domestic_type": "non_domestic",
        "pressure_zone": "9",
    }
    found = timeline.on(dt.date(2024, 10, 6), "smwd").bill("IRRIGATION", facts)

    assert found.budget == 20
    assert water(found) == [
        (1, "10", "17.80"),
        (2, "10", "23.40"),
        (3, "10", "23.80"),
        (4, "10", "26.00"),
        (5, "5", "26.05"),
    ]
    assert [c.label for c in found.charges][:3] == [
        "Water, tier 1: to half the budget",
        "Water, tier 2: to the whole budget",
        "Water, tier 3: to one and a half times the budget",
    ]


def test_blocks_of_2017_close_one_unit_before_the_next_begins(timeline: Timeline) -> None:
    facts = {"usage_ccf": Decimal(30), "meter_size": '2"'}
    found = timeline.on(dt.date(2018, 1, 1), "smwd").bill("RESIDENTIAL_MULTI", facts)

    assert water(found) == [
        (1, "3", "5.01"),
        (2, "3", "5.82"),
        (3, "6", "14.64"),
        (4, "12", "35.40"),
        (5, "6", "29.04"),
    ]
    assert [c.label for c in found.charges][:2] == ["Water, tier 1: first 3 CCF", "Water, tier 2: 4 to 6 CCF"]


def test_a_missing_fact_is_named_with_its_class_and_field(timeline: Timeline) -> None:
    tariff = timeline.on(dt.date(2024, 10, 6), "smwd")
    facts = {name: value for name, value in HOUSE.items() if name != "pressure_zone"}
    with pytest.raises(MissingFact) as raised:
        tariff.bill("RESIDENTIAL_SINGLE", {**facts, "usage_ccf": Decimal(5), "days_in_period": Decimal(30)})

    assert raised.value.name == "pressure_zone"
    assert str(raised.value) == (
        "tariffs/smwd-2022-01-01.owrs: RESIDENTIAL_SINGLE.power_surcharge_rate needs “pressure_zone”, "
        "which was not given. Give one of 1, 2, 3, 4, 5, 6, 7, 8, 9."
    )


def test_the_facts_a_class_needs_are_told_beforehand(timeline: Timeline) -> None:
    tariff = timeline.on(dt.date(2024, 10, 6), "smwd")
    needed = {"usage_ccf", "days_in_period", *HOUSE}
    assert set(tariff.facts_needed("RESIDENTIAL_SINGLE")) == needed
    assert tariff.facts_needed("RESIDENTIAL_SINGLE", dict.fromkeys(needed, "")) == ()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"meter_size": '5"'}, r"service_charge has no entry for meter_size “5\"”. It has 3/4\", 1\""),
        ({"usage_ccf": Decimal(-1)}, r"is asked for a use of -1\. Give usage_ccf as zero or more"),
        ({"usage_ccf": "lots"}, r"needs “usage_ccf” as a number, and was given 'lots'"),
        ({"usage_ccf": Decimal("NaN")}, r"as a number"),
        ({"hhsize": Decimal("1e999999")}, r"as a number"),
        ({"hhsize": 4.0}, r"a float is not exact"),
    ],
)
def test_a_fact_that_cannot_be_used_is_refused(
    timeline: Timeline, changes: dict[str, Decimal | str], message: str
) -> None:
    with pytest.raises(TariffError, match=message):
        bill(timeline, **{"use": "5", **changes})


def test_an_unknown_class_is_answered_with_those_there_are(timeline: Timeline) -> None:
    with pytest.raises(TariffError, match=r"INDUSTRIAL is not in this tariff\. Give one of RESIDENTIAL_SINGLE"):
        timeline.on(dt.date(2024, 10, 6), "smwd").bill("INDUSTRIAL", {})
