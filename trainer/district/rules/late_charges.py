"""Chapter 5, late fees and waivers: what may be taken off, how often, and what is offered instead."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.district.rules.fairness import OTHERS_DECIDE
from trainer.district.rules.penalties import (
    earlier_courtesy,
    mistake_in,
    not_reversed,
    penalty,
    received_in_time,
)
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted


@rules_on("reverse_our_mistake", "waive_fee")
def reverse_our_mistake(case: Case, what: Act) -> Ruling | None:
    """A penalty for a payment that had arrived in time is reversed in full, and uses up nothing."""
    ledger, bills = case.see("ledger"), case.see("bills")
    fee = penalty(ledger, what)
    paid = fee and received_in_time(ledger, bills, fee)
    if fee is None or paid is None:
        return None
    case.note_reading("payment received", paid.received or paid.on, "ledger")
    case.note_reading("payment posted", paid.on, "ledger")
    case.note_reading("late penalty", fee.amount, "ledger")
    return permitted(
        what.but(amount=fee.amount, reason="our_mistake"),
        "The payment had reached the District by the due date and was posted late.",
        entitled=True,
    )


@rules_on("courtesy_waiver", "waive_fee")
def courtesy_waiver(case: Case, what: Act) -> Ruling | None:
    """One late penalty may be waived as a courtesy in any window of months, once what was our mistake is off it."""
    ledger, bills = case.see("ledger"), case.see("bills")
    fee = penalty(ledger, what)
    if fee is None or received_in_time(ledger, bills, fee) or mistake_in(case, ledger, bills, fee):
        return None
    case.note_reading("late penalty", fee.amount, "ledger")
    if earlier_courtesy(case, fee):
        return forbidden(
            "A charge was already waived as a courtesy in the window.",
            reasons=("waived_already",),
            instead=(act("offer", offer="extension"), act("offer", offer="payment_plan")),
        )
    return permitted(
        what.but(amount=not_reversed(ledger, fee), reason="courtesy"),
        "No charge was waived as a courtesy in the window.",
        entitled=True,
    )


@owes("offer_arrangement")
def offer_arrangement(case: Case) -> Iterable[Obligation]:
    """Whoever is refused a waiver or a reduction is told of more time to pay, at any time before the contact ends.

    Not by who may not work on the account: whoever does will offer it.
    """
    if case.told("staff_tie") in OTHERS_DECIDE:
        return
    for request in case.requests:
        if request.act.kind not in ("waive_fee", "reduce_charge") or request.contact is None:
            continue
        if case.did(pattern("refuse", request=request.id)):
            yield Obligation(
                f"arrangement:{request.id}",
                "Offer an extension or a payment plan",
                (pattern("offer", offer="extension"), pattern("offer", offer="payment_plan")),
                contact=request.contact,
                while_open=True,
            )
