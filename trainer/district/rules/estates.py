"""Chapter 14, where collecting stops or changes: a death, a bankruptcy, an overdue backflow test.

Told, where it is so: death, petition, backflow_overdue. Who acts for an estate is a name, or “caller”.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from trainer.district.rules.registry import owes, rules_on
from trainer.record.account import NO_MONEY, Account, paid_off
from trainer.record.act import Act, Pattern, act, pattern
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Readable, Ruling, forbidden, permitted
from trainer.record.service import FlagKind

MONEY_OWED = ("balance", "past_due", "bill_total", "penalty", "shutoff_date")
ARRANGEMENTS = ("extension", "payment_plan")
DAY = dt.timedelta(days=1)


def _flag(flag: str, on: Readable | None) -> Pattern:
    """The flag, with its day once that is known."""
    return pattern("set_flag", flag=flag, on=on) if isinstance(on, dt.date) else pattern("set_flag", flag=flag)


def flagged_since(case: Case, kind: FlagKind) -> dt.date | None:
    """The day that a flag on the open account gives: of the death, or of the petition."""
    account: Account | None = case.panels.get("summary")
    flags = account.flags if account else ()
    return next((flag.on for flag in flags if flag.kind is kind), None)


def has_died(case: Case) -> bool:
    """Whether the customer has died, as told or as flagged before."""
    return case.told("death") is True or flagged_since(case, FlagKind.DECEASED) is not None


@owes("after_a_death")
def after_a_death(case: Case) -> Iterable[Obligation]:
    """First a kind word; then the flag, how it goes on, and when and who."""
    if case.told("death") is not True:
        return
    yield Obligation("word", "Say that you are sorry", (pattern("acknowledge"), pattern("apologise")))
    if flagged_since(case, FlagKind.DECEASED) is None:
        flag = _flag("deceased", case.told("date_of_death"))
        yield Obligation("flag", "Flag that the customer has died", (flag,))
    yield Obligation("explain", "Explain what happens to the account", (pattern("explain", topic="estate"),))
    for topic in ("date_of_death", "who_acts"):
        case.know(topic, assume="not said")


@rules_on("estate_not_family", "state", "offer", "set_up_plan", "grant_extension")
def estate_not_family(case: Case, what: Act) -> Ruling | None:
    """What the dead owed is the estate's: nobody else is told of it or asked to arrange it."""
    about_money = what.text("figure") in MONEY_OWED or what.text("offer") in ARRANGEMENTS
    if not has_died(case) or (what.kind in ("state", "offer") and not about_money):
        return None
    who = case.know("who_acts", assume="nobody yet")
    if who in ("caller", case.told("caller_name")):
        return permitted()
    return forbidden(
        "The estate owes it, and not the family.",
        reasons=("not_a_customer_debt",),
        instead=(act("explain", topic="estate"),),
    )


@rules_on("new_account_after_death", "change_name", "start_service")
def new_account_after_death(case: Case, what: Act) -> Ruling | None:
    """The account ends with its customer: who stays begins one of their own, from the day after at the earliest."""
    if not has_died(case):
        return None
    if what.kind == "change_name":
        new = act("start_service")
        return forbidden("A new name would take over the debt.", reasons=("not_a_customer_debt",), instead=(new,))
    died = flagged_since(case, FlagKind.DECEASED) or case.know("date_of_death")
    on = what.get("on")
    if isinstance(died, dt.date) and isinstance(on, dt.date) and on <= died:
        allowed = what.but(on=died + DAY)
        return forbidden("That day is the estate's.", reasons=("not_backdated",), allowed=allowed)
    return permitted()


def bankrupt(case: Case) -> bool:
    return case.told("petition") is True or flagged_since(case, FlagKind.BANKRUPTCY) is not None


def petition_on(case: Case) -> dt.date | None:
    """The day of the petition, as flagged or told; asks for it where nobody has said."""
    day = flagged_since(case, FlagKind.BANKRUPTCY) or case.know("petition_date", assume="not said")
    return day if isinstance(day, dt.date) else None


@owes("bankruptcy_stops_collecting")
def bankruptcy_stops_collecting(case: Case) -> Iterable[Obligation]:
    """Who has filed is flagged, passed to finance, and kept from a shut-off."""
    if not bankrupt(case):
        return
    if flagged_since(case, FlagKind.BANKRUPTCY) is None:
        yield Obligation("flag", "Flag the bankruptcy", (_flag("bankruptcy", case.told("petition_date")),))
    yield Obligation("finance", "Pass it to finance", (pattern("pass_on", to="finance"),))
    account: Account | None = case.panels.get("summary")
    if account and any(one.reason == "non_payment" and not (one.done or one.stopped) for one in account.shutoffs):
        yield Obligation("stop", "Stop the shut-off", (pattern("stop_shutoff", reason="bankruptcy"),))
    petition_on(case)


@rules_on("bankruptcy_stops_collecting", "schedule_shutoff", "send_notice", "offer", "set_up_plan", "grant_extension")
def nothing_is_collected(case: Case, what: Act) -> Ruling | None:
    """No notice, no shut-off for non-payment and no plan for what was owed: finance decides."""
    if not bankrupt(case):
        return None
    if what.kind == "schedule_shutoff" and what.text("reason") != "non_payment":
        return None
    if what.kind == "offer" and what.text("offer") not in ARRANGEMENTS:
        return None
    finance = act("pass_on", to="finance")
    return forbidden("Collecting stops at a petition.", reasons=("someone_else_decides",), instead=(finance,))


def owed_since(case: Case, petition: dt.date) -> Decimal:
    """What is past due of bills for water since the petition, in dollars.

    A bill that the day cuts through is left out: finance splits it.
    """
    paid, bills = paid_off(case.see("ledger")), case.see("bills")
    since = (bill for bill in bills if bill.period_from >= petition and bill.due < case.today)
    return sum((bill.total - paid.get(bill.id, NO_MONEY) for bill in since), NO_MONEY)


@rules_on("split_at_petition", "state", "apply_payment")
def split_at_petition(case: Case, what: Act) -> Ruling | None:
    """What is older than the petition is not asked for, and what comes in pays what is younger."""
    if not bankrupt(case) or (what.kind == "state" and what.text("figure") != "past_due"):
        return None
    if what.kind == "apply_payment":
        return permitted(what.but(first="current"))
    petition = petition_on(case)
    since = owed_since(case, petition) if petition else NO_MONEY
    case.note_reading("past due since the petition", since, "bills and ledger")
    if not since:
        return forbidden("Nothing past due is younger than the petition.", reasons=("someone_else_decides",))
    return permitted(what.but(amount=since))


@owes("backflow_not_money")
def backflow_not_money(case: Case) -> Iterable[Obligation]:
    """An overdue backflow test is explained, and passed to who keeps the list."""
    if case.told("backflow_overdue") is True:
        case.parameter("backflow_test_months")
        yield Obligation("explain", "Explain the backflow test", (pattern("explain", topic="backflow"),))
        yield Obligation("pass on", "Pass it to the water quality staff", (pattern("pass_on", to="water_quality"),))


@rules_on("backflow_not_money", "schedule_shutoff", "offer")
def not_for_money(case: Case, what: Act) -> Ruling | None:
    """A test is not a debt: no shut-off for non-payment, and no plan to pay it off."""
    if case.told("backflow_overdue") is not True:
        return None
    if what.kind == "schedule_shutoff":
        if what.text("reason") != "non_payment":
            return None
        return forbidden("A test is overdue, and not money.", allowed=what.but(reason="backflow"))
    if what.text("offer") not in ARRANGEMENTS:
        return None
    return forbidden("A test is overdue, and not money.", instead=(act("explain", topic="backflow"),))
