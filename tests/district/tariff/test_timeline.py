"""Which rates hold on a day, what a period is billed at, and how well each figure is known."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from trainer.district.sources import SourceError
from trainer.district.tariff import TariffError, Timeline, load_timeline

SEED = Path(__file__).parents[3] / "seed" / "smwd"


@pytest.mark.parametrize(
    ("day", "effective"),
    [
        ("2016-01-01", "2016-01-01"),
        ("2016-12-31", "2016-01-01"),
        ("2017-01-01", "2017-01-01"),
        ("2025-06-30", "2022-01-01"),
    ],
)
def test_rates_hold_from_their_day_until_the_next(timeline: Timeline, day: str, effective: str) -> None:
    assert str(timeline.on(dt.date.fromisoformat(day), "smwd").effective) == effective


def test_before_the_first_rates_there_is_no_bill(timeline: Timeline) -> None:
    with pytest.raises(TariffError, match=r"no tariff in force on 2015-12-31\. The first begins on 2016-01-01"):
        timeline.on(dt.date(2015, 12, 31), "smwd")


def test_an_unknown_area_is_answered_with_those_there_are(timeline: Timeline) -> None:
    with pytest.raises(
        TariffError, match=r"elsewhere is a rate area without tariffs\. Give one of san_juan_cap\w+, smwd\."
    ):
        timeline.on(dt.date(2024, 1, 1), "elsewhere")


def test_the_days_of_the_period_make_the_indoor_budget(timeline: Timeline) -> None:
    facts = {"usage_ccf": 0, "meter_size": '1"', "hhsize": 4, "irr_area": 0, "et_amount": 0, "pressure_zone": "1"}
    read = dt.date(2024, 10, 6)
    month = timeline.bill("smwd", "RESIDENTIAL_SINGLE", dt.date(2024, 9, 7), read, facts)
    longer = timeline.bill("smwd", "RESIDENTIAL_SINGLE", dt.date(2024, 8, 28), read, facts)
    assert (month.indoor, longer.indoor) == (9, 12)  # 55 × 4 × 30 / 748 = 8.8 and 55 × 4 × 40 / 748 = 11.8


def test_a_period_does_not_end_before_it_begins(timeline: Timeline) -> None:
    with pytest.raises(TariffError, match="Let it begin on or before the day of the read"):
        timeline.bill("smwd", "COMMERCIAL", dt.date(2024, 9, 7), dt.date(2024, 9, 6), {})


def test_every_figure_says_how_well_it_is_known(timeline: Timeline) -> None:
    now = timeline.entry(dt.date(2024, 10, 6), "smwd")
    assert (now.whole.mark, now.whole.carried) == ("illustrative", True)
    assert now.provenance("power_surcharge").mark == "illustrative"
    assert (now.provenance("service_charge").mark, now.provenance("service_charge").carried) == ("published", True)
    assert now.reading.mark == "illustrative"
    assert timeline.entry(dt.date(2016, 5, 1), "smwd").provenance("sewer_charge").mark == "published"


def test_san_juan_capistrano_pays_the_citys_rates_carried(timeline: Timeline) -> None:
    entry = timeline.entry(dt.date(2024, 10, 6), "san_juan_capistrano")
    assert (entry.effective, entry.whole.carried) == (dt.date(2017, 7, 1), True)
    assert "were not found" in entry.whole.source
    # 0.5 × 5 × 2000 × 0.62 / 748 is 4.1, so 4 outdoors, and 9 indoors whoever lives there
    facts = {"usage_ccf": 20, "meter_size": '3/4"', "lot_area": 5000, "irr_area": 2000, "et_amount": 5}
    bill = entry.tariff.bill("RESIDENTIAL_SINGLE", {**facts, "days_in_period": 30})
    assert [(str(c.quantity), str(c.amount)) for c in bill.charges] == [
        ("9", "35.64"),
        ("4", "22.04"),
        ("7", "41.86"),
        ("None", "25.54"),
    ]
    assert str(bill.total) == "125.08"


def test_the_charges_described_are_charges_of_the_bill(timeline: Timeline) -> None:
    for entry in timeline.entries:
        fields = {name for found in entry.tariff.rates.classes.values() for name in found.fields}
        assert set(entry.charges) <= fields


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    shutil.copytree(SEED / "tariffs", tmp_path / "tariffs")
    shutil.copy(SEED / "tariffs.yaml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("effective: 2017-01-01", "effective: 2017-02-01", r"tariffs\.yaml:\d+: says 2017-02-01, but .* Let both give"),
        ("effective: 2017-01-01", "effective: soon", r"tariffs\.yaml:\d+: tariffs\.1\.effective must be a date"),
        ("file: smwd-2017-01-01.owrs", "file: ../secret.owrs", r"tariffs\.yaml:\d+: tariffs\.1\.file"),
        ("file: smwd-2017-01-01.owrs", "file: gone.owrs", r"tariffs/gone\.owrs: cannot be read"),
        (
            "reading: whole_budgets",
            "reading: exact",
            r"tariffs\.yaml:\d+: the reading “exact” is not described\. Describe it",
        ),
        (
            "    mark: published\n    source: Trans",
            "    mark: certain\n    source: Trans",
            r"\.yaml:\d+: tariffs\.0\.mark",
        ),
        ("rate_change: by_days", "rate_change: by_luck", r"tariffs\.yaml:\d+: proration\.rate_change"),
        ("each: 55", "each: -55", r"tariffs\.yaml:\d+: variances\.more_residents\.each"),
        ("tier {tier}", "tier {tier.__class__}", r"tariffs\.yaml:\d+: labels\.tiered\.commodity_charge has a brace"),
    ],
)
def test_a_broken_list_names_the_line_and_the_remedy(pack: Path, old: str, new: str, message: str) -> None:
    path = pack / "tariffs.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        load_timeline(pack)


def test_two_tariffs_from_one_day_are_refused(pack: Path) -> None:
    path = pack / "tariffs.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + text[text.index("  - effective: 2017-01") : text.index("  - effective: 2022")], encoding="utf-8"
    )
    with pytest.raises(SourceError, match=r"smwd has two tariffs from 2017-01-01\. Keep one of them"):
        load_timeline(pack)
