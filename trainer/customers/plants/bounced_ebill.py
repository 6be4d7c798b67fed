"""A bounced e-bill: the notice of the latest bill came back from the customer's e-mail address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.record.account import Account

_WHY = ("mailbox full", "no such user", "550 rejected", "addr not found")


class BouncedEbill(Plant):
    """It bounced on the day of the bill; the new address is what the holder would give."""

    name: ClassVar[str] = "bounced_ebill"
    asks: ClassVar[Mapping[str, Any]] = MappingProxyType({"paperless": True})

    def pay(self, plan: Plan) -> Plan:
        why = plan.stream("plant bounced_ebill").choice(_WHY)
        return plan.noting(plan.months[-1].bill_on, f"E-bill bounced, {why}.", by="Billing")

    def finish(self, plan: Plan, account: Account) -> Account:
        return replace(account, email_bounced=account.bills[-1].on)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        name, _, _ = account.holder.email.partition("@")
        number = plan.stream("plant bounced_ebill: new").randint(10, 99)
        new = f"{name}{number}@example.net"
        return {"email_bounced_on": account.bills[-1].on, "bounced_email": account.holder.email, "new_email": new}
