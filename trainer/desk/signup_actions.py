"""How bills are paid and sent: automatic payment and paperless bills, begun and stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trainer.desk.events import Event
from trainer.desk.record_events import Amended, Filed, Replaced
from trainer.desk.registry import RefusedError, Systems, a_date, a_text, action, the_account
from trainer.desk.state import Desk
from trainer.record.act import Act
from trainer.record.case import shown
from trainer.record.service import Document, Mandate

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@action("enrol_autopay")
def enrol_autopay(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """A new form takes the place of one that the bank has sent back."""
    account, start = the_account(desk), a_date(act, "start")
    if account.mandate is not None and account.mandate.returned is None:
        raise RefusedError(f"Automatic payment runs since {shown(account.mandate.since)}. Stop it first.")
    if start <= desk.today:
        raise RefusedError("Automatic payment begins after today.")
    form = Document("autopay form", desk.today, account.holder.name)
    begun = {"autopay": True, "mandate": Mandate(start)}
    return [Filed("documents", form), Amended(begun, f"Automatic payment from {shown(start)}")]


@action("stop_autopay")
def stop_autopay(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account = the_account(desk)
    if not account.autopay and account.mandate is None:
        raise RefusedError("There is no automatic payment on this account.")
    return [Amended({"autopay": False, "mandate": None}, "Automatic payment stopped")]


@action("enrol_ebill")
def enrol_ebill(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, email = the_account(desk), a_text(act, "email", "Give the e-mail address.")
    if not _EMAIL.fullmatch(email):
        raise RefusedError(f"{email[:60]} is no e-mail address. Write it like pat@example.org.")
    if account.paperless and email == account.holder.email and account.email_bounced is None:
        raise RefusedError("Bills go to that address already.")
    holder = account.holder
    to = Replaced("people", holder, replace(holder, email=email))
    return [to, Amended({"paperless": True, "email_bounced": None}, f"Paperless bills go to {email}")]


@action("stop_ebill")
def stop_ebill(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    if not the_account(desk).paperless:
        raise RefusedError("Bills are sent on paper already.")
    return [Amended({"paperless": False, "email_bounced": None}, "Bills are sent on paper again")]
