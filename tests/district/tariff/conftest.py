"""What the tariff tests share: the seed pack, the reference folder beside the project, and small tariffs from text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.district.tariff import Conventions, Tariff, Timeline, load_tariff, load_timeline

ROOT = Path(__file__).parents[3]

Load = Callable[..., Tariff]

HEAD = "metadata:\n  effective_date: 2020-01-01\n  utility_name: Example\nrate_structure:\n"


@pytest.fixture(scope="session")
def timeline() -> Timeline:
    return load_timeline(ROOT / "seed" / "smwd")


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference folder ../shared is not beside this project")
    return folder


@pytest.fixture
def tariff(tmp_path: Path) -> Load:
    """Loads a tariff from the text of its classes, whose first class begins on line 5 of the file."""

    def load(classes: str, conventions: Conventions | None = None) -> Tariff:
        path = tmp_path / "example.owrs"
        path.write_text(HEAD + textwrap.indent(textwrap.dedent(classes).strip("\n"), "  "), encoding="utf-8")
        return load_tariff(path, conventions)

    return load
