"""What happens in finding an account. An account that was worked on keeps its state while another is open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.desk.events import open_panel
from trainer.desk.state import Desk, Parked
from trainer.record.account import Account
from trainer.record.listing import Found


@dataclass(frozen=True)
class AccountsFound:
    found: Found

    def apply(self, desk: Desk) -> Desk:
        return open_panel(replace(desk, found=(*desk.found, self.found)), "search")

    @property
    def receipt(self) -> str:
        number = len(self.found.hits) + self.found.more
        return f"Searched: {self.found.query}, {number if number else 'nothing'} found"


@dataclass(frozen=True)
class AccountOpened:
    """Opens the account as the District has it, or as this desk has left it."""

    account: Account

    def apply(self, desk: Desk) -> Desk:
        number = self.account.number
        known = any(one.account.number == number for one in desk.parked)
        kept = desk.parked if known else (*desk.parked, Parked(self.account))
        return replace(desk, parked=kept).turned(number)

    @property
    def receipt(self) -> str:
        return f"Opened: account {self.account.number}, {self.account.holder.name}"
