"""Chapter 8, deposits given back: after good payment, and when an account closes, without being asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from trainer.district.dates import months_back
from trainer.district.money import dollars
from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import Account, Entry, EntryKind
from trainer.record.act import Act, act, pattern
from trainer.record.case import Case
from trainer.record.credit import Deposit, DepositState
from trainer.record.ruling import Obligation, Ruling, forbidden, permitted

CLOSED = "closed"


@rules_on("deposit_paid_on_time", "return_deposit")
def deposit_paid_on_time(case: Case, what: Act) -> Ruling | None:
    """A deposit goes back in full onto the account once so many months were paid in time."""
    account: Account = case.see("summary")
    if account.status == CLOSED:
        return None
    deposit = _held(case.see("deposits"), what.text("deposit"))
    if deposit is None:
        return forbidden("No such deposit is held.", reasons=("not_allowed",))
    if not _ripe(case, deposit, case.see("ledger")):
        months = case.parameter("deposit_return_months")
        return forbidden(
            f"It is returned after {months} months paid in time.", reasons=("too_soon",),
            instead=(act("explain", topic="deposit_rule"),),
        )  # fmt: skip
    return _exactly(what, deposit.amount, "credit")


@owes("deposit_paid_on_time")
def return_when_it_is_due(case: Case) -> Iterable[Obligation]:
    """Nobody has to ask for their own money: whoever sees that it is due gives it back."""
    account, ledger = case.panels.get("summary"), case.panels.get("ledger")
    if account is None or ledger is None or account.status == CLOSED:
        return
    for deposit in case.panels.get("deposits", ()):
        if deposit.state is DepositState.HELD and _ripe(case, deposit, ledger):
            back = pattern("return_deposit", deposit=deposit.id, amount=deposit.amount, how="credit")
            yield Obligation(f"deposit:{deposit.id}", "Return the deposit", (back,))


def _ripe(case: Case, deposit: Deposit, ledger: Sequence[Entry]) -> bool:
    """Whether it was held long enough, and no bill was late since; a penalty that was our mistake is none."""
    since = months_back(case.today, case.parameter("deposit_return_months"))
    reversed_ones = {entry.concerns for entry in ledger if entry.kind is EntryKind.REVERSAL}
    late = [e.on for e in ledger if e.kind is EntryKind.PENALTY and since < e.on and e.id not in reversed_ones]
    case.note_reading("deposit held since", deposit.on, "deposits")
    if late:
        case.note_reading("last late penalty", late[-1], "ledger")
    return deposit.on <= since and not late


@rules_on("deposit_at_closing", "return_deposit")
def deposit_at_closing(case: Case, what: Act) -> Ruling | None:
    """When an account closes, the deposit pays the final bill, and what is left goes back by check."""
    account: Account = case.see("summary")
    if account.status != CLOSED:
        return None
    deposit = _held(account.deposits, what.text("deposit"))
    if deposit is None:
        return forbidden("No such deposit is held.", reasons=("not_allowed",))
    if not _final_bill_made(account):
        return forbidden("The final bill is not made yet.", reasons=("too_soon",))
    rest = _left(account, deposit)
    case.note_reading("deposit", deposit.amount, "deposits")
    case.note_reading("final balance", account.balance, "ledger")
    if rest <= 0:
        return forbidden("All of it goes to the final bill.", reasons=("not_allowed",))
    return _exactly(what, rest, "check")


@owes("deposit_at_closing")
def return_what_is_left(case: Case) -> Iterable[Obligation]:
    """What is left of a deposit follows the customer without being asked for."""
    account = case.panels.get("summary")
    if account is None or account.status != CLOSED or not _final_bill_made(account):
        return
    for deposit in account.deposits:
        rest = _left(account, deposit)
        if deposit.state is DepositState.HELD and rest > 0:
            back = pattern("return_deposit", deposit=deposit.id, amount=rest, how="check")
            yield Obligation(f"deposit:{deposit.id}", f"Return {dollars(rest)} of the deposit", (back,))


def _held(deposits: Sequence[Deposit], wanted: str | None) -> Deposit | None:
    return next((one for one in deposits if one.id == wanted and one.state is DepositState.HELD), None)


def _final_bill_made(account: Account) -> bool:
    """Whether a bill runs to the last day of service."""
    bill = account.latest_bill
    return bill is not None and account.ended is not None and account.ended <= bill.period_to


def _left(account: Account, deposit: Deposit) -> Decimal:
    """What is left once the final balance is paid; a credit balance is a refund of its own and adds nothing."""
    return deposit.amount - max(account.balance, Decimal("0.00"))


def _exactly(what: Act, amount: Decimal, how: str) -> Ruling:
    right = what.but(amount=amount, how=how)
    if (what.amount(), what.text("how")) == (amount, how):
        return permitted(right, entitled=True)
    way = "by check" if how == "check" else "on the account"
    return forbidden(f"{dollars(amount)} is returned, {way}.", allowed=right)
