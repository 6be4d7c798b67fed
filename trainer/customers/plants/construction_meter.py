"""A construction meter on loan: a read that is overdue, a meter that came back damaged, or one that is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, Literal

from trainer.customers.days import DAY, open_day_until
from trainer.customers.numbers import SERIALS, meter_number
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.record.account import NO_MONEY, Account, Entry, EntryKind
from trainer.record.credit import Deposit
from trainer.record.service import ConstructionMeter

_FEE = "~construction_meter:fee"
_USES = ("grading", "dust control", "slab pour", "trench compaction")
_WORDS = {
    "overdue": ("No rd this mo, left msg.", "Rd card not rcvd. Called contractor, no ans."),
    "damaged": ("Came back, reg glass broke, bent coupling.", "Rtn'd w/ cracked body, run over."),
    "lost": ("Contractor says mtr gone from hydrant. Police rpt to come.", "Mtr stolen off site per super."),
}


class Construction(Plant):
    """`state: overdue`: it is out, and the monthly read is missing; `damaged`: it is back; `lost`: it is not."""

    name: ClassVar[str] = "construction_meter"
    parameters: ClassVar[tuple[str, ...]] = (
        "construction_deposit", "construction_fee", "construction_fee_a_day", "construction_read_days",
        "construction_missed_read_fee",
    )  # fmt: skip
    needs_bills: ClassVar[int] = 8

    state: Literal["overdue", "damaged", "lost"] = "overdue"

    def pay(self, plan: Plan) -> Plan:
        """The fee was paid with the deposit at the counter; what the missed read costs is not paid."""
        lent, reported, number = _lent(plan), _reported(plan), plan.district.number
        fee, meter = number("construction_fee", lent), _number(plan)
        plan = plan.adding(
            Entry(_FEE, lent, EntryKind.FEE, fee, memo=f"construction meter {meter}"),
            Entry("", lent, EntryKind.PAYMENT, -fee, _FEE, lent, "counter"),
        )
        if self.state == "overdue":
            missed, day = number("construction_missed_read_fee", plan.today), _missed(plan)
            plan = plan.adding(Entry("", day, EntryKind.FEE, missed, memo=f"read of {meter} missed"))
        rng = plan.stream("plant construction_meter: words")
        plan = plan.noting(lent, f"Constr mtr {meter} out, {rng.choice(_USES)}. Dep & fee pd.")
        day = plan.district.policy.add_business_days(plan.today, -1)
        return plan.noting(max(day, reported), rng.choice(_WORDS[self.state]))

    def finish(self, plan: Plan, account: Account) -> Account:
        lent, number = _lent(plan), plan.district.number
        deposit, repair, unpaid = number("construction_deposit", lent), NO_MONEY, NO_MONEY
        if self.state == "damaged":
            repair = Decimal(plan.stream("plant construction_meter: repair").randint(180, 640))
        if self.state == "overdue":
            unpaid = number("construction_missed_read_fee", plan.today)
        meter = ConstructionMeter(
            _number(plan), lent, deposit, number("construction_fee_a_day", lent), _reported(plan),
            {"overdue": "out"}.get(self.state, self.state), repair, unpaid,
        )  # fmt: skip
        name = f"D{plan.stream('plant construction_meter: deposit').randint(1000, 9999)}"
        deposits = (*account.deposits, Deposit(name, lent, deposit))
        return replace(account, construction=(*account.construction, meter), deposits=deposits)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        meter = account.construction[-1]
        back = (NO_MONEY if meter.state == "lost" else meter.deposit - meter.repair) - meter.unpaid
        return {
            "construction_meter": meter.number, "construction_lent_on": meter.lent, "construction_refund": back,
            "construction_reported_on": _reported(plan),
        }  # fmt: skip


def _lent(plan: Plan) -> dt.date:
    before = plan.stream("plant construction_meter").randint(120, 190)
    return open_day_until(plan.today - DAY * before, plan.district.policy)


def _reported(plan: Plan) -> dt.date:
    """The last monthly read that came, more than a read's days ago."""
    days = int(plan.district.number("construction_read_days", plan.today))
    before = plan.stream("plant construction_meter: read").randint(days + 4, days + 25)
    return open_day_until(plan.today - DAY * before, plan.district.policy)


def _missed(plan: Plan) -> dt.date:
    """The business day after the read was due."""
    days = int(plan.district.number("construction_read_days", plan.today))
    return plan.district.policy.add_business_days(_reported(plan) + DAY * days, 1)


def _number(plan: Plan) -> str:
    return "C" + meter_number(plan.stream("plant construction_meter: number").randrange(SERIALS))[1:]
