"""`trainer play … --json` and the debrief's page rest on the same findings."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from trainer.headless import play as command
from trainer.plays.models import Play

MOVES: list[dict[str, Any]] = [
    {"say": {"act": "greet"}},
    {"say": {"act": "ask", "topic": "service_address"}},
    {"look": "ledger"},
    {"say": {"act": "explain", "topic": "plan_terms"}},
    {"say": {"act": "refuse", "request": "penalty"}},
    {"do": {"act": "finish"}},
]


def test_the_page_shows_what_the_command_tells(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Any], play_for: Callable[..., int], tmp_path: Path
) -> None:
    play = play_for(sign_in(), MOVES, "the-last-notice", 2)
    path = tmp_path / "moves.jsonl"
    path.write_text("\n".join(json.dumps(move) for move in MOVES))
    answer = CliRunner().invoke(command, ["the-last-notice", "--seed", "2", "--moves", str(path), "--json"])
    told = json.loads(answer.stdout)
    with app.extensions["database"].session() as session:
        kept = session.get_one(Play, play)
        assert [one.finding for one in kept.findings] == told["findings"]
        assert (kept.score, kept.passed, kept.critical) == (told["score"], told["passed"], told["critical"])
    page = html.unescape(client.get(f"/plays/{play}/debrief").text)
    wrong = [one for one in told["findings"] if one["verdict"] != "met"]
    assert wrong
    assert all(one["message"] in page and one["why"] in page for one in wrong)
