"""Privacy where one worked example is not enough: every act that takes an account over, every word of a debt.

Each rule has its examples in the pack, by hand. Here are the lists that they stand for, written out from the manual.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from trainer.district.pack import Pack
from trainer.district.situations import CALLER, Situation, case_of
from trainer.record.act import Act, act
from trainer.record.ruling import Verdict

DAY = dt.date(2025, 3, 12)
DANA = {"name": "Dana Whitfield", "email": "dana@example.org"}

# Manual 1.9: an address, a name, people, a refund, an end or a move of service.
TAKES_OVER = {
    "change_address": {"place": "7 Other Street"}, "change_name": {"name": "Pat Quill"},
    "add_person": {"name": "Pat Quill"}, "request_refund": {"amount": Decimal("50.00")},
    "end_service": {"on": DAY}, "transfer_service": {"place": "7 Other Street", "on": DAY},
}  # fmt: skip
HARMLESS = {
    "order_work": {"work": "reread"}, "place_hold": {}, "file_appeal": {"bill": "B1"},
    "grant_extension": {"until": DAY},
}  # fmt: skip
# Manual 1.12: what nobody hears who only answered the telephone.
TELLS_OF_A_DEBT = [
    *(act("explain", CALLER, topic=one) for one in (
        "late_penalty_rule", "shutoff_policy", "plan_terms", "how_to_restore", "low_income_relief",
    )),
    *(act("offer", CALLER, offer=one) for one in ("extension", "payment_plan")),
]  # fmt: skip
TELLS_OF_NONE = [act("explain", CALLER, topic="water_rules"), act("offer", CALLER, offer="ebill")]


def verdict(pack: Pack, rule: str, what: Act, **given: Any) -> Verdict | None:
    """One rule's verdict in a situation; None where it has nothing to say."""
    case = case_of(Situation.model_validate({"on": DAY, "account": {"people": [DANA]}, **given}), pack)
    ruling = pack.rulebook.ruling(rule, case, what)
    return ruling.verdict if ruling else None


def after(failed: int) -> dict[str, Any]:
    """A caller who gave so many items that did not match, and two that did."""
    wrong = ("last_payment", "account_number", "phone_on_file")[:failed]
    return {"contact": {"matched": ["service_address"], "tried": ["service_address", *wrong]}}


@pytest.mark.parametrize("kind", TAKES_OVER)
def test_whoever_guessed_twice_takes_nothing_over(pack: Pack, kind: str) -> None:
    what = act(kind, CALLER, **TAKES_OVER[kind])
    assert [verdict(pack, "red_flags", what, **after(failed)) for failed in (0, 1, 2, 3)] == [
        None, None, Verdict.FORBIDDEN, Verdict.FORBIDDEN,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_takes_nothing_over_is_no_matter_of_the_red_flag(pack: Pack, kind: str) -> None:
    assert verdict(pack, "red_flags", act(kind, CALLER, **HARMLESS[kind]), **after(3)) is None


@pytest.mark.parametrize("what", TELLS_OF_A_DEBT, ids=lambda one: "-".join(map(str, one.slots.values())))
def test_whoever_answered_hears_of_no_debt(pack: Pack, what: Act) -> None:
    """Nobody before the name is known; the customer; not the daughter; and a caller of their own accord as always."""
    ours = {"channel": "outbound"}
    heard = [
        verdict(pack, "ask_who_answers", what, contact=ours),
        verdict(pack, "ask_who_answers", what, contact=ours, known={"caller_name": "Dana Whitfield"}),
        verdict(pack, "ask_who_answers", what, contact=ours, known={"caller_name": "Kit Whitfield"}),
        verdict(pack, "ask_who_answers", what, known={"caller_name": "Kit Whitfield"}),
    ]
    assert heard == [Verdict.NOT_YET, Verdict.PERMITTED, Verdict.FORBIDDEN, None]


@pytest.mark.parametrize("what", TELLS_OF_NONE, ids=lambda one: "-".join(map(str, one.slots.values())))
def test_what_tells_of_no_debt_may_be_said_to_anyone(pack: Pack, what: Act) -> None:
    assert verdict(pack, "ask_who_answers", what, contact={"channel": "outbound"}) is None


@pytest.mark.parametrize("message", ["money_owed", "shutoff_coming"])
@pytest.mark.parametrize("channel", ["voicemail", "outbound", "telephone"])
def test_a_message_is_never_about_money(pack: Pack, message: str, channel: str) -> None:
    said = {"contact": {"channel": channel}}
    left = act("leave_message", CALLER, what=message)
    assert verdict(pack, "message_without_debt", left, **said) is Verdict.FORBIDDEN
    assert verdict(pack, "message_without_debt", act("leave_message", CALLER, what="call_us"), **said) is (
        Verdict.PERMITTED
    )


# Manual 1.10. The address on file is read as people write it, and one that only ends otherwise is another one.
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("dana@example.org", Verdict.PERMITTED),
        (" Dana@Example.ORG ", Verdict.PERMITTED),
        ("dana@example.org.co", Verdict.FORBIDDEN),
        ("dana.whitfield@example.org", Verdict.FORBIDDEN),
        ("", Verdict.FORBIDDEN),
    ],
)
def test_an_answer_goes_to_the_very_address_on_file(pack: Pack, address: str, expected: Verdict) -> None:
    said = act("state", CALLER, figure="balance", amount=Decimal("114.59"))
    wrote = {"channel": "email", "address": address}
    assert verdict(pack, "written_to_the_address_on_file", said, contact=wrote) is expected


@pytest.mark.parametrize("kind", ["remove_person", "enrol_autopay", *TAKES_OVER])
@pytest.mark.parametrize(
    ("signature", "expected"), [(True, Verdict.PERMITTED), (False, Verdict.FORBIDDEN), (None, Verdict.FORBIDDEN)]
)
def test_in_writing_it_takes_a_signature(pack: Pack, kind: str, signature: bool | None, expected: Verdict) -> None:
    what = act(kind, CALLER, **TAKES_OVER.get(kind, {}))
    wrote = {"channel": "email", "address": "dana@example.org"}
    got = verdict(pack, "written_to_the_address_on_file", what, contact=wrote, known={"signature": signature})
    assert got is expected
