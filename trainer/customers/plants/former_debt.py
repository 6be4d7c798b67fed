"""A debt left at the premise: who had service there before went away without paying, and it is nobody else's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from trainer.customers.days import DAY, open_day_until
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.others import another
from trainer.record.account import Account
from trainer.record.service import FormerCustomer, PremiseRecord


class FormerDebt(Plant):
    """The premise's record shows the former customer; `owner_agreed: true` says that service reverts to the owner."""

    name: ClassVar[str] = "former_debt"

    owner_agreed: bool = False

    def at_premise(self, plan: Plan, account: Account, shown: PremiseRecord) -> PremiseRecord:
        owner = shown.owner or another(plan, "former_debt: owner", "owner").name
        former = (*shown.former, _former(plan, account))
        return replace(shown, former=former, owner=owner, reverts_to_owner=self.owner_agreed)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        former = _former(plan, account)
        return {"former_name": former.name, "former_owed": former.owed, "former_until": former.until}


def _former(plan: Plan, account: Account) -> FormerCustomer:
    """Gone before the account began."""
    rng = plan.stream("plant former_debt")
    until: dt.date = open_day_until(account.since - DAY * rng.randint(3, 60), plan.district.policy)
    owed = Decimal(rng.randint(4_500, 61_000)) / 100
    name = another(plan, "former_debt", "former").name
    return FormerCustomer(name, until - DAY * rng.randint(400, 2600), until, owed)
