"""Late penalties over whole ranges: what is taken off and what stays add up, and nothing stays above a tenth."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trainer.district.pack import Pack
from trainer.district.situations import CALLER, Situation, case_of
from trainer.record.act import act
from trainer.record.ruling import Ruling

CENT = Decimal("0.01")
DUE = dt.date(2025, 3, 3)
totals = st.decimals(min_value="1.00", max_value="900.00", places=2)
parts = st.decimals(min_value="0.01", max_value="900.00", places=2)
penalties = st.decimals(min_value="0.01", max_value="120.00", places=2)


def corrected(pack: Pack, total: Decimal, paid: Decimal, fee: Decimal) -> Ruling | None:
    """What the rule on the amount says of a penalty on a bill of which a part was paid on its due date."""
    entries = [
        {"id": "L1", "on": DUE, "received": DUE, "kind": "payment", "amount": -paid, "concerns": "B1"},
        {"id": "L2", "on": DUE + dt.timedelta(days=1), "kind": "late penalty", "amount": fee, "concerns": "B1"},
    ]
    bills = [{"id": "B1", "on": DUE - dt.timedelta(days=21), "due": DUE, "total": total}]
    situation = Situation.model_validate({"on": dt.date(2025, 4, 10), "account": {"bills": bills, "entries": entries}})
    wish = act("waive_fee", CALLER, fee="L2", reason="our_mistake")
    return pack.rulebook.ruling("penalty_amount", case_of(situation, pack), wish)


@given(total=totals, paid=parts, fee=penalties)
def test_what_stays_is_a_tenth_of_what_was_open_and_never_half_a_cent_more(
    pack: Pack, total: Decimal, paid: Decimal, fee: Decimal
) -> None:
    ruling = corrected(pack, total, paid, fee)
    off = ruling.allowed.amount() if ruling and ruling.allowed else None
    stays, tenth = fee - (off or 0), max(Decimal(0), total - paid) / 10
    assert stays <= tenth + CENT / 2
    assert off is None or abs(stays - tenth) <= CENT / 2


@given(total=totals, paid=parts)
def test_a_penalty_of_the_right_amount_is_left_alone(pack: Pack, total: Decimal, paid: Decimal) -> None:
    right = (max(Decimal(0), total - paid) / 10).quantize(CENT, "ROUND_HALF_UP")
    if right:
        assert corrected(pack, total, paid, right) is None
