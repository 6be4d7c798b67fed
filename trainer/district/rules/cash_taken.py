"""Chapter 12, cash office: what is taken over the counter: the float, the receipt, the change, and a false note.

Told, where it is so: opening; paying_for (a receipt's code); cash_handed and counterfeit (dollars; the first includes
the second).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from trainer.district.rules.cash_office import NOTHING, OPENING, float_difference
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted

CASH = ("cash", "coins")


def amount_told(case: Case, topic: str) -> Decimal | None:
    """A sum of money that was told, in dollars."""
    value = case.told(topic)
    return value if isinstance(value, Decimal) else None


@owes("count_at_opening")
def count_at_opening(case: Case) -> Iterable[Obligation]:
    """The float is counted in the morning, and what differs is written down before the day begins."""
    if case.told(OPENING) is not True:
        return
    if not case.did(pattern("count_cash")):
        yield Obligation("count", "Count the float", (pattern("count_cash", pieces=case.see("drawer")),))
        return
    # Once counted, the drawer takes money: what lies in it now is no longer the float.
    yield Obligation("count", "Count the float", (pattern("count_cash"),))
    difference = float_difference(case)
    if difference:
        memo = pattern("write_memo", amount=difference)
        yield Obligation("memo", "Report what the float is over or short", (memo,))


@rules_on("count_at_opening", "take_payment")
def counted_before_the_first(case: Case, what: Act) -> Ruling | None:
    """No cash is taken into a drawer whose float nobody has counted."""
    if case.told(OPENING) is not True or what.text("tender") not in CASH:
        return None
    if case.did(pattern("count_cash")):
        return permitted()
    return not_yet("Count the float first.", pattern("count_cash", pieces=case.see("drawer")))


@rules_on("receipt_code", "take_payment")
def receipt_code(case: Case, what: Act) -> Ruling | None:
    """Each receipt says which service it is for; without a code it is water."""
    service = case.told("paying_for")
    if not isinstance(service, str):
        return None
    case.note_reading("paid for", service, "told")
    coded = what.but(code=service)
    if what.text("code") is None and service != "water":
        return forbidden("A receipt without a code would pay a water bill.", allowed=coded)
    return permitted(coded)


@rules_on("change_to_the_cent", "give_change")
def change_to_the_cent(case: Case, what: Act) -> Ruling | None:
    """Change is what was handed over less what was paid, once: the next wish waits for the next payment."""
    handed = amount_told(case, "cash_handed")
    if handed is None:
        return None
    payments = list(case.deeds(pattern("take_payment", tender="cash")))
    if not payments:
        return forbidden("Change is given for a payment; the drawer does not break notes.", reasons=("not_allowed",))
    index, payment = payments[-1]
    if case.did(pattern("give_change"), since=index):
        return forbidden("This payment has had its change: one is finished before the next.", reasons=("not_allowed",))
    change = handed - (payment.act.amount() or NOTHING)
    case.note_reading("change due", change, "what was handed over, less the payment")
    if change <= 0:
        return forbidden("No change is due.")
    return permitted(what.but(amount=change))


@owes("keep_counterfeit")
def keep_counterfeit(case: Case) -> Iterable[Obligation]:
    """A note that looks wrong is kept and written down, and a supervisor calls the police."""
    face = amount_told(case, "counterfeit")
    if face is not None:
        yield Obligation("keep", "Keep the suspected note", (pattern("hold_note", amount=face),))
        yield Obligation("log", "Write it in the log", (pattern("write_log", log="counterfeit"),))
        tell = tuple(pattern("pass_on", to=whom) for whom in ("supervisor", "security"))
        yield Obligation("tell", "Tell a supervisor, who calls the police", tell)


@rules_on("keep_counterfeit", "hold_note", "hand_back_note")
def never_hand_it_back(case: Case, what: Act) -> Ruling | None:
    """The suspected note, and no other money, stays here."""
    face = amount_told(case, "counterfeit")
    if face is None:
        return None
    if what.kind == "hand_back_note":
        keep = act("hold_note", amount=face)
        return forbidden("A suspected note is kept, and not handed back.", reasons=("not_allowed",), instead=(keep,))
    return permitted(what.but(amount=face))


@rules_on("no_credit_for_counterfeit", "take_payment")
def no_credit_for_counterfeit(case: Case, what: Act) -> Ruling | None:
    """Only the good money beside a suspected note pays anything."""
    face = amount_told(case, "counterfeit")
    if face is None or what.text("tender") != "cash":
        return None
    if not case.did(pattern("hold_note")):
        return not_yet("Set the suspected note aside first.", pattern("hold_note", amount=face))
    good = (amount_told(case, "cash_handed") or face) - face
    case.note_reading("good money handed over", good, "told")
    if good <= 0:
        return forbidden("No credit is given for a suspected note.", reasons=("tender_refused",))
    return permitted(what.but(amount=min(good, what.amount() or good)))
