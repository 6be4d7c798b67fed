"""Periods that are no whole period at one rate and one budget: a rate change, a first bill, a variance."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.district.tariff import Bill, TariffError, Timeline, Variance, load_timeline

SEED = Path(__file__).parents[3] / "seed" / "smwd"
TIMELINE = load_timeline(SEED)
SHOP = {"usage_ccf": Decimal(4), "meter_size": '3/4"', "rate_class": "C2", "pressure_zone": "1"}
DAY = dt.timedelta(days=1)


def lines(bill: Bill) -> list[tuple[str, str, str]]:
    return [(c.label, "" if c.quantity is None else str(c.quantity), str(c.amount)) for c in bill.charges]


def test_a_period_over_a_rate_change_pays_each_rate_for_its_days(timeline: Timeline) -> None:
    """30 of 31 days at the rates of 2016: 4 × 30/31 is 3.87 CCF, and 14.89 × 30/31 is 14.41."""
    bill = timeline.bill("smwd", "COMMERCIAL", dt.date(2016, 12, 2), dt.date(2017, 1, 1), SHOP)

    assert lines(bill) == [
        ("Water (30 of 31 days)", "3.87", "7.74"),
        ("Water base charge, 3/4-inch meter (30 of 31 days)", "", "14.41"),
        ("Wastewater base charge (30 of 31 days)", "", "19.65"),
        ("Wastewater volume (30 of 31 days)", "3.87", "3.99"),
        ("Water (1 of 31 days)", "0.13", "0.23"),
        ("Water base charge, 3/4-inch meter (1 of 31 days)", "", "0.70"),
        ("Wastewater base charge (1 of 31 days)", "", "0.82"),
        ("Wastewater volume (1 of 31 days)", "0.13", "0.13"),
    ]
    assert str(bill.total) == "47.67"
    assert bill.explain()[0] == "Water: 3.87 units at $2.00 each, $7.74, for 30 of 31 days."


def test_a_pack_may_bill_at_the_rates_of_the_read_date(tmp_path: Path) -> None:
    shutil.copytree(SEED / "tariffs", tmp_path / "tariffs")
    text = (SEED / "tariffs.yaml").read_text(encoding="utf-8")
    (tmp_path / "tariffs.yaml").write_text(text.replace("by_days", "read_date"), encoding="utf-8")
    timeline = load_timeline(tmp_path)
    before = timeline.bill("smwd", "COMMERCIAL", dt.date(2016, 12, 1), dt.date(2016, 12, 31), SHOP)
    across = timeline.bill("smwd", "COMMERCIAL", dt.date(2016, 12, 2), dt.date(2017, 1, 1), SHOP)
    assert (str(before.total), str(across.total)) == ("47.31", "58.38")


def test_tiers_are_those_of_the_whole_period_split_by_days(timeline: Timeline) -> None:
    """Half the period at each rate, so half of each tier at each price."""
    flats = {"usage_ccf": 8, "meter_size": '2"', "hhsize": 1, "irr_area": 0, "et_amount": 0}
    bill = timeline.bill("smwd", "RESIDENTIAL_SINGLE", dt.date(2016, 12, 17), dt.date(2017, 1, 15), flats)
    # 55 × 1 × 30 / 748 is 2.2, so a budget of 2: tiers close at 2, 2, 3 and 4
    water = [(str(c.quantity), str(c.price)) for c in bill.charges if c.tier]
    assert water == [
        *(("1", "1.86"), ("0.5", "2.61"), ("0.5", "3.12"), ("2", "4.67")),
        *(("1", "1.67"), ("0.5", "2.44"), ("0.5", "2.95"), ("2", "4.84")),
    ]


@settings(deadline=None)
@given(
    st.sampled_from([dt.date(2017, 1, 1), dt.date(2022, 1, 1)]),  # five tiers to five, and five to four
    st.decimals(0, 99, places=2),
    st.integers(1, 40),
    st.integers(0, 40),
)
def test_the_parts_of_a_period_add_up_to_its_use(change: dt.date, use: Decimal, before: int, after: int) -> None:
    facts = {"usage_ccf": use, "meter_size": '1"', "hhsize": 3, "irr_area": 900, "et_amount": 3, "pressure_zone": "2"}
    bill = TIMELINE.bill("smwd", "RESIDENTIAL_SINGLE", change - before * DAY, change + after * DAY, facts)
    assert sum(c.quantity for c in bill.charges if c.tier and c.quantity) == use


def test_a_short_first_period_pays_part_of_its_fixed_charges(timeline: Timeline) -> None:
    """12 of 30 days: 21.79 × 12/30 is 8.72 and 25.51 × 12/30 is 10.20."""
    first, last = dt.date(2024, 10, 1), dt.date(2024, 10, 12)
    bill = timeline.bill("smwd", "COMMERCIAL", first, last, {**SHOP, "usage_ccf": 2}, part=True)
    assert lines(bill) == [
        ("Water", "2", "3.48"),
        ("Power surcharge, zone 1", "2", "0.22"),
        ("Water base charge, 3/4-inch meter (12 of 30 days)", "", "8.72"),
        ("Wastewater base charge (12 of 30 days)", "", "10.20"),
        ("Wastewater volume", "2", "2.06"),
    ]


@pytest.mark.parametrize(("days", "part", "base"), [(25, True, "18.16"), (26, True, "21.79"), (12, False, "21.79")])
def test_longer_and_ordinary_periods_pay_them_whole(timeline: Timeline, days: int, part: bool, base: str) -> None:
    first = dt.date(2024, 10, 1)
    bill = timeline.bill("smwd", "COMMERCIAL", first, first + (days - 1) * DAY, SHOP, part=part)
    assert [str(c.amount) for c in bill.charges if c.code == "service_charge"] == [base]


HOME = {
    "usage_ccf": 20, "meter_size": '3/4"', "hhsize": 4, "irr_area": 1800, "et_amount": 5, "pressure_zone": "4",
}  # fmt: skip
FROM, TO = dt.date(2024, 9, 7), dt.date(2024, 10, 6)


def home(timeline: Timeline, *variances: Variance, area: str = "smwd") -> Bill:
    return timeline.bill(area, "RESIDENTIAL_SINGLE", FROM, TO, HOME, variances=variances)


@pytest.mark.parametrize(
    ("approved", "indoor"),
    [
        ("2024-10-07", 9),  # 4 people: 55 × 4 × 30 / 748 is 8.8. Approved after the period, so nothing
        ("2024-09-22", 11),  # 2 more for 15 of 30 days: (220 + 55) × 30 / 748 is 11.03
        ("2024-09-07", 13),  # 2 more for all 30: 330 × 30 / 748 is 13.2
        ("2023-09-22", 11),  # a year ago: it held until September 21, 15 days of the period
        ("2023-09-07", 9),  # it ended the day before the period
    ],
)
def test_more_people_count_from_approval_and_for_a_year(timeline: Timeline, approved: str, indoor: int) -> None:
    assert home(timeline, Variance("more_residents", Decimal(2), dt.date.fromisoformat(approved))).indoor == indoor


def test_variances_add_up_and_say_so(timeline: Timeline) -> None:
    bill = home(
        timeline,
        Variance("more_residents", Decimal(1), FROM),
        Variance("medical_need", Decimal("20"), FROM),
        Variance("more_landscape", Decimal(600), FROM + 15 * DAY),
    )
    # (220 + 55 + 20) × 30 / 748 is 11.8; 0.8 × 5 × (1800 + 300) / 1200 is 7
    assert (bill.indoor, bill.outdoor) == (12, 7)
    assert bill.explain()[-1] == (
        "Your budget is larger for 15 of its 30 days: 600 square feet added to the landscape, "
        "approved on September 22, 2024."
    )
    assert bill.explain()[-3].startswith(
        "Your budget is larger for the whole period: 1 added to the people in the home"
    )


def test_a_variance_may_end_on_a_given_day(timeline: Timeline) -> None:
    care = Variance("care_facility", Decimal("374"), FROM, ends=FROM + 9 * DAY)
    assert home(timeline, care).indoor == 14  # (220 + 374 × 10/30) × 30 / 748 is 13.8


def test_an_allotment_that_counts_no_people_grows_all_the_same(timeline: Timeline) -> None:
    facts = {"usage_ccf": 0, "meter_size": '1"', "lot_area": 900, "irr_area": 0, "et_amount": 0}
    more = [Variance("more_residents", Decimal(2), FROM)]
    bill = timeline.bill("san_juan_capistrano", "RESIDENTIAL_SINGLE", FROM, TO, facts, variances=more)
    assert bill.indoor == 13  # 9 + 2 × 55 × 30 / 748 is 13.4


def test_an_unknown_kind_of_variance_is_answered_with_those_there_are(timeline: Timeline) -> None:
    with pytest.raises(TariffError, match=r"“animals” is no kind of variance\. Give one of more_residents, more_land"):
        home(timeline, Variance("animals", Decimal(1), FROM))


def test_a_charge_for_two_months_pays_for_sixty_days_where_the_pack_says_nothing_else(tmp_path: Path) -> None:
    """15 of 60 days of $40 are $10; the tax of 10% is on what is charged of it and of the water, so on $10 + $20."""
    (tmp_path / "tariffs").mkdir()
    (tmp_path / "tariffs" / "two.owrs").write_text(
        "metadata: {effective_date: 2020-01-01, utility_name: Two, bill_frequency: Bi-Monthly}\n"
        "rate_structure:\n  HOME:\n    service_charge: 40\n    commodity_charge: 2*usage_ccf\n"
        "    bill: (service_charge+commodity_charge)*1.1\n",
        encoding="utf-8",
    )
    known = "mark: illustrative, source: Made for a test"
    (tmp_path / "tariffs.yaml").write_text(
        f"readings:\n  plain: {{fixed_starts: edge, percent_starts: edge, budgets: exact, {known}}}\n"
        f"proration: {{whole_from: 50, {known}}}\n"
        f"tariffs:\n  - {{effective: 2020-01-01, area: two, file: two.owrs, reading: plain, {known}}}\n",
        encoding="utf-8",
    )
    first, last = dt.date(2024, 1, 1), dt.date(2024, 1, 15)
    bill = load_timeline(tmp_path).bill("two", "HOME", first, last, {"usage_ccf": 10}, part=True)
    assert [str(c.amount) for c in bill.charges] == ["10.00", "20.00", "3.00"]
    assert bill.charges[0].label == "Service charge (15 of 60 days)"


def test_a_class_without_a_budget_takes_no_variance(timeline: Timeline) -> None:
    more = [Variance("more_residents", Decimal(1), FROM)]
    with pytest.raises(
        TariffError, match=r"COMMERCIAL\.extra_gallons_per_day is what a variance adds to.* without the"
    ):
        timeline.bill("smwd", "COMMERCIAL", FROM, TO, SHOP, variances=more)
