"""An estranged spouse: still on the account, or taken off it, and kept away by a court or only by the holder's word."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

from trainer.customers.days import DAY, open_day_until
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.base import HOMES, Plant
from trainer.customers.plants.others import another
from trainer.record.account import Account
from trainer.record.service import Document, Flag, FlagKind

_ORDER = ("Holder brought RO copy. Nothing to {name}.", "TRO on file re {name}. Do not disclose.")
_WORD = ("Holder separated, asks {name} off acct. Done.", "Removed {name} per holder.")


class EstrangedSpouse(Plant):
    """`order: true`: a court keeps the spouse away, who is still listed; otherwise the holder took them off."""

    name: ClassVar[str] = "estranged_spouse"
    decides: ClassVar[frozenset[str]] = frozenset({"whom a court protects"})
    classes: ClassVar[frozenset[str]] = HOMES

    order: bool = True

    def finish(self, plan: Plan, account: Account) -> Account:
        spouse, day = another(plan, self.name, "authorised", family=True), _day(plan)
        if not self.order:
            gone = replace(spouse, until=day)
            return _written(plan, replace(account, people=(*account.people, gone)), _WORD, spouse.name)
        account = replace(
            account,
            people=(*account.people, spouse),
            flags=(*account.flags, Flag(FlagKind.RESTRAINING, day, f"Kept away: {spouse.name}")),
            documents=(*account.documents, Document("restraining order", day, account.holder.name)),
        )
        return _written(plan, account, _ORDER, spouse.name)

    def reveal(self, plan: Plan, account: Account) -> Truth:
        spouse = another(plan, self.name, "authorised", family=True)
        return {"spouse_name": spouse.name, "spouse_phone": spouse.phone, "separated_on": _day(plan)}


def _written(plan: Plan, account: Account, said: tuple[str, ...], name: str) -> Account:
    words = plan.stream("plant estranged_spouse: words").choice(said).format(name=name)
    noted = plan.noting(_day(plan), words).notes[-1]
    return replace(account, notes=tuple(sorted((*account.notes, noted), key=lambda note: note.on)))


def _day(plan: Plan) -> dt.date:
    """An office day of the last months."""
    before = plan.stream("plant estranged_spouse").randint(12, 80)
    return open_day_until(plan.today - DAY * before, plan.district.policy)
