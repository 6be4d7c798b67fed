"""Trouble in the portal: locked after wrong passwords, or a number typed that is not the account's."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from trainer.customers.days import DAY
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.application import swapped
from trainer.customers.plants.base import Plant
from trainer.record.account import Account
from trainer.record.service import PortalSignIn


class PortalTrouble(Plant):
    """`trouble` as the portal shows it to whoever looks at it with the customer."""

    name: ClassVar[str] = "portal_trouble"
    trouble: Literal["locked_out", "wrong_number"] = "locked_out"

    def finish(self, plan: Plan, account: Account) -> Account:
        since = max(account.since, plan.today - DAY * plan.stream("plant portal_trouble").randint(40, 700))
        typed = swapped(account.number) if self.trouble == "wrong_number" else ""
        return replace(account, portal=PortalSignIn(since, locked=self.trouble == "locked_out", typed=typed))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        typed = account.portal.typed if account.portal else ""
        return {"portal_trouble": self.trouble, **({"typed_number": typed} if typed else {})}
