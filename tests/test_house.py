"""The house rules that a test can hold: the floors of imports, and documentation that names what is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import trainer
from trainer.cli import main
from trainer.district.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_imports_run_down_the_floors() -> None:
    code = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_map_names_every_room() -> None:
    rooms = [path.name for path in (ROOT / "trainer").iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [room for room in rooms if f"{room}/" not in told] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_in_the_documents_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_commands_in_the_documents_exist(path: Path) -> None:
    named = set(re.findall(r"\btrainer ([a-z]+)\b(?= |`|$)", " ".join(_code(path.read_text(encoding="utf-8")))))
    known = set(main.list_commands(None))  # type: ignore[arg-type]
    assert named - known == set()


def _code(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text) + re.findall(r"```sh\n(.*?)```", text, re.DOTALL)


def test_the_version_is_told_once() -> None:
    told = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert told is not None
    assert told[1] == trainer.__version__


def test_every_rule_has_a_function_with_a_sentence() -> None:
    logics = [logic for rule in RULES.values() for logic in (rule.ruling, rule.owed) if logic]
    assert [logic.__name__ for logic in logics if not (logic.__doc__ or "").strip()] == []
