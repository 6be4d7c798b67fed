"""docs/packs.md names every key that a pack's files may have, and nothing of it that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from trainer.district import calendar, examples, invented, pack, parameters, rubric, rulelist, situations
from trainer.district.tariff import labels, load_timeline
from trainer.district.tariff.reader import MONTHS
from trainer.scenarios.needs import FOR_ACCOUNTS, FOR_DRAWERS

DOCUMENT = (Path(__file__).resolve().parent.parent / "docs" / "packs.md").read_text(encoding="utf-8")
LISTING = import_module(load_timeline.__module__)  # where tariffs.yaml is read
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", DOCUMENT, re.M | re.S))


def keys(*models: type[BaseModel]) -> Iterator[str]:
    for model in models:
        for name, given in model.model_fields.items():
            yield given.alias or name


def code(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize(
    ("section", "models"),
    [
        ("pack.yaml", (pack.Identity, pack.Window, invented.Invented, invented.Streets)),
        ("calendar.yaml", (calendar._File, calendar._Hours, calendar._Observed, calendar._Extra, calendar._Closure)),
        ("parameters/*.yaml", (parameters.Parameter, parameters.Dated)),
        ("rules/*.yaml", (rulelist.RuleEntry, rulelist.Told)),
        ("Rates", (LISTING._List, LISTING._Reading, LISTING._Entry, labels.Labels)),
        ("class-specification.yaml and rubric.yaml", (pack.ClassSpecification, pack.Duty, rubric.Rubric)),
        ("class-specification.yaml and rubric.yaml", (rubric.PartWeight,)),
        ("Worked examples", (examples._Given, situations.Situation)),
        ("Worked examples", (situations.ContactGiven, situations.RequestGiven)),
    ],
)
def test_every_key_is_explained(section: str, models: tuple[type[BaseModel], ...]) -> None:
    named = code(SECTIONS[section]) | code(SECTIONS["Marks"])
    assert sorted(set(keys(*models)) - named) == []


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("parameters/*.yaml", get_args(parameters.Unit)),
        ("Marks", get_args(parameters.Mark)),
        ("rules/*.yaml", (*rulelist.PRECEDENCE, *rulelist.LEVELS, *get_args(rulelist.Part))),
        ("rules/*.yaml", tuple(severity.value for severity in rulelist.Severity)),
        ("Rates", tuple(MONTHS)),
        ("Worked examples", get_args(examples.Says)),
    ],
)
def test_every_word_to_choose_from_is_there(section: str, words: tuple[str, ...]) -> None:
    assert [word for word in words if word not in code(SECTIONS[section])] == []


def test_the_figures_that_are_always_needed_are_listed() -> None:
    named = code(SECTIONS["parameters/*.yaml"])
    assert {"et_01", "et_12"} <= named
    assert [name for name in (*FOR_ACCOUNTS, *FOR_DRAWERS) if not name.startswith("et_") and name not in named] == []


def test_what_it_shows_can_be_written(tmp_path: Path) -> None:
    """The parameter and the example are taken as they stand."""
    shown = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.S)
    for name, text in zip(("parameters", "examples"), shown, strict=True):
        (tmp_path / name).mkdir()
        (tmp_path / name / "05-shown.yaml").write_text(text)
    assert parameters.load_parameters(tmp_path / "parameters").entries["due_days"].values[-1].value == 21
    (example,) = examples.load_examples(tmp_path / "examples")
    shipped = pack.load_pack(Path(__file__).resolve().parent.parent / "seed" / "smwd")
    assert list(examples.failures(example, shipped.rulebook, shipped)) == []
