"""`trainer bill`, as it is typed: a CSV of customers in, the same rows with their bills beside them out."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trainer import billing
from trainer.cli import main
from trainer.settings import SEED

RATES = """
metadata: {effective_date: 2020-01-01, utility_name: Example, bill_frequency: annually, bill_unit: ccf}
rate_structure:
  HOME:
    service_charge: {depends_on: meter_size, values: {3/4": 10, 1": 20.5}}
    indoor: 8.5
    budget: indoor
    tier_starts: [0, indoor, 11]
    tier_prices: [1, 2.005, 3]
    commodity_charge: Budget
    discount: 0.1
    bill: service_charge+commodity_charge-discount*usage_ccf
"""


@pytest.fixture
def rates(tmp_path: Path) -> Path:
    path = tmp_path / "rates.owrs"
    path.write_text(RATES, encoding="utf-8")
    return path


def bill(rates: Path, text: str | bytes, *options: str, customer_class: str = "HOME") -> Result:
    folder = rates.parent
    (folder / "customers.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    files = ["--rates", str(rates), "--class", customer_class, "--in", str(folder / "customers.csv")]
    return CliRunner().invoke(main, ["bill", *files, "--out", str(folder / "bills.csv"), *options])


def written(rates: Path) -> list[dict[str, str]]:
    with (rates.parent / "bills.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_bill_and_each_of_its_lines_stand_beside_the_row(rates: Path) -> None:
    result = bill(rates, 'account,usage_ccf,meter_size\nA1,12,"3/4"""\nA2,0,1"\n', "--exact")

    assert result.exit_code == 0, result.output
    assert written(rates) == [
        {
            "account": "A1", "usage_ccf": "12", "meter_size": '3/4"', "indoor": "9", "budget": "9",
            "X1": "9", "X2": "1", "X3": "2", "XR1": "9.00", "XR2": "2.01", "XR3": "6.00",
            "service_charge": "10.00", "commodity_charge": "17.01", "discount*usage_ccf": "-1.20",
            "bill": "25.81", "error": "",
        },
        {
            "account": "A2", "usage_ccf": "0", "meter_size": '1"', "indoor": "9", "budget": "9",
            "X1": "0", "X2": "0", "X3": "0", "XR1": "0.00", "XR2": "0.00", "XR3": "0.00",
            "service_charge": "20.50", "commodity_charge": "0.00", "discount*usage_ccf": "0.00",
            "bill": "20.50", "error": "",
        },
    ]  # fmt: skip
    assert result.stdout == f"2 of 2 rows billed, $46.31 in all, to {rates.parent / 'bills.csv'}.\n"


def test_without_a_pack_it_reckons_as_the_standards_own_implementation(rates: Path) -> None:
    bill(rates, 'usage_ccf,meter_size\n12,"3/4"""\n')
    assert written(rates)[0]["budget"] == "8"  # 8.5 rounds half to even
    assert written(rates)[0]["bill"] == "26.81"  # 10 + 8 + 2 × 2.005 + 2 × 3 − 1.2
    assert written(rates)[0]["XR2"] == "4.01"


def test_a_pack_says_how_its_tariff_is_read(rates: Path) -> None:
    seed = SEED / "smwd" / "tariffs" / "smwd-2022-01-01.owrs"
    header = "usage_ccf,meter_size,hhsize,irr_area,et_amount,days_in_period,pressure_zone\n"
    customers = rates.parent / "customers.csv"
    customers.write_text(f'{header}38,"3/4""",4,1800,5,30,4\n', encoding="utf-8")
    arguments = ["bill", "--rates", str(seed), "--class", "RESIDENTIAL_SINGLE", "--in", str(customers)]
    arguments += ["--out", str(rates.parent / "bills.csv"), "--pack", str(SEED / "smwd")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert written(rates)[0]["bill"] == "242.14"  # the bill after the sprinkler leak, as worked by hand elsewhere


def test_a_column_stands_above_the_files_figure_and_a_blank_does_not(rates: Path) -> None:
    bill(rates, 'usage_ccf,meter_size,discount,indoor\n10,"1""",0.5,\n10,"1""",,10\n', "--exact")
    assert [(row["indoor"], row["X1"], row["discount*usage_ccf"]) for row in written(rates)] == [
        ("", "9", "-5.00"),
        ("10", "10", "-1.00"),
    ]


def test_a_row_in_error_keeps_its_place_and_stops_no_other(rates: Path) -> None:
    rows = ['5,"3/4""",a', '5,"9""",b', "", '5,"1"""', 'much,"1""",d', '6,"1""","e\nf"', '7,"1"x,g', '8,"1""",h']
    result = bill(rates, "usage_ccf,meter_size,note\n" + "\n".join(rows) + "\n")

    assert result.exit_code == 1
    assert [(row["usage_ccf"], row["bill"]) for row in written(rates)] == [
        ("5", "14.50"), ("5", ""), ("5", ""), ("much", ""), ("6", "25.90"), ("", ""), ("8", "27.70"),
    ]  # fmt: skip
    told = result.stderr.splitlines()
    assert [line.split(" ")[0] for line in told] == [f"customers.csv:{n}:" for n in (3, 5, 6, 9)]
    assert 'has no entry for meter_size “9"”. It has 3/4", 1".' in told[0]
    assert "has 2 cells for 3 columns" in told[1]
    assert "was given 'much'" in told[2]
    assert "Check its quotes" in told[3]
    assert written(rates)[1]["error"] in told[0]


def test_a_missing_column_is_named_with_class_field_and_remedy(rates: Path) -> None:
    result = bill(rates, "usage_ccf\n5\n")
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "customers.csv:2: rates.owrs: HOME.service_charge needs “meter_size”, which was not given. Give one of"
    )


def test_the_report_as_json(rates: Path) -> None:
    told = json.loads(bill(rates, 'usage_ccf,meter_size\n5,"1"""\n-1,"1"""\n', "--json").stdout)
    assert (told["rows"], told["billed"], told["failed"], told["total"]) == (2, 1, 1, "25.000000")
    assert [error["line"] for error in told["errors"]] == [3]
    assert "Give usage_ccf as zero or more" in told["errors"][0]["message"]


def test_a_long_file_is_billed_in_parts_in_its_own_order(rates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(billing, "CHUNK", 3)
    result = bill(rates, "usage_ccf,meter_size\n" + "".join(f'{n},"1"""\n' for n in range(10)) + "x,\n")
    assert [row["usage_ccf"] for row in written(rates)] == [*map(str, range(10)), "x"]
    assert result.stderr.startswith("customers.csv:12:")


def test_only_so_many_errors_are_listed_and_the_rest_counted(rates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(billing, "TOLD", 2)
    result = bill(rates, "usage_ccf\n" + "5\n" * 5)
    assert len(result.stderr.splitlines()) == 3
    assert result.stderr.splitlines()[-1] == "… and 3 more, told in the column error."


def test_what_a_spreadsheet_would_run_is_defused(rates: Path) -> None:
    bill(rates, 'usage_ccf,meter_size,=note\n5,"1""",=1+1\n5,"1""",-5\n5,"1""",@SUM(A1)\n')
    assert [row["'=note"] for row in written(rates)] == ["'=1+1", "-5", "'@SUM(A1)"]


def test_files_of_a_spreadsheet_keep_their_mark_and_names_in_other_encodings_their_bytes(rates: Path) -> None:
    assert bill(rates, b'\xef\xbb\xbfusage_ccf,meter_size,name\n5,"1""",Ana\n').exit_code == 0
    assert (rates.parent / "bills.csv").read_bytes().startswith(b"\xef\xbb\xbfusage_ccf,")
    assert bill(rates, b'usage_ccf,meter_size,name\n5,"1""",Pe\xf1a\n').exit_code == 0
    assert b"Pe\xf1a" in (rates.parent / "bills.csv").read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "customers.csv has no columns. Name them in its first line"),
        ("usage_ccf,bill\n", "customers.csv:1: has a column “bill”, which the bills are written to. Rename it"),
        ("usage_ccf,gpcd,gpcd_commodity\n", "customers.csv:1: has the column “gpcd_commodity” twice"),
        ("usage_ccf,X1\n", "has a column “X1”"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused_and_nothing_is_written(rates: Path, text: str, message: str) -> None:
    (rates.parent / "bills.csv").write_text("kept", encoding="utf-8")
    result = bill(rates, text)
    assert result.exit_code == 1
    assert message in result.stderr
    assert (rates.parent / "bills.csv").read_text(encoding="utf-8") == "kept"
    assert not (rates.parent / "bills.csv.part").exists()


def test_mistakes_in_what_was_typed_are_told(rates: Path) -> None:
    assert "Give one of HOME" in bill(rates, "usage_ccf\n", customer_class="SHOP").stderr
    assert "Give one of them" in bill(rates, "usage_ccf\n", "--exact", "--pack", str(SEED / "smwd")).stderr
    assert "does not list rates.owrs. It lists" in bill(rates, "usage_ccf\n", "--pack", str(SEED / "smwd")).stderr
    assert "would write over --in" in bill(rates, "usage_ccf\n", "--out", str(rates.parent / "customers.csv")).stderr
    assert "Give a file in a folder that is there" in bill(rates, "usage_ccf\n", "--out", os.devnull).stderr
    assert "Give a file in a folder that is there" in bill(rates, "usage_ccf\n", "--out", "no/such/folder.csv").stderr
    rates.write_text(RATES.replace("0.1", "ten dimes"), encoding="utf-8")
    broken = bill(rates, "usage_ccf\n")
    assert "rates.owrs:11: HOME.discount" in broken.stderr
