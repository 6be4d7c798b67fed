"""A pack is refused with every mistake's file, line and remedy at once; a right one answers as of a day."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from trainer.district.pack import Pack, load_pack
from trainer.district.parameters import UnknownParameterError
from trainer.district.sources import SourceError
from trainer.settings import SEED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEED / "smwd", tmp_path / "smwd"))


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Put `new` for `old` in one file; the line it stands on."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def complaints(folder: Path) -> list[str]:
    with pytest.raises(SourceError) as raised:
        load_pack(folder)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("rules/13-conduct.yaml", "  greet:\n", "  greeting:\n", "there is no rule “greeting”"),
        ("rules/01-identity-and-privacy.yaml", "severity: critical", "severity: terrible", "severity"),
        (
            "rules/05-late-fees-and-waivers.yaml",
            "{I: 25.00, II: 75.00}",
            "{I: 75.00, II: 25.00}",
            "authority falls with the level",
        ),
        ("rubric.yaml", "pass_mark: 75", "pass_mark: 750", "pass_mark"),
        ("parameters/05-late-fees-and-waivers.yaml", "unit: usd\n", "unit: euros\n", "unit"),
        ("calendar.yaml", "Labor Day", "Labour Day", "is not a holiday known here"),
        ("tariffs.yaml", "smwd-2022-01-01.owrs", "smwd-2099-01-01.owrs", "cannot be read"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(folder: Path, name: str, old: str, new: str, says: str) -> None:
    line = change(folder, name, old, new)
    found = [text for text in complaints(folder) if says in text]
    assert found
    assert name.removesuffix(".yaml") in found[0] or "owrs" in found[0]
    assert f":{line}:" in found[0] or "cannot be read" in found[0] or f":{line - 1}:" in found[0]


def test_one_run_lists_the_mistakes_of_all_files(folder: Path) -> None:
    change(folder, "rubric.yaml", "pass_mark: 75", "pass_mark: 750")
    change(folder, "rules/13-conduct.yaml", "  greet:\n", "  greeting:\n")
    (folder / "calendar.yaml").write_text("office_hours: [unclosed\n", encoding="utf-8")
    told = "\n".join(complaints(folder))
    assert "rubric.yaml:" in told
    assert "rules/13-conduct.yaml:" in told
    assert "calendar.yaml:" in told


def test_a_rule_without_its_section_is_refused(folder: Path) -> None:
    change(folder, "rules/05-late-fees-and-waivers.yaml", 'section: "5.2"', 'section: "5.9"')
    assert any("the manual has no section 5.9" in text for text in complaints(folder))


def test_a_figure_holds_from_its_day(pack: Pack) -> None:
    found = pack.parameter("courtesy_waiver_months", dt.date(2024, 10, 17))
    assert (found.value, found.shown, found.mark) == (12, "12 months", "illustrative")
    with pytest.raises(UnknownParameterError, match="has no value on 1990-01-01"):
        pack.parameter("courtesy_waiver_months", dt.date(1990, 1, 1))
    with pytest.raises(UnknownParameterError, match="has no parameter “kindness”"):
        pack.parameter("kindness", dt.date(2024, 10, 17))
