"""Posted late: the payment lay in the night drop in time, but was posted after the due date, so the District erred."""

from __future__ import annotations

from typing import ClassVar

from trainer.customers.days import DAY
from trainer.customers.plan import Payment, Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.late_penalty import PENALISED
from trainer.record.account import Account, EntryKind


class PostedLate(Plant):
    """Received on or the day before the due date, posted 1 to 3 business days after it."""

    name: ClassVar[str] = "posted_late"
    needs: ClassVar[frozenset[str]] = frozenset({"late_penalty"})
    pays_late: ClassVar[bool] = True

    def contradicts(self, other: Plant) -> str:
        return "a bill that was never paid was not posted late" if getattr(other, "paid", "") == "never" else ""

    def pay(self, plan: Plan) -> Plan:
        rng = plan.stream("plant posted_late")
        due = plan.months[PENALISED].due
        received = due - DAY * rng.randint(0, 1)
        posted = plan.district.policy.add_business_days(due, rng.randint(1, 3))
        return plan.with_payment(PENALISED, Payment(received, posted, "night drop"))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        bill = account.bills[PENALISED]
        payment = next(
            entry for entry in account.entries if entry.kind is EntryKind.PAYMENT and entry.concerns == bill.id
        )
        received = payment.received or payment.on
        return {"late_payment": payment.id, "received_on": received, "posted_on": payment.on}
