"""What the desk shows of how somebody came: a letter as a letter, a customer before an open drawer, a line on hold."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from plays.over_http import begun, move

from trainer.people.models import Person
from trainer.scenarios.library import Library
from trainer.scenarios.opening import pick_variant
from trainer.web.roles import Role

SignIn = Callable[..., Person]


def seed_of(library: Library, scenario: str, variant: str) -> int:
    found = library.scenarios[scenario]
    return next(seed for seed in range(40) if pick_variant(found, seed) == variant)


def test_what_is_written_shows_where_it_came_from_and_is_answered_on_a_sheet(
    app: Flask, client: FlaskClient, sign_in: SignIn, library: Library
) -> None:
    """One letter too many in an address is the whole point of this e-mail: it can be seen before it is acted on."""
    seed = seed_of(library, "dear-sir-or-madam", "very_nearly")
    play = begun(app, sign_in(Role.REPRESENTATIVE), "dear-sir-or-madam", seed)
    assert "Mail to answer" in client.get(f"/plays/{play}").text
    parts = move(client, play, 1, look={"act": "switch_to", "contact": "electronic"})["parts"]
    assert "@example.com.co" in parts["head"]
    assert "URGENT address update" in parts["head"]
    assert "Not verified" not in parts["head"]
    assert "Re: URGENT address update" in parts["dear"]
    assert "Dear " in parts["dear"]
    assert "Sincerely, Jordan, Santa Margarita Water District" in parts["signed"]
    letter = move(client, play, 2, look={"act": "switch_to", "contact": "paper"})["parts"]
    assert "Three pages, both sides" in letter["head"]
    assert "Subject" not in letter["head"] + letter["dear"]
    assert move(client, play, 3, do={"act": "send_reply"})["parts"]["dear"].strip() == ""


def test_who_pays_at_the_counter_can_be_talked_to(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    page = client.get(f"/plays/{begun(app, sign_in(Role.REPRESENTATIVE), 'exact-change')}").text
    needed = ("say", "open-take_payment", "open-hold_note", "tab-ledger")
    assert [one for one in needed if f'id="{one}"' not in page] == []
    assert 'data-look="drawer"' in page


def test_a_line_on_hold_says_so(app: Flask, client: FlaskClient, sign_in: SignIn, library: Library) -> None:
    seed = seed_of(library, "a-box-of-papers", "down_the_driveway")
    play = begun(app, sign_in(Role.REPRESENTATIVE), "a-box-of-papers", seed)
    move(client, play, 1, say={"act": "greet"})
    assert "ringing" in move(client, play, 2, wait=15)["parts"]["queue"]
    move(client, play, 3, say={"act": "hold_please"})
    assert "on hold" in move(client, play, 4, look={"act": "switch_to", "contact": "second"})["parts"]["queue"]


def test_a_machine_is_neither_calm_nor_verified(
    app: Flask, client: FlaskClient, sign_in: SignIn, library: Library
) -> None:
    seed = seed_of(library, "return-to-sender", "after_the_tone")
    play = begun(app, sign_in(Role.REPRESENTATIVE), "return-to-sender", seed)
    head = move(client, play, 1, do={"act": "contact_customer", "how": "phone"})["parts"]["head"]
    assert "A machine, and it takes one message" in head
    assert "verified" not in head
    assert 'class="mood"' not in head
