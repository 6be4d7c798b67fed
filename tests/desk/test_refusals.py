"""What the desk blocks: each with what is wrong and what to do, and nothing is changed by it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from desk.working import TODAY, at_desk

from trainer.desk.actions import RefusedError

D = Decimal
PAST, LATER = dt.date(2024, 10, 1), dt.date(2024, 11, 1)
FORMER = [{"name": "Dana Whitfield"}, {"name": "Lee Cho", "standing": "authorised"}]
OFF = {"shutoffs": [{"reason": "non_payment", "scheduled": "2024-10-10", "done": "2024-10-10"}]}
COMING = {"shutoffs": [{"reason": "non_payment", "scheduled": "2024-10-25"}]}
HELD = {"deposits": [{"id": "D1", "on": "2023-01-05", "amount": "150.00"}]}
ASKED = {"deposits": [{"id": "D1", "on": "2024-10-01", "amount": "150.00", "state": "asked for"}]}
OUT = {"construction": [{"number": "H1", "lent": "2024-09-01", "deposit": "3000.00", "fee_a_day": "5.00"}]}

REFUSED: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("add_person", {}, {"name": " "}, "Give the name"),
    ("add_person", {"people": FORMER}, {"name": "lee cho"}, "on the account already"),
    ("remove_person", {"people": FORMER}, {"name": "Pat Vu"}, "Beside the holder it names Lee Cho"),
    ("remove_person", {}, {"name": "Dana Whitfield"}, "holder cannot be removed"),
    ("set_flag", {"flags": [{"kind": "threat", "on": "2024-01-02"}]}, {"flag": "threat"}, "has that flag already"),
    ("set_flag", {}, {"flag": "deceased", "on": LATER}, "from today or from an earlier day"),
    ("start_service", {}, {"customer": "owner", "place": "9 Nowhere", "on": LATER, "name": "Pat Vu"}, "no premise"),
    ("start_service", {}, {"customer": "owner", "place": "9 Beyond", "on": LATER, "name": "P"}, "Next Water District"),
    ("start_service", {}, {"customer": "owner", "place": "8 Via Luz", "on": LATER}, "in whose name"),
    ("end_service", {}, {"on": dt.date(2024, 9, 20)}, "billed up to 6 October 2024"),
    ("end_service", {"ended": "2024-11-30"}, {"on": LATER}, "ends, or ended, on 30 November 2024"),
    ("transfer_service", {}, {"place": "41 Via Candelera", "on": LATER}, "where they have service now"),
    ("change_name", {}, {"name": "Dana Whitfield"}, "in that name already"),
    ("change_address", {}, {"place": "41 via candelera"}, "to that address already"),
    ("quote_payoff", {}, {"amount": D("224.00"), "on": PAST}, "today or later"),
    ("return_meter", {}, {"refund": D("10.00")}, "No construction meter is out"),
    ("return_meter", OUT, {"refund": D("3000.01")}, r"No more than the deposit of \$3,000.00"),
    ("reduce_charge", {}, {"charge": "L4", "amount": D("9.00"), "reason": "courtesy"}, "is a late penalty"),
    ("reduce_charge", {}, {"charge": "L1", "amount": D("9.00"), "reason": "courtesy"}, "Those on the ledger are: L5"),
    ("reduce_charge", {}, {"charge": "L5", "amount": D("25.01"), "reason": "courtesy"}, r"Only \$25.00"),
    ("estimate_bill", {}, {"bill": "B3", "read": 5000}, "ends at 1012"),
    ("estimate_bill", {}, {"bill": "B3", "read": 999}, "999 is below it"),
    ("recommend_adjustment", {}, {"bill": "B3", "amount": D("100.01")}, r"\$0.01 and \$100.00"),
    ("work_out_leak", {}, {"bill": "B3"}, "Nothing on B3 was priced above the budget"),
    ("approve_adjustment", {}, {"bill": "B3"}, "No adjustment of B3 waits"),
    ("rebill", {}, {"bill": "B2", "read": 995}, "Later bills begin"),
    ("rebill", {}, {"bill": "B3", "read": 1012}, "the read it was billed at"),
    ("approve_variance", {}, {"variance": "people", "start": dt.date(2010, 1, 1)}, "Customer since"),
    ("require_deposit", ASKED, {"amount": D("150.00")}, "asked for already"),
    ("reduce_deposit", {}, {"amount": D("5.00")}, "No deposit is asked for"),
    ("reduce_deposit", ASKED, {"amount": D("150.00")}, "take off less, or waive it"),
    ("return_deposit", HELD, {"deposit": "D9", "amount": D("5.00"), "how": "check"}, "Held are: D1"),
    ("return_deposit", HELD, {"deposit": "D1", "amount": D("150.01"), "how": "check"}, "no more than that"),
    ("return_deposit", HELD, {"deposit": "D1", "amount": D("50.00"), "how": "credit"}, "goes back whole"),
    ("release_hold", {}, {"bill": "B3"}, "On hold: no bill"),
    ("file_appeal", {"appeals": [{"bill": "B3", "on": "2024-10-12"}]}, {"bill": "B3"}, "pending already"),
    ("grant_extension", {}, {"until": TODAY}, "ends after today"),
    ("set_up_plan", {}, {"instalments": 3, "amount": D("75.00")}, "more than the"),
    ("set_up_plan", {"entries": []}, {"instalments": 3}, "Nothing is owed"),
    ("record_declaration", {}, {"declaration": "medical", "until": PAST}, "today or later"),
    ("record_declaration", {"declarations": [{"kind": "income", "on": "2024-05-01"}]}, {"declaration": "income"},
     "on record already"),
    ("send_notice", {"status": "closed"}, {"notice": "reminder", "how": "mail", "to": "customer"}, "closed"),
    ("schedule_shutoff", {}, {"on": PAST, "reason": "non_payment"}, "today or later"),
    ("schedule_shutoff", COMING, {"on": LATER, "reason": "non_payment"}, "for 25 October 2024. Stop that one first"),
    ("schedule_shutoff", OFF, {"on": LATER, "reason": "non_payment"}, "off already"),
    ("stop_shutoff", OFF, {"reason": "paid"}, "No shut-off is scheduled"),
    ("restore_service", COMING, {"when": "office"}, "not shut off"),
    ("apply_payment", {}, {"amount": D("5.00"), "first": "oldest"}, r"\$0.00 of what was paid is not applied"),
    ("move_payment", {}, {"payment": "L1", "to": "4471-0094-0"}, "Its payments are: L2"),
    ("move_payment", {}, {"payment": "L2", "to": "1"}, "There is no account 1"),
    ("move_payment", {}, {"payment": "L2"}, "Give the number of the account"),
    ("reverse_payment", {}, {"payment": "L9", "reason": "bank"}, "is no payment on this ledger"),
    ("charge_returned", {}, {"payment": "L2", "amount": D("25.00")}, "was not returned. Returned are: none"),
    ("request_refund", {}, {"amount": D("80.01"), "how": "check"}, r"Only \$80.00 was ever paid"),
    ("enrol_autopay", {}, {"start": TODAY}, "begins after today"),
    ("enrol_autopay", {"mandate": {"since": "2023-03-01"}}, {"start": LATER}, "Stop it first"),
    ("stop_autopay", {}, {}, "no automatic payment"),
    ("enrol_ebill", {}, {"email": "dana@example"}, "Write it like pat@example.org"),
    ("stop_ebill", {}, {}, "on paper already"),
    ("order_work", {}, {"work": "turn_on", "on": PAST}, "today or later"),
    ("order_work", {}, {"work": "turn_on", "window": "morning"}, "Give the day of the appointment"),
    ("cancel_order", {}, {"order": "F-1"}, "Open are: none"),
    ("dispatch", {}, {"place": ""}, "a place to go to"),
    ("join_incident", {}, {"incident": "I-1"}, "Open are: none"),
    ("look", {}, {"panel": "service_area", "place": "9 Nowhere"}, "Check the house number"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "given", "slots", "says"), REFUSED, ids=lambda value: str(value)[:40])
def test_the_desk_refuses_says_why_and_changes_nothing(
    kind: str, given: dict[str, Any], slots: dict[str, Any], says: str
) -> None:
    working = at_desk(**given)
    before = working.desk
    with pytest.raises(RefusedError, match=says):
        working.do(kind, **slots)
    assert working.desk == before


@pytest.mark.parametrize(
    ("kind", "slots"),
    [
        ("charge_returned", {"payment": "L2", "amount": D("25.00")}),
        ("reverse_payment", {"payment": "L2", "reason": "ours"}),
        ("move_payment", {"payment": "L2", "to": "4471-0094-0"}),
        ("recommend_adjustment", {"bill": "B3", "amount": D("10.00")}),
        ("request_refund", {"amount": D("40.00"), "how": "check"}),
        ("waive_deposit", {"reason": "credit_letter"}),
        ("rebill", {"bill": "B3", "read": 1005}),
        ("order_work", {"work": "reread"}),
        ("dispatch", {"place": "12 Via Luz"}),
        ("pass_on", {"to": "finance"}),
        ("give_form", {"form": "claim"}),
        ("write_log", {"log": "scam"}),
        ("call_help", {"who": "security"}),
        ("get_interpreter", {"language": "Korean"}),
        ("start_service", {"customer": "tenant", "place": "8 Via Luz", "on": LATER, "name": "Pat Vu"}),
        ("enrol_ebill", {"email": "dana@example.org"}),
        ("add_person", {"name": "Lee Cho"}),
        ("file_appeal", {"bill": "B3"}),
        ("place_hold", {"bill": "B3"}),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_done_is_not_done_again(kind: str, slots: dict[str, Any]) -> None:
    working = at_desk()
    if kind == "charge_returned":
        working.do("reverse_payment", payment="L2", reason="bank")
    working.do(kind, **slots)
    with pytest.raises(RefusedError):
        working.do(kind, **slots)
