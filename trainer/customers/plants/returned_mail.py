"""Returned mail: the latest bill came back from the post office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from trainer.customers.numbers import SERIALS
from trainer.customers.places import address
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.record.account import Account

_STICKER = (
    "Attempted, not known. Unable to fwd.", "Vacant.", "Moved, left no addr.", "Box closed, no order.",
    "Insuff addr, no apt no.",
)  # fmt: skip


class ReturnedMail(Plant):
    """It came back some business days after it was mailed; where the customer gets mail now, they know themselves."""

    name: ClassVar[str] = "returned_mail"
    asks: ClassVar[Mapping[str, Any]] = MappingProxyType({"paperless": False})

    def pay(self, plan: Plan) -> Plan:
        on, sticker = self._on(plan), plan.stream("plant returned_mail: words").choice(_STICKER)
        return plan.noting(on, f"B{plan.months[-1].bill_on:%y%m%d} rtn by USPS: {sticker}", by="Mail Room")

    def finish(self, plan: Plan, account: Account) -> Account:
        return replace(account, mail_returned=self._on(plan))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        serial = plan.stream("plant returned_mail: new").randrange(SERIALS)
        return {"mail_returned_on": self._on(plan), "new_address": address(serial, plan.district.streets)}

    def _on(self, plan: Plan) -> dt.date:
        """At least a business day after the bill, and before today."""
        policy = plan.district.policy
        back = plan.stream("plant returned_mail").randint(1, 3)
        return max(policy.add_business_days(plan.months[-1].bill_on, 1), policy.add_business_days(plan.today, -back))
