"""The desk: what it does, what it blocks, and what each action leaves behind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from trainer.desk.actions import RefusedError, perform
from trainer.desk.state import Desk
from trainer.district.pack import Pack
from trainer.record.account import EntryKind
from trainer.record.act import act, squeezed
from trainer.scenarios.library import Library
from trainer.scenarios.opening import open_scenario
from trainer.scenarios.world import World


@pytest.fixture
def fees(pack: Pack, library: Library) -> World:
    return open_scenario(pack, library, library.scenarios["the-last-notice"], 0)


@pytest.fixture
def cash(pack: Pack, library: Library) -> World:
    return open_scenario(pack, library, library.scenarios["before-five"], 0)


def do(world: World, desk: Desk, kind: str, **slots: Any) -> Desk:
    return perform(desk, act(kind, "caller", **slots), world.setting.systems)[0]


def test_a_waiver_takes_the_penalty_off_the_balance(fees: World) -> None:
    fee, before = fees.setting.truth["penalty_id"], fees.desk.account
    assert before is not None
    desk = do(fees, fees.desk, "waive_fee", fee=fee, reason="courtesy")
    assert desk.account is not None
    entry = desk.account.entries[-1]
    assert (entry.kind, entry.concerns, entry.on) == (EntryKind.WAIVER, fee, fees.desk.today)
    assert desk.account.balance == before.balance - fees.setting.truth["penalty_amount"]


def test_our_mistake_is_booked_as_a_reversal(fees: World) -> None:
    desk = do(fees, fees.desk, "waive_fee", fee=fees.setting.truth["penalty_id"], reason="our_mistake")
    assert desk.account is not None
    assert desk.account.entries[-1].kind is EntryKind.REVERSAL


def test_a_penalty_is_taken_off_once(fees: World) -> None:
    fee = fees.setting.truth["penalty_id"]
    desk = do(fees, fees.desk, "waive_fee", fee=fee, reason="courtesy")
    with pytest.raises(RefusedError, match=r"Only \$0.00"):
        do(fees, desk, "waive_fee", fee=fee, reason="courtesy")


def test_policy_forbids_what_the_desk_lets_through(fees: World) -> None:
    """A real system does not stop a partial waiver with an odd reason; the scoring finds it."""
    desk = do(fees, fees.desk, "waive_fee", fee=fees.setting.truth["penalty_id"], reason="courtesy", amount=Decimal(1))
    assert desk.account is not None
    assert desk.account.entries[-1].amount == Decimal(-1)


@pytest.mark.parametrize(
    ("kind", "slots", "says"),
    [
        ("estimate_bill", {"bill": "none", "read": 3}, "There is no bill none"),
        ("place_hold", {"bill": "none"}, "There is no bill none"),
        ("look", {"panel": "drawer"}, "no drawer to look at"),
        ("look", {"panel": "estimate"}, "Nothing is estimated yet"),
        ("count_cash", {"pieces": {}}, "There is no drawer"),
        ("add_note", {}, "The note is empty"),
        ("set_up_plan", {"instalments": 99}, "between 2 and 36"),
    ],
)
def test_what_the_desk_blocks(fees: World, kind: str, slots: dict[str, Any], says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        do(fees, fees.desk, kind, **slots)


@pytest.mark.parametrize(
    ("item", "spoken", "ok"),
    [
        ("service_address", "{service_address}", True),
        ("service_address", " {service_address}. ", True),
        ("service_address", "{service_address}, {community}", True),
        ("service_address", "12 Elsewhere", False),
        ("service_address", "{service_address}, Elsewhere", False),
        ("phone_on_file", "{phone_on_file}", True),
        ("account_number", "000", False),
        ("last_payment", "${last_payment}", True),
        ("last_payment", "about fifty", False),
    ],
)
def test_an_item_matches_when_it_says_the_same(fees: World, item: str, spoken: str, ok: bool) -> None:
    given = spoken.format(**{name: str(value) for name, value in fees.setting.truth.items()})
    desk = do(fees, fees.desk, "match", item=item, given=given)
    assert desk.matches[-1].ok is ok


def test_an_accent_is_nothing_to_match() -> None:
    """Keyboards have no ñ, and a caller who says Peña has said what the account holds."""
    assert squeezed("602 Vía Madroñela") == squeezed("602 via madronela")


def test_a_count_is_worth_its_pieces(cash: World) -> None:
    till = cash.desk.till
    assert till is not None
    desk = do(cash, cash.desk, "count_cash", pieces=dict(till.pieces))
    assert desk.till is not None
    assert desk.till.counts[-1].total == cash.setting.truth["in_drawer"]
    assert desk.till.balance.difference == -cash.setting.truth["shortage"]


def test_a_closed_drawer_stays_closed(cash: World) -> None:
    desk = do(cash, cash.desk, "close_drawer")
    with pytest.raises(RefusedError, match="closed for the day"):
        do(cash, desk, "close_drawer")


@pytest.mark.parametrize(
    ("kind", "slots", "says"),
    [
        ("correct_receipt", {"receipt": "R-0", "tender": "check"}, "There is no receipt R-0"),
        ("log_drop", {"bag": "B-0", "amount": Decimal(100)}, "There is no bag B-0"),
        ("write_memo", {"amount": Decimal(0)}, "A memo gives what is over"),
        ("count_papers", {"amounts": {"R-0": Decimal(1)}}, "There is no receipt R-0"),
        ("place_hold", {"bill": "B"}, "No account is open"),
    ],
)
def test_what_the_cash_office_blocks(cash: World, kind: str, slots: dict[str, Any], says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        do(cash, cash.desk, kind, **slots)
