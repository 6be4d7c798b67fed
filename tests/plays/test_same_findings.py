"""`trainer play … --json` and the debrief's page rest on the same findings."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from trainer.headless import play as command
from trainer.plays.debrief import debrief
from trainer.plays.lines import LOOKS
from trainer.plays.models import Play
from trainer.record.finding import Judgement

MOVES: list[dict[str, Any]] = [
    {"say": {"act": "greet"}},
    {"say": {"act": "ask", "topic": "service_address"}},
    {"look": "ledger"},
    {"say": {"act": "explain", "topic": "plan_terms"}},
    {"say": {"act": "refuse", "request": "penalty"}},
    {"do": {"act": "finish"}},
]


# Two at once: the first is helped without being known, the second waits, and is greeted late.
WAIT: dict[str, Any] = {"wait": 60}
TWO: list[dict[str, Any]] = [
    *MOVES[:3], {"say": {"act": "promise", "what": "callback", "by": "2025-01-02"}}, WAIT, WAIT, WAIT,
    {"look": {"act": "switch_to", "contact": "second"}}, {"say": {"act": "greet"}}, {"do": {"act": "finish"}},
]  # fmt: skip


@pytest.mark.parametrize(("scenario", "seed", "moves"), [("the-last-notice", 2, MOVES), ("two-windows", 0, TWO)])
def test_the_page_shows_what_the_command_tells(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int], tmp_path: Path,
    scenario: str, seed: int, moves: list[dict[str, Any]],
) -> None:  # fmt: skip
    play = play_for(sign_in(), moves, scenario, seed)
    path = tmp_path / "moves.jsonl"
    path.write_text("\n".join(json.dumps(move) for move in moves))
    answer = CliRunner().invoke(command, [scenario, "--seed", str(seed), "--moves", str(path), "--json"])
    told = json.loads(answer.stdout)
    with app.extensions["database"].session() as session:
        kept = session.get_one(Play, play)
        assert [one.finding for one in kept.findings] == told["findings"]
        assert (kept.score, kept.passed, kept.critical) == (told["score"], told["passed"], told["critical"])
        names = list(debrief(kept, app.extensions["content"]).names.values())
    page = html.unescape(client.get(f"/plays/{play}/debrief").text)
    wrong = [one for one in told["findings"] if one["verdict"] != "met"]
    assert wrong
    assert all(one["message"] in page and one["why"] in page for one in wrong)
    table = html.unescape(client.get(f"/plays/{play}/debrief?as=table").text).partition("<tbody>")[2]
    rows = table.partition("</tbody>")[0].split("<tr>")[1:]
    told = sorted(told["findings"], key=lambda one: one["second"])
    assert len(rows) == len(told)
    for row, one in zip(rows, told, strict=True):
        assert one["message"] in row
        assert LOOKS[Judgement(one["verdict"])].word in row
    if len(names) > 1:
        assert {name for name in names for row in rows if f"<td>{name}</td>" in row} == set(names)
