"""The proofs of a pack: the one that ships passes, and each thing that may be wrong is named with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trainer.proof.pack_checks import check_pack
from trainer.settings import PACK, packs

FEES = "05-late-fees-and-waivers"


@pytest.mark.parametrize("folder", packs(), ids=lambda folder: folder.name)
def test_every_pack_that_ships_is_proven(folder: Path) -> None:
    assert [str(problem) for problem in check_pack(folder).problems] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the pack with the examples of one chapter: a thousand more would say nothing of what is tested here."""
    copied = Path(shutil.copytree(PACK, tmp_path / PACK.name))
    for path in (copied / "examples").iterdir():
        if path.stem != FEES:
            path.unlink()
    return copied


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(folder: Path, name: str, text: str) -> int:
    """The line that begins with `text`."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(text))


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in check_pack(folder).problems]


def test_a_section_without_a_rule(folder: Path) -> None:
    name = f"manual/{FEES}.md"
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n## 5.99 Idle\n\n**Nothing follows from this.**\n\nSource: illustrative.\n")
    line = line_of(folder, name, "## 5.99")
    assert any(text.startswith(f"{name}:{line}: section 5.99 Idle has no rule in force") for text in told(folder))


def test_a_parameter_that_nothing_uses(folder: Path) -> None:
    name = f"parameters/{FEES}.yaml"
    idle = "\n  idle_days:\n    label: Idle\n    unit: days\n    values:\n" + (
        "      - {from: 2020-01-01, value: 3, mark: illustrative, source: Suggested}\n"
    )
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(idle)
    line = line_of(folder, name, "idle_days:")
    assert any(text.startswith(f"{name}:{line}: parameters.idle_days is used by nothing") for text in told(folder))


@pytest.mark.parametrize("name", ["courtesy_waiver_months", "late_penalty_ceiling_percent", "et_07", "drawer_float"])
def test_what_a_rule_a_section_a_bill_or_a_drawer_uses_is_used(folder: Path, name: str) -> None:
    assert not [text for text in told(folder) if f"parameters.{name} " in text]


def test_a_parameter_that_begins_after_the_first_day(folder: Path) -> None:
    """Plays fall on days from 1 July 2024, as pack.yaml says."""
    name = f"parameters/{FEES}.yaml"
    line = line_of(folder, name, "due_days:")
    change(folder, name, "from: 2020-01-01", "from: 2024-07-02")
    wanted = f"{name}:{line}: parameters.due_days begins on 2024-07-02, and plays fall on days from 2024-07-01."
    assert any(text.startswith(wanted) for text in told(folder))


def test_a_parameter_without_a_source(folder: Path) -> None:
    change(folder, f"parameters/{FEES}.yaml", "source: Suggested; whether SMWD charges interest was not found",
           'source: " "')  # fmt: skip
    assert any("parameters.interest_percent_month has no source" in text for text in told(folder))


def test_a_rule_that_reads_what_the_pack_does_not_have(folder: Path) -> None:
    for path in (folder / "manual").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("{{ extension_days }}", "some time"), encoding="utf-8")
    change(folder, "parameters/06-extensions-and-payment-plans.yaml", "extension_days:", "extension_length_days:")
    name = "rules/06-extensions-and-payment-plans.yaml"
    line = line_of(folder, name, "extension_length:")
    wanted = f"{name}:{line}: rules.extension_length reads extension_days, which is no parameter of the pack."
    assert any(text.startswith(wanted) for text in told(folder))


def test_a_rule_without_an_example(folder: Path) -> None:
    name, line = f"rules/{FEES}.yaml", line_of(folder, f"rules/{FEES}.yaml", "courtesy_waiver:")
    assert not any("rules.courtesy_waiver has no worked example" in text for text in told(folder))
    path = folder / f"examples/{FEES}.yaml"
    path.write_text("examples: []\n", encoding="utf-8")
    wanted = f"{name}:{line}: rules.courtesy_waiver has no worked example."
    assert any(text.startswith(wanted) for text in told(folder))


def test_an_example_that_no_longer_holds(folder: Path) -> None:
    """With a window of ten months, a waiver eleven months ago no longer stands in the way."""
    change(folder, f"parameters/{FEES}.yaml", "value: 12\n", "value: 10\n")
    found = [text for text in told(folder) if "should say forbidden, and says permitted" in text]
    assert any("A penalty was waived eleven months ago" in text and f"{FEES}.yaml:" in text for text in found)


def test_an_example_of_a_rule_that_is_not_in_force(folder: Path) -> None:
    change(folder, f"examples/{FEES}.yaml", "rule: courtesy_waiver", "rule: courtesy_wavier")
    assert any("is of a rule that is not in force" in text for text in told(folder))


@pytest.mark.parametrize(
    ("authority", "says"),
    [
        ("{amuont: {I: 25.00}}", "authority over “amuont”, which no act it rules on has as an amount. Use amount."),
        ("{amount: {III: 25.00}}", "there is no level “III”. The levels are I, II, supervisor."),
        ("{amount: {I: 75.00, II: 25.00}}", "authority falls with the level"),
    ],
)
def test_authority_over_nothing_by_nobody_or_falling(folder: Path, authority: str, says: str) -> None:
    change(folder, f"rules/{FEES}.yaml", "{amount: {I: 25.00, II: 75.00}}", authority)
    assert any(says in text and f"{FEES}.yaml:" in text for text in told(folder))


def test_a_pack_that_cannot_be_loaded_has_what_stopped_it(folder: Path) -> None:
    change(folder, "pack.yaml", "window: {from:", "window: {form:")
    verdict = check_pack(folder)
    assert verdict.unreadable
    assert any("pack.yaml" in str(problem) for problem in verdict.problems)
