"""A bounced automatic payment: it ran on the due date, and the bank sent it back some days later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.arrears import LATEST_PAYMENT
from trainer.customers.plants.base import Plant
from trainer.customers.plants.came_back import PARAMETERS, came_back, returned, revealed
from trainer.customers.plants.late_penalty import PENALISED
from trainer.record.account import Account
from trainer.record.service import Document, Mandate

_MARK = "~bounced_autopay"
_WHY = ("R01 insuff funds", "R02 acct closed", "R03 no acct")


class BouncedAutopay(Plant):
    """The bill before the latest. Whether it is charged for, as a check would be, is the District's to say."""

    name: ClassVar[str] = "bounced_autopay"
    decides: ClassVar[frozenset[str]] = frozenset({LATEST_PAYMENT})
    parameters: ClassVar[tuple[str, ...]] = PARAMETERS
    asks: ClassVar[Mapping[str, Any]] = MappingProxyType({"autopay": True})
    needs_bills: ClassVar[int] = 3

    charged: bool = False

    def pay(self, plan: Plan) -> Plan:
        rng, policy = plan.stream("plant bounced_autopay"), plan.district.policy
        why, ran = rng.choice(_WHY), plan.payments[PENALISED]
        if ran is None:
            raise ValueError("plant bounced_autopay: nothing was paid that could have come back")
        back = policy.add_business_days(ran.posted, rng.randint(2, 4))
        plan = came_back(plan.with_payment(PENALISED, replace(ran, mark=_MARK)), _MARK, back, why, self.charged)
        return plan.noting(back, f"ACH rtn {why[:3]}. Cust emailed.", by="Finance")

    def finish(self, plan: Plan, account: Account) -> Account:
        """The mandate pays from the first bill kept here on."""
        since, back = account.bills[0].on, returned(account).on
        form = Document("autopay form", since, account.holder.name)
        return replace(account, mandate=Mandate(since, returned=back), documents=(*account.documents, form))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        return revealed(account)
