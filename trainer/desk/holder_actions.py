"""The customer's own facts: name, mailing address, a payoff for a sale, construction meters lent and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from trainer.desk.events import Event
from trainer.desk.record_events import Amended, Filed, Posted, Replaced
from trainer.desk.registry import (
    RefusedError,
    Systems,
    a_date,
    a_text,
    action,
    an_amount,
    next_entry,
    not_past,
    the_account,
)
from trainer.desk.state import Desk
from trainer.district.money import dollars
from trainer.record.account import NO_MONEY, Entry, EntryKind
from trainer.record.act import Act, squeezed
from trainer.record.case import shown
from trainer.record.service import ConstructionMeter, Document

OUT, RETURNED = "out", "returned"
RENT = "construction_fee_a_day"


@action("change_name")
def change_name(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """The name that was stays on file as a paper."""
    account, name = the_account(desk), a_text(act, "name", "Give the new name.")
    old = account.holder
    if name == old.name:
        raise RefusedError("The account is in that name already.")
    kept = Document("former name", desk.today, old.name)
    return [Filed("documents", kept), Replaced("people", old, replace(old, name=name), f"Name changed: {name}")]


@action("change_address")
def change_address(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """Where bills go; mail that came back from the old address is settled by it."""
    account, place = the_account(desk), a_text(act, "place", "Give the new mailing address.")
    if squeezed(place) == squeezed(account.mailing or account.premise.address):
        raise RefusedError("Bills go to that address already.")
    mailing = "" if squeezed(place) == squeezed(account.premise.address) else place
    return [Amended({"mailing": mailing, "mail_returned": None}, f"Mailing address: {place}")]


@action("quote_payoff")
def quote_payoff(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    the_account(desk)
    amount, on = an_amount(act), not_past(desk, a_date(act, "on"), "A payoff")
    said = f"{dollars(amount)} as of {shown(on)}"
    return [Filed("documents", Document("payoff quote", desk.today, desk.clerk, words=said), f"Payoff quoted: {said}")]


@action("lend_meter")
def lend_meter(desk: Desk, act: Act, systems: Systems) -> Sequence[Event]:
    """The deposit is held against the meter; the fee goes on the account."""
    account, deposit, fee = the_account(desk), an_amount(act, "deposit"), an_amount(act, "fee")
    number = f"H{7001 + len(account.construction)}"
    meter = ConstructionMeter(number, desk.today, deposit, Decimal(systems.parameter(RENT) or NO_MONEY))
    line = Entry(next_entry(account), desk.today, EntryKind.FEE, fee, memo=f"construction meter {number}")
    said = f"Construction meter {number} lent: deposit {dollars(deposit)}, fee {dollars(fee)}"
    return [Posted((line,)), Filed("construction", meter, said)]


@action("return_meter")
def return_meter(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """What comes back of the deposit becomes a credit, and what is still due a charge."""
    account, refund = the_account(desk), an_amount(act, "refund")
    meter = next((one for one in reversed(account.construction) if one.state != RETURNED), None)
    if meter is None:
        raise RefusedError("No construction meter is out on this account.")
    if refund > meter.deposit:
        raise RefusedError(f"No more than the deposit of {dollars(meter.deposit)} comes back.")
    line = Entry(next_entry(account), desk.today, EntryKind.DEPOSIT, -refund, memo=f"construction meter {meter.number}")
    said = f"{dollars(refund)} to refund" if refund >= 0 else f"{dollars(-refund)} still due"
    back = Replaced("construction", meter, replace(meter, state=RETURNED), f"Meter {meter.number} taken back: {said}")
    return [*([Posted((line,))] if refund else []), back]
