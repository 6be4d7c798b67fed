"""The drawer in the course of the day: what each act moves, what it refuses, and that money is never lost or made."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.desk.actions import RefusedError, perform
from trainer.desk.state import Desk
from trainer.record.act import act
from trainer.record.change import CENTS, piles
from trainer.record.till import DENOMINATIONS, Bag, Paper, Receipt, Till, worth

PIECES = {"100": 0, "50": 0, "20": 5, "10": 5, "5": 6, "1": 18, "25c": 6, "10c": 4, "5c": 2, "1c": 0}  # 200.00
START = Decimal("200.00")


def drawer(**changes: Any) -> Desk:
    till = Till(
        "2", "Jordan", START, (Receipt("R-20001", dt.time(9), "Water", "check", Decimal("97.20")),), (), (),
        (Paper("R-20001", Decimal("97.20")),), MappingProxyType(piles(PIECES)), **changes,
    )  # fmt: skip
    return Desk(dt.date(2025, 5, 15), "Jordan", till=till)


def do(desk: Desk, kind: str, **slots: Any) -> Desk:
    return perform(desk, act(kind, **slots), None)[0]  # type: ignore[arg-type]


def till_of(desk: Desk) -> Till:
    assert desk.till is not None
    return desk.till


def cash(desk: Desk, amount: str, code: str = "water", **pieces: int) -> Desk:
    handed = {name.strip("_"): number for name, number in pieces.items()}
    slots = {"pieces": handed} if handed else {}
    return do(desk, "take_payment", tender="cash", amount=Decimal(amount), code=code, **slots)


def test_cash_and_its_change_move_the_pieces() -> None:
    desk = do(cash(drawer(), "85.40", _100=1), "give_change", amount=Decimal("14.60"))
    till = till_of(desk)
    receipt = till.receipts[-1]
    assert (receipt.number, receipt.tendered, receipt.change) == ("R-20002", Decimal(100), Decimal("14.60"))
    assert till.pieces["100"] == 1
    assert worth(till.pieces) == START + Decimal("85.40") == till.expected


def test_change_is_given_in_the_pieces_chosen() -> None:
    desk = cash(drawer(), "10.00", _20=1)
    till = till_of(do(desk, "give_change", amount=Decimal("10.00"), pieces={"5": 2}))
    assert (till.pieces["5"], till.pieces["20"], till.pieces["10"]) == (4, 6, 5)


def test_too_much_change_makes_the_drawer_short_by_it() -> None:
    till = till_of(do(cash(drawer(), "85.40", _100=1), "give_change", amount=Decimal("24.60")))
    assert worth(till.pieces) - till.expected == Decimal("-10.00")
    assert till.receipts[-1].change_error == Decimal("10.00")


def test_a_second_change_swaps_like_for_like() -> None:
    once = do(cash(drawer(), "85.40", _100=1), "give_change", amount=Decimal("14.60"))
    assert till_of(do(once, "give_change", amount=Decimal("20.00"))).piles == till_of(once).piles


def test_a_check_goes_in_the_tray_and_has_to_be_counted_again() -> None:
    desk = do(drawer(paper_count=MappingProxyType({"R-20001": Decimal("97.20")})), "take_payment", tender="check",
              amount=Decimal("3226.00"), code="construction")  # fmt: skip
    till = till_of(desk)
    assert till.papers[-1] == Paper("R-20002", Decimal("3226.00"))
    assert till.receipts[-1].what == "Construction meter"
    assert till.paper_count is None
    assert till.pieces == PIECES


def test_a_void_takes_the_money_back_out_with_the_second_persons_name() -> None:
    paid = do(cash(drawer(), "30.00"), "ask_witness", person="R. Ames")
    till = till_of(do(paid, "void_receipt", receipt="R-20002"))
    assert till.receipts[-1].voided_by == "R. Ames"
    assert worth(till.pieces) == START == till.expected
    checks = till_of(do(paid, "void_receipt", receipt="R-20001", witness="L. Ortiz"))
    assert (checks.papers, checks.receipts[0].voided_by) == ((), "L. Ortiz")


def test_nobody_stops_a_void_that_is_signed_alone() -> None:
    """A real system takes the cashier's own name; the rules find it."""
    assert till_of(do(drawer(), "void_receipt", receipt="R-20001")).receipts[0].voided_by == "Jordan"


def test_a_drop_goes_to_the_safe_and_into_the_log() -> None:
    till = till_of(do(drawer(), "drop_cash", pieces={"20": 4}))
    assert till.safe == till.log == (Bag("S-1001", Decimal("80.00"), None),)
    assert worth(till.pieces) == Decimal("120.00") == till.expected


def test_a_suspected_note_stays_out_of_the_drawer() -> None:
    held = do(drawer(), "hold_note", amount=Decimal("20.00"))
    assert till_of(held).held == (Decimal("20.00"),)
    assert till_of(held).pieces == PIECES
    assert till_of(do(held, "hand_back_note", amount=Decimal("20.00"))).held == ()


def test_a_second_person_is_asked_before_there_is_anything_to_sign() -> None:
    desk = do(drawer(), "ask_witness", person="R. Ames")
    assert till_of(desk).second == "R. Ames"
    signed = do(do(desk, "write_memo", amount=Decimal("-12.00")), "ask_witness", person="L. Ortiz")
    assert till_of(signed).memos[-1].witness == "L. Ortiz"


def test_a_paper_receipt_is_written_while_the_system_is_down() -> None:
    assert till_of(do(drawer(), "write_receipt", amount=Decimal("44.60"))).by_hand == (Decimal("44.60"),)


def test_the_courier_takes_what_the_slip_says_once() -> None:
    slip = do(drawer(), "make_deposit", checks=Decimal("97.20"))
    gone = do(slip, "hand_over_deposit", signed="yes")
    assert till_of(gone).handed_over == "yes"
    with pytest.raises(RefusedError, match="has left already"):
        do(gone, "hand_over_deposit", signed="yes")


@pytest.mark.parametrize(
    ("kind", "slots", "says"),
    [
        (
            "take_payment",
            {"tender": "cash", "amount": Decimal(30), "pieces": {"20": 1}},
            r"\$20.00 was handed over: less",
        ),
        ("take_payment", {"tender": "foreign_cash", "amount": Decimal(30)}, "no place for foreign money"),
        ("take_payment", {"tender": "check", "amount": Decimal(30), "arrival": "M9"}, "There is no M9 here"),
        ("take_payment", {"tender": "cash"}, "Give the amount"),
        ("take_payment", {"tender": "cash", "amount": Decimal("10000.00")}, "more than a drawer holds"),
        ("take_payment", {"tender": "cash", "amount": Decimal(5), "pieces": {"1c": 1001}}, "more than a drawer holds"),
        ("give_change", {"amount": Decimal(5), "pieces": {"5": 2}}, r"are \$10.00, and not \$5.00"),
        ("give_change", {"amount": Decimal(100), "pieces": {"100": 1}}, r"does not hold that many of \$100"),
        ("give_change", {"amount": Decimal("0.01")}, r"cannot make \$0.01: ask a supervisor"),
        ("void_receipt", {"receipt": "R-1"}, "no receipt R-1 today"),
        ("drop_cash", {"pieces": {}}, "Nothing was entered"),
        ("drop_cash", {"pieces": {"50": 1}}, r"does not hold that many of \$50"),
        ("hand_over_deposit", {"signed": "yes"}, "fill in the slip first"),
    ],
)
def test_what_the_drawer_refuses(kind: str, slots: dict[str, Any], says: str) -> None:
    desk = drawer()
    with pytest.raises(RefusedError, match=says):
        do(desk, kind, **slots)


def test_what_is_void_is_not_voided_again_and_a_closed_drawer_takes_nothing() -> None:
    void = do(drawer(), "void_receipt", receipt="R-20001", witness="R. Ames")
    with pytest.raises(RefusedError, match=r"void already, signed by R\. Ames"):
        do(void, "void_receipt", receipt="R-20001")
    with pytest.raises(RefusedError, match="closed for the day"):
        cash(drawer(closed=True), "5.00")


amounts = st.integers(1, 20_000).map(lambda cents: Decimal(cents).scaleb(-2))
handed = st.dictionaries(st.sampled_from(list(DENOMINATIONS)), st.integers(0, 5))
steps = st.one_of(
    st.tuples(st.just("cash"), amounts, handed),
    st.tuples(st.just("check"), amounts, st.just({})),
    st.tuples(st.just("void"), st.integers(0, 9), st.just({})),
    st.tuples(st.just("drop"), st.just(0), handed),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=12))
def test_whatever_is_done_the_drawer_and_the_papers_are_what_the_receipts_say(todo: list[tuple[str, Any, Any]]) -> None:
    """Every payment with its right change: pieces equal the float and cash receipts less drops, to the cent."""
    desk = drawer()
    for step in todo:
        try:
            desk = _done(desk, *step)
        except RefusedError:
            continue
    till = till_of(desk)
    assert min(till.pieces.values()) >= 0
    assert worth(till.pieces) == till.expected
    assert sum(one.amount for one in till.papers) == till.taken("check", "money order")
    above, bags = max(worth(till.pieces) - START, Decimal(0)), sum((one.amount for one in till.safe), Decimal(0))
    if worth(till.pieces) >= START:
        assert above + bags + till.taken("check") == till.taken("cash", "check")


def _done(desk: Desk, kind: str, value: Any, pieces: dict[str, int]) -> Desk:
    if kind == "drop":
        return do(desk, "drop_cash", pieces=pieces)
    if kind == "void":
        receipts = till_of(desk).receipts
        return do(desk, "void_receipt", receipt=receipts[value % len(receipts)].number, witness="R. Ames")
    if kind == "check":
        return do(desk, "take_payment", tender="check", amount=value)
    paid = do(desk, "take_payment", tender="cash", amount=value, **({"pieces": pieces} if any(pieces.values()) else {}))
    due = (till_of(paid).receipts[-1].tendered or value) - value
    return do(paid, "give_change", amount=due) if due else paid


@given(handed)
def test_denominations_add_up(pieces: dict[str, int]) -> None:
    assert worth(pieces) * 100 == sum(CENTS[name] * number for name, number in pieces.items())
