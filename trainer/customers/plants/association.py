"""An association with many meters: a manager who acts for it, and a landscaper who may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import Field

from trainer.customers.days import DAY
from trainer.customers.numbers import SERIALS, meter_number
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.others import another
from trainer.record.account import Account, Meter, Person
from trainer.record.service import Document

_SIZES = ('1"', '1 1/2"', '2"')
_KINDS = ("Homeowners Association", "Community Association", "Maintenance Corporation")
_WORDS = ("Mgmt co chg, new mgr letter on file.", "Landscaper called re slope mtrs, not on acct, ref to mgr.")


class Association(Plant):
    """`meters` in all: the account's own, which its bills and reads are of, and the others beside it.

    `ended: true`: the manager's authority has run out, and the account still lists them.
    """

    name: ClassVar[str] = "association"
    decides: ClassVar[frozenset[str]] = frozenset({"who the customer is"})
    classes: ClassVar[frozenset[str]] = frozenset({"IRRIGATION"})
    asks: ClassVar[Mapping[str, Any]] = MappingProxyType({"authorised": (0, 0)})

    meters: int = Field(40, ge=2, le=120)
    ended: bool = False

    def pay(self, plan: Plan) -> Plan:
        day = plan.district.policy.add_business_days(plan.today, -plan.stream("plant association: day").randint(8, 40))
        return plan.noting(day, plan.stream("plant association: words").choice(_WORDS))

    def finish(self, plan: Plan, account: Account) -> Account:
        manager = another(plan, self.name, "agent")
        until = plan.today - DAY * plan.stream("plant association: until").randint(10, 70) if self.ended else None
        letter = Document("management agreement", account.since, manager.name)
        holder = self._holder(plan, account)
        return replace(
            account,
            people=(holder, replace(manager, until=until), *account.people[1:]),
            meters=(*account.meters, *self._others(plan, account)),
            documents=(*account.documents, letter),
        )

    def reveal(self, plan: Plan, account: Account) -> Truth:
        manager = next(person for person in account.people if person.standing == "agent")
        gardener = another(plan, "association: landscaper", "stranger")
        return {
            "association_name": account.holder.name, "manager_name": manager.name, "landscaper_name": gardener.name,
            "meters": self.meters,
        }  # fmt: skip

    def _holder(self, plan: Plan, account: Account) -> Person:
        """The association itself, named for its street."""
        street = account.premise.address.partition(" ")[2].split()[-1]
        name = f"{street} {plan.stream('plant association: name').choice(_KINDS)}"
        return replace(account.holder, name=name, email=f"board@{street.lower()}.example.org")

    def _others(self, plan: Plan, account: Account) -> list[Meter]:
        rng, installed = plan.stream("plant association: meters"), account.meter.installed
        serials = rng.sample(range(SERIALS), self.meters - 1)
        days: list[dt.date] = [
            plan.district.policy.add_business_days(installed, rng.randint(0, 200)) for _ in serials
        ]  # fmt: skip
        known = zip(serials, days, strict=True)
        return [Meter(meter_number(serial), rng.choice(_SIZES), min(day, plan.today), 6) for serial, day in known]
