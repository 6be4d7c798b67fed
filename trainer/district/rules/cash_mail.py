"""Chapter 12, payments that come by mail or in an envelope: opened by two, and each check taken as it is written.

Told of an envelope, where it is so: payment_mail; of the check in it check_figures and check_words (dollars),
check_dated, check_signed, check_to_us, and paying_for; tender, where it is no check.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from trainer.district.dates import months_back
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, Pattern, pattern
from trainer.record.arrivals import about, arrivals, named
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Ruling, forbidden, not_yet, permitted
from trainer.record.topic import FLAWS


@rules_on("mail_opened_by_two", "open_item")
def mail_opened_by_two(case: Case, what: Act) -> Ruling | None:
    """A second person is there before the first payment is out of its envelope."""
    if case.told("payment_mail") is not True:
        return None
    if case.did(pattern("ask_witness")):
        return permitted()
    return not_yet("Ask a second person to be there.", pattern("ask_witness"))


def flaw(case: Case) -> str | None:
    """What is wrong with the check in hand, the first of FLAWS that fits; None for one that can be taken."""
    dated, words = case.told("check_dated"), case.told("check_words")
    if case.told("check_signed") is False:
        return "unsigned"
    if isinstance(dated, dt.date) and dated > case.today:
        return "postdated"
    if isinstance(dated, dt.date) and dated < months_back(case.today, case.parameter("stale_check_months")):
        return "stale"
    if case.told("check_to_us") is False:
        return "third_party"
    return "words_differ" if words is not None and words != case.told("check_figures") else None


def payment_in_hand(case: Case) -> Pattern | None:
    """The payment as it would be taken; None where nothing of the kind came."""
    amount, service = case.told("check_figures"), case.told("paying_for")
    if not isinstance(amount, Decimal):
        return None
    tender = case.told("tender")
    return pattern("take_payment", tender=tender if isinstance(tender, str) else "check", amount=amount,
                   code=service if isinstance(service, str) else "water")  # fmt: skip


@owes("check_as_written")
def take_it_or_send_it_back(case: Case) -> Iterable[Obligation]:
    """Each payment that came in an envelope gets its receipt, or goes back with the reason."""
    wanted = payment_in_hand(case)
    if wanted is None:
        return
    wrong = flaw(case)
    if wrong is None:
        yield Obligation("take", "Take the payment, and give it a receipt", (wanted,))
    else:
        yield Obligation("back", f"Send it back: {FLAWS[wrong].label}", (pattern("return_item", reason=wrong),))


def _in_hand(case: Case) -> Iterator[Pattern]:
    """What would settle each payment that is out of its envelope and has neither a receipt nor gone back."""
    for arrival in arrivals(case):
        mine = about(case, arrival)
        for owed in take_it_or_send_it_back(mine):
            if not any(mine.did(pattern(kind)) for kind in ("take_payment", "return_item")):
                yield named(owed.discharge[0], arrival)


@rules_on("check_as_written", "take_payment", "return_item", "make_deposit", "hand_over_deposit")
def as_it_is_written(case: Case, what: Act) -> Ruling | None:
    """A check is taken at its figures when nothing is wrong with it, or sent back with what is, before the deposit."""
    if what.kind in ("make_deposit", "hand_over_deposit"):
        left = list(_in_hand(case))
        return not_yet("A payment in hand has no receipt yet.", *left) if left else None
    wanted = payment_in_hand(case)
    if wanted is None:
        return None
    wrong = flaw(case)
    if wrong is None:
        if what.kind == "return_item":
            return forbidden("Nothing is wrong with it: it pays today.", instead=(wanted.make(),))
        if not wanted.matches(what):
            return forbidden("The receipt does not say what came.", allowed=what.but(**wanted.fixed))
        return permitted(what.but(**wanted.fixed))
    back = pattern("return_item", reason=wrong)
    if what.kind == "return_item":
        return permitted(what.but(reason=wrong))
    label = FLAWS[wrong].label
    return forbidden(f"It cannot be taken: {label}.", reasons=("tender_refused",), instead=(back.make(),))
