"""The drawer in the course of the day: payments, change, voids, suspected notes, drops, the courier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from trainer.desk import drawer_events as e
from trainer.desk.arrival_events import ArrivalDone, the_arrival
from trainer.desk.events import Event
from trainer.desk.registry import RefusedError, Systems, action, the_till
from trainer.desk.state import Desk
from trainer.district.money import dollars
from trainer.record.act import Act
from trainer.record.change import Pieces, cents, change, largest_first
from trainer.record.kinds import KINDS
from trainer.record.till import Bag, Receipt, Till, worth

CASH = ("cash", "coins")
MOST_CASH, MOST_PIECES = Decimal("9999.99"), 1000  # at one time; what no drawer has room for is a slip of the keys
_CODES = KINDS["take_payment"].slots["code"].choices
_FIRST_RECEIPT, _FIRST_BAG = 10_001, 1001


@action("take_payment")
def take_payment(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till, amount, tender = the_till(desk), _amount(act), str(act.text("tender"))
    arrival = the_arrival(desk, act)
    if tender == "foreign_cash":
        raise RefusedError("The drawer has no place for foreign money.")
    if arrival is not None and any(one.arrival == arrival.id and not one.voided_by for one in till.receipts):
        raise RefusedError(f"The payment that came with {arrival.id} has its receipt already.")
    cash = tender in CASH
    pieces = _handed_over(act, amount) if cash else Counter[str]()
    what = _CODES[act.text("code") or "water"].label.capitalize()
    kind = "cash" if cash else tender if tender == "money order" else "check"
    number, tendered = _next_receipt(till), worth(pieces) if cash else None
    given = Decimal("0.00") if tendered == amount else None
    receipt = Receipt(number, None, what, kind, amount, tendered, given, arrival=arrival.id if arrival else "")
    taken = e.PaymentTaken(receipt, pieces)
    return [taken, ArrivalDone(arrival.id, f"Receipt {number}, {dollars(amount)}")] if arrival else [taken]


def _amount(act: Act) -> Decimal:
    amount = act.amount()
    if amount is None:
        raise RefusedError("Give the amount.")
    return amount


def _handed_over(act: Act, amount: Decimal) -> Pieces:
    """The pieces handed over; the exact sum where nobody entered them."""
    pieces = _pieces(act)
    if max(worth(pieces), amount) > MOST_CASH or pieces.total() > MOST_PIECES:
        raise RefusedError(f"That is more than a drawer holds: {dollars(MOST_CASH)} at a time. Ask a supervisor.")
    if not pieces:
        return largest_first(cents(amount))
    if worth(pieces) < amount:
        raise RefusedError(f"{dollars(worth(pieces))} was handed over: less than the {dollars(amount)} to be paid.")
    return pieces


def _pieces(act: Act) -> Pieces:
    given = act.get("pieces")
    return +Counter(cast(Mapping[str, int], given)) if isinstance(given, Mapping) else Counter[str]()


def _next_receipt(till: Till) -> str:
    taken = [int(one.number.removeprefix("R-")) for one in till.receipts if one.number.removeprefix("R-").isdigit()]
    return f"R-{max(taken, default=_FIRST_RECEIPT - 1) + 1}"


@action("give_change")
def give_change(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till, amount, pieces = the_till(desk), _amount(act), _pieces(act)
    if pieces and worth(pieces) != amount:
        raise RefusedError(f"Those pieces are {dollars(worth(pieces))}, and not {dollars(amount)}.")
    return [e.ChangeGiven(amount, _out_of(till, pieces) if pieces else _made_of(till, amount))]


def _out_of(till: Till, pieces: Pieces) -> Pieces:
    short = [name for name, number in pieces.items() if till.pieces[name] < number]
    if short:
        names = ", ".join(f"{name[:-1]}¢" if name.endswith("c") else f"${name}" for name in short)
        raise RefusedError(f"The drawer does not hold that many of {names}.")
    return pieces


def _made_of(till: Till, amount: Decimal) -> Pieces:
    made = change(Counter(till.pieces), amount)
    if made is None:
        raise RefusedError(f"The drawer cannot make {dollars(amount)}: ask a supervisor for change.")
    return made


@action("void_receipt")
def void_receipt(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till, number = the_till(desk), str(act.text("receipt"))
    receipt = till.receipt(number)
    if receipt is None:
        raise RefusedError(f"There is no receipt {number} today.")
    if receipt.voided_by:
        raise RefusedError(f"Receipt {number} is void already, signed by {receipt.voided_by}.")
    back = _made_of(till, receipt.amount) if receipt.tender == "cash" else Counter[str]()
    return [e.ReceiptVoided(number, act.text("witness") or till.second or desk.clerk, back)]


@action("hold_note")
def hold_note(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    the_till(desk)
    return [e.NoteHeld(_amount(act))]


@action("hand_back_note")
def hand_back_note(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till, amount = the_till(desk), _amount(act)
    return [e.NoteHandedBack(amount, kept=amount in till.held)]


@action("drop_cash")
def drop_cash(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till, pieces = the_till(desk), _pieces(act)
    if not pieces:
        raise RefusedError("Nothing was entered. Count the pieces that go to the safe.")
    numbers = [int(bag.number.removeprefix("S-")) for bag in till.safe if bag.number.removeprefix("S-").isdigit()]
    number = f"S-{max(numbers, default=_FIRST_BAG - 1) + 1}"
    return [e.CashDropped(Bag(number, worth(pieces), None), _out_of(till, pieces))]


@action("write_receipt")
def write_receipt(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    the_till(desk)
    return [e.ReceiptWritten(_amount(act))]


@action("hand_over_deposit")
def hand_over_deposit(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    till = desk.till
    if till is None or till.deposit is None:
        raise RefusedError("No deposit is made up yet: fill in the slip first.")
    if till.handed_over:
        raise RefusedError("The deposit has left already.")
    return [e.DepositHandedOver(str(act.text("signed")), till.deposit.total)]
