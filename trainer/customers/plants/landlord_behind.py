"""A tenant under a landlord who does not pay: the landlord is the customer, and the tenant would lose the water."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from trainer.customers.numbers import SERIALS
from trainer.customers.places import address
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import HOMES, Plant
from trainer.customers.plants.others import another
from trainer.record.account import Account
from trainer.record.credit import Notice, NoticeKind
from trainer.record.service import PremiseRecord


class LandlordBehind(Plant):
    """Bills and notices go to the landlord elsewhere; `told: true`: the people who live there got theirs in writing."""

    name: ClassVar[str] = "landlord_behind"
    needs: ClassVar[frozenset[str]] = frozenset({"arrears"})
    decides: ClassVar[frozenset[str]] = frozenset({"who the customer is", "where the mail goes"})
    asks: ClassVar[Mapping[str, Any]] = MappingProxyType({"tenure": "owner"})
    classes: ClassVar[frozenset[str]] = HOMES
    parameters: ClassVar[tuple[str, ...]] = ("notice_languages",)

    told: bool = False

    def finish(self, plan: Plan, account: Account) -> Account:
        serial = plan.stream("plant landlord_behind: home").randrange(SERIALS)
        account = replace(account, mailing=address(serial, plan.district.streets))
        if not self.told:
            return account
        sent = max(notice.on for notice in account.notices if notice.how == "mail")
        spoken = re.split(r", | and ", str(plan.district.policy.parameter("notice_languages", sent).value))
        first = len(account.notices) + 1
        kinds = dict.fromkeys(one.kind for one in account.notices if one.kind is NoticeKind.FINAL)
        copies = [
            Notice(f"N{number}", kind, sent, "mail", "occupant", ("English", *spoken))
            for number, kind in enumerate((*kinds, NoticeKind.OCCUPANTS), first)
        ]
        return replace(account, notices=(*account.notices, *copies))

    def at_premise(self, plan: Plan, account: Account, shown: PremiseRecord) -> PremiseRecord:
        return replace(shown, owner=account.holder.name)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        tenant = another(plan, self.name, "occupant")
        return {
            "tenant_name": tenant.name, "tenant_phone": tenant.phone, "landlord_name": account.holder.name,
            "landlord_address": account.mailing,
        }  # fmt: skip
