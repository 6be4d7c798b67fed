"""What is done with money: payments on accounts, and the cash office."""

from __future__ import annotations

from trainer.record.kinds.base import ARRIVAL, TENDERS, ActKind, Slot, SlotType, Way, amount, choice, day, text, words

_TAKEN = {
    **TENDERS,
    **words(
        postdated_check="post-dated check", third_party_check="third-party check", cashier_check="cashier’s check",
        foreign_check="check on a foreign bank", foreign_cash="foreign cash", coins="loose coins",
    ),
}  # fmt: skip
_CODES = words(
    water="water", construction="construction meter", deposit="deposit", copies="copies of records",
    bids="bid documents", miscellaneous="other services",
)  # fmt: skip
_FIRST = words(oldest="the oldest charges first", current="the current bill and the instalment first")
_BACK = words(bank="the bank sent it back", ours="it was posted by mistake")
_HOW = words(credit="credit on the account", check="check by mail", original="the way it was paid", cash="cash")

MONEY = (
    # Payments
    ActKind("take_payment", Way.DO, "Take a payment", {
        "tender": choice(_TAKEN, "Paid by"), "amount": amount(), "code": choice(_CODES, "For", required=False),
        "pieces": Slot(SlotType.PIECES, "Handed over", required=False), "arrival": ARRIVAL,
    }, 30),
    ActKind("apply_payment", Way.DO, "Apply a payment", {
        "amount": amount(), "first": choice(_FIRST, "Order"),
    }, 15, changes=True),
    ActKind("move_payment", Way.DO, "Move a payment", {
        "payment": text("Payment"), "to": text("To account", required=False),
    }, 25, changes=True),
    ActKind("reverse_payment", Way.DO, "Reverse a payment", {
        "payment": text("Payment"), "reason": choice(_BACK, "Because"),
    }, 25, changes=True),
    ActKind("charge_returned", Way.DO, "Charge a returned payment", {
        "payment": text("Payment"), "amount": amount("Charge, $"),
    }, 20, changes=True),
    ActKind("request_refund", Way.DO, "Request a refund", {"amount": amount(), "how": choice(_HOW, "How")}, 20,
            changes=True),
    ActKind("enrol_autopay", Way.DO, "Enter an automatic payment form", {"start": day("From")}, 30, changes=True),
    ActKind("stop_autopay", Way.DO, "Stop automatic payment", seconds=15, changes=True),
    ActKind("enrol_ebill", Way.DO, "Enter paperless bills", {"email": text("E-mail")}, 20, changes=True),
    ActKind("stop_ebill", Way.DO, "Go back to paper bills", seconds=15, changes=True),
    ActKind("write_receipt", Way.DO, "Write a paper receipt", {"amount": amount()}, 30),
    # The cash office
    ActKind("count_cash", Way.DO, "Count the cash", {"pieces": Slot(SlotType.PIECES, "Pieces")}, 90),
    ActKind("count_papers", Way.DO, "Count the checks", {"amounts": Slot(SlotType.AMOUNTS, "Amount in hand")}, 45),
    ActKind("correct_receipt", Way.DO, "Correct a receipt", {
        "receipt": text("Receipt"), "tender": choice(TENDERS, "Really paid by", required=False),
        "amount": amount("Really paid, $", required=False),
    }, 25),
    ActKind("void_receipt", Way.DO, "Void a receipt", {
        "receipt": text("Receipt"), "witness": text("Second person", required=False),
    }, 20),
    ActKind("hold_note", Way.DO, "Keep a suspected counterfeit", {"amount": amount()}, 25),
    ActKind("hand_back_note", Way.DO, "Hand a suspected counterfeit back", {"amount": amount()}, 5),
    ActKind("drop_cash", Way.DO, "Take cash to the safe", {"pieces": Slot(SlotType.PIECES, "Pieces")}, 45),
    ActKind("log_drop", Way.DO, "Log a drop to the safe", {"bag": text("Bag"), "amount": amount()}, 20),
    ActKind("record_night_drop", Way.DO, "Record the night drop", {
        "received": day("Received"), "witness": text("Second person", required=False), "arrival": ARRIVAL,
    }, 40),
    ActKind("write_memo", Way.DO, "Write an over or short memo", {
        "amount": amount("Over, or short with a minus, $", signed=True),
        "receipt": text("Traced to receipt", required=False), "text": text("What happened", required=False),
    }, 40),
    ActKind("ask_witness", Way.DO, "Ask for a second signature", {"person": text("Who", required=False)}, 30),
    ActKind("make_deposit", Way.DO, "Make up the deposit", {
        "cash": amount("Cash above the float, $", signed=True),
        "checks": amount("Checks and money orders, $", signed=True),
        "bags": amount("Bags from the safe, $", signed=True),
    }, 40),
    ActKind("hand_over_deposit", Way.DO, "Hand the deposit to the courier", {
        "signed": choice(words(yes="signed for", no="not signed for"), "Courier"),
    }, 15),
    ActKind("close_drawer", Way.DO, "Close the drawer", seconds=10),
    ActKind("give_change", Way.DO, "Give change", {
        "amount": amount("Change, $"), "pieces": Slot(SlotType.PIECES, "In pieces", required=False),
    }, 15),
)  # fmt: skip
