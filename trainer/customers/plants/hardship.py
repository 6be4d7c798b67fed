"""A household in hardship: someone's health depends on water, and the income is low; shown or declared on file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar, Literal

from trainer.customers.days import DAY, open_day_until
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import HOMES, Plant
from trainer.customers.plants.others import another
from trainer.district.dates import months_ahead
from trainer.record.account import Account
from trainer.record.credit import Declaration
from trainer.record.service import Document, Flag, FlagKind

_WORDS = ("Home dialysis, water needed daily.", "O2 & home care at res.", "Med equip at home per cert.")


class Hardship(Plant):
    """What is on file: the `certificate` (of a care provider, or a physician), the `inability` to pay, `willing`.

    All three together protect from a shut-off. `life_support: true` flags that someone depends on water for life.
    """

    name: ClassVar[str] = "hardship"
    classes: ClassVar[frozenset[str]] = HOMES

    certificate: Literal["medical", "physician", "none"] = "medical"
    inability: Literal["benefit", "income", "none"] = "income"
    willing: bool = True
    life_support: bool = False

    def pay(self, plan: Plan) -> Plan:
        if self.certificate == "none":
            return plan
        words = plan.stream("plant hardship: words").choice(_WORDS)
        return plan.noting(_day(plan), f"Med cert rcvd. {words}")

    def finish(self, plan: Plan, account: Account) -> Account:
        day, provider = _day(plan), _provider(plan)
        declared, papers = list(account.declarations), list(account.documents)
        if self.certificate != "none":
            declared.append(Declaration(self.certificate, day, provider, months_ahead(day, 12)))
            papers.append(Document("medical certificate", day, provider))
        if self.inability != "none":
            declared.append(Declaration(self.inability, day, account.holder.name, months_ahead(day, 12)))
        if self.willing:
            declared.append(Declaration("willing", day, account.holder.name))
        flags = (*account.flags, Flag(FlagKind.LIFE_SUPPORT, day)) if self.life_support else account.flags
        return replace(account, declarations=tuple(declared), documents=tuple(papers), flags=flags)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        return {"care_provider": _provider(plan), "declared_on": _day(plan)}


def _provider(plan: Plan) -> str:
    return f"Dr. {another(plan, 'hardship', 'provider').name}"


def _day(plan: Plan) -> dt.date:
    before = plan.stream("plant hardship").randint(15, 240)
    return open_day_until(plan.today - DAY * before, plan.district.policy)
