"""Opening and closing a drawer: count, correct, log, report, witness, deposit, close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from trainer.desk import till_events as e
from trainer.desk.events import Event
from trainer.desk.registry import RefusedError, Systems, a_mapping, action, the_till
from trainer.desk.state import Desk
from trainer.record.act import Act
from trainer.record.till import Bag, Deposit, Memo

NOBODY_ELSE = "the supervisor on duty"


@action("count_cash")
def count_cash(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    the_till(desk)
    pieces = cast(Mapping[str, int], a_mapping(act, "pieces"))
    if not any(pieces.values()):
        raise RefusedError("Nothing was entered. Count the pieces of each denomination.")
    return [e.CashCounted(pieces)]


@action("count_papers")
def count_papers(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till = the_till(desk)
    amounts = cast(Mapping[str, Decimal], a_mapping(act, "amounts"))
    unknown = [number for number in amounts if till.receipt(number) is None]
    if unknown:
        raise RefusedError(f"There is no receipt {', '.join(unknown)} today.")
    return [e.PapersCounted(amounts)]


@action("correct_receipt")
def correct_receipt(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    number, tender, amount = str(act.text("receipt")), act.text("tender"), act.amount()
    receipt = the_till(desk).receipt(number)
    if receipt is None:
        raise RefusedError(f"There is no receipt {number} today.")
    if receipt.voided_by:
        raise RefusedError(f"Receipt {number} is void.")
    if (tender or receipt.tender, amount or receipt.amount) == (receipt.tender, receipt.amount):
        raise RefusedError("That is what the receipt says already.")
    return [e.ReceiptCorrected(number, tender, amount)]


@action("log_drop")
def log_drop(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till, number = the_till(desk), str(act.text("bag"))
    if any(bag.number == number for bag in till.log):
        raise RefusedError(f"Bag {number} is in the log already.")
    bag = next((bag for bag in till.safe if bag.number == number), None)
    if bag is None:
        raise RefusedError(f"There is no bag {number} in the safe.")
    return [e.DropLogged(Bag(number, act.amount() or bag.amount, bag.at))]


@action("write_memo")
def write_memo(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    amount, receipt = act.amount(), act.text("receipt") or ""
    till = the_till(desk)
    if not amount:
        raise RefusedError("A memo gives what is over, or what is short with a minus.")
    if receipt and till.receipt(receipt) is None:
        raise RefusedError(f"There is no receipt {receipt} today.")
    return [e.MemoWritten(Memo(amount, receipt, act.text("text") or ""))]


@action("ask_witness")
def ask_witness(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till, person = the_till(desk), act.text("person") or NOBODY_ELSE
    unsigned = bool(till.memos) and not till.memos[-1].witness
    return [e.MemoWitnessed(person), e.SecondCalled(person, told=False)] if unsigned else [e.SecondCalled(person)]


@action("make_deposit")
def make_deposit(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    the_till(desk)
    zero = Decimal("0.00")
    deposit = Deposit(act.amount("cash") or zero, act.amount("checks") or zero, act.amount("bags") or zero)
    if min(deposit.cash, deposit.checks, deposit.bags) < 0:
        raise RefusedError("A deposit has no negative part.")
    return [e.DepositMade(deposit)]


@action("close_drawer")
def close_drawer(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    the_till(desk)
    return [e.DrawerClosed(desk.today)]
