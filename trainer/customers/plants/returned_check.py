"""A returned check: the bill before the latest was paid by one, and the bank sent it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from trainer.customers.paying import timely_payment
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.arrears import LATEST_PAYMENT
from trainer.customers.plants.base import Plant
from trainer.customers.plants.came_back import PARAMETERS, came_back, revealed
from trainer.customers.plants.late_penalty import PENALISED
from trainer.record.account import Account

_MARK = "~returned_check"
_SAID: dict[str, tuple[str, ...]] = {
    "funds": ("NSF", "insuff funds"), "closed": ("acct closed",), "stopped": ("stop pmt", "pmt stopped by payer"),
}  # fmt: skip


class ReturnedCheck(Plant):
    """`charged: false` leaves the charge for it still to be made; `why` is drawn unless given."""

    name: ClassVar[str] = "returned_check"
    decides: ClassVar[frozenset[str]] = frozenset({LATEST_PAYMENT})
    parameters: ClassVar[tuple[str, ...]] = PARAMETERS
    asks: ClassVar[Mapping[str, Any]] = MappingProxyType({"autopay": False})
    needs_bills: ClassVar[int] = 2

    why: Literal["funds", "closed", "stopped"] | None = None
    charged: bool = True

    def pay(self, plan: Plan) -> Plan:
        rng, policy = plan.stream("plant returned_check"), plan.district.policy
        why: str = self.why or rng.choice(list(_SAID))
        said = rng.choice(_SAID[why])
        paid = replace(timely_payment(plan.months[PENALISED], rng.randint(5, 9), "mail", policy), mark=_MARK)
        back = policy.add_business_days(paid.posted, rng.randint(3, 5))
        plan = came_back(plan.with_payment(PENALISED, paid), _MARK, back, said, self.charged)
        return plan.noting(back, f"Ck rtn {said}. Ltr sent.", by="Finance")

    def reveal(self, plan: Plan, account: Account) -> Truth:
        return revealed(account)
