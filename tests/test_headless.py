"""`trainer play` and `trainer check`, as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trainer import proving
from trainer.cli import main
from trainer.district.sources import Problem
from trainer.proof.pack_checks import PackVerdict
from trainer.settings import PACK


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_the_expert_plays_to_a_pass_and_tells_everything() -> None:
    result = run("play", "the-last-notice", "--seed", "0", "--bot", "expert", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (told["scenario"], told["seed"], told["bot"], told["passed"], told["critical"]) == (
        "the-last-notice", 0, "expert", True, 0,
    )  # fmt: skip
    assert 75 <= told["score"] <= 100
    wanted = {"rule", "verdict", "severity", "move", "message", "citation", "duty"}
    assert all(wanted <= set(finding) for finding in told["findings"])
    assert told["transcript"][0]["who"] == "rep"


def test_a_play_is_the_same_each_time() -> None:
    arguments = ("play", "more-than-usual", "--seed", "7", "--bot", "expert", "--json")
    assert run(*arguments).stdout == run(*arguments).stdout


def test_moves_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "moves.jsonl"
    path.write_text(
        '{"say": "Thank you for calling, this is Jordan. How can I help?", "seconds": 6}\n\n{"look": "ledger"}\n'
    )
    result = run("play", "the-last-notice", "--moves", str(path))
    assert result.exit_code == 0
    assert "not passed" in result.stdout
    assert "Opened: Ledger" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("play", "nothing", "--bot", "expert"), "There is no scenario “nothing”"),
        (("play", "the-last-notice", "--bot", "genius"), "There is no bot “genius”"),
        (("play", "the-last-notice"), "Say who plays"),
        (("check", "nothing"), "There is no scenario nothing"),
    ],
)
def test_a_mistake_gets_one_sentence(arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"say": ', "moves.jsonl:2: not JSON"),
        ('{"do": {"act": "fly"}}', "moves.jsonl:2: “fly” is not an act"),
        ('{"do": {"act": "waive_fee", "fee": "L-1", "amount": -5, "reason": "courtesy"}}', "moves.jsonl:2: "),
    ],
)
def test_a_broken_line_of_moves_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "moves.jsonl"
    path.write_text('{"say": {"act": "greet"}}\n' + line + "\n")
    result = run("play", "the-last-notice", "--moves", str(path))
    assert result.exit_code == 1
    assert says in result.output


def test_check_tells_as_json_what_is_proven() -> None:
    told = json.loads(run("check", "before-five", "--json").stdout)
    assert told["ok"] is True
    assert told["scenarios"][0]["id"] == "before-five"
    assert told["scenarios"][0]["ok"] is True
    assert told["scenarios"][0]["problems"] == []


def _packs(monkeypatch: pytest.MonkeyPatch, *problems: Problem, unreadable: bool = False) -> None:
    """As if every pack had these problems, and every scenario were proven."""
    monkeypatch.setattr(proving, "check_pack", lambda folder: PackVerdict(folder.name, problems, unreadable))
    monkeypatch.setattr(proving, "read_pack_proofs", lambda _: {})
    monkeypatch.setattr(proving._Shelf, "_played", lambda *_: ())


def test_check_tells_of_the_packs_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    _packs(monkeypatch)
    result = run("check", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ok"]) == (0, True)
    assert {"id": "smwd", "ok": True, "problems": []} in told["packs"]


def test_a_pack_that_does_not_hold_fails_the_check_with_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    _packs(monkeypatch, Problem("rules/05.yaml", 4, "rules.courtesy_waiver has no worked example.", "Write one."))
    result = run("check", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ok"]) == (1, False)
    assert told["packs"][-1]["problems"] == ["rules/05.yaml:4: rules.courtesy_waiver has no worked example. Write one."]
    assert "pack smwd: NOT PROVEN" in run("check").stdout


def test_a_pack_that_cannot_be_loaded_is_told_and_nothing_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    _packs(monkeypatch, Problem("pack.yaml", 1, "is not valid YAML.", "Check it."), unreadable=True)
    monkeypatch.setattr(proving, "read_pack", lambda _: pytest.fail("nothing can be played with a broken pack"))
    told = json.loads(run("check", "--json").stdout)
    assert (told["ok"], told["scenarios"]) == (False, [])
    assert told["packs"][0]["problems"] == ["pack.yaml:1: is not valid YAML. Check it."]


def test_a_pack_that_held_is_not_proven_again_until_something_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(PACK, tmp_path / "pack"))
    asked: list[str] = []

    def held(folder: Path) -> PackVerdict:
        asked.append(folder.name)
        return PackVerdict(folder.name, ())

    monkeypatch.setattr(proving, "LIBRARY", tmp_path)
    monkeypatch.setattr(proving, "packs", lambda: [folder])
    monkeypatch.setattr(proving, "check_pack", held)
    monkeypatch.setattr(proving._Shelf, "_played", lambda *_: ())
    for arguments, times in ((["--keep"], 1), ([], 1), (["--fresh"], 2)):
        assert run("check", *arguments).exit_code == 0
        assert len(asked) == times
    with (folder / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    run("check")
    assert len(asked) == 3


def test_a_scenario_named_is_proven_alone() -> None:
    assert json.loads(run("check", "before-five", "--json").stdout)["packs"] == []
