"""The account next door: where something lands that belongs here. Any account can be found from its serial."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.customers.numbers import account_number, meter_number
from trainer.customers.places import address, serial_beside
from trainer.customers.plan import Plan, Truth


@dataclass(frozen=True)
class Neighbor:
    """Another account of the same District, as far as this one's papers name it."""

    serial: int
    number: str
    address: str
    meter: str

    def revealed(self) -> Truth:
        return {"neighbor_account": self.number, "neighbor_address": self.address, "neighbor_meter": self.meter}


def next_door(plan: Plan) -> Neighbor:
    """The home on the same street, one house number away."""
    serial = serial_beside(plan.serial, plan.district.streets)
    return Neighbor(serial, account_number(serial), address(serial, plan.district.streets), meter_number(serial))
