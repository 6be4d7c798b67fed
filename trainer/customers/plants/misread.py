"""A misread meter: the latest read is written down wrong, so that the use seems to jump."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.pricing import price, total_of
from trainer.record.account import Account

_JUMP = (2.2, 4.0)
_TRIED = 400


class Misread(Plant):
    """The bill is made out for a wrong read: two neighbouring digits changed places, or else one was taken for another.

    The use billed is 2.2 to 4 times that of the same month a year ago.
    """

    name: ClassVar[str] = "misread"
    decides: ClassVar[frozenset[str]] = frozenset({"the latest read", "the latest use"})
    needs_bills: ClassVar[int] = 13

    def use(self, plan: Plan) -> Plan:
        """Where the register began is free, so it is moved on to the first place from which a slip fits."""
        before = plan.last_read - plan.months[-1].use
        jump = [share * plan.year_ago.use + before for share in _JUMP]
        for slip in (_swapped, _mistaken):
            for moved in range(_TRIED):
                wrong = [read for read in slip(plan.last_read + moved) if jump[0] <= read - moved <= jump[1]]
                if wrong:
                    chosen = plan.stream("plant misread").choice(wrong)
                    return _written(replace(plan, start=plan.start + moved), chosen)
        raise ValueError(f"plant misread: no slip of the pen fits a use of {plan.year_ago.use} CCF a year ago")

    def reveal(self, plan: Plan, account: Account) -> Truth:
        bill, month = account.bills[-1], plan.months[-1]
        corrected = total_of(price(plan, month, month.use))
        return {
            "cause": "misread",
            "misread_bill": bill.id,
            "true_read": plan.last_read,
            "misread_from": plan.last_read,
            "misread_as": bill.read_to,
            "true_use": month.use,
            "corrected_total": corrected,
            "overbilled": bill.total - corrected,
        }


def _written(plan: Plan, wrong: int) -> Plan:
    return plan.with_month(-1, billed=wrong - (plan.last_read - plan.months[-1].use))


def _swapped(read: int) -> Iterator[int]:
    """The read with two neighbouring digits the wrong way round."""
    digits = f"{read:04}"
    for place in range(len(digits) - 1):
        yield int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])


def _mistaken(read: int) -> Iterator[int]:
    """The read with one digit taken for another."""
    digits = f"{read:04}"
    for place in range(len(digits)):
        for digit in "0123456789":
            yield int(digits[:place] + digit + digits[place + 1 :])
