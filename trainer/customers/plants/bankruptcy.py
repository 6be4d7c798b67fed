"""A bankruptcy: the customer filed a petition while bills were unpaid; what is older than it is not collected."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

from trainer.customers.days import open_day_until
from trainer.customers.plan import Plan, Truth
from trainer.customers.plants.arrears import Arrears
from trainer.customers.plants.base import Plant
from trainer.customers.plants.late_penalty import PENALISED
from trainer.record.account import NO_MONEY, Account
from trainer.record.service import Document, Flag, FlagKind


class Bankruptcy(Plant):
    """Filed before the period of the last unpaid bill began, so that one unpaid bill is younger than the petition.

    `flagged: true`: the court's notice has come, and the account says so.
    """

    name: ClassVar[str] = "bankruptcy"
    needs: ClassVar[frozenset[str]] = frozenset({"arrears"})

    flagged: bool = False

    def contradicts(self, other: Plant) -> str:
        """Collecting stops at a petition that is known; whoever knows of none goes on."""
        if not isinstance(other, Arrears):
            return ""
        if other.unpaid < 2:
            return "unpaid: 1 leaves no bill that is older than the petition"
        collected = self.flagged and other.stage in ("scheduled", "off")
        return f"flagged: true and stage: {other.stage}, and nobody is shut off after a petition" if collected else ""

    def pay(self, plan: Plan) -> Plan:
        if not self.flagged:
            return plan
        words = plan.stream("plant bankruptcy: words").choice(("BK ntc rcvd, to Finance.", "Ch {n} ntc from court."))
        return plan.noting(self._heard(plan), words.format(n=_chapter(plan)), by="Finance")

    def finish(self, plan: Plan, account: Account) -> Account:
        if not self.flagged:
            return account
        flag = Flag(FlagKind.BANKRUPTCY, _petition(plan), f"Chapter {_chapter(plan)}")
        paper = Document("bankruptcy notice", self._heard(plan), "Bankruptcy Court")
        return replace(account, flags=(*account.flags, flag), documents=(*account.documents, paper))

    def reveal(self, plan: Plan, account: Account) -> Truth:
        petition = _petition(plan)
        since = [one for one in account.bills if one.period_from >= petition and one.due < plan.today]
        return {
            "petition_on": petition, "bankruptcy_chapter": _chapter(plan),
            "owed_since_petition": sum((bill.total for bill in since), NO_MONEY),
        }  # fmt: skip

    def _heard(self, plan: Plan) -> dt.date:
        """The court wrote to an old address, so that the office has known for a few days only."""
        before = plan.stream("plant bankruptcy: heard").randint(1, 4)
        return plan.district.policy.add_business_days(plan.today, -before)


def _petition(plan: Plan) -> dt.date:
    """An office day within two weeks before the period of the last unpaid bill."""
    before = plan.stream("plant bankruptcy").randint(1, 14)
    return open_day_until(plan.months[PENALISED].period_from - dt.timedelta(days=before), plan.district.policy)


def _chapter(plan: Plan) -> int:
    return plan.stream("plant bankruptcy: chapter").choice((7, 7, 13))
