"""A cancel and rebill: a misread was found some months ago, and its correction left a tangle on the ledger.

The bill that was wrong is canceled and no longer among the bills; its lines are still on the ledger. What was paid on
it was moved to the bill made out anew.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar, Literal

from trainer.customers.days import DAY
from trainer.customers.ledger import penalty_day, penalty_on
from trainer.customers.paying import posting_day, timely_payment
from trainer.customers.plan import Month, Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.visits import order_number
from trainer.customers.pricing import price, total_of
from trainer.record.account import Account, Entry, EntryKind, Order, OrderStatus

_WRONG = (1.8, 2.8)  # times the true use
_PAID = (40, 75)  # percent of the right total, which the customer thought was enough
_MISREAD, _PAYMENT, _PENALTY = "~cancel_rebill:bill", "~cancel_rebill:payment", "~cancel_rebill:penalty"


@dataclass(frozen=True)
class _Story:
    """What happened about the canceled bill: its month as first billed, and its amounts in dollars."""

    first: Month
    bill: str
    total: Decimal
    penalty: Decimal
    paid: Decimal
    paid_on: dt.date


class CancelRebill(Plant):
    """Seven to ten months ago. `penalty: standing` leaves the canceled bill's late penalty on the ledger."""

    name: ClassVar[str] = "cancel_rebill"
    needs_bills: ClassVar[int] = 14

    penalty: Literal["reversed", "standing"] = "reversed"

    def use(self, plan: Plan) -> Plan:
        """The bill was made out anew once its late penalty stood, and before the next one."""
        number, policy = _number(plan), plan.district.policy
        month = plan.months[number]
        again = policy.add_business_days(penalty_day(month.due, policy), 1)
        days = int(plan.district.number("due_days", again))
        return plan.with_month(number, bill_on=again, due=again + DAY * days).knowing(first_billed_on=month.bill_on)

    def pay(self, plan: Plan) -> Plan:
        number, story = _number(plan), _story(plan)
        month = plan.months[number]
        rest = total_of(price(plan, month, month.billed)) - story.paid
        payment = timely_payment(month, 9, "portal", plan.district.policy)
        plan = plan.with_payment(number, replace(payment, amount=rest))
        return self._noted(plan.adding(*self._lines(plan, story, month)), story, month)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        number, story = _number(plan), _story(plan)
        left = next((e for e in account.entries if e.kind is EntryKind.PENALTY and e.concerns == story.bill), None)
        known: Truth = {
            "canceled_bill": story.bill, "canceled_total": story.total, "rebilled_as": account.bills[number].id,
            "rebilled_total": account.bills[number].total, "paid_before_rebill": story.paid,
        }  # fmt: skip
        return {**known, "canceled_penalty": left.id, "canceled_penalty_amount": left.amount} if left else known

    def _lines(self, plan: Plan, story: _Story, month: Month) -> list[Entry]:
        day, fined = month.bill_on, penalty_day(story.first.due, plan.district.policy)
        anew = f"B{day:%y%m%d}"
        lines = [
            Entry(_MISREAD, story.first.bill_on, EntryKind.BILL, story.total, story.bill),
            Entry(_PAYMENT, story.paid_on, EntryKind.PAYMENT, -story.paid, story.bill, story.paid_on, "portal"),
            Entry(_PENALTY, fined, EntryKind.PENALTY, story.penalty, story.bill),
            Entry("", day, EntryKind.ADJUSTMENT, -story.total, _MISREAD, memo=f"{story.bill} canceled, misread"),
            Entry("", day, EntryKind.TRANSFER, story.paid, _PAYMENT, memo=f"to {anew}"),
            Entry("", day, EntryKind.TRANSFER, -story.paid, anew, received=story.paid_on, memo=f"from {story.bill}"),
        ]
        if self.penalty == "reversed":
            lines.append(Entry("", day, EntryKind.REVERSAL, -story.penalty, _PENALTY, memo="bill canceled"))
        return lines

    def _noted(self, plan: Plan, story: _Story, month: Month) -> Plan:
        policy, read = plan.district.policy, plan.start + sum(one.use for one in plan.months[: _number(plan) + 1])
        made = policy.add_business_days(month.bill_on, -3)
        order = Order(
            order_number(plan, self.name), "reread", made, OrderStatus.DONE,
            done_on=policy.add_business_days(made, 1), read=read, result=f"Reread {read:04}. Prev rd wrong.",
        )  # fmt: skip
        said = f"{story.bill} canceled, rebilled at {read:04}. Pmt moved."
        dropped = " LPC rev." if self.penalty == "reversed" else ""
        return plan.ordering(order).noting(made, f"Disputes {story.bill}. {order.id}.").noting(
            month.bill_on, said + dropped, by="Billing"
        )  # fmt: skip


def _number(plan: Plan) -> int:
    return -1 - plan.stream("plant cancel_rebill: month").randint(7, 10)


def _first_billed(plan: Plan) -> dt.date:
    """The day of the bill that was canceled."""
    on = plan.truth["first_billed_on"]
    if not isinstance(on, dt.date):
        raise TypeError("the day of a canceled bill is a date")
    return on


def _story(plan: Plan) -> _Story:
    rng, month = plan.stream("plant cancel_rebill"), plan.months[_number(plan)]
    on = _first_billed(plan)
    first = replace(month, bill_on=on, due=on + DAY * int(plan.district.number("due_days", on)))
    wrong = max(month.billed + 5, round(month.billed * rng.uniform(*_WRONG)))
    total, right = total_of(price(plan, first, wrong)), total_of(price(plan, month, month.billed))
    paid = (right * rng.randint(*_PAID) / 100).to_integral_value()
    paid_on = posting_day(on + DAY * rng.randint(6, 16), "portal", plan.district.policy)
    return _Story(first, f"B{on:%y%m%d}", total, penalty_on(total, first.due, plan.district), paid, paid_on)
