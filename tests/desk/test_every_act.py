"""Every kind of act that is done has an action, and no sequence of them breaks the books."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from desk.working import LEDGER, OWED, SYSTEMS, TODAY, at_desk
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.desk.actions import RefusedError, perform
from trainer.desk.registry import ACTIONS, ON_ARRIVALS
from trainer.record.account import NO_MONEY, Account, EntryKind
from trainer.record.act import Act
from trainer.record.kinds import KINDS, Slot, SlotType, Way
from trainer.scenarios.office_acts import ENGINE

MOVING = ("waive_fee", "reduce_charge", "approve_adjustment", "rebill", "return_deposit", "lend_meter", "return_meter",
          "restore_service", "apply_payment", "move_payment", "reverse_payment", "charge_returned",
          "recommend_adjustment", "require_deposit", "request_refund", "open_account")  # fmt: skip


def test_every_act_that_is_done_or_looked_up_has_an_action() -> None:
    wanted = {kind.id for kind in KINDS.values() if kind.way in (Way.DO, Way.LOOK)}
    assert wanted - set(ACTIONS) - set(ON_ARRIVALS) - set(ENGINE) == set()
    assert set(ACTIONS) <= wanted


@pytest.mark.parametrize("kind", sorted(set(ACTIONS) - {"match", "look", "find_account"}))
def test_an_act_that_says_nothing_is_refused_or_done_and_never_breaks(kind: str) -> None:
    """A slot left out by a move that got past the page: the desk answers, and does not fall over."""
    required = {
        name: slot for name, slot in KINDS[kind].slots.items() if slot.type is SlotType.CHOICE and slot.required
    }
    chosen = Act(kind, {name: next(iter(slot.choices)) for name, slot in required.items()}, "caller")
    with contextlib.suppress(RefusedError):
        perform(at_desk().desk, chosen, SYSTEMS)


# What may stand in a slot of words: mostly what this account has, and now and then what it has not.
KNOWN = {
    "payment": ("L2", "L7", "L008", "L1"), "fee": ("L4", "L1"), "charge": ("L5", "L4", "L008"), "deposit": ("D1", "D9"),
    "bill": ("B1", "B2", "B3", "B241017"), "to": ("4471-0094-0", "4471-0093-2", "1"),
    "account": ("4471-0094-0", "4471-0093-2"),
}  # fmt: skip


def values(name: str, slot: Slot) -> st.SearchStrategy[Any]:
    if slot.type is SlotType.CHOICE:
        return st.sampled_from(sorted(slot.choices))
    if slot.type is SlotType.AMOUNT:
        return st.sampled_from([Decimal(amount) for amount in ("0.01", "9.00", "25.00", "80.00", "100.00", "150.00")])
    if slot.type is SlotType.COUNT:
        return st.sampled_from([0, 1000, 1005, 1020])
    if slot.type is SlotType.DATE:
        return st.sampled_from([TODAY, TODAY + dt.timedelta(days=11)])
    return st.sampled_from(KNOWN[name])


@st.composite
def acts(draw: st.DrawFn, kinds: tuple[str, ...] = MOVING) -> Act:
    kind = KINDS[draw(st.sampled_from(kinds))]
    return Act(kind.id, {name: draw(values(name, slot)) for name, slot in kind.slots.items()}, "caller")


def books(account: Account) -> None:
    """What holds of every ledger: numbered once, in order of days, and nothing taken off twice."""
    numbers = [entry.id for entry in account.entries]
    assert len(numbers) == len(set(numbers))
    assert [entry.on for entry in account.entries] == sorted(entry.on for entry in account.entries)
    assert account.balance == sum((entry.amount for entry in account.entries), NO_MONEY)
    for line in account.entries:
        off = sum((-e.amount for e in account.entries if e.concerns == line.id and e.amount < 0), NO_MONEY)
        if line.kind in (EntryKind.PENALTY, EntryKind.NOTICE_FEE):
            assert off <= line.amount
        if line.kind is EntryKind.PAYMENT:
            back = sum((e.amount for e in account.entries if e.concerns == line.id and e.amount > 0), NO_MONEY)
            assert back <= -line.amount
    for bill in account.bills:
        posted = [e for e in account.entries if e.kind is EntryKind.BILL and e.concerns == bill.id]
        assert [e.amount for e in posted] == [bill.total]


PAYMENTS = ("reverse_payment", "rebill", "apply_payment", "move_payment", "charge_returned")


@settings(max_examples=250, deadline=None)
@given(st.lists(acts(), min_size=1, max_size=12) | st.lists(acts(PAYMENTS), min_size=6, max_size=12))
def test_no_sequence_of_acts_breaks_the_books(sequence: list[Act]) -> None:
    held = {"deposits": [{"id": "D1", "on": "2023-01-05", "amount": "150.00"}]}
    paid = {"on": "2024-10-12", "kind": "payment", "amount": "-40.00", "concerns": "B3"}
    desk = replace(at_desk(**held, entries=[*LEDGER, paid]).desk, approves=True)
    for one in sequence:
        before = desk
        try:
            desk, _ = perform(desk, one, SYSTEMS)
        except RefusedError:
            assert desk == before
        for account in ([desk.account] if desk.account else []) + [parked.account for parked in desk.parked]:
            books(account)


@settings(max_examples=60, deadline=None)
@given(st.lists(acts(("move_payment", "apply_payment", "open_account")), max_size=10))
def test_moving_payments_between_accounts_makes_and_loses_nothing(sequence: list[Act]) -> None:
    desk = at_desk().desk
    for one in sequence:
        try:
            desk, _ = perform(desk, one, SYSTEMS)
        except RefusedError:
            continue
    accounts = ([desk.account] if desk.account else []) + [parked.account for parked in desk.parked]
    assert sum((one.balance for one in accounts), NO_MONEY) == OWED
