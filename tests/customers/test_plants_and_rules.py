"""What the rules say of what is planted: each plant has the nouns and words that the manual's rules read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from trainer.customers.account import Built, make_account
from trainer.customers.district import District
from trainer.customers.pricing import reprice
from trainer.customers.recipe import Recipe
from trainer.district.pack import Pack
from trainer.district.rulebook import Rulebook
from trainer.district.rules.authority import may_act
from trainer.district.rules.shutoff_causes import stands
from trainer.district.situations import CALLER
from trainer.record.case import Case, Contact, Fact
from trainer.record.panels import ACCOUNT_PANELS
from trainer.record.parsing import parse_act
from trainer.record.ruling import Ruling, Verdict

DAYS = (dt.date(2024, 7, 9), dt.date(2024, 11, 20), dt.date(2025, 4, 8))
Known = Mapping[str, Any]
Wanted = Callable[[Mapping[str, Any]], dict[str, Any]]


def plant(district: District, day: dt.date, *plants: Any, **recipe: Any) -> tuple[Built, Case]:
    built = make_account(Recipe(plants=plants, **recipe), 11, day, district)
    return built, case_of(built, day, district)


def case_of(built: Built, day: dt.date, district: District, **known: Any) -> Case:
    panels = {name: show(built.account) for name, show in ACCOUNT_PANELS.items()} | {"premise": built.premise}
    facts = {topic: Fact(topic, value, 0, CALLER) for topic, value in known.items()}
    contact = Contact(CALLER, "telephone", True, spoke=True)
    return Case(
        policy=district.policy, level="I", now=dt.datetime.combine(day, dt.time(10)), second=60, panels=panels,
        contacts=MappingProxyType({CALLER: contact}), facts=facts, requests=(), history=(),
    )  # fmt: skip


def rules(case: Case, rule: str, what: dict[str, Any]) -> Ruling:
    assert isinstance(case.policy, Pack)
    given = Rulebook(case.policy.rules).ruling(rule, case, parse_act(what, CALLER, partial=True))
    assert given is not None, rule
    return given


def owed(case: Case) -> set[str]:
    assert isinstance(case.policy, Pack)
    return {one.what for one in Rulebook(case.policy.rules).owed(case)}


# plants, what is known, the rule, the act with what the plants reveal, and its verdict
SAID: list[tuple[list[Any], Known, str, Wanted, Verdict]] = [
    (["stuck_meter"], {}, "stopped_meter",
     lambda t: {"act": "estimate_bill", "bill": t["stopped_bill"], "read": t["estimated_read"]}, Verdict.PERMITTED),
    (["stuck_meter"], {}, "stopped_meter",
     lambda t: {"act": "estimate_bill", "bill": t["stopped_bill"], "read": t["estimated_read"] + 1}, Verdict.FORBIDDEN),
    (["changed_meter"], {}, "meter_change", lambda t: {"act": "explain", "topic": "meter_change"}, Verdict.PERMITTED),
    (["estimated_reads"], {}, "adjustment_amount",
     lambda t: {"act": "recommend_adjustment", "bill": t["catch_up_bill"]}, Verdict.FORBIDDEN),
    ([{"duplicate_payment": {}}], {"refund_or_credit": "credit"}, "paid_once",
     lambda t: {"act": "request_refund", "amount": t["paid_twice_amount"], "how": "credit"}, Verdict.PERMITTED),
    ([{"pending_payment": {"posted": True}}], {}, "paid_once",
     lambda t: {"act": "request_refund", "amount": t["pending_amount"], "how": "check"}, Verdict.FORBIDDEN),
    ([{"returned_check": {"charged": False}}], {}, "returned_charge",
     lambda t: {"act": "charge_returned", "payment": t["returned_payment"], "amount": "25.00"}, Verdict.PERMITTED),
    (["returned_check"], {}, "returned_charge",
     lambda t: {"act": "charge_returned", "payment": t["returned_payment"], "amount": "25.00"}, Verdict.FORBIDDEN),
    (["bounced_ebill"], {"email_on_file": "@"}, "ebill_address",
     lambda t: {"act": "enrol_ebill", "email": t["bounced_email"]}, Verdict.FORBIDDEN),
    (["protected_address"], {}, "protected_address", lambda t: {"act": "confirm", "what": "is_customer"},
     Verdict.FORBIDDEN),
    ([{"deposit_held": {"months": 13}}], {}, "deposit_paid_on_time",
     lambda t: {"act": "return_deposit", "deposit": t["deposit"], "amount": t["deposit_amount"], "how": "credit"},
     Verdict.PERMITTED),
    ([{"deposit_held": {"months": 6}}], {}, "deposit_paid_on_time",
     lambda t: {"act": "return_deposit", "deposit": t["deposit"], "amount": t["deposit_amount"], "how": "credit"},
     Verdict.FORBIDDEN),
    (["construction_meter"], {}, "construction_refund",
     lambda t: {"act": "return_meter", "refund": "2850.00"}, Verdict.PERMITTED),
    ([{"construction_meter": {"state": "lost"}}], {}, "construction_refund",
     lambda t: {"act": "return_meter", "refund": "0.00"}, Verdict.PERMITTED),
    (["broken_plan"], {}, "broken_plan", lambda t: {"act": "set_up_plan", "instalments": 4}, Verdict.BEYOND_AUTHORITY),
    (["former_debt"], {}, "former_debt_not_theirs",
     lambda t: {"act": "start_service", "customer": "tenant", "name": "Someone Else"}, Verdict.PERMITTED),
    (["leak"], {"repair": True, "repair_proof": True}, "leak_repaired",
     lambda t: {"act": "recommend_adjustment", "bill": t["leak_bill"], "cause": "leak"}, Verdict.PERMITTED),
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(
    ("plants", "known", "rule", "what", "verdict"), SAID, ids=[f"{one[2]}-{place}" for place, one in enumerate(SAID)]
)
def test_a_rule_says_of_it(
    district: District, day: dt.date, plants: list[Any], known: Known, rule: str, what: Wanted, verdict: Verdict
) -> None:
    built, _ = plant(district, day, *plants)
    told = {topic: built.truth["bounced_email"] if value == "@" else value for topic, value in known.items()}
    case = case_of(built, day, district, **told)
    assert rules(case, rule, what(built.truth)).verdict is verdict


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_crossed_meters_are_adjusted_to_their_own_meter(district: District, day: dt.date) -> None:
    built, case = plant(district, day, "crossed_meters")
    truth = built.truth
    estimate = reprice(district, built.account, built.account.bills[-1], int(str(truth["own_read"])))
    case = replace(case, panels={**case.panels, "estimate": (estimate,)})
    said = rules(
        case, "crossed_meters", {"act": "recommend_adjustment", "bill": truth["crossed_bill"], "cause": "crossed"}
    )
    assert said.allowed is not None
    assert said.allowed.amount() == truth["overbilled"] > 0
    assert truth["neighbor_account"] != built.account.number
    assert str(truth["neighbor_address"]).partition(" ")[2] == built.account.premise.address.partition(" ")[2]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(("late", "verdict"), [(False, Verdict.PERMITTED), (True, Verdict.FORBIDDEN)])
def test_a_leak_was_repaired_in_time_or_not(district: District, day: dt.date, late: bool, verdict: Verdict) -> None:
    built, _ = plant(district, day, {"leak": {"late": late}})
    truth = built.truth
    case = case_of(built, day, district, repair=truth["repaired_on"], since_when=truth["noticed_on"], repair_proof=True)
    asked = {"act": "recommend_adjustment", "bill": truth["leak_bill"], "cause": "leak"}
    assert rules(case, "leak_repaired_in_time", asked).verdict is verdict
    assert rules(case, "leak_asked_in_time", asked).verdict is Verdict.PERMITTED
    assert rules(case, "leak_once", asked).verdict is Verdict.PERMITTED
    amount = rules(case, "leak_adjustment_amount", asked).allowed
    assert amount is not None
    assert (amount.amount() or 0) > 0


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("unpaid", [2, 3, 5])
def test_a_scheduled_shutoff_is_lawful(district: District, day: dt.date, unpaid: int) -> None:
    built, case = plant(district, day, {"arrears": {"unpaid": unpaid, "stage": "scheduled"}})
    asked = {"act": "schedule_shutoff", "on": str(built.truth["shutoff_on"]), "reason": "non_payment"}
    for rule in ("sixty_days", "contact_in_time", "mailed_notice", "two_days_before", "open_days_only"):
        assert rules(case, rule, asked).verdict is Verdict.PERMITTED, rule
    on = built.truth["shutoff_on"]
    assert isinstance(on, dt.date)
    assert [reason for reason in ("notice", "paid", "tenant", "medical") if stands(case, reason, on)] == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_stops_a_shutoff(district: District, day: dt.date) -> None:
    due: dict[str, Any] = {"arrears": {"stage": "scheduled"}}
    _, bare = plant(district, day, due)
    assert stands(bare, "medical", day) is None
    for reason, more in (
        ("medical", "hardship"), ("safety", {"hardship": {"life_support": True}}),
        ("paid", {"pending_payment": {"covers": "all"}}),
    ):  # fmt: skip
        _, case = plant(district, day, due, more)
        assert stands(case, reason, day), reason


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_people_who_rent_were_told_or_not(district: District, day: dt.date) -> None:
    later = str(district.policy.add_business_days(day, 30))
    for told, verdict in ((True, Verdict.PERMITTED), (False, Verdict.NOT_YET)):
        built, _ = plant(district, day, "arrears", {"landlord_behind": {"told": told}})
        case = case_of(built, day, district, landlord=True)
        asked = {"act": "schedule_shutoff", "on": later, "reason": "non_payment"}
        assert rules(case, "tenants_ten_days", asked).verdict is verdict
        assert rules(case, "occupant_copy", asked).verdict is verdict


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_petition_splits_what_is_owed(district: District, day: dt.date) -> None:
    built, case = plant(district, day, "arrears", {"bankruptcy": {"flagged": True}})
    said = rules(case, "split_at_petition", {"act": "state", "figure": "past_due"})
    assert said.allowed is not None
    assert said.allowed.amount() == built.truth["owed_since_petition"] == built.account.bills[-2].total


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_money_that_was_moved_takes_its_penalty_with_it(district: District, day: dt.date) -> None:
    _, lost = plant(district, day, "posted_to_neighbor")
    _, moved = plant(district, day, {"posted_to_neighbor": {"moved": True}})
    owes = "Reverse the penalty that the misapplied payment caused"
    assert (owes in owed(moved), owes in owed(lost)) == (True, False)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_owed_unasked(district: District, day: dt.date) -> None:
    for plants, what in (
        ("expired_variance", "Say how the budget variance is renewed"),
        ("construction_meter", "Tell the terms: read it monthly, never move it, bring it back"),
        ("stuck_meter", "Order the stopped meter repaired"),
        ({"deposit_held": {"months": 14}}, "Return the deposit"),
    ):
        _, case = plant(district, day, plants)
        assert what in owed(case), what


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_court_keeps_a_spouse_away(district: District, day: dt.date) -> None:
    built, _ = plant(district, day, "estranged_spouse")
    name = built.truth["spouse_name"]
    assert any(str(name) in note.text for note in built.account.notes)
    case = case_of(built, day, district, caller_name=name)
    assert rules(case, "restraining_order", {"act": "state", "figure": "balance"}).verdict is Verdict.FORBIDDEN


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("ended", [True, False])
def test_a_managers_authority_may_have_ended(district: District, day: dt.date, ended: bool) -> None:
    built, case = plant(district, day, {"association": {"ended": ended}}, customer_class="IRRIGATION")
    agent = next(person for person in built.account.people if person.standing == "agent")
    assert may_act(case, agent) is not ended
    assert len(built.account.meters) + 1 == built.truth["meters"] == 40
    assert len({meter.number for meter in (built.account.meter, *built.account.meters)}) == 40


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_canceled_bill_left_nothing_but_a_tangle(district: District, day: dt.date) -> None:
    """Eight lines about one month, and in the end the customer owes the latest bill and no more."""
    built, _ = plant(district, day, "cancel_rebill")
    account, truth = built.account, built.truth
    assert account.balance == account.bills[-1].total
    about = [e for e in account.entries if str(truth["canceled_bill"]) in (e.concerns, e.memo[-7:])]
    assert len(about) >= 4
    standing, _ = plant(district, day, {"cancel_rebill": {"penalty": "standing"}})
    left = Decimal(str(standing.truth["canceled_penalty_amount"]))
    assert standing.account.balance == standing.account.bills[-1].total + left
