"""Deposits: asked for, waived, made smaller, and given back on the account or by check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from trainer.desk.events import Event
from trainer.desk.record_events import Filed, Posted, Replaced
from trainer.desk.registry import RefusedError, Systems, action, an_amount, next_entry, the_account
from trainer.desk.service_events import ForNewcomer
from trainer.desk.state import Desk
from trainer.district.money import dollars
from trainer.record.account import Account, Entry, EntryKind
from trainer.record.act import Act
from trainer.record.credit import Deposit, DepositState
from trainer.record.kinds import KINDS
from trainer.record.service import Document


@action("require_deposit")
def require_deposit(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, amount = _whose(desk), an_amount(act)
    if _asked(account) is not None:
        raise RefusedError("A deposit is asked for already. Reduce it, or waive it.")
    asked = Deposit(f"D{9001 + len(account.deposits)}", desk.today, amount, DepositState.ASKED)
    return _entered(desk, account, [Filed("deposits", asked, f"Deposit {asked.id} asked for: {dollars(amount)}")])


@action("waive_deposit")
def waive_deposit(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """The decision stays on file with its reason, whether or not the deposit was asked for already."""
    account = _whose(desk)
    reason = KINDS["waive_deposit"].slots["reason"].choices[str(act.text("reason"))].label
    kept = Document("deposit waiver", desk.today, desk.clerk, words=reason)
    if kept in account.documents:
        raise RefusedError("The deposit is waived for that reason already.")
    asked, said = _asked(account), f"Deposit waived: {reason}"
    if asked is None:
        return _entered(desk, account, [Filed("documents", kept, said)])
    waived = replace(asked, state=DepositState.WAIVED, ended=desk.today)
    return _entered(desk, account, [Filed("documents", kept), Replaced("deposits", asked, waived, said)])


@action("reduce_deposit")
def reduce_deposit(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    account, amount = _whose(desk), an_amount(act)
    asked = _asked(account)
    if asked is None:
        raise RefusedError("No deposit is asked for on this account. Ask for it first.")
    if amount >= asked.amount:
        raise RefusedError(f"The deposit is {dollars(asked.amount)}: take off less, or waive it.")
    smaller = replace(asked, amount=asked.amount - amount)
    said = f"Deposit {asked.id} reduced by {dollars(amount)} to {dollars(smaller.amount)}"
    return _entered(desk, account, [Replaced("deposits", asked, smaller, said)])


@action("return_deposit")
def return_deposit(desk: Desk, act: Act, _: Systems) -> Sequence[Event]:
    """On the account, all of it; by check so much, and the rest pays what is owed."""
    account, amount, by_check = the_account(desk), an_amount(act), act.text("how") == "check"
    deposit = _held(account, act.text("deposit"))
    if amount > deposit.amount:
        raise RefusedError(f"The deposit is {dollars(deposit.amount)}: no more than that is returned.")
    if not by_check and amount < deposit.amount:
        raise RefusedError(f"On the account a deposit goes back whole: {dollars(deposit.amount)}.")
    state = DepositState.RETURNED if by_check else DepositState.APPLIED
    ended = replace(deposit, state=state, ended=desk.today)
    applied = deposit.amount - amount if by_check else amount
    return [
        *_credit(desk, account, deposit, applied),
        Replaced("deposits", deposit, ended, _said(deposit, amount, act)),
    ]


def _credit(desk: Desk, account: Account, deposit: Deposit, amount: Decimal) -> list[Event]:
    if not amount:
        return []
    memo = f"deposit {deposit.id} applied"
    return [Posted((Entry(next_entry(account), desk.today, EntryKind.DEPOSIT, -amount, memo=memo),))]


def _said(deposit: Deposit, amount: Decimal, act: Act) -> str:
    if act.text("how") == "credit":
        return f"Deposit {deposit.id} applied to the account: {dollars(amount)}"
    rest = deposit.amount - amount
    return f"Deposit {deposit.id}: {dollars(amount)} by check" + (f", {dollars(rest)} on the account" if rest else "")


def _whose(desk: Desk) -> Account:
    """Who starts service here is asked for a deposit; where nobody does, the customer whose account is open."""
    started = [one.account for one in desk.parked if one.account.since > desk.today]
    return started[-1] if started else the_account(desk)


def _entered(desk: Desk, account: Account, events: Sequence[Event]) -> Sequence[Event]:
    """The events on the account they concern, which need not be the one that is open."""
    return events if account is desk.account else [ForNewcomer(account.number, one) for one in events]


def _asked(account: Account) -> Deposit | None:
    return next((one for one in account.deposits if one.state is DepositState.ASKED), None)


def _held(account: Account, number: str | None) -> Deposit:
    held = [one for one in account.deposits if one.state is DepositState.HELD]
    found = next((one for one in held if one.id == number), None)
    if found is None:
        raise RefusedError(f"No deposit {number} is held. Held are: {', '.join(one.id for one in held) or 'none'}.")
    return found
