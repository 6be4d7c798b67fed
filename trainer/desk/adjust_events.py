"""What happens to bills: one worked out at another read, one made out anew in place of another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.desk.events import account_of, on_account, open_panel
from trainer.desk.rebilling import Anew
from trainer.desk.state import Desk
from trainer.district.money import dollars
from trainer.record.account import Bill, Estimate, Worksheet


@dataclass(frozen=True)
class BillEstimated:
    estimate: Estimate

    def apply(self, desk: Desk) -> Desk:
        return open_panel(replace(desk, estimates=(*desk.estimates, self.estimate)), "estimate")

    @property
    def receipt(self) -> str:
        one = self.estimate
        less = "less" if one.difference >= 0 else "more"
        return f"At a read of {one.read}: {dollars(one.total)}, {dollars(abs(one.difference))} {less} than billed"


@dataclass(frozen=True)
class LeakWorkedOut:
    worksheet: Worksheet

    def apply(self, desk: Desk) -> Desk:
        kept = account_of(desk).worksheets
        return open_panel(on_account(desk, worksheets=(*kept, self.worksheet)), "worksheets")

    @property
    def receipt(self) -> str:
        return f"Worked out for {self.worksheet.bill}: {dollars(self.worksheet.credit)} above the budget"


@dataclass(frozen=True)
class Rebilled:
    """The bill that was wrong is no longer among the bills; its lines stay on the ledger."""

    canceled: Bill
    anew: Anew
    receipt: str

    def apply(self, desk: Desk) -> Desk:
        account = account_of(desk)
        bills = tuple(self.anew.bill if one is self.canceled else one for one in account.bills)
        return on_account(
            desk, bills=bills, reads=self.anew.reads, entries=(*account.entries, *self.anew.entries),
            holds=tuple(one for one in account.holds if one != self.canceled.id),
        )  # fmt: skip
