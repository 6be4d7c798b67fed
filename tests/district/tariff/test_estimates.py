"""Estimated bills, the bill that catches up on them, and final bills, worked by hand."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.district.tariff import TariffError, Timeline, load_timeline
from trainer.district.tariff.estimates import Payer, Period, bill, caught_up, estimated, final

SEED = Path(__file__).parents[3] / "seed" / "smwd"
TIMELINE = load_timeline(SEED)
HOME = Payer("smwd", "RESIDENTIAL_SINGLE")
FACTS = {"meter_size": '3/4"', "hhsize": 4, "irr_area": 1800, "et_amount": 5, "pressure_zone": "4"}


def period(first: str, last: str, use: int = 0) -> Period:
    return Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last), Decimal(use), FACTS)


LAST_YEAR = period("2023-09-06", "2023-10-05", 15)  # half a unit a day
AUGUST = period("2024-08-08", "2024-09-06", 30)  # a unit a day
SEPTEMBER = period("2024-09-07", "2024-10-06")


def test_an_estimate_takes_the_use_a_day_of_last_year(timeline: Timeline) -> None:
    guessed, found = estimated(timeline, HOME, SEPTEMBER, [LAST_YEAR, AUGUST])
    assert guessed.use == 15
    assert found.charges == bill(timeline, HOME, guessed).charges
    assert found.explain()[0] == (
        "The meter could not be read, so 15 units are an estimate: "
        "the use a day of the same time last year, for 30 days."
    )


def test_or_of_the_latest_read_where_last_year_is_not_known_or_the_pack_says_so(
    timeline: Timeline, tmp_path: Path
) -> None:
    assert estimated(timeline, HOME, SEPTEMBER, [AUGUST])[0].use == 30
    shutil.copytree(SEED / "tariffs", tmp_path / "tariffs")
    text = (SEED / "tariffs.yaml").read_text(encoding="utf-8")
    (tmp_path / "tariffs.yaml").write_text(text.replace("last_year ", "latest "), encoding="utf-8")
    assert estimated(load_timeline(tmp_path), HOME, SEPTEMBER, [LAST_YEAR, AUGUST])[0].use == 30


def test_nothing_is_estimated_from_nothing(timeline: Timeline) -> None:
    with pytest.raises(TariffError, match=r"no earlier period to estimate that of September 7, 2024 by\. Read the"):
        estimated(timeline, HOME, SEPTEMBER, [])


def test_a_catch_up_spreads_the_use_over_the_periods_it_accrued_in(timeline: Timeline) -> None:
    """40 units over two periods of 30 days are 20 each, not 10 and 30: August owes 10 more, each in its own tiers.

    Budget 15 (9 indoors): 10 units are 9 × 2.46 + 2.86 = 25.00, and 20 are 22.14 + 17.16 + 5 × 3.76 = 58.10; each unit
    also costs 0.28 + 1.03, and the rest is the same in both. So 33.10 + 13.10 = 46.20 more.
    """
    found = caught_up(timeline, HOME, [period("2024-08-08", "2024-09-06", 10)], SEPTEMBER, Decimal(40))

    assert (found.charges[0].code, str(found.charges[0].amount)) == ("catch_up", "46.20")
    assert found.charges[0].label == "August 8, 2024 to September 6, 2024: 20 units, not the 10 estimated"
    assert found.charges[1:] == bill(timeline, HOME, period("2024-09-07", "2024-10-06", 20)).charges
    assert found.explain()[0].startswith(
        "The meter was read again. Its 40 units since the read before are spread over 60"
    )
    assert found.explain()[1].endswith("so $46.20 more than billed.")


def test_too_high_an_estimate_comes_back(timeline: Timeline) -> None:
    found = caught_up(timeline, HOME, [period("2024-08-08", "2024-09-06", 20)], SEPTEMBER, Decimal(20))
    assert str(found.charges[0].amount) == "-46.20"
    assert found.explain()[1].endswith("so $46.20 less than billed.")


def test_a_right_estimate_needs_no_line(timeline: Timeline) -> None:
    found = caught_up(timeline, HOME, [period("2024-08-08", "2024-09-06", 20)], SEPTEMBER, Decimal(40))
    assert "catch_up" not in {charge.code for charge in found.charges}


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(0, 60), st.integers(0, 60))
def test_in_the_end_everything_used_is_paid_at_its_own_time(use: int, first: int, second: int) -> None:
    earlier = [period("2024-07-09", "2024-08-07", first), period("2024-08-08", "2024-09-06", second)]
    late = caught_up(TIMELINE, HOME, earlier, SEPTEMBER, Decimal(use))
    paid = sum(bill(TIMELINE, HOME, one).total for one in earlier) + late.total
    third = [round(use / 3 + 1e-9), round(use * 2 / 3 + 1e-9) - round(use / 3 + 1e-9)]
    third.append(use - sum(third))
    months = [*earlier, SEPTEMBER]
    right = [Period(one.first_day, one.last_day, Decimal(n), FACTS) for one, n in zip(months, third, strict=True)]
    assert paid == sum(bill(TIMELINE, HOME, one).total for one in right)


def test_a_final_bill_pays_its_days_of_the_fixed_charges(timeline: Timeline) -> None:
    """12 days: 21.79 × 12/30 is 8.72, 25.51 × 12/30 is 10.20; the budget is 12 days' too, 55 × 4 × 12 / 748 = 3.5."""
    found = final(timeline, HOME, period("2024-09-07", "2024-09-18", 3))
    assert found.indoor == 4
    fixed = {charge.code: str(charge.amount) for charge in found.charges if charge.quantity is None}
    assert fixed == {"service_charge": "8.72", "fixed_sewer_charge": "10.20"}
    assert found.explain()[0] == "This is the final bill: service ended on September 18, 2024."
