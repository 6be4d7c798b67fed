"""What making customers asks of a District: its policy, its tariffs, and where its customers live."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from trainer.district.invented import Invented
from trainer.district.tariff import Timeline
from trainer.record.case import Policy

if TYPE_CHECKING:
    from trainer.district.pack import Pack


@dataclass(frozen=True)
class District:
    """A District as the generator sees it.

    `communities` are those whose customers pay by the tariffs of `area`; `streets` their streets. Plays fall on
    days up to `until`; `neighbors` are the agencies beyond its borders.
    """

    policy: Policy
    tariffs: Timeline
    area: str
    communities: tuple[str, ...]
    invented: Invented
    streets: tuple[str, ...]
    until: dt.date
    neighbors: tuple[str, ...] = ()

    @property
    def cycle(self) -> int:
        """How many months one bill covers, by the tariff in force on the last day that plays fall on."""
        return self.tariffs.on(self.until, self.area).cycle

    @property
    def bills_a_year(self) -> int:
        return 12 // self.cycle

    @classmethod
    def of(cls, pack: Pack) -> District:
        """The District of a pack: its own rate area, and the communities that have no rates of their own."""
        extra = pack.identity.model_extra or {}
        listed, beyond = extra.get("communities", {}), extra.get("neighbors", ())
        apart = listed.get("separate_rates", {}).get("names", ())
        names = (name.partition(" (")[0] for name in pack.communities if name not in apart)
        area, invented = pack.identity.id, pack.identity.invented
        neighbors, until = tuple(one["name"] for one in beyond), pack.identity.window.to
        return cls(pack, pack.tariffs, area, tuple(names), invented, invented.streets.names, until, neighbors)

    def number(self, name: str, on: dt.date) -> Decimal:
        """A numeric parameter of the pack in force `on` that day."""
        return Decimal(self.policy.parameter(name, on).value)
