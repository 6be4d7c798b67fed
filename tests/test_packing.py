"""`trainer pack`: a sheet goes out, comes back filled, and adds values without touching the old ones."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from trainer.cli import main
from trainer.district.appending import NewValue, append_values
from trainer.district.pack import load_pack
from trainer.district.parameters import load_parameters
from trainer.district.sources import SourceError
from trainer.settings import SEED
from trainer.sheets.columns import COLUMNS, FILLED
from trainer.sheets.writing import INSTRUCTIONS

GOOD = {"New value": 28, "From": dt.date(2025, 7, 1), "New mark": "published", "New source": "Resolution 2025-07"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["pack", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEED / "smwd", tmp_path / "ours"))


Fill = Callable[..., Path]


@pytest.fixture(params=["xlsx", "csv"])
def fill(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Fill:
    """`fill({"due_days": {"New value": 28, …}})`: the pack's sheet with these cells, in the two formats."""
    path = tmp_path / f"parameters.{request.param}"
    assert run("sheet", "--pack", folder, "--out", path).exit_code == 0

    def made(cells: dict[str, dict[str, Any]]) -> Path:
        (fill_xlsx if path.suffix == ".xlsx" else fill_csv)(path, cells)
        return path

    return made


def fill_xlsx(path: Path, cells: dict[str, dict[str, Any]]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Parameters"]
    for row in sheet.iter_rows(min_row=2):
        for column, value in cells.get(str(row[0].value), {}).items():
            row[COLUMNS.index(column)].value = value
    book.save(path)


def fill_csv(path: Path, cells: dict[str, dict[str, Any]]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows[1:]:
        for column, value in cells.get(row[0], {}).items():
            row[COLUMNS.index(column)] = str(value)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "parameters").glob("*")}


def test_the_sheet_has_a_row_for_each_figure_and_instructions_first(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "parameters.xlsx"
    result = run("sheet", "--pack", folder, "--out", out)
    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["How to fill it in", "Parameters"]
    rows = list(book["Parameters"].iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    entries = load_parameters(folder / "parameters").entries
    assert [row[0] for row in rows[1:]] == list(entries)
    due = next(row for row in rows if row[0] == "due_days")
    assert due[1:4] == ("A bill is due, counted from its date, after", "days", 21)
    assert (due[4].date(), due[5]) == (dt.date(2020, 1, 1), "illustrative")
    assert due[7:] == ("The District's due date", None, None, None, None, None)


def test_a_file_that_is_there_is_kept(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "parameters.csv"
    out.write_text("mine")
    result = run("sheet", "--pack", folder, "--out", out)
    assert (result.exit_code, out.read_text()) == (1, "mine")
    assert "--force" in result.output


def test_new_values_hold_from_their_day_and_old_ones_before(fill: Fill, folder: Path) -> None:
    path = fill({
        "due_days": {**GOOD, "Still to confirm": "The resolution’s number"},
        "drawer_float": {**GOOD, "New value": "150.5"},
        "reread_fee_later": {**GOOD, "New value": 0},
        "emergency_phone": {**GOOD, "New value": "(555) 555-0111"},
    })  # fmt: skip
    result = run("import", path, "--into", folder)
    assert result.exit_code == 0, result.output
    pack = load_pack(folder)
    before, after = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
    assert [pack.parameter("due_days", day).value for day in (before, after)] == [21, 28]
    value = pack.parameter("due_days", after)
    assert (value.mark, value.source, value.dated.confirm) == (
        "published", "Resolution 2025-07", "The resolution’s number",
    )  # fmt: skip
    assert pack.parameter("drawer_float", after).shown == "$150.50"
    assert pack.parameter("reread_fee_later", after).shown == "$0.00"
    assert pack.parameter("emergency_phone", after).value == "(555) 555-0111"


def test_nothing_but_the_new_lines_is_in_the_files(fill: Fill, folder: Path) -> None:
    """Comments, quotes and the old values' own bytes stay: taking the new lines out gives the old file."""
    file = folder / "parameters" / "05-late-fees-and-waivers.yaml"
    file.write_text(
        file.read_text().replace("  late_penalty_percent:", "  # Set by the board.\n  late_penalty_percent:")
    )
    before = bytes_of(folder)
    assert run("import", fill({"due_days": GOOD}), "--into", folder).exit_code == 0
    after = bytes_of(folder)
    assert {name for name in after if after[name] != before[name]} == {file.name}
    new = b"      - from: 2025-07-01\n        value: 28\n        mark: published\n        source: Resolution 2025-07\n"
    assert after[file.name].count(new) == 1
    assert after[file.name].replace(new, b"") == before[file.name]
    assert new + b"\n  # Set by the board." in after[file.name]


def test_a_sheet_with_nothing_filled_changes_nothing(fill: Fill, folder: Path) -> None:
    before = bytes_of(folder)
    result = run("import", fill({}), "--into", folder)
    assert (result.exit_code, bytes_of(folder)) == (0, before)
    assert "gives no new value" in result.output


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"New value": "three weeks"}, "New value", "is not a number in days. Write a plain number."),
        ({"New value": "28.5"}, "New value", "28.5 is not a whole number of days."),
        ({"New value": -28}, "New value", "-28 is below zero."),
        ({"New value": "=20+8"}, "New value", "holds a formula. Write the value itself."),
        ({"New source": "=HYPERLINK(1)"}, "New source", "holds a formula."),
        ({"From": "7/1/2025"}, "From", "“7/1/2025” is not a day. Write it like 2025-07-01."),
        (
            {"From": dt.date(2020, 1, 1)},
            "From",
            "2020-01-01 is not later than 2020-01-01, when the present value begins.",
        ),
        ({"New mark": "certain"}, "New mark", "“certain” is no mark. Write one of law, published, illustrative."),
        ({"New source": ""}, "New source", "is empty, and other columns of the row are filled."),
        ({"Value": 28}, "Value", "says 28, and the pack says 21. Put it back"),
    ],
)
def test_each_mistake_names_its_place_and_nothing_is_written(
    fill: Fill, folder: Path, cells: dict[str, Any], column: str, says: str
) -> None:
    before = bytes_of(folder)
    path = fill({"due_days": {**GOOD, **cells}, "drawer_float": {**GOOD, "New value": 150}})
    result = run("import", path, "--into", folder)
    row = [*load_parameters(folder / "parameters").entries].index("due_days") + 2
    sheet = ", sheet Parameters" if path.suffix == ".xlsx" else ""
    assert result.exit_code == 1
    assert f"{path.name}{sheet}, row {row}, column {column}: " in result.output
    assert says in result.output
    assert "Nothing was changed." in result.output
    assert bytes_of(folder) == before


def test_every_mistake_is_listed_at_once(fill: Fill, folder: Path) -> None:
    path = fill({"due_days": {**GOOD, "New value": "x"}, "drawer_float": {**GOOD, "New value": "1.005"}})
    output = run("import", path, "--into", folder).output
    assert "is not a number in days" in output
    assert "1.005 has parts of a cent" in output


def test_a_parameter_there_is_not(fill: Fill, folder: Path) -> None:
    path = fill({"due_days": {**GOOD, "Parameter": "dew_days"}})
    assert "the pack has no parameter “dew_days”" in run("import", path, "--into", folder).output


def test_a_percentage_as_a_spreadsheet_keeps_it(folder: Path, tmp_path: Path) -> None:
    """A cell that shows 8% holds 0.08; neither is taken for the other."""
    path = tmp_path / "parameters.xlsx"
    run("sheet", "--pack", folder, "--out", path)
    fill_xlsx(path, {"late_penalty_percent": {**GOOD, "New value": 0.08}})
    book = openpyxl.load_workbook(path)
    for row in book["Parameters"].iter_rows(min_row=2):
        if row[0].value == "late_penalty_percent":
            row[COLUMNS.index("New value")].number_format = "0%"
    book.save(path)
    assert "is not a number in percent" in run("import", path, "--into", folder).output


@pytest.mark.parametrize("name", ["parameters.xlsx", "parameters.csv", "parameters.ods"])
def test_what_is_no_sheet_is_refused_in_a_sentence(folder: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xff\xfe\x00nothing")
    result = run("import", path, "--into", folder)
    assert result.exit_code == 1
    assert name in result.output
    assert "Traceback" not in result.output


def test_a_text_like_a_formula_goes_out_as_text(folder: Path, tmp_path: Path) -> None:
    file = folder / "parameters" / "12-cash-office.yaml"
    text = file.read_text()
    file.write_text(text.replace("label: Float in each drawer at opening", 'label: "=1+1"'))
    assert file.read_text() != text
    out, other = tmp_path / "p.xlsx", tmp_path / "p.csv"
    assert run("sheet", "--pack", folder, "--out", out).exit_code == 0
    assert run("sheet", "--pack", folder, "--out", other).exit_code == 0
    cell = next(
        row[1] for row in openpyxl.load_workbook(out)["Parameters"].iter_rows() if row[0].value == "drawer_float"
    )
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert "'=1+1" in other.read_text(encoding="utf-8-sig")


def test_values_on_one_line_are_left_to_a_person(folder: Path) -> None:
    (folder / "parameters" / "20-own.yaml").write_text(
        "parameters:\n"
        "  own: {label: Own, unit: count, values: [{from: 2020-01-01, value: 1, mark: law, source: Here}]}\n"
    )
    new = NewValue("own", dt.date(2025, 1, 1), "2", "law", "There")
    before = bytes_of(folder)
    with pytest.raises(SourceError, match=r"20-own\.yaml:2: parameters\.own\.values stands on one line"):
        append_values(folder / "parameters", [new])
    assert bytes_of(folder) == before


def test_what_would_not_load_is_not_written(folder: Path) -> None:
    before = bytes_of(folder)
    early = NewValue("due_days", dt.date(2019, 1, 1), "28", "law", "There")
    with pytest.raises(SourceError, match="in order of date"):
        append_values(folder / "parameters", [early])
    assert bytes_of(folder) == before


@pytest.mark.parametrize("like", ["smwd", "alder-mesa"])
def test_a_new_pack_loads_and_claims_nothing_for_its_own(tmp_path: Path, like: str) -> None:
    folder = tmp_path / "Oak Flat 2"
    result = run("new", folder, "--like", like, "--name", 'The "Oak Flat" District')
    assert result.exit_code == 0, result.output
    pack = load_pack(folder)
    assert (pack.identity.id, pack.identity.name) == ("oak-flat-2", 'The "Oak Flat" District')
    assert {value.mark for entry in pack.parameters.entries.values() for value in entry.values} <= {
        "illustrative",
        "law",
    }
    assert "oak-flat-2" in pack.tariffs.areas


def test_a_new_pack_takes_no_folder_in_use(tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").write_text("keep me")
    assert run("new", tmp_path / "used", "--name", "Ours").exit_code == 1
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["letter.txt"]


def test_the_instructions_name_every_column() -> None:
    assert [column for column in FILLED if not any(column in line for line in INSTRUCTIONS)] == []
