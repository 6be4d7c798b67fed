"""The menu of actions: everything the desk can do has its place and its key, and what fits the account is offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plays.over_http import begun, move

from trainer.desk.registry import ACTIONS
from trainer.people.models import Person
from trainer.plays.desk.menu import ANYWHERE, DESK, DRAWER, TRAY, MenuGroup
from trainer.record.kinds import KINDS
from trainer.web.roles import Role

BY_OTHER_MEANS = {
    "find_account",
    "open_account",
    "count_cash",
    "count_papers",
    "open_item",
}  # a search, a list, a form in place


def kinds(menu: tuple[MenuGroup, ...]) -> list[str]:
    return [kind for *_, actions in menu for kind, _ in actions]


def test_whatever_the_desk_can_do_stands_in_a_menu() -> None:
    assert set(ACTIONS) - BY_OTHER_MEANS - {*kinds(DESK), *kinds(DRAWER), *kinds(TRAY)} == set()
    assert {*kinds(DESK), *kinds(DRAWER), *kinds(TRAY)} | ANYWHERE <= set(KINDS)


@pytest.mark.parametrize("menu", [DESK, DRAWER, TRAY], ids=["desk", "drawer", "tray"])
def test_every_key_means_one_thing(menu: tuple[MenuGroup, ...]) -> None:
    groups = [key for _, _, _, key, _ in menu]
    assert len(groups) == len(set(groups))
    assert "s" not in groups  # finds an account
    for *_, actions in menu:
        keys = [key for _, key in actions]
        assert len(keys) == len(set(keys))
    assert len(kinds(menu)) == len(set(kinds(menu)))


def test_what_fits_the_open_account_is_offered_and_what_was_seen_rules_out_the_rest(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Person]
) -> None:
    play = begun(app, sign_in(Role.REPRESENTATIVE))
    first = client.get(f"/plays/{play}").text
    assert 'id="form-return_deposit"' in first
    assert 'id="form-approve_adjustment"' not in first
    tools = move(client, play, 1, look="deposits")["parts"]["tools"]
    assert 'id="form-return_deposit"' not in tools
    assert 'id="form-require_deposit"' in tools


def test_an_address_is_looked_up_from_the_menu_and_an_unknown_one_says_what_to_do(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Person]
) -> None:
    play = begun(app, sign_in(Role.REPRESENTATIVE))
    area = {"act": "look", "panel": "service_area", "place": "12 Nonesuch Road"}
    refused = move(client, play, 1, look=area)
    assert not refused["done"]
    assert "Check the house number" in refused["lines"]
    shown = move(client, play, 2, look={"act": "look", "panel": "service_area"})
    assert (shown["look"], "Served by" in shown["parts"]["panel-service_area"]) == ("service_area", True)
