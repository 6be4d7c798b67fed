"""A move-out never processed: the customer told us, moved away, and the bills went on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from trainer.customers.days import DAY, open_day_until
from trainer.customers.numbers import SERIALS
from trainer.customers.places import address
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.arrears import LATEST_PAYMENT
from trainer.customers.plants.base import HOMES, Plant
from trainer.customers.plants.late_penalty import PENALISED
from trainer.customers.pricing import period_of
from trainer.district.tariff.estimates import Payer, final
from trainer.record.account import NO_MONEY, Account, EntryKind, FollowUp

_CALLS = (
    "Cust moving {day}, asks final rd & last bill to new addr.", "Stop svc {day} per holder. To be set up.",
    "Called to close acct eff {day}. Fwd addr given.",
)  # fmt: skip


class MoveOut(Plant):
    """They left in the middle of the period before the latest; nobody ordered the final read.

    The bill they left in and the one after are not paid, and the house has stood empty.
    """

    name: ClassVar[str] = "move_out"
    decides: ClassVar[frozenset[str]] = frozenset({LATEST_PAYMENT, "the latest use", "who the customer is"})
    classes: ClassVar[frozenset[str]] = HOMES
    needs_bills: ClassVar[int] = 4
    pays_late: ClassVar[bool] = True

    def use(self, plan: Plan) -> Plan:
        """What was used before the last day, and then a drip."""
        left, month = _left(plan), plan.months[PENALISED]
        used = month.use * ((left - month.period_from).days + 1) // month.days
        drip = plan.stream("plant move_out: drip").randint(0, 1)
        return plan.with_month(PENALISED, use=used, billed=used).with_month(-1, use=drip, billed=drip)

    def pay(self, plan: Plan) -> Plan:
        left, policy = _left(plan), plan.district.policy
        told = policy.add_business_days(left, -plan.stream("plant move_out: told").randint(3, 8))
        words = plan.stream("plant move_out: words").choice(_CALLS).format(day=f"{left.month}/{left.day}")
        return plan.with_payment(PENALISED, None).noting(told, words)

    def finish(self, plan: Plan, account: Account) -> Account:
        return replace(account, follow_ups=(*account.follow_ups, FollowUp("Order final read", _left(plan))))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        """What they owe is the final bill: the days up to the last one, and their use."""
        left, month, bill = _left(plan), plan.months[PENALISED], account.bills[PENALISED]
        payer = Payer(plan.district.area, plan.profile.customer_class, plan.variances)
        last = final(plan.district.tariffs, payer, replace(period_of(plan, month), last_day=left))
        right = sum((charge.amount for charge in last.charges), NO_MONEY)
        fee = next(e for e in account.entries if e.kind is EntryKind.PENALTY and e.concerns == bill.id)
        known: dict[str, str | Decimal] = {
            "penalty_id": fee.id, "penalty_amount": fee.amount, "final_total": right,
            "billed_after_moving": account.bills[-1].total + bill.total - right,
        }  # fmt: skip
        serial = plan.stream("plant move_out: new").randrange(SERIALS)
        return {**known, "moved_out_on": left, "forwarding_address": address(serial, plan.district.streets)}


def _left(plan: Plan) -> dt.date:
    """The last day of service, an office day in the middle of the period."""
    month = plan.months[PENALISED]
    after = plan.stream("plant move_out").randint(9, 19)
    return open_day_until(month.period_from + DAY * after, plan.district.policy)
