"""Work on an account: what each action leaves behind on it, and how the desk confirms it. All amounts by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from desk.working import BILLS, OWED, TODAY, at_desk

from trainer.record.account import EntryKind, OrderStatus, ReadSource
from trainer.record.credit import DepositState, NoticeKind
from trainer.record.service import FlagKind, Mandate, RefundRequest

D = Decimal
MONDAY = dt.date(2024, 10, 28)


# Identity and the holder


def test_a_person_is_authorized_and_their_authority_ends_on_record() -> None:
    working = at_desk().do("add_person", name="Lee  Cho")
    assert (working.account.people[-1].name, working.account.people[-1].standing) == ("Lee Cho", "authorised")
    gone = working.do("remove_person", name="lee cho").account.people[-1]
    assert (gone.standing, gone.until) == ("former", TODAY)
    assert working.do("add_person", name="Lee Cho").account.people[-1].standing == "authorised"


def test_a_flag_stands_from_its_day() -> None:
    flag = at_desk().do("set_flag", flag="deceased", on=dt.date(2024, 9, 2)).account.flags[0]
    assert (flag.kind, flag.on) == (FlagKind.DECEASED, dt.date(2024, 9, 2))


def test_the_name_changes_and_the_former_stays_on_file() -> None:
    account = at_desk().do("change_name", name="Dana Ortiz").account
    assert account.holder.name == "Dana Ortiz"
    assert [(one.kind, one.by) for one in account.documents] == [("former name", "Dana Whitfield")]


def test_a_new_mailing_address_settles_returned_mail() -> None:
    account = at_desk(mail_returned="2024-10-11").do("change_address", place="PO Box 4").account
    assert (account.mailing, account.mail_returned) == ("PO Box 4", None)
    assert at_desk(mailing="PO Box 4").do("change_address", place="41 Via Candelera").account.mailing == ""


def test_a_payoff_is_on_file_to_the_cent() -> None:
    working = at_desk().do("quote_payoff", amount=D("224.00"), on=MONDAY)
    assert working.account.documents[-1].words == "$224.00 as of 28 October 2024"


# Service


def test_service_starts_on_an_account_of_its_own_beside_the_open_one() -> None:
    working = at_desk().do("start_service", customer="tenant", place="8 Via Luz", on=MONDAY, name="Pat Vu")
    started = working.desk.parked[-1].account
    assert (started.holder.name, started.tenure, started.since) == ("Pat Vu", "tenant", MONDAY)
    assert started.premise.address == "8 Via Luz"
    assert working.account.number == "4471-0093-2"
    assert working.said == ("Service for Pat Vu, tenant, at 8 Via Luz from 28 October 2024: account 5000-0000-1",)


def test_a_started_account_is_found_and_opened() -> None:
    working = at_desk().do("start_service", customer="owner", place="8 Via Luz", on=MONDAY, name="Pat Vu")
    found = working.do("find_account", query="pat vu").desk.found[-1]
    assert [hit.listing.number for hit in found.hits] == ["5000-0000-1"]
    assert working.do("open_account", account="5000-0000-1").account.holder.name == "Pat Vu"


def test_service_ends_with_a_final_read_and_the_account_closes_with_its_last_day() -> None:
    account = at_desk().do("end_service", on=MONDAY).account
    assert (account.ended, account.status) == (MONDAY, "active")
    assert (account.orders[-1].work, account.orders[-1].planned) == ("final_read", MONDAY)
    assert at_desk().do("end_service", on=TODAY).account.status == "closed"


def test_a_move_ends_service_here_and_starts_it_there_for_the_same_people() -> None:
    people = [{"name": "Dana Whitfield"}, {"name": "Lee Cho", "standing": "authorised"}]
    working = at_desk(people=people).do("transfer_service", place="8 Via Luz", on=MONDAY)
    there = working.desk.parked[-1].account
    assert working.account.ended == there.since == MONDAY
    assert [one.name for one in there.people] == ["Dana Whitfield", "Lee Cho"]


def test_a_construction_meter_goes_out_and_comes_back() -> None:
    working = at_desk().do("lend_meter", deposit=D("3000.00"), fee=D("226.00"))
    assert working.account.balance == OWED + 226
    assert working.account.construction[-1].deposit == D("3000.00")
    working.do("return_meter", refund=D("2774.00"))
    assert working.account.construction[-1].state == "returned"
    assert working.account.balance == OWED + 226 - 2774


# Charges


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("courtesy", EntryKind.WAIVER), ("not_delivered", EntryKind.REVERSAL), ("our_mistake", EntryKind.REVERSAL),
        ("low_income", EntryKind.ADJUSTMENT), ("cap", EntryKind.ADJUSTMENT),
    ],
)  # fmt: skip
def test_a_charge_comes_off_as_its_reason_says(reason: str, kind: EntryKind) -> None:
    working = at_desk().do("reduce_charge", charge="L5", amount=D("15.00"), reason=reason)
    line = working.account.entries[-1]
    assert (line.kind, line.amount, line.concerns) == (kind, D("-15.00"), "L5")
    assert working.said == ("Taken off the final notice fee: $15.00, $10.00 left",)


def test_a_bill_of_two_meters_is_estimated_by_the_use_of_both() -> None:
    """The old meter stood at 9,990 and was taken out; the new one began at zero and stands at 4: 12 CCF together."""
    bill = {"id": "B3", "on": "2024-10-09", "read_from": 9990, "read_to": 4, "use": 12}
    estimate = at_desk(bills=[bill]).do("estimate_bill", bill="B3", read=3).desk.estimates[-1]
    assert estimate.total == D(110)


def test_a_leak_adjustment_is_worked_out_line_by_line() -> None:
    """Tier 2 is the last within the budget, at $2.86: 10 units of tier 3 at 3.76 and 4 of tier 4 at 6.17 come again."""
    tiers = [("9", "2.46", 1), ("6", "2.86", 2), ("10", "3.76", 3), ("4", "6.17", 4)]
    charges = [
        {"code": "water", "label": f"Water, tier {tier}", "amount": D(units) * D(price), "quantity": units,
         "price": price, "tier": tier}
        for units, price, tier in tiers
    ]  # fmt: skip
    working = at_desk(bills=[{**BILLS[-1], "charges": charges}]).do("work_out_leak", bill="B3")
    sheet = working.desk.panels["worksheets"][-1]
    assert [(one.billed, one.again) for one in sheet.lines] == [(D("37.60"), D("28.60")), (D("24.68"), D("11.44"))]
    assert working.said == ("Worked out for B3: $22.24 above the budget",)


def test_an_adjustment_is_recommended_with_what_the_bill_comes_to_and_posted_by_who_may() -> None:
    working = at_desk().do("recommend_adjustment", bill="B3", amount=D("20.00"), cause="leak")
    assert working.said == ("Sent for approval: adjustment of $20.00, which brings B3 from $100.00 to $80.00",)
    assert working.account.balance == OWED
    working.desk = working.desk.__class__(**{**vars(working.desk), "approves": True})
    account = working.do("approve_adjustment", bill="B3").account
    assert (account.balance, account.recommendations) == (OWED - 20, ())
    assert (account.entries[-1].kind, account.entries[-1].memo) == (EntryKind.ADJUSTMENT, "leak")


def test_a_bill_is_canceled_and_made_out_anew_and_what_was_paid_on_it_moves() -> None:
    """Billed 12 CCF for $100; right are 5 at $10. Of the old bill $30 was paid."""
    paid = {"on": "2024-10-12", "kind": "payment", "amount": "-30.00", "concerns": "B3", "channel": "portal"}
    bill = {"on": "2024-10-09", "kind": "bill", "amount": "100.00", "concerns": "B3"}
    working = at_desk(entries=[bill, paid]).do("rebill", bill="B3", read=1005)
    account = working.account
    anew = account.bills[-1]
    assert (anew.id, anew.use, anew.read_to, anew.total) == ("B241017", 5, 1005, D("50"))
    assert (anew.due - anew.on).days == 21
    assert account.balance == 50 - 30
    assert account.bill("B3") is None
    assert [e.amount for e in account.entries if e.concerns == "B241017"] == [D("50"), D("-30.00")]
    assert (account.reads[-1].value, account.reads[-1].source) == (1005, ReadSource.REREAD)


def test_a_variance_counts_from_its_day() -> None:
    variance = at_desk().do("approve_variance", variance="people", start=TODAY, people=6).account.variances[-1]
    assert (variance.kind, variance.start, variance.people) == ("people", TODAY, 6)


# Deposits


def test_a_deposit_is_asked_for_made_smaller_and_waived() -> None:
    working = at_desk().do("require_deposit", amount=D("160.00")).do("reduce_deposit", amount=D("60.00"))
    assert (working.account.deposits[-1].amount, working.account.balance) == (D("100.00"), OWED)
    working.do("waive_deposit", reason="owner_agreement")
    assert working.account.deposits[-1].state is DepositState.WAIVED
    assert working.account.documents[-1].words == "agreement of the owner"


def test_a_deposit_is_asked_of_whoever_starts_service_and_not_of_whose_account_is_open() -> None:
    working = at_desk().do("start_service", customer="tenant", place="8 Via Luz", on=MONDAY, name="Pat Vu")
    working.do("require_deposit", amount=D("160.00")).do("reduce_deposit", amount=D("60.00"))
    assert working.said == ("Deposit D9001 reduced by $60.00 to $100.00, on account 5000-0000-1",)
    assert (working.account.deposits, working.desk.parked[-1].account.deposits[-1].amount) == ((), D("100.00"))


def test_a_deposit_goes_back_on_the_account_or_by_check_less_what_is_owed() -> None:
    held = {"deposits": [{"id": "D1", "on": "2023-01-05", "amount": "300.00"}]}
    on_account = at_desk(**held).do("return_deposit", deposit="D1", amount=D("300.00"), how="credit").account
    assert (on_account.balance, on_account.deposits[0].state) == (OWED - 300, DepositState.APPLIED)
    by_check = at_desk(**held).do("return_deposit", deposit="D1", amount=D("76.00"), how="check")
    assert (by_check.account.balance, by_check.account.deposits[0].state) == (0, DepositState.RETURNED)
    assert by_check.said == ("Deposit D1: $76.00 by check, $224.00 on the account",)


# Collection


def test_a_plan_remembers_when_it_was_agreed_and_what_each_instalment_is() -> None:
    """Past due are the September bill and both charges, $124.00: in thirds $41.33, the last $41.34."""
    working = at_desk().do("set_up_plan", instalments=3)
    plan = working.account.arrangements[-1]
    assert (plan.agreed, plan.each, plan.until) == (TODAY, D("41.33"), dt.date(2025, 1, 17))
    assert working.said == ("Payment plan until 17 January 2025: 3 instalments of $41.33, the last $41.34",)
    given = at_desk().do("set_up_plan", instalments=2, amount=D("60.00"))
    assert given.account.arrangements[-1].each == D("60.00")


def test_an_extension_remembers_when_it_was_agreed() -> None:
    one = at_desk().do("grant_extension", until=MONDAY).account.arrangements[-1]
    assert (one.agreed, one.until) == (TODAY, MONDAY)


def test_a_hold_is_placed_and_released_and_an_appeal_is_pending() -> None:
    working = at_desk().do("place_hold", bill="B3")
    assert working.account.holds == ("B3",)
    assert working.do("release_hold", bill="B3").account.holds == ()
    appeal = working.do("file_appeal", bill="B3").account.appeals[-1]
    assert (appeal.bill, appeal.on, appeal.decided) == ("B3", TODAY, None)


def test_a_notice_goes_out_in_the_languages_of_the_law() -> None:
    notice = at_desk().do("send_notice", notice="occupants", how="mail", to="occupant").account.notices[-1]
    assert (notice.kind, notice.to) == (NoticeKind.OCCUPANTS, "occupant")
    assert notice.languages == ("English", "Chinese", "Korean", "Spanish")


def test_a_declaration_holds_until_its_day() -> None:
    one = at_desk().do("record_declaration", declaration="medical", until=MONDAY).account.declarations[-1]
    assert (one.kind, one.on, one.until) == ("medical", TODAY, MONDAY)


def test_a_shutoff_is_scheduled_and_stopped() -> None:
    working = at_desk().do("schedule_shutoff", on=MONDAY, reason="non_payment")
    assert working.account.shutoffs[-1].scheduled == MONDAY
    assert working.do("stop_shutoff", reason="paid").account.shutoffs[-1].stopped


@pytest.mark.parametrize("fee", [None, D("50.00")])
def test_service_is_restored_with_its_fee_if_there_is_one(fee: Decimal | None) -> None:
    off = [{"reason": "non_payment", "scheduled": "2024-10-10", "done": "2024-10-10"}]
    account = at_desk(shutoffs=off, status="off").do("restore_service", when="office", **({"fee": fee} if fee else {}))
    assert account.account.shutoffs[-1].restored == TODAY
    assert (account.account.status, account.account.orders[-1].work) == ("active", "turn_on")
    assert account.account.balance == OWED + (fee or 0)


def test_a_contact_is_noted() -> None:
    assert at_desk().do("contact_customer", how="phone").account.notes[-1].text == "Customer contacted by telephone."


# Payments


def loose(amount: str) -> dict[str, str]:
    return {"on": "2024-10-15", "kind": "payment", "amount": amount, "channel": "mail"}


@pytest.mark.parametrize(
    ("first", "parts"),
    [("oldest", {"B2": "-90.00", "B3": "-10.00"}), ("current", {"B3": "-100.00"})],
)
def test_a_payment_is_applied_in_its_order_and_the_balance_stays(first: str, parts: dict[str, str]) -> None:
    bills = [
        {"on": f"2024-{month}-09", "kind": "bill", "amount": amount, "concerns": bill}
        for month, amount, bill in (("09", "90.00", "B2"), ("10", "100.00", "B3"))
    ]
    entries = [
        {"on": "2024-08-09", "kind": "bill", "amount": "80.00", "concerns": "B1"},
        {"on": "2024-08-20", "kind": "payment", "amount": "-80.00", "concerns": "B1"}, *bills, loose("-100.00"),
    ]  # fmt: skip
    account = at_desk(entries=entries).do("apply_payment", amount=D("100.00"), first=first).account
    assert account.balance == 90
    applied = {e.concerns: e.amount for e in account.entries[len(entries) :] if e.concerns}
    assert applied == {bill: D(amount) for bill, amount in parts.items()}


def test_a_payment_moves_whole_and_keeps_the_day_it_came() -> None:
    working = at_desk().do("move_payment", payment="L2", to="4471-0094-0")
    assert working.account.balance == OWED + 80
    there = working.desk.parked[-1].account
    assert (there.balance, there.entries[-1].received) == (-80, dt.date(2024, 8, 20))
    assert working.account.balance + there.balance == OWED


def test_a_payment_that_lies_elsewhere_is_asked_for() -> None:
    working = at_desk().do("move_payment", payment="check 1841")
    assert working.account.balance == OWED
    assert working.account.follow_ups[-1].what == "Payment check 1841 to be found and moved here"


def test_a_returned_payment_is_owed_again_and_charged_for_once() -> None:
    working = at_desk().do("reverse_payment", payment="L2", reason="bank")
    assert (working.account.entries[-1].kind, working.account.balance) == (EntryKind.RETURNED, OWED + 80)
    working.do("charge_returned", payment="L2", amount=D("25.00"))
    assert (working.account.entries[-1].kind, working.account.balance) == (EntryKind.RETURNED_CHARGE, OWED + 105)


def test_a_refund_is_a_request_and_moves_no_money() -> None:
    account = at_desk().do("request_refund", amount=D("30.00"), how="check").account
    assert (account.refunds, account.balance) == ((RefundRequest(D("30.00"), "check", TODAY),), OWED)


def test_automatic_payment_and_paperless_bills_begin_and_stop() -> None:
    working = at_desk(email_bounced="2024-10-10", paperless=True).do("enrol_autopay", start=MONDAY)
    assert (working.account.autopay, working.account.mandate) == (True, Mandate(MONDAY))
    working.do("enrol_ebill", email="dana@example.org")
    assert (working.account.holder.email, working.account.email_bounced) == ("dana@example.org", None)
    account = working.do("stop_autopay").do("stop_ebill").account
    assert (account.autopay, account.mandate, account.paperless) == (False, None, False)


# The field, others, the day's log


def test_an_appointment_has_its_day_and_window() -> None:
    working = at_desk().do("order_work", work="turn_on", on=MONDAY, window="morning")
    order = working.account.orders[-1]
    assert (order.planned, order.window) == (MONDAY, "morning")
    assert working.said == ("Order F-4001: turn on, Monday, 28 October 2024, morning",)
    assert working.do("cancel_order", order="F-4001").account.orders[-1].status is OrderStatus.CANCELED


def test_two_crews_of_two_kinds_may_be_wanted_at_one_place() -> None:
    working = at_desk().do("dispatch", place="12 Via Luz", crew="sewer", priority="now")
    assert working.said == ("Emergency crew for sewer dispatched to 12 Via Luz, at once",)
    assert [one.crew for one in working.do("dispatch", place="12 Via Luz", crew="water").desk.crews] == [
        "sewer",
        "water",
    ]


def test_asking_others_says_what_came_of_it_and_stands_in_the_log() -> None:
    working = at_desk().do("pass_on", to="finance")
    assert working.said == ("Passed on to finance for account 4471-0093-2. It waits with them now.",)
    working.do("call_help", who="crisis_988").do("get_interpreter", language="Korean").do("give_form", form="claim")
    working.do("write_log", log="scam").do("look", panel="day_log")
    assert [one.kind for one in working.desk.panels["day_log"]] == ["passed_on", "help", "interpreter", "form", "scam"]


def test_an_address_is_looked_up_in_the_service_area() -> None:
    working = at_desk().do("look", panel="service_area", place="9 Beyond")
    assert (working.desk.panels["service_area"].ours, working.said) == (
        False, ("9 Beyond: served by Next Water District",),
    )  # fmt: skip
    assert at_desk().do("look", panel="service_area").desk.panels["service_area"].address == "41 Via Candelera"
