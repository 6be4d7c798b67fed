"""A payment plan that was broken: agreed for two old bills, and then an instalment did not come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from typing import ClassVar

from pydantic import Field

from trainer.customers.days import DAY, open_day_from
from trainer.customers.ledger import penalty_day, penalty_on
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.arrears import UNPAID
from trainer.customers.plants.base import Plant
from trainer.customers.pricing import bill_of, total_of
from trainer.district.dates import months_ahead
from trainer.record.account import NO_MONEY, Account, Entry, EntryKind
from trainer.record.credit import Arrangement, Notice, NoticeKind

_OWED = (-6, -5)  # the months whose bills the plan divides
_SAID = ("Hrs cut, can do {count} pmts.", "New baby, asks for time. {count} pmts.", "Between jobs. Plan {count} x.")


@dataclass(frozen=True)
class _Terms:
    """When the plan was agreed, its instalments' days, what each comes to, and the day it was broken."""

    agreed: dt.date
    days: tuple[dt.date, ...]
    each: Decimal
    broken: dt.date


class BrokenPlan(Plant):
    """Of `instalments` monthly ones `paid` came, and the next did not.

    `posted: true` puts the final notice at the door that the law asks for after a broken plan.
    """

    name: ClassVar[str] = "broken_plan"
    decides: ClassVar[frozenset[str]] = frozenset({UNPAID})
    needs_bills: ClassVar[int] = 8
    pays_late: ClassVar[bool] = True

    instalments: int = Field(4, ge=3, le=6)
    paid: int = Field(1, ge=0, le=1)
    posted: bool = False

    def pay(self, plan: Plan) -> Plan:
        for number in _OWED:
            plan = plan.with_payment(number, None)
        terms, oldest = self._terms(plan), f"B{plan.months[_OWED[0]].bill_on:%y%m%d}"
        for day in terms.days[: self.paid]:
            line = Entry("", day, EntryKind.PAYMENT, -terms.each, oldest, day, "portal", "plan instalment")
            plan = plan.adding(line)
        said = plan.stream("plant broken_plan: words").choice(_SAID).format(count=self.instalments)
        plan = plan.noting(terms.agreed, f"{said} ${terms.each:,.2f} ea, cur bills too. Adv if missed, plan void.")
        return plan.noting(terms.broken, f"Inst {self.paid + 1} not rcvd. Plan broken.", by="Billing")

    def finish(self, plan: Plan, account: Account) -> Account:
        terms = self._terms(plan)
        agreed = Arrangement(
            "payment plan", months_ahead(terms.agreed, self.instalments), self.instalments, terms.agreed, terms.each,
            terms.broken,
        )  # fmt: skip
        account = replace(account, arrangements=(*account.arrangements, agreed))
        if not self.posted:
            return account
        on = plan.district.policy.add_business_days(plan.today, -6)
        notice = Notice(f"N{len(account.notices) + 1}", NoticeKind.PLAN_DEFAULT, on, "door")
        return replace(account, notices=(*account.notices, notice))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        terms = self._terms(plan)
        return {
            "plan_agreed_on": terms.agreed, "plan_broken_on": terms.broken, "plan_each": terms.each,
            "plan_instalments": self.instalments, "plan_paid": self.paid, "oldest_unpaid": account.bills[_OWED[0]].id,
        }  # fmt: skip

    def _terms(self, plan: Plan) -> _Terms:
        """Agreed a few business days after the second bill's late penalty, for both bills and both penalties."""
        policy, last = plan.district.policy, plan.months[_OWED[1]]
        wait = plan.stream("plant broken_plan").randint(1, 3)
        agreed = policy.add_business_days(penalty_day(last.due, policy), wait)
        months = range(1, self.instalments + 1)
        days = tuple(open_day_from(months_ahead(agreed, after), policy) for after in months)
        owed = sum((_owed(plan, number) for number in _OWED), NO_MONEY)
        each = (owed / self.instalments).quantize(Decimal("0.01"), ROUND_DOWN)
        return _Terms(agreed, days, each, days[self.paid] + DAY)


def _owed(plan: Plan, number: int) -> Decimal:
    total, due = total_of(bill_of(plan, number)), plan.months[number].due
    return total + penalty_on(total, due, plan.district)
