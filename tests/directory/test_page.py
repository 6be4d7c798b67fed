"""The page of the district as a browser gets it: plots with their tables, or how to make a district."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from directory.conftest import WANTED
from flask import Flask
from flask.testing import FlaskClient

from trainer.customers.bulk.blocks import Maker
from trainer.directory import service
from trainer.directory.making import blocks
from trainer.web.roles import Role


@pytest.fixture
def supervisor(client: FlaskClient, sign_in: Callable[..., Any]) -> FlaskClient:
    sign_in(Role.SUPERVISOR)
    return client


@pytest.fixture
def figures(app: Flask, maker: Maker) -> Any:
    with app.extensions["database"].session() as session:
        made = service.load(session, maker, blocks(WANTED, maker, 1), service.Origin("smwd", "f" * 64, "7"))
        return service.figures(made)


def test_without_a_district_the_page_says_how_to_make_one(supervisor: FlaskClient) -> None:
    answer = supervisor.get("/district")
    assert "There is no district yet" in answer.text
    assert "trainer district --accounts" in answer.text
    assert "plotly" not in answer.text
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_a_district_of_another_agency_is_not_shown(
    app: Flask, supervisor: FlaskClient, figures: Any, maker: Maker
) -> None:
    with app.extensions["database"].session() as session:
        service.load(session, maker, [maker.make(0, 5)], service.Origin("elsewhere", "f" * 64, "7"), replace=True)
    page = supervisor.get("/district").text
    assert "There is no district yet" in page
    assert "--replace" in page


def test_every_plot_has_its_sentence_and_its_table(supervisor: FlaskClient, figures: Any) -> None:
    page = supervisor.get("/district").text
    assert f"{WANTED.accounts} accounts and {WANTED.accounts * WANTED.months:,} bills" in page
    drawn = [json.loads(unescape(given)) for given in re.findall(r'data-figure="([^"]+)"', page)]
    assert [len(figure["data"]) for figure in drawn] == [4, 3, 1, 1, 1]
    assert page.count("<details>") == 5
    homes = figures.rounds[WANTED.months - 1]
    assert homes.month == "2025-06"
    assert drawn[0]["data"][0]["y"][-1] == homes.use
    assert f'<td class="num">{homes.use:,}</td>' in page
    assert "the District publishes 14" in page


def test_only_a_page_with_plots_may_style_inline_and_none_may_run_scripts_inline(
    supervisor: FlaskClient, figures: Any
) -> None:
    answer = supervisor.get("/district")
    policy = answer.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self';" in policy
    assert not re.search(r"<style|\sstyle=|<script(?! src=)", answer.text)
    assert "unsafe" not in supervisor.get("/manual").headers["Content-Security-Policy"]
