"""A big bill: so much water on the bill that is penalised that its late penalty exceeds a given amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from trainer.customers.ledger import penalty_on
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.late_penalty import PENALISED
from trainer.customers.pricing import price, total_of
from trainer.record.account import Account

_MOST = 4096


def _decimal(given: Any) -> Any:
    return Decimal(str(given)) if isinstance(given, float) else given


class BigBill(Plant):
    """The garden was watered until the late penalty on that bill came to more than `penalty_over` dollars."""

    name: ClassVar[str] = "big_bill"
    needs: ClassVar[frozenset[str]] = frozenset({"late_penalty"})
    needs_bills: ClassVar[int] = 2

    penalty_over: Annotated[Decimal, BeforeValidator(_decimal), Field(gt=0, le=200)] = Decimal("30.00")

    def use(self, plan: Plan) -> Plan:
        least = max(plan.months[PENALISED].use, _least_use(plan, self.penalty_over))
        use = least + plan.stream("plant big_bill").randint(1, 6)
        return plan.with_month(PENALISED, use=use, billed=use)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        bill = account.bills[PENALISED]
        return {"big_bill": bill.id, "big_bill_total": bill.total, "big_bill_use": bill.use}


def _least_use(plan: Plan, over: Decimal) -> int:
    """The least use whose late penalty exceeds `over`, by halving: a bill never falls with the use."""
    low, high = 0, _MOST
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _penalty(plan, middle) > over else (middle + 1, high)
    return low


def _penalty(plan: Plan, use: int) -> Decimal:
    month = plan.months[PENALISED]
    return penalty_on(total_of(price(plan, month, use)), month.due, plan.district)
