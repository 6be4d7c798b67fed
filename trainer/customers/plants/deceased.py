"""A deceased customer: the holder has died, and someone of the family calls."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

from trainer.customers.days import DAY
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import HOMES, Plant
from trainer.customers.plants.others import another
from trainer.record.account import Account, Person
from trainer.record.service import Document, Flag, FlagKind

_SAID = ("{kin} called, holder passed {day}.", "Per {kin}, acct holder dec'd {day}. Sent estate info.")


class Deceased(Plant):
    """Some weeks ago. `flagged: true`: the office knows, and has the certificate and a note of the call."""

    name: ClassVar[str] = "deceased"
    decides: ClassVar[frozenset[str]] = frozenset({"who the customer is"})
    classes: ClassVar[frozenset[str]] = HOMES

    flagged: bool = False

    def pay(self, plan: Plan) -> Plan:
        if not self.flagged:
            return plan
        rng, day = plan.stream("plant deceased: words"), _day(plan)
        kin, said = rng.choice(("Daughter", "Son", "Sister", "Brother")), rng.choice(_SAID)
        return plan.noting(self._known(plan), said.format(kin=kin, day=f"{day.month}/{day.day}"))

    def finish(self, plan: Plan, account: Account) -> Account:
        if not self.flagged:
            return account
        paper = Document("death certificate", self._known(plan), _relative(plan).name)
        flag = Flag(FlagKind.DECEASED, _day(plan))
        return replace(account, flags=(*account.flags, flag), documents=(*account.documents, paper))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        kin = _relative(plan)
        return {"died_on": _day(plan), "deceased_name": account.holder.name, "relative_name": kin.name}

    def _known(self, plan: Plan) -> dt.date:
        """The office heard of it a few business days after, and before today."""
        policy, wait = plan.district.policy, plan.stream("plant deceased: heard").randint(2, 5)
        return min(policy.add_business_days(_day(plan), wait), policy.add_business_days(plan.today, -1))


def _relative(plan: Plan) -> Person:
    return another(plan, "deceased", "agent", family=True)


def _day(plan: Plan) -> dt.date:
    return plan.today - DAY * plan.stream("plant deceased").randint(9, 45)
