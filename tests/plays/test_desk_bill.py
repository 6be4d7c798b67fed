"""A bill as it was mailed: the sums on it, and that it is there only for whoever looked at the bills."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from desk.working import at_desk
from flask import Flask
from flask.testing import FlaskClient
from plays.over_http import begun, move

from trainer.district.pack import Pack
from trainer.people.models import Person
from trainer.plays.desk.bill import printed
from trainer.web.roles import Role


def test_a_bill_says_what_was_owed_paid_and_added_before_it(pack: Pack) -> None:
    """By hand: August’s 80.00 was paid, September’s 90.00 not; 9.00 of penalty and 25.00 of fee; then 100.00."""
    account = at_desk().account
    view = printed(account, account.bills[-1], pack.identity)
    assert [(one.label, one.amount) for one in view.before] == [
        ("Amount of your last bill", Decimal("90.00")),
        ("Payments received", Decimal("0.00")),
        ("Late penalty, 1 Oct 2024", Decimal("9.00")),
        ("Final notice fee, 2 Oct 2024", Decimal("25.00")),
    ]
    assert view.due == Decimal("224.00")
    september = printed(account, account.bills[1], pack.identity)
    assert (september.before[1].label, september.before[1].amount) == (
        "Payments received, last on 20 Aug 2024", Decimal("-80.00"),
    )  # fmt: skip
    assert september.due == Decimal("90.00")


def test_a_pack_that_says_little_of_its_agency_still_has_bills(pack: Pack) -> None:
    bare = pack.identity.model_copy(update={"phones": {}, "address": {}})
    account = at_desk(mailing="PO Box 4").account
    view = printed(account, account.bills[-1], bare)
    assert (view.sender.lines, view.sender.phone, view.sender.remit, view.mail_to) == ((), "", (), ["PO Box 4"])


def test_the_page_is_there_once_the_bills_were_looked_at(
    app: Flask, client: FlaskClient, sign_in: Callable[..., Person]
) -> None:
    play = begun(app, sign_in(Role.REPRESENTATIVE))
    assert client.get(f"/plays/{play}/bill/B1").status_code == 404
    panel = move(client, play, 1, look="bills")["parts"]["panel-bills"]
    address = panel.partition('href="')[2].partition('"')[0]
    page = client.get(address)
    assert page.status_code == 200
    assert "Amount due" in page.text
    assert "Send this part back with your check" in page.text
    assert client.get(f"/plays/{play}/bill/none").status_code == 404
