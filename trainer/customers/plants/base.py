"""What a plant is: one thing that is wrong, or only looks wrong, put into an account's plan.

A plant's options are its fields. It may narrow the days of the latest bill, change the use, change the payments, add
people and papers to the account once it is written down, and reveal the hidden truth.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict

from trainer.customers.district import District
from trainer.customers.plan import Plan, Truth
from trainer.customers.streams import Seed
from trainer.record.account import Account
from trainer.record.service import PremiseRecord

NOTHING: Mapping[str, Any] = MappingProxyType({})
HOMES = frozenset({"RESIDENTIAL_SINGLE", "RESIDENTIAL_MULTI"})


class Setting(NamedTuple):
    """What is known before there is a plan."""

    seed: Seed
    today: dt.date
    district: District


class Plant(BaseModel):
    """The base of all plants: does nothing at every stage.

    `clashes` and `needs` name other plants; `decides` says in words what it alone decides, so that two that decide the
    same clash. `asks` are lines of the recipe that must not say otherwise, by name; `classes` are the customer classes
    it can happen to, all when empty. `needs_bills` is how many months of bills it takes, `parameters` which figures
    of the pack it reads.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: ClassVar[str]
    clashes: ClassVar[frozenset[str]] = frozenset()
    needs: ClassVar[frozenset[str]] = frozenset()
    decides: ClassVar[frozenset[str]] = frozenset()
    asks: ClassVar[Mapping[str, Any]] = NOTHING
    classes: ClassVar[frozenset[str]] = frozenset()
    parameters: ClassVar[tuple[str, ...]] = ()
    needs_bills: ClassVar[int] = 1
    pays_late: ClassVar[bool] = False

    def contradicts(self, other: Plant) -> str:
        """Why this plant's options and another's cannot both hold, in words; empty when they can."""
        return ""

    def bill_days(self, days: list[dt.date], setting: Setting) -> list[dt.date]:
        """Those of `days` on which the latest bill may have gone out."""
        return days

    def use(self, plan: Plan) -> Plan:
        """The plan with what went through the meter, and what was read, changed."""
        return plan

    def pay(self, plan: Plan) -> Plan:
        """The plan with payments, waivers, orders and notes changed; uses stand by now."""
        return plan

    def finish(self, plan: Plan, account: Account) -> Account:
        """The account with what no month brings about: people, papers, notices, flags, where the mail goes."""
        return account

    def at_premise(self, plan: Plan, account: Account, shown: PremiseRecord) -> PremiseRecord:
        """What the premise's own record shows, with what this plant changes in it."""
        return shown

    def reveal(self, plan: Plan, account: Account) -> Truth:
        """What scenario authors may refer to, from the finished account."""
        return {}
