"""A protected address: the customer takes part in the state's program, and mail goes to a substitute address."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

from trainer.customers.days import DAY, open_day_until
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import HOMES, Plant
from trainer.record.account import Account
from trainer.record.service import Document, Flag, FlagKind

_WORDS = ("SAH card shown. Mail to subst addr only. Confirm nothing.", "Safe at Home, addr confid. Sup aware.")


class ProtectedAddress(Plant):
    """`flagged: false`: the program has accepted them, and the account does not know it yet."""

    name: ClassVar[str] = "protected_address"
    decides: ClassVar[frozenset[str]] = frozenset({"whom a court protects", "where the mail goes"})
    classes: ClassVar[frozenset[str]] = HOMES

    flagged: bool = True

    def pay(self, plan: Plan) -> Plan:
        words = plan.stream("plant protected_address: words").choice(_WORDS)
        return plan.noting(_day(plan), words) if self.flagged else plan

    def finish(self, plan: Plan, account: Account) -> Account:
        if not self.flagged:
            return account
        return replace(
            account,
            mailing=_substitute(plan),
            flags=(*account.flags, Flag(FlagKind.PROTECTED, _day(plan), "Safe at Home")),
            documents=(*account.documents, Document("substitute address", _day(plan), account.holder.name)),
        )

    def reveal(self, plan: Plan, account: Account) -> Truth:
        return {"protected_since": _day(plan), "substitute_address": _substitute(plan)}


def _substitute(plan: Plan) -> str:
    """A box that does not exist, written as the program writes one."""
    number = plan.stream("plant protected_address: box").randint(100, 999)
    return f"P.O. Box 0{number} #{number}"


def _day(plan: Plan) -> dt.date:
    before = plan.stream("plant protected_address").randint(20, 300)
    return open_day_until(plan.today - DAY * before, plan.district.policy)
