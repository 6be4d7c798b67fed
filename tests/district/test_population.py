"""What a pack says of its whole district: read, and every mistake named with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trainer.district.population import load_population
from trainer.district.sources import SourceError
from trainer.settings import PACK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(PACK / "district.yaml", tmp_path)
    return tmp_path


def edited(folder: Path, before: str, after: str) -> str:
    """What is said about the file once `before` in it has become `after`."""
    path = folder / "district.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        load_population(folder)
    return str(raised.value)


def test_every_part_says_how_well_it_is_known(folder: Path) -> None:
    population = load_population(folder)
    assert population is not None
    assert population.connections.value == 65_000
    assert population.connections.mark == "published"
    assert population.behind.mark == "illustrative"


def test_a_pack_may_say_nothing_of_its_district(tmp_path: Path) -> None:
    assert load_population(tmp_path) is None


def test_mistakes_are_named_with_their_line(folder: Path) -> None:
    assert "district.yaml:7: connections.value" in edited(folder, "value: 65000", "value: many")


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("percent: 42", "percent: 142", "autopay.percent"),
        ("on_time: 84", "on_time: 0", "habits.shares.on_time"),
        ("COMMERCIAL: 3,", "COMMERCIAL: 3, HYDRANT: 1,", "meters: give the sizes of HYDRANT"),
        ("tenants:", "lodgers:", "tenants"),
    ],
)
def test_what_cannot_be_is_refused(folder: Path, before: str, after: str, named: str) -> None:
    assert named in edited(folder, before, after)
