"""What happens in the field: work ordered, and crews sent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.desk.events import on_account
from trainer.desk.state import Desk
from trainer.record.account import Order
from trainer.record.case import shown
from trainer.record.topic import WORK


@dataclass(frozen=True)
class WorkOrdered:
    order: Order

    def apply(self, desk: Desk) -> Desk:
        if desk.account is None or self.order.place:
            return replace(desk, crews=(*desk.crews, self.order))
        return on_account(desk, orders=(*desk.account.orders, self.order))

    @property
    def receipt(self) -> str:
        one = self.order
        at = f" at {one.place}" if one.place else ""
        when = f", {one.planned:%A}, {shown(one.planned)}" if one.planned else ""
        return f"Order {one.id}: {WORK[one.work].label.lower()}{at}{when}" + (f", {one.window}" if one.window else "")


@dataclass(frozen=True)
class CrewDispatched:
    """`soon` says how soon it is to be there, where that was given."""

    order: Order
    soon: str = ""

    def apply(self, desk: Desk) -> Desk:
        return replace(desk, crews=(*desk.crews, self.order))

    @property
    def receipt(self) -> str:
        crew = "Emergency crew" if self.order.crew == "water" else f"Emergency crew for {self.order.crew}"
        return f"{crew} dispatched to {self.order.place}" + (f", {self.soon}" if self.soon else "")
