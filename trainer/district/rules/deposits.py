"""Chapter 8, deposits: how much, of whom, what takes its place, and who may make it smaller."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from trainer.district.dates import months_back
from trainer.district.money import dollars, to_cents
from trainer.district.rules.registry import owes, rules_on
from trainer.record.act import Act, act, pattern, squeezed
from trainer.record.case import Case
from trainer.record.credit import DepositState, NoticeKind
from trainer.record.ruling import Obligation, Readable, Ruling, any_of, forbidden, permitted

NONE = Decimal("0.00")
HUNDRED = 100
EXPLAINED = act("explain", topic="deposit_rule")


def starting(case: Case) -> bool:
    """Whether someone starts service here, asked for or done: until then a deposit concerns a customer we have."""
    asked = any(request.act.kind == "start_service" for request in case.requests)
    return asked or case.did(pattern("start_service"))


def deposit_due(case: Case) -> Decimal:
    """The deposit to the cent: so many times the average of the latest bills at the premise, or the least."""
    least = Decimal(case.parameter("deposit_minimum"))
    bills = case.see("bills")[-case.parameter("deposit_average_bills") :]
    if not bills:
        return least
    average = sum((bill.total for bill in bills), NONE) / len(bills)
    case.note_reading("average bill", to_cents(average), "bills")
    return max(least, to_cents(average * case.parameter("deposit_times")))


def months_shown(value: Readable) -> int:
    """How many months a paper speaks for; one that says no number speaks for none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


@rules_on("deposit_amount", "require_deposit")
def deposit_amount(case: Case, what: Act) -> Ruling | None:
    """The deposit is worked out, the same for everyone with the same bills."""
    due = deposit_due(case)
    if what.amount() == due:
        return permitted(what)
    return forbidden(f"The deposit comes to {dollars(due)}.", allowed=what.but(amount=due))


@rules_on("deposit_credit_letter", "require_deposit", "waive_deposit")
def deposit_credit_letter(case: Case, what: Act) -> Ruling | None:
    """A letter of another utility that speaks for enough good months takes the place of a deposit."""
    if what.kind == "require_deposit":
        return _unless_shown(case, "credit_letter") if starting(case) else None
    if what.text("reason") != "credit_letter":
        return None
    return _waived_for(case, what, "credit_letter", entitled=True)


@rules_on("deposit_rent_proof", "require_deposit", "waive_deposit")
def deposit_rent_proof(case: Case, what: Act) -> Ruling | None:
    """Proof of rent paid in time counts as credit; who takes over a landlord's account may insist on it."""
    taking_over = case.told("landlord") is True
    if what.kind == "require_deposit":
        return _unless_shown(case, "rent_proof") if taking_over else None
    if what.text("reason") != "rent_proof":
        return None
    return _waived_for(case, what, "rent_proof", entitled=taking_over)


def _unless_shown(case: Case, paper: str) -> Ruling | None:
    """Money is asked for only after the paper was, and not from someone who has it."""
    if months_shown(case.know(paper, assume=0)) < case.parameter("deposit_credit_months"):
        return None
    return forbidden("Their credit is shown: no deposit is owed.", reasons=("not_allowed",), instead=(EXPLAINED,))


def _waived_for(case: Case, what: Act, paper: str, *, entitled: bool) -> Ruling:
    months, wanted = months_shown(case.know(paper, assume=0)), case.parameter("deposit_credit_months")
    if months >= wanted:
        return permitted(what, f"It speaks for {months} months.", entitled=entitled)
    return forbidden(
        f"It has to speak for {wanted} months.", reasons=("papers_missing",), instead=(EXPLAINED,)
    )  # fmt: skip


@rules_on("deposit_owner_agreement", "waive_deposit")
def deposit_owner_agreement(case: Case, what: Act) -> Ruling | None:
    """No deposit of a tenant whose landlord has signed for the account."""
    if what.text("reason") != "owner_agreement":
        return None
    if any_of(lambda: _agreement_on_file(case), lambda: case.know("owner_consent", assume=False) is True):
        return permitted(what, "The owner has signed.", entitled=True)
    return forbidden(
        "The owner has signed nothing.", reasons=("papers_missing",),
        instead=(act("give_form", form="owner_consent"),),
    )  # fmt: skip


def _agreement_on_file(case: Case) -> bool:
    """Whether the open documents hold the owner's form, complete."""
    papers = case.panels.get("documents", ())
    return any(paper.kind == "owner consent" and paper.complete for paper in papers)


@rules_on("deposit_after_notices", "require_deposit")
def deposit_after_notices(case: Case, what: Act) -> Ruling | None:
    """A customer we have is asked for a deposit only after so many final notices in the window, and once."""
    if starting(case):
        return None
    if any(one.state is DepositState.HELD for one in case.see("deposits")):
        return forbidden("A deposit is held already.", reasons=("not_allowed",))
    since = months_back(case.today, case.parameter("deposit_notice_months"))
    finals = {
        notice.on for notice in case.see("notices")
        if notice.kind is NoticeKind.FINAL and notice.to == "customer" and since < notice.on
    }  # fmt: skip
    case.note_reading("final notices", len(finals), "notices")
    if len(finals) < case.parameter("deposit_final_notices"):
        return forbidden("Too few final notices for a deposit.", reasons=("not_allowed",), instead=(EXPLAINED,))
    return permitted(what)


@rules_on("deposit_reduction", "reduce_deposit", "waive_deposit")
def deposit_reduction(case: Case, what: Act) -> Ruling | None:
    """Where money is short a deposit may be made smaller, down to a part of it, and is not dropped."""
    if what.kind == "waive_deposit" and what.text("reason") != "low_income":
        return None
    due = deposit_due(case)
    most = due - to_cents(due * case.parameter("deposit_floor_percent") / HUNDRED)
    band = f"Anything up to {dollars(most)} may be taken off a deposit of {dollars(due)}; write down why."
    if what.kind == "waive_deposit":
        return forbidden(
            f"A low income makes a deposit smaller; it does not drop it. {band}", reasons=("not_allowed",),
            instead=(act("reduce_deposit", amount=most),),
        )  # fmt: skip
    asked = what.amount()
    if asked is not None and asked <= most:
        return permitted(what, band, discretion=band)
    return forbidden(band, reasons=("not_allowed",), allowed=what.but(amount=most))


@rules_on("deposit_not_for_anothers_debt", "require_deposit")
def deposit_not_for_anothers_debt(case: Case, what: Act) -> Ruling | None:
    """What a former customer left unpaid never makes the next one's deposit larger."""
    premise, name = case.panels.get("premise"), squeezed(applicant(case))
    left = sum((one.owed for one in premise.former if squeezed(one.name) != name), NONE) if premise else NONE
    if left <= 0:
        return None
    case.note_reading("left unpaid by others", left, "premise")
    due, asked = deposit_due(case), what.amount()
    if asked is not None and asked > due:
        return forbidden("What others left unpaid is not theirs to secure.", allowed=what.but(amount=due))
    return permitted(what)


def applicant(case: Case) -> str:
    """Who wants service, as the request or the contact says; empty where nobody has said."""
    named = (request.act.text("name") for request in case.requests if request.act.kind == "start_service")
    return next((name for name in named if name), str(case.told("caller_name") or ""))


@owes("deposit_explained")
def deposit_explained(case: Case) -> Iterable[Obligation]:
    """Whoever is asked for a deposit hears how it comes back."""
    contact = case.talking
    if contact is not None and case.did(pattern("require_deposit")):
        explain = pattern("explain", topic="deposit_rule")
        yield Obligation("deposit", "Explain how a deposit comes back", (explain,), contact=contact.id,
                         while_open=True)  # fmt: skip


@rules_on("deposit_explained", "state")
def deposit_as_it_is(case: Case, what: Act) -> Ruling | None:
    """A deposit is stated to the cent: the one that would be asked for, or the one we hold."""
    figure, asked = what.text("figure"), what.amount()
    if figure not in ("deposit_amount", "deposit_held") or asked is None:
        return None
    right = deposit_due(case) if figure == "deposit_amount" else _held(case)
    if asked == right:
        return permitted(what)
    return forbidden(f"It is {dollars(right)}.", allowed=what.but(amount=right), untrue=True)


def _held(case: Case) -> Decimal:
    return sum((one.amount for one in case.see("deposits") if one.state is DepositState.HELD), NONE)
