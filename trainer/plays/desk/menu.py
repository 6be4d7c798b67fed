"""The menu of actions: in groups by what one is doing, each with its key, and when an action fits the open account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from trainer.desk.adjust_actions import FEES
from trainer.record.account import EntryKind, OrderStatus
from trainer.record.case import Case
from trainer.record.credit import DepositState

Actions = tuple[tuple[str, str], ...]
MenuGroup = tuple[str, str, str, str, Actions]  # id, label, what is in it, key, kinds with their keys

DESK: tuple[MenuGroup, ...] = (
    ("identity", "Identity", "match, authorize", "i",
     (("match", "m"), ("add_person", "a"), ("remove_person", "r"), ("set_flag", "f"))),
    ("service", "Service", "start, move, end", "v",
     (("start_service", "s"), ("transfer_service", "t"), ("end_service", "e"), ("change_name", "n"),
      ("change_address", "a"), ("quote_payoff", "p"), ("lend_meter", "l"), ("return_meter", "r"))),
    ("money", "Money", "move, refund, autopay", "m",
     (("apply_payment", "a"), ("move_payment", "m"), ("reverse_payment", "r"), ("charge_returned", "c"),
      ("request_refund", "f"), ("enrol_autopay", "p"), ("stop_autopay", "s"), ("enrol_ebill", "e"),
      ("stop_ebill", "b"))),
    ("adjust", "Adjust", "fees, bills, deposits", "f",
     (("waive_fee", "w"), ("reduce_charge", "c"), ("estimate_bill", "e"), ("work_out_leak", "k"),
      ("recommend_adjustment", "r"),
      ("approve_adjustment", "a"), ("rebill", "b"), ("approve_variance", "v"), ("require_deposit", "d"),
      ("waive_deposit", "x"), ("reduce_deposit", "m"), ("return_deposit", "g"))),
    ("collect", "Collect", "time, plan, shut-off", "c",
     (("grant_extension", "e"), ("set_up_plan", "p"), ("place_hold", "h"), ("release_hold", "l"), ("file_appeal", "a"),
      ("record_declaration", "d"), ("send_notice", "n"), ("contact_customer", "c"), ("schedule_shutoff", "s"),
      ("stop_shutoff", "t"), ("restore_service", "r"))),
    ("orders", "Field", "visit, crew", "o",
     (("order_work", "w"), ("dispatch", "d"), ("join_incident", "j"), ("cancel_order", "c"))),
    ("others", "Ask others", "supervisor, transfer", "k",
     (("ask_supervisor", "s"), ("transfer", "t"), ("pass_on", "p"), ("get_interpreter", "i"), ("call_help", "h"),
      ("give_form", "f"), ("accept_item", "a"), ("write_log", "l"))),
    ("notes", "Note or promise", "", "n", (("add_note", "n"), ("add_follow_up", "p"))),
    ("area", "Service area", "whose address", "l", (("look", "l"),)),
    ("finish", "Finish", "end the call, finish", "e", (("end_contact", "e"), ("finish", "f"))),
)  # fmt: skip
DRAWER: tuple[MenuGroup, ...] = (
    ("payments", "Payments", "take, change", "p",
     (("take_payment", "t"), ("give_change", "c"), ("write_receipt", "w"), ("hold_note", "h"),
      ("hand_back_note", "b"))),
    ("records", "Receipts and drops", "correct, void, drop", "r",
     (("correct_receipt", "c"), ("void_receipt", "v"), ("drop_cash", "s"), ("log_drop", "d"))),
    ("differences", "Over and short", "memo, witness", "o", (("write_memo", "m"), ("ask_witness", "w"))),
    ("closing", "Deposit and close", "slip, courier, close", "d",
     (("make_deposit", "d"), ("hand_over_deposit", "h"), ("close_drawer", "c"))),
    ("finish", "Finish", "ends the play", "e", (("finish", "f"),)),
)  # fmt: skip
COUNTER: tuple[MenuGroup, ...] = (*DRAWER[:2], *DESK)  # somebody stands before an open drawer
TRAY: tuple[MenuGroup, ...] = (
    ("over", "Hand over", "when all is seen to", "h", (("hand_over_desk", "h"),)),
    ("finish", "Finish", "ends the play", "e", (("finish", "f"),)),
)
# What is done with something that came in, by the tray it lies in; with a drawer beside it, it is money.
ON_ARRIVALS: Mapping[str, tuple[str, ...]] = {
    "night_drop": ("record_night_drop", "write_log", "take_payment", "return_item"),
    "mail_with_drawer": ("take_payment", "return_item", "pass_on"),
    "mail": ("write_log", "contact_customer", "add_note", "pass_on", "accept_item", "change_address"),
    "counter": ("write_log", "accept_item", "pass_on", "call_help"),
}

# What can be done with no account open.
ANYWHERE = frozenset({
    "start_service", "order_work", "dispatch", "join_incident", "ask_supervisor", "transfer", "pass_on", "call_help",
    "accept_item", "get_interpreter", "give_form", "write_log", "add_note", "add_follow_up", "look", "end_contact",
    "finish", *(kind for group in (*DRAWER, *TRAY) for kind, _ in group[4]),
})  # fmt: skip


def fits(case: Case, kind: str) -> bool:
    """Whether an action is offered.

    It has an account where it needs one, and nothing seen says that there is nothing to do it to. What nobody has
    looked at rules nothing out.
    """
    if not case.account and kind not in ANYWHERE:
        return False
    return kind not in _FITS or _FITS[kind](case)


def _unless_seen(panel: str, holds: Callable[[Any], bool]) -> Callable[[Case], bool]:
    return lambda case: panel not in case.panels or holds(case.panels[panel])


def _any(panel: str, holds: Callable[[Any], bool]) -> Callable[[Case], bool]:
    """A panel that nobody opened, or one that lists at least one such thing."""
    return _unless_seen(panel, lambda listed: any(map(holds, listed)))


def _coming(one: Any) -> bool:
    return one.done is None and not one.stopped


def _off(one: Any) -> bool:
    return one.done is not None and one.restored is None


_FITS: Mapping[str, Callable[[Case], bool]] = {
    "approve_adjustment": lambda case: case.level == "supervisor",
    "remove_person": _any("people", lambda one: one.standing not in ("holder", "former")),
    "return_meter": _any("meters", lambda one: one.state != "returned"),
    "move_payment": _any("ledger", lambda one: one.kind is EntryKind.PAYMENT),
    "reverse_payment": _any("ledger", lambda one: one.kind is EntryKind.PAYMENT),
    "charge_returned": _any("ledger", lambda one: one.kind is EntryKind.RETURNED),
    "waive_fee": _any("ledger", lambda one: one.kind is EntryKind.PENALTY),
    "reduce_charge": _any("ledger", lambda one: one.kind in FEES),
    "stop_autopay": _unless_seen("payments", lambda shown: shown.mandate is not None),
    "stop_ebill": _unless_seen("payments", lambda shown: shown.paperless),
    "enrol_autopay": _unless_seen("payments", lambda shown: shown.mandate is None or shown.mandate.returned),
    "reduce_deposit": _any("deposits", lambda one: one.state is DepositState.ASKED),
    "return_deposit": _any("deposits", lambda one: one.state is DepositState.HELD),
    "release_hold": _unless_seen("protections", lambda shown: bool(shown.holds)),
    "stop_shutoff": _unless_seen("protections", lambda shown: any(map(_coming, shown.shutoffs))),
    "restore_service": _unless_seen("protections", lambda shown: any(map(_off, shown.shutoffs))),
    "cancel_order": _any("orders", lambda one: one.status is OrderStatus.OPEN),
    "join_incident": _any("incidents", lambda one: one.open),
}
