"""What happens when service starts: a new account, put beside the one that is open, and what is entered on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.desk.events import Event
from trainer.desk.state import Desk, Parked
from trainer.record.account import Account


@dataclass(frozen=True)
class ServiceStarted:
    account: Account
    receipt: str

    def apply(self, desk: Desk) -> Desk:
        return replace(desk, parked=(*desk.parked, Parked(self.account)))


@dataclass(frozen=True)
class ForNewcomer:
    """Something that happens on the account that was just started, while another is open."""

    number: str
    event: Event

    def apply(self, desk: Desk) -> Desk:
        parked = next(one for one in desk.parked if one.account.number == self.number)
        there = self.event.apply(replace(desk, account=parked.account)).account
        if there is None:
            raise ValueError("an account that was started is gone")
        kept = tuple(replace(one, account=there) if one is parked else one for one in desk.parked)
        return replace(desk, parked=kept)

    @property
    def receipt(self) -> str:
        return f"{self.event.receipt}, on account {self.number}" if self.event.receipt else ""
