"""Cash that is handed over, and the night drop: what holds for every sum and on every day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trainer.district.pack import Pack
from trainer.district.rules.cash_custody import received_by_drop
from trainer.district.situations import Situation, case_of
from trainer.record.act import Act, act

CENTS = st.integers(1, 100_000).map(lambda cents: Decimal(cents) / 100)
DAYS = st.dates(dt.date(2024, 7, 1), dt.date(2025, 6, 30))


def allowed(pack: Pack, rule: str, what: Act, **given: object) -> Act | None:
    case = case_of(Situation.model_validate({"on": dt.date(2025, 5, 15), **given}), pack)
    ruling = pack.rulebook.ruling(rule, case, what)
    return ruling.allowed if ruling else None


@given(paid=CENTS, change=CENTS)
def test_payment_and_change_make_what_was_handed_over(pack: Pack, paid: Decimal, change: Decimal) -> None:
    found = allowed(
        pack, "change_to_the_cent", act("give_change", amount=Decimal("0.01")), known={"cash_handed": paid + change},
        done=({"act": "take_payment", "tender": "cash", "amount": paid},),
    )  # fmt: skip
    assert found is not None
    assert found.get("amount") == change


@given(face=CENTS, good=CENTS, wanted=CENTS)
def test_a_suspected_note_never_pays_a_cent(pack: Pack, face: Decimal, good: Decimal, wanted: Decimal) -> None:
    found = allowed(
        pack, "no_credit_for_counterfeit", act("take_payment", tender="cash", amount=wanted),
        known={"counterfeit": face, "cash_handed": face + good}, done=({"act": "hold_note", "amount": face},),
    )  # fmt: skip
    assert found is not None
    assert found.get("amount") == min(good, wanted)


@given(today=DAYS, marked=st.none() | DAYS)
def test_a_drop_is_received_since_the_box_was_emptied_last(pack: Pack, today: dt.date, marked: dt.date | None) -> None:
    known = {"night_drop": True, **({"dropped_on": marked} if marked else {})}
    received = received_by_drop(case_of(Situation(on=today, known=known), pack))
    between = [received + dt.timedelta(days=n) for n in range(1, (today - received).days)]
    assert received <= today
    assert not any(pack.is_business_day(day) for day in between)
    if marked is None:
        assert pack.is_business_day(received)
