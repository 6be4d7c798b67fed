"""Who is connected with an account: people who may act on it, and what warns whoever opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.desk.events import Event
from trainer.desk.record_events import Filed, Replaced
from trainer.desk.registry import RefusedError, Systems, a_day, a_text, action, the_account
from trainer.desk.state import Desk
from trainer.record.account import Account, Person
from trainer.record.act import Act, squeezed
from trainer.record.kinds import KINDS
from trainer.record.service import Flag, FlagKind

AUTHORISED, FORMER = "authorised", "former"


@action("add_person")
def add_person(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, name = the_account(desk), a_text(act, "name", "Give the name of who is to be authorized.")
    if _on(account, name) is not None:
        raise RefusedError(f"{name} is on the account already.")
    return [Filed("people", Person(name, AUTHORISED, ""), f"Authorized on the account: {name}")]


@action("remove_person")
def remove_person(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """Nobody is erased: their authority ends today, and the record says so."""
    account, name = the_account(desk), a_text(act, "name", "Give the name of who is to be removed.")
    person = _on(account, name)
    if person is None:
        others = ", ".join(one.name for one in account.people if one.standing not in ("holder", FORMER)) or "nobody"
        raise RefusedError(f"{name} is not on the account. Beside the holder it names {others}.")
    if person.standing == "holder":
        raise RefusedError("The account holder cannot be removed. End the service, or change the name.")
    return [Replaced("people", person, replace(person, standing=FORMER, until=desk.today), f"Removed: {person.name}")]


def _on(account: Account, name: str) -> Person | None:
    return next(
        (one for one in account.people if squeezed(one.name) == squeezed(name) and one.standing != FORMER), None
    )


@action("set_flag")
def set_flag(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, kind, on = the_account(desk), FlagKind(str(act.text("flag"))), a_day(desk, act, "on")
    label = KINDS["set_flag"].slots["flag"].choices[kind.value].label
    if any(one.kind is kind for one in account.flags):
        raise RefusedError(f"The account has that flag already: {label}.")
    if on > desk.today:
        raise RefusedError("A flag stands from today or from an earlier day. Give the day it happened.")
    return [Filed("flags", Flag(kind, on), f"Flag set: {label}")]
