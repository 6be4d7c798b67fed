"""A deposit that the District holds, asked for when credit was new or after final notices."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from pydantic import field_validator

from trainer.customers.days import open_day_from
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.spans import Span
from trainer.district.dates import months_back
from trainer.district.money import to_cents
from trainer.record.account import NO_MONEY, Account
from trainer.record.credit import Deposit


class DepositHeld(Plant):
    """Held for `months`: so many, or a span. Its amount is the pack's, so many times the average bill."""

    name: ClassVar[str] = "deposit_held"
    parameters: ClassVar[tuple[str, ...]] = ("deposit_times", "deposit_minimum", "deposit_average_bills")
    needs_bills: ClassVar[int] = 24

    months: Span = (13, 18)

    @field_validator("months")
    @classmethod
    def _kept_here(cls, given: tuple[int, int]) -> tuple[int, int]:
        if not 1 <= given[0] <= given[1] <= 23:
            raise ValueError("give between 1 and 23 months, such as [13, 18]")
        return given

    def finish(self, plan: Plan, account: Account) -> Account:
        rng, number = plan.stream("plant deposit_held"), plan.district.number
        on = open_day_from(months_back(plan.today, rng.randint(*self.months)), plan.district.policy)
        before = [bill for bill in account.bills if bill.on <= on][-int(number("deposit_average_bills", on)) :]
        billed = before or account.bills[:1]
        usual = sum((bill.total for bill in billed), NO_MONEY) / len(billed)
        amount = to_cents(max(usual * number("deposit_times", on), number("deposit_minimum", on)))
        held = Deposit(f"D{rng.randint(1000, 9999)}", on, amount)
        return replace(account, deposits=(*account.deposits, held))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        held = account.deposits[-1]
        return {"deposit": held.id, "deposit_amount": held.amount, "deposit_since": held.on}
