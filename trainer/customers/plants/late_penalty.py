"""A late penalty: the bill before the latest was paid late, or not at all, after a long clean history."""

from __future__ import annotations

from typing import ClassVar, Literal

from trainer.customers.ledger import penalty_day
from trainer.customers.paying import late_payment, timely_payment
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.arrears import LATEST_PAYMENT, UNPAID
from trainer.customers.plants.base import Plant
from trainer.district.dates import months_back
from trainer.record.account import Account, EntryKind

CLEAN_MONTHS = 14
PENALISED = -2
_CHANNELS = ("portal", "mail", "counter")


class LatePenalty(Plant):
    """`paid: late` leaves the penalty unpaid on the ledger; `paid: never` the bill as well."""

    name: ClassVar[str] = "late_penalty"
    decides: ClassVar[frozenset[str]] = frozenset({LATEST_PAYMENT, UNPAID})
    needs_bills: ClassVar[int] = 2
    pays_late: ClassVar[bool] = True

    paid: Literal["late", "never"] = "late"

    def pay(self, plan: Plan) -> Plan:
        rng = plan.stream("plant late_penalty")
        plan = _clean(plan)
        if self.paid == "never":
            return plan.with_payment(PENALISED, None)
        month, policy = plan.months[PENALISED], plan.district.policy
        longest = max(1, min(9, (plan.today - month.due).days - 5))
        late = late_payment(month, rng.randint(1, longest), rng.choice(_CHANNELS), policy)
        return plan.with_payment(PENALISED, late)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        bill = account.bills[PENALISED]
        penalty = next(
            entry for entry in account.entries if entry.kind is EntryKind.PENALTY and entry.concerns == bill.id
        )
        return {
            "penalised_bill": bill.id,
            "penalised_total": bill.total,
            "penalty_id": penalty.id,
            "penalty_amount": penalty.amount,
            "penalty_on": penalty.on,
        }


def _clean(plan: Plan) -> Plan:
    """The plan with every payment of the last months before that bill on time."""
    since = months_back(plan.today, CLEAN_MONTHS)
    policy = plan.district.policy
    for number, (month, payment) in enumerate(zip(plan.months[:PENALISED], plan.payments, strict=False)):
        late = payment is None or payment.posted > month.due
        if late and penalty_day(month.due, policy) >= since:
            plan = plan.with_payment(number, timely_payment(month, 12, payment.channel if payment else "mail", policy))
    return plan
