"""An impostor: someone who knows a little of the customer has called before, and will try again."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from trainer.customers.places import address, serial_beside
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.others import another
from trainer.record.account import Account

_TRIES = (
    "Caller as holder, wrong last pmt amt, hung up.", "Caller could not give svc addr. No info given.",
    "Says is holder, wanted refund to new addr. Not verified. Red flag logged.",
    "Caller gave wrong phone, got upset re \"my own account\". Nothing given.",
)  # fmt: skip


class Impostor(Plant):
    """`calls` earlier attempts are in the notes; what they would give as proof is nearly right, and wrong."""

    name: ClassVar[str] = "impostor"

    calls: int = Field(2, ge=0, le=4)

    def pay(self, plan: Plan) -> Plan:
        rng = plan.stream("plant impostor")
        backs = sorted(rng.sample(range(1, 12), min(self.calls, len(_TRIES))), reverse=True)
        for back, words in zip(backs, rng.sample(_TRIES, len(_TRIES)), strict=False):
            plan = plan.noting(plan.district.policy.add_business_days(plan.today, -back), words)
        return plan

    def reveal(self, plan: Plan, account: Account) -> Truth:
        other, rng = another(plan, self.name, "stranger"), plan.stream("plant impostor: wrong")
        beside = serial_beside(plan.serial, plan.district.streets)
        known: dict[str, str | Decimal] = {
            "impostor_name": other.name, "wrong_phone": other.phone, "impostor_email": other.email,
            "wrong_address": address(beside, plan.district.streets),
        }  # fmt: skip
        return {**known, "wrong_payment": account.bills[-1].total + rng.randint(3, 30)}
