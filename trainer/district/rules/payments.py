"""Chapter 4, payments: what is taken and how, the order it is applied in, and what a part of it does not do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from trainer.district.dates import months_back
from trainer.district.delinquency import past_due
from trainer.district.rules.registry import owes, rules_on
from trainer.district.rules.shutoff_causes import paid_enough
from trainer.record.account import EntryKind
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case, Deed
from trainer.record.credit import Arrangement, Protections
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted
from trainer.record.service import Incident

REFUSED = ("postdated_check", "third_party_check", "foreign_check", "foreign_cash")
FROM_A_BANK = ("check",)
CARD_WAYS = (act("offer", offer="portal"), act("offer", offer="phone_line"))
MORE_TIME = (act("offer", offer="payment_plan"), act("offer", offer="extension"))
SYSTEM_DOWN = "system_down"


@rules_on("no_card_by_voice", "take_card")
def no_card_by_voice(case: Case, what: Act) -> Ruling | None:
    """No card number by voice, whoever offers it."""
    return forbidden(
        "Cards are taken only in the portal and by the automated line.",
        reasons=("card_by_voice",), instead=CARD_WAYS,
    )  # fmt: skip


@owes("no_card_by_voice")
def where_cards_go(case: Case) -> Iterable[Obligation]:
    """Who wants to pay by card is told where that is done."""
    ways = (pattern("offer", offer="portal"), pattern("offer", offer="phone_line"))
    for request in case.requests:
        if request.act.kind == "take_card" and request.contact is not None:
            yield Obligation(
                f"card:{request.id}", "Say where a card can be used", (*ways, pattern("explain", topic="payment_ways")),
                contact=request.contact, while_open=True,
            )  # fmt: skip


@rules_on("tenders_taken", "take_payment")
def tenders_taken(case: Case, what: Act) -> Ruling | None:
    """Cash, checks drawn for today, money orders and cashier’s checks; a part of what is owed is taken too."""
    tender, amount = what.text("tender"), what.amount()
    if tender in REFUSED:
        return forbidden("The desk cannot take that.", reasons=("tender_refused",), instead=CARD_WAYS)
    most = case.parameter("loose_coins_limit") if tender == "coins" else None
    if most is not None and amount is not None and amount > most:
        return forbidden(f"Loose coins are taken up to ${most:,.2f}; rolled coins are cash.",
                         reasons=("tender_refused",), allowed=what.but(amount=Decimal(most)))  # fmt: skip
    return permitted(entitled=True)


@rules_on("guaranteed_funds", "take_payment", "enrol_autopay")
def guaranteed_funds(case: Case, what: Act) -> Ruling | None:
    """After so many payments came back within the window, checks and automatic payment wait until it is over."""
    if what.kind == "take_payment" and (what.text("tender") not in FROM_A_BANK or case.account is None):
        return None
    start = months_back(case.today, case.parameter("returned_payment_months"))
    back = [e for e in case.see("ledger") if e.kind is EntryKind.RETURNED and e.on > start]
    if len(back) < case.parameter("returned_payment_limit"):
        return None
    case.note_reading("payments returned in the window", len(back), "ledger")
    return forbidden(
        "Too many payments came back: cash, a money order or a cashier’s check for now.",
        reasons=("tender_refused",), instead=(act("explain", topic="payment_ways"), *CARD_WAYS),
    )  # fmt: skip


@rules_on("payment_order", "apply_payment")
def payment_order(case: Case, what: Act) -> Ruling | None:
    """The oldest charges first; while a plan is kept, the current bill and its instalment, for those keep it."""
    agreed: Sequence[Arrangement] = case.see("arrangements")
    kept = any(a.kind != "extension" and a.broken_on is None and a.until >= case.today for a in agreed)
    case.note_reading("a plan is kept", kept, "arrangements")
    return permitted(what.but(first="current" if kept else "oldest"))


@owes("part_payment")
def tell_what_a_part_does(case: Case) -> Iterable[Obligation]:
    """Who pays a part while a shut-off is scheduled hears that it is not stopped, and what would stop it."""
    contact, shown = case.talking, case.panels.get("protections", Protections())
    coming = any(one.done is None and not one.stopped and one.reason == "non_payment" for one in shown.shutoffs)
    if contact is None or not coming or not case.did(pattern("take_payment")):
        return
    if past_due(case.see("bills"), case.see("ledger"), case.today) and not paid_enough(case, case.today):
        say = (pattern("offer", offer="payment_plan"), pattern("offer", offer="extension"))
        yield Obligation("part", "Say that a part does not stop the shut-off, and what would", say,
                         contact=contact.id, while_open=True)  # fmt: skip


def _is_down(incidents: Sequence[Incident]) -> bool:
    return any(one.open and one.kind == SYSTEM_DOWN for one in incidents)


def _taken(case: Case) -> list[Deed]:
    return [deed for _, deed in case.deeds(pattern("take_payment"))]


@owes("paper_receipts")
def paper_receipts(case: Case) -> Iterable[Obligation]:
    """While the system is down: a paper receipt for each payment, and a day on which it is entered."""
    if not _is_down(case.panels.get("incidents", ())):
        return
    for deed in _taken(case):
        amount = deed.act.amount()
        if amount is not None:
            receipt = pattern("write_receipt", amount=amount)
            yield Obligation(f"receipt:{deed.move}", "Write a paper receipt for the amount taken", (receipt,))
    if _taken(case):
        by = case.policy.add_business_days(case.today, 1)
        yield Obligation("enter", "Write down by when it is entered", (pattern("add_follow_up", by=by),))


@rules_on("paper_receipts", "write_receipt")
def only_while_down(case: Case, what: Act) -> Ruling | None:
    """A paper receipt is for what was taken, and only while the system cannot print one."""
    if not _is_down(case.see("incidents")):
        return forbidden("The system is up, and prints the receipt itself.")
    amounts = [deed.act.amount() for deed in _taken(case)]
    if what.amount() in amounts:
        return permitted()
    last = amounts[-1] if amounts else None
    return forbidden("That is not what was taken.", allowed=what.but(amount=last) if last else None, untrue=True)
