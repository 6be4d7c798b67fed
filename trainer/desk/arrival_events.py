"""What happens with something that came in: it is opened, and what was done with it is written on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from trainer.desk.registry import RefusedError
from trainer.desk.state import Desk
from trainer.record.act import Act
from trainer.record.arrivals import SLOT, Arrival


def the_arrival(desk: Desk, act: Act) -> Arrival | None:
    """What the act is about, or None where it names nothing that came in; raises RefusedError for what is not there."""
    wanted = act.text(SLOT)
    if not wanted:
        return None
    found = next((one for one in desk.arrivals if one.id == wanted), None)
    if found is None:
        known = ", ".join(one.id for one in desk.arrivals) or "nothing"
        raise RefusedError(f"There is no {wanted[:40]} here. There is {known}.")
    return found


def _changed(desk: Desk, name: str, **changes: object) -> Desk:
    trays = {
        tray: tuple(replace(one, **changes) if one.id == name else one for one in held)  # type: ignore[arg-type]
        for tray, held in desk.trays.items()
    }
    return replace(desk, trays=MappingProxyType(trays))


@dataclass(frozen=True)
class ArrivalOpened:
    id: str
    inside: tuple[str, ...]

    def apply(self, desk: Desk) -> Desk:
        return _changed(desk, self.id, opened=True)

    @property
    def receipt(self) -> str:
        return f"{self.id}: {' '.join(self.inside)}"


@dataclass(frozen=True)
class ArrivalDone:
    """`told` is False where another event of the same act has told it already."""

    id: str
    what: str
    told: bool = False

    def apply(self, desk: Desk) -> Desk:
        done = next(one.done for one in desk.arrivals if one.id == self.id)
        return _changed(desk, self.id, done=(*done, self.what))

    @property
    def receipt(self) -> str:
        return f"{self.id}: {self.what}" if self.told else ""


@dataclass(frozen=True)
class DeskHandedOver:
    left: int

    def apply(self, desk: Desk) -> Desk:
        return replace(desk, handed_over=True)

    @property
    def receipt(self) -> str:
        return f"Handed over, with {self.left} not opened" if self.left else "Handed over"
