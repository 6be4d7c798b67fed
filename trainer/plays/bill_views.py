"""A bill on its own page, as the customer sees it and as it prints: for whoever has opened the bills in the play."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from trainer.db import session
from trainer.plays import service
from trainer.plays.desk.bill import printed
from trainer.plays.service import NotFoundError, RefusedError
from trainer.scenarios.case_of import case_of
from trainer.web.access import allow, signed_in
from trainer.web.content import content
from trainer.web.roles import Role

bills = Blueprint("bills", __name__, url_prefix="/plays", template_folder="templates")


@bills.get("/<int:play_id>/bill/<bill>")
@allow(Role.REPRESENTATIVE)
def show(play_id: int, bill: str) -> ResponseReturnValue:
    """The bill of the account that is open. Before its bills were looked at, it is not there."""
    try:
        play = service.find(session(), play_id, signed_in().id)
        world = service.world_of(play, content())
    except (NotFoundError, RefusedError):
        abort(404)
    account = world.desk.account
    found = account.bill(bill) if account and "bills" in case_of(world).panels else None
    if account is None or found is None:
        abort(404)
    view = printed(account, found, world.setting.pack.identity)
    return render_template("plays/desk/bill.html", play=play, view=view, bill=found)
