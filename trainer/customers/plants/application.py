"""An application that came in: a form for automatic payment or paperless bills, whole or with a mistake on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import Plant
from trainer.customers.plants.others import another
from trainer.record.account import Account
from trainer.record.service import Document

Mistake = Literal["none", "unsigned", "routing", "number", "slip", "stranger", "email"]
FORMS: Mapping[str, str] = MappingProxyType({"autopay": "autopay form", "ebill": "e-bill form"})
_OF_A_BANK = ("routing", "slip")
_SAYS: Mapping[str, str] = MappingProxyType({
    "none": "Filled in whole, signed.",
    "unsigned": "No signature.",
    "routing": "Routing number has 8 digits, not 9. Signed.",
    "number": "Account number written as {number}. Signed.",
    "slip": "Deposit slip attached, no voided check. Signed.",
    "stranger": "Filled in whole. Signed by {by}.",
    "email": "E-mail written as {email}. Signed.",
})  # fmt: skip


class Application(Plant):
    """Some business days ago. What is wrong is on the paper, for whoever reads it."""

    name: ClassVar[str] = "application"
    decides: ClassVar[frozenset[str]] = frozenset({"which form came in the mail"})
    asks: ClassVar[Mapping[str, Any]] = MappingProxyType({"autopay": False, "paperless": False})
    form: Literal["autopay", "ebill"] = "autopay"
    mistake: Mistake = "unsigned"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.form == "ebill" and self.mistake in _OF_A_BANK:
            raise ValueError(f"mistake {self.mistake}: a form for paperless bills names no bank")
        if self.form == "autopay" and self.mistake == "email":
            raise ValueError("mistake email: a form for automatic payment names no e-mail address")
        return self

    def finish(self, plan: Plan, account: Account) -> Account:
        by = self._signer(plan, account)
        on = plan.district.policy.add_business_days(plan.today, -plan.stream("plant application").randint(1, 4))
        says = _SAYS[self.mistake].format(number=swapped(account.number), by=by, email=_slip(account.holder.email))
        paper = Document(FORMS[self.form], on, by, self.mistake in ("none", "stranger"), says)
        return replace(account, documents=(*account.documents, paper))

    def _signer(self, plan: Plan, account: Account) -> str:
        if self.mistake != "stranger":
            return account.holder.name
        return another(plan, "application: signer", "former").name

    def reveal(self, plan: Plan, account: Account) -> Truth:
        paper = next(one for one in account.documents if one.kind == FORMS[self.form])
        return {"form": paper.kind, "form_on": paper.on, "form_by": paper.by, "form_says": paper.words}


def swapped(number: str) -> str:
    """An account number with its second and third digit the other way round, or the next digit where they are alike."""
    first, second, third, rest = number[0], number[1], number[2], number[3:]
    return f"{first}{third}{second}{rest}" if second != third else f"{first}{(int(second) + 1) % 10}{third}{rest}"


def _slip(email: str) -> str:
    """An address with a letter left out of what follows the @, as people write one in haste."""
    name, _, host = email.partition("@")
    return f"{name}@{host[:2]}{host[3:]}"
